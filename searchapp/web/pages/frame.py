"""What all pages share.

- Site: what does not change between requests: language, public address, static files.
- Frame: title, search box, canonical address, robots, build of one page.
- Link: a text that leads somewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from searchapp import urls
from searchapp.model import Filter, Search
from searchapp.web.strings import Language


@dataclass(frozen=True, slots=True)
class Site:
    """`base` is the public address without a final slash; `static` maps names to addresses."""

    say: Language
    base: str
    static: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str
    title: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class SearchBox:
    """The box at the top: what was typed, and what the form sends along unseen."""

    typed: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    kept: int = 0
    drop: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """`canonical` is the page's own address from the root; `here` names the part of the site."""

    title: str
    canonical: str
    here: str = ""
    build: str = ""
    noindex: bool = False
    box: SearchBox = SearchBox()


def search_box(search: Search) -> SearchBox:
    """The box of a page that shows a search: a new query keeps the filters and says so."""
    hidden = pairs(search._replace(typed="", page=1))
    kept = sum(filters_in(each) for each in search.filters.values()) + search.stated_only
    cleared = urls.path(urls.without_filters(search)) if kept else ""
    return SearchBox(search.typed, hidden, kept, cleared)


def filters_in(chosen: Filter) -> int:
    return len(chosen.any_of) + len(chosen.all_of) + len(chosen.none_of) + chosen.missing


def pairs(search: Search) -> tuple[tuple[str, str], ...]:
    """The parameters of a search's address in order, unescaped."""
    return tuple(urls.pairs_of(search))
