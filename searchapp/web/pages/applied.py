"""The filters that are on, each with a link that takes it off; ways out of an empty result."""

from __future__ import annotations

from dataclasses import dataclass, replace

from searchapp import schema, urls
from searchapp.loosening import Looser
from searchapp.model import Filter, Search
from searchapp.querylang import render
from searchapp.spelling import Correction
from searchapp.web.pages import names
from searchapp.web.pages.frame import Site


@dataclass(frozen=True, slots=True)
class Applied:
    """One filter in words, and the search without it."""

    text: str
    href: str
    without: Search


@dataclass(frozen=True, slots=True)
class WayOut:
    """A looser search, what it is looser in, and how much it finds."""

    text: str
    href: str
    count: str


def applied(search: Search, site: Site) -> tuple[Applied, ...]:
    """Every filter of the search, facets in their fixed order, values as chosen."""
    found = [each for facet in schema.FILTERS for each in _of_facet(search, facet.name, site)]
    if search.stated_only:
        found.append(_one(site.say("applied.stated"), urls.with_stated_only(search, False)))
    return tuple(found)


def _of_facet(search: Search, name: str, site: Site) -> list[Applied]:
    chosen, say = search.filters.get(name, Filter()), site.say
    label = names.facet(name, say)
    parts = (("in", chosen.any_of), ("all", chosen.all_of), ("out", chosen.none_of))
    found = [
        _one(
            say(f"applied.{state}", facet=label, value=names.value(name, value, say)),
            urls.with_value(search, name, value, ""),
        )
        for state, values in parts
        for value in values
    ]
    if chosen.missing:
        text = say("applied.missing", facet=label, none=names.none(name, say))
        found.append(_one(text, urls.without_missing(search, name)))
    return found


def _one(text: str, without: Search) -> Applied:
    return Applied(text, urls.path(without), without)


def relaxed(search: Search, site: Site, limit: int = 8) -> tuple[Applied, ...]:
    """The searches with one part dropped, for the view to count when nothing was found."""
    parts = [
        replace(each, text=site.say("empty.filter", filter=each.text))
        for each in applied(search, site)
    ]
    if search.typed and parts:
        words = site.say("empty.words", typed=search.typed)
        parts.append(_one(words, urls.with_typed(search, "")))
    return tuple(parts[:limit])


def way_out(part: Applied, total: int, site: Site) -> WayOut:
    text = site.say("empty.without", part=part.text)
    return WayOut(text, part.href, site.say.count("paragraphs", total))


def fewer_parts(loose: Looser, search: Search, total: int, site: Site) -> WayOut:
    """A looser search; `search` is the whole of it."""
    said = ", ".join(map(render, loose.parts))
    name = "empty.any" if loose.count == 1 else "empty.some"
    if loose.count == len(loose.parts):
        name = "empty.telling"
    text = site.say(name, n=loose.count, parts=said)
    return WayOut(text, urls.path(search), site.say.count("paragraphs", total))


def correction(search: Search, meant: Correction, site: Site) -> WayOut:
    """The search as it may have been meant, with all its filters."""
    corrected = urls.with_typed(search, meant.typed)
    return WayOut(meant.typed, urls.path(corrected), site.say.count("paragraphs", meant.total))
