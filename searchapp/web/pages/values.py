"""The page of all values of one facet under a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from searchapp import schema, urls
from searchapp.model import FacetCount, FacetCounts, Results, Search
from searchapp.text import fold
from searchapp.web.pages import names
from searchapp.web.pages.applied import Applied, applied
from searchapp.web.pages.facets import Row, none_row, row
from searchapp.web.pages.frame import Frame, Link, Site, pairs, search_box

PART = 300
ORDERS = ("count", "name")


@dataclass(frozen=True, slots=True)
class View:
    """How the list is wanted: part of the name, order, which part of a long list."""

    find: str = ""
    order: str = "count"
    part: int = 1


@dataclass(frozen=True, slots=True)
class ValuesPage:
    frame: Frame
    title: str
    meaning: str
    status: str
    found: str
    find: str
    facet: str
    action: str
    hidden: tuple[tuple[str, str], ...]
    sending: tuple[tuple[str, str], ...]
    orders: tuple[Link, ...]
    rows: tuple[Row, ...]
    none: Row | None
    part: str
    previous: str
    next: str
    applied: tuple[Applied, ...]
    back: str
    all: str


def address(search: Search, name: str, view: View) -> str:
    """The canonical address of the page: the search, then how the list is wanted."""
    extra = [("find", view.find)] if view.find else []
    extra += [("order", view.order)] if view.order != ORDERS[0] else []
    extra += [("part", str(view.part))] if view.part > 1 else []
    query = "&".join(part for part in (urls.write(search), urlencode(extra)) if part)
    return f"/facet/{name}" + (f"?{query}" if query else "")


def values_page(search: Search, results: Results, name: str, view: View, site: Site) -> ValuesPage:
    """`search` was answered with a facet_size of None."""
    say, counts = site.say, results.facets[name]
    title = say("values.title", label=names.facet(name, say))
    here = address(search, name, view)
    wanted = _wanted(counts, view, site)
    start = (view.part - 1) * PART
    shown = wanted[start : start + PART]
    rows = tuple(row(search, name, each, site) for each in shown)
    last = start + len(shown)
    following = replace(view, part=view.part + 1)
    return ValuesPage(
        frame=Frame(title, here, "search", results.build, True, search_box(search)),
        title=title,
        meaning=say(f"meaning.{name}"),
        status=_status(counts.distinct, results.total, site),
        found=_found(view, len(wanted), site),
        find=view.find,
        facet=name,
        action=f"/facet/{name}",
        hidden=_kept(search, view),
        sending=_sent_along(search, name, rows),
        orders=_orders(search, name, view, site),
        rows=rows,
        none=none_row(search, counts, site),
        part=_part(start, last, len(wanted), site),
        previous=address(search, name, replace(view, part=view.part - 1)) if start else "",
        next=address(search, name, following) if last < len(wanted) else "",
        applied=applied(search, site),
        back=urls.path(search),
        all=address(search, name, View("", view.order)),
    )


def _status(distinct: int, total: int, site: Site) -> str:
    say = site.say
    values, paragraphs = say.count("values", distinct), say.count("paragraphs", total)
    return say("values.status", values=values, paragraphs=paragraphs)


def _kept(search: Search, view: View) -> tuple[tuple[str, str], ...]:
    """What the form that looks for a value sends along."""
    order = (("order", view.order),) if view.order != ORDERS[0] else ()
    return (*pairs(search), *order)


def _sent_along(search: Search, name: str, rows: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """What the form of checkboxes sends along: all that none of its boxes stands for."""
    drawn = {(each.field, each.value) for each in rows} | {("missing", name)}
    return tuple(pair for pair in pairs(search) if pair not in drawn)


def _wanted(counts: FacetCounts, view: View, site: Site) -> list[FacetCount]:
    values = list(counts.values)
    if view.find:
        part = fold(view.find)
        values = [each for each in values if part in fold(_spoken(counts.facet, each, site))]
    if view.order == "name":
        dated = schema.facet_named(counts.facet).kind == "date"
        values.sort(key=lambda each: each.value if dated else fold(each.value))
    return values


def _spoken(name: str, counted: FacetCount, site: Site) -> str:
    return f"{counted.value} {names.value(name, counted.value, site.say)}"


def _orders(search: Search, name: str, view: View, site: Site) -> tuple[Link, ...]:
    by_name = "values.by_time" if schema.facet_named(name).kind == "date" else "values.by_name"
    keys = {"count": "values.by_count", "name": by_name}
    return tuple(
        Link(
            site.say(keys[order]),
            address(search, name, View(view.find, order)),
            current=order == view.order,
        )
        for order in ORDERS
    )


def _found(view: View, number: int, site: Site) -> str:
    if not view.find:
        return ""
    if not number:
        return site.say("values.nothing", find=view.find)
    counted = site.say.count("values", number)
    return site.say("values.found", values=counted, find=view.find)


def _part(start: int, last: int, total: int, site: Site) -> str:
    if total <= PART:
        return ""
    say = site.say
    first = say.number(start + 1)
    return say("values.part", first=first, last=say.number(last), total=say.number(total))


def every_value(search: Search) -> Search:
    """The search as the page of all values asks it."""
    return search._replace(size=1, facet_size=None)


def counted_only(search: Search) -> Search:
    """The search as it is asked for its total alone."""
    return search._replace(page=1, size=1, facet_size=0)
