"""The page of results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from searchapp import schema, urls
from searchapp.model import Results, Search, Sort
from searchapp.web.pages.applied import Applied, WayOut, applied
from searchapp.web.pages.facets import Sidebar, sidebar
from searchapp.web.pages.frame import Frame, Link, Site, search_box
from searchapp.web.pages.hits import Entry, entry
from searchapp.web.pages.repeats import Fold, fold
from searchapp.web.pages.taking import Taking, taking
from searchapp.web.pages.timeline import Timeline, timeline

_SIZES = (20, 50, 100)
_AROUND = 2


@dataclass(frozen=True, slots=True)
class Pager:
    """`steps` holds page links and, as a Link without text, the gaps between them."""

    previous: str
    next: str
    steps: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ResultsPage:
    frame: Frame
    title: str
    status: str
    repeats: Fold | None
    reading: str
    notices: tuple[str, ...]
    applied: tuple[Applied, ...]
    clear: str
    sorts: tuple[Link, ...]
    sizes: tuple[Link, ...]
    taking: Taking
    timeline: Timeline
    sidebar: Sidebar
    toggle: str
    entries: tuple[Entry, ...]
    first: int
    pager: Pager | None
    past: Link | None
    past_text: str
    meant: tuple[WayOut, ...]
    ways_out: tuple[WayOut, ...]
    total: int


def results_page(
    search: Search,
    results: Results,
    site: Site,
    ways_out: Sequence[WayOut] = (),
    *,
    meant: tuple[WayOut, ...] = (),
    today: date,
) -> ResultsPage:
    """The page of a search on a day; `ways_out` out of no hits, what was `meant` if hardly any."""
    say = site.say
    pages = max(1, -(-results.total // search.size))
    title = say("results.title_for", typed=search.typed) if search.typed else _title(search, site)
    past = search.page > pages
    where = _where(search, pages, site)
    heading = f"{title}{where}" if search.page > 1 else title
    return ResultsPage(
        frame=Frame(heading, urls.path(search), "search", results.build, True, search_box(search)),
        title=title,
        status=_status(results, where, site),
        repeats=fold(search, results, site),
        reading=results.reading if search.typed else "",
        notices=results.notices,
        applied=applied(search, site),
        clear=urls.path(urls.without_filters(search)),
        sorts=_sorts(search, site),
        sizes=_sizes(search, results.total),
        taking=taking(search, results, site, today),
        timeline=timeline(search, results.histogram, site),
        sidebar=sidebar(search, results.facets, site),
        toggle=_toggle(search, site),
        entries=tuple(entry(hit, search.typed, site) for hit in results.hits),
        first=(search.page - 1) * search.size + 1,
        pager=_pager(search, pages) if pages > 1 and not past else None,
        past=_back(search, pages, site) if past else None,
        past_text=say("results.past", page=search.page, pages=pages) if past else "",
        meant=meant,
        ways_out=tuple(ways_out),
        total=results.total,
    )


def _title(search: Search, site: Site) -> str:
    return (
        site.say("results.title")
        if any(search.filters.values())
        else site.say("results.everything")
    )


def _toggle(search: Search, site: Site) -> str:
    on = search_box(search).kept
    text = site.say("facets.toggle")
    return f"{text} ({site.say.count('chosen', on)})" if on else text


def _where(search: Search, pages: int, site: Site) -> str:
    """Which page of several this is, to follow a comma."""
    say = site.say
    if search.page > pages or pages == 1:
        return ""
    return ", " + say("results.page", page=say.number(search.page), pages=say.number(pages))


def _status(results: Results, where: str, site: Site) -> str:
    say = site.say
    if not results.total:
        return say("results.none")
    status = say(
        "results.status",
        paragraphs=say.count("paragraphs", results.total),
        documents=say.count("documents", results.documents),
    )
    return f"{status}{where}"


def _back(search: Search, pages: int, site: Site) -> Link:
    return Link(site.say("results.past_link"), urls.path(urls.at_page(search, pages)))


def _sorts(search: Search, site: Site) -> tuple[Link, ...]:
    return tuple(
        Link(
            site.say(f"sort.{name}"),
            urls.path(urls.with_sort(search, cast(Sort, name))),
            current=name == search.sort,
        )
        for name in schema.SORTS
    )


def _sizes(search: Search, total: int) -> tuple[Link, ...]:
    """Page sizes worth offering: none when the results fit on the smallest page."""
    if total <= _SIZES[0]:
        return ()
    return tuple(
        Link(str(size), urls.path(urls.with_size(search, size)), current=size == search.size)
        for size in _SIZES
    )


def _pager(search: Search, pages: int) -> Pager:
    """First, last and the pages around this one; every other page is reached by its address."""

    def at(page: int) -> str:
        return urls.path(urls.at_page(search, page))

    here = search.page
    near = range(max(1, here - _AROUND), min(pages, here + _AROUND) + 1)
    steps: list[Link] = []
    last = 0
    for page in sorted({1, *near, pages}):
        if page - last > 1:
            steps.append(Link("", ""))
        steps.append(Link(f"{page:,}", at(page), current=page == here))
        last = page
    return Pager(
        at(here - 1) if here > 1 else "", at(here + 1) if here < pages else "", tuple(steps)
    )


def for_page(search: Search, values: int = 8) -> Search:
    """The search as the page asks it: a short list of values for every facet."""
    return search._replace(facet_size=values)
