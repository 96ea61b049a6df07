"""What pages tell of paragraphs that repeat one another.

- fold: to count them once, which the reader switches on and off.
- copy: another paragraph of the same or nearly the same words.
"""

from __future__ import annotations

from dataclasses import dataclass

from searchapp import urls
from searchapp.export.addresses import paragraph_path
from searchapp.model import Hit, Paragraph, Results, Search, Twins
from searchapp.web.pages import days
from searchapp.web.pages.frame import Link, Site


@dataclass(frozen=True, slots=True)
class Fold:
    text: str
    switch: Link


@dataclass(frozen=True, slots=True)
class Copy:
    """`published` is in words, `day` for the machine."""

    link: Link
    published: str
    day: str


@dataclass(frozen=True, slots=True)
class Copies:
    """`text` says in how many documents; `more` that not all are listed."""

    text: str
    listed: tuple[Copy, ...]
    more: str


def fold(search: Search, results: Results, site: Site) -> Fold | None:
    """How many hits repeat others, with the switch; nothing where none do."""
    say, repeated = site.say, results.repeated
    if search.fold:
        text = (
            say.count("repeats.left_out", repeated) if repeated else say("repeats.nothing_left_out")
        )
        return Fold(text, Link(say("repeats.unfold"), urls.path(urls.with_fold(search, False))))
    if not repeated:
        return None
    text = say.count("repeats.some", repeated)
    return Fold(text, Link(say("repeats.fold"), urls.path(urls.with_fold(search, True))))


def copies_of_hit(hit: Hit, site: Site) -> Copies | None:
    return _copies(hit.twins, "repeats.more", site)


def copies_on_page(twins: Twins | None, site: Site) -> Copies | None:
    return _copies(twins, "repeats.unnamed", site)


def _copies(twins: Twins | None, more: str, site: Site) -> Copies | None:
    if twins is None or not twins.total:
        return None
    say, left = site.say, twins.total - len(twins.paragraphs)
    if twins.documents:
        text = say.count("repeats.also", twins.documents)
    else:
        text = say.count("repeats.within", twins.total)
    return Copies(
        text=text,
        listed=tuple(_copy(each, site) for each in twins.paragraphs),
        more=say.count(more, left) if left > 0 else "",
    )


def _copy(paragraph: Paragraph, site: Site) -> Copy:
    say, day = site.say, paragraph.published
    title = paragraph.title or say("hit.untitled")
    return Copy(
        Link(say("repeats.of", n=paragraph.n, title=title), paragraph_path(paragraph.id)),
        days.weekday(day, say) if day else say("hit.undated"),
        day.isoformat() if day else "",
    )
