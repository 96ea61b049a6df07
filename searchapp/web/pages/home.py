"""The start page: what is here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from searchapp import schema
from searchapp.model import FacetCounts, Results, Search, Status
from searchapp.web.pages import days, facets, names
from searchapp.web.pages.frame import Frame, Link, SearchBox, Site
from searchapp.web.pages.tags import value_path
from searchapp.web.pages.timeline import Timeline, timeline

# Rows of the search help that serve as examples, by their form.
_EXAMPLES = ("words", "phrase", "either", "beginning")


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A form of the language, an example of it, what it finds, and the search that tries it."""

    form: str
    typed: str
    finds: str
    href: str


@dataclass(frozen=True, slots=True)
class Value:
    """`unit` says aloud what `count` counts; `depth` tells under how many of the shown values it
    stands."""

    link: Link
    count: str
    unit: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Top:
    """A facet's most frequent values, each a link with its count."""

    name: str
    label: str
    meaning: str
    values: tuple[Value, ...]
    all: Link


@dataclass(frozen=True, slots=True)
class HomePage:
    frame: Frame
    documents: str
    paragraphs: str
    published: str
    tags: str
    tops: tuple[Top, ...]
    timeline: Timeline
    examples: tuple[Link, ...]
    empty: bool


def home_page(
    results: Results, status: Status, site: Site, rows: Sequence[HelpRow] = ()
) -> HomePage:
    """`results` is the answer to the empty search; `rows` are those of the search help."""
    say = site.say
    return HomePage(
        frame=Frame(say("home.title"), "/", "home", status.build, box=SearchBox()),
        documents=say.number(status.documents),
        paragraphs=say.number(status.paragraphs),
        published=span(status, site),
        tags=say.number(sum(status.mentions.values())),
        tops=tuple(
            _top(results.facets[facet.name], site)
            for facet in schema.FACETS
            if facet.name in results.facets
        ),
        timeline=timeline(Search(), results.histogram, site),
        examples=tuple(Link(row.typed, row.href) for row in rows if row.form in _EXAMPLES),
        empty=not status.paragraphs,
    )


def span(status: Status, site: Site) -> str:
    if status.first is None or status.last is None:
        return site.say("home.undated")
    first, last = days.day(status.first, site.say), days.day(status.last, site.say)
    return site.say("home.span", first=first, last=last)


def _top(counts: FacetCounts, site: Site) -> Top:
    say, name = site.say, counts.facet
    values = tuple(
        Value(
            Link(row.label, value_path(name, row.value), row.full), row.count, row.unit, row.depth
        )
        for row in facets.rows(Search(), counts, site)
    )
    everything = Link(
        say("facet.all", n=say.number(counts.distinct)), facets.all_values(Search(), name)
    )
    return Top(name, names.facet(name, say), say(f"meaning.{name}"), values, everything)
