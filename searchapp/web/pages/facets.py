"""The filters beside the results: one group a facet, each row a checkbox drawn from the URL.

- row: a value with its count, its checkbox (name and value of the form field) and its links.
- trail: the way from "anywhere" down to a chosen region or year, each step a link.
- hidden: parameters that the form must send along because no control on it stands for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from searchapp import schema, urls
from searchapp.model import FacetCount, FacetCounts, Filter, Search
from searchapp.web.pages import names
from searchapp.web.pages.frame import Link, Site, pairs

RANGES = ("date", "published")


@dataclass(frozen=True, slots=True)
class Row:
    """`field` and `value` are what the checkbox sends; `state` is "", "in", "all" or "out";
    `full` is the value's full name where `label` is short; `count` is "" where it tells nothing,
    and `unit` says aloud what it counts."""

    field: str
    value: str
    label: str
    full: str
    count: str
    state: str
    depth: int = 0
    exclude: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """Two typed fields for a period; `first` and `last` are what they hold already."""

    name: str
    label: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    label: str
    meaning: str
    number: str
    number_unit: str
    chosen: str
    rows: tuple[Row, ...]
    none: Row | None
    stated: Row | None
    trail: tuple[Link, ...]
    mode: Link | None
    all: Link | None
    range: Range | None


@dataclass(frozen=True, slots=True)
class Sidebar:
    groups: tuple[Group, ...]
    hidden: tuple[tuple[str, str], ...]


def sidebar(search: Search, counts: Mapping[str, FacetCounts], site: Site) -> Sidebar:
    groups = tuple(
        group(search, counts[facet.name], site) for facet in schema.FACETS if facet.name in counts
    )
    period = published_range(search, site)
    return Sidebar(groups, _hidden(search, groups, period))


def group(search: Search, counts: FacetCounts, site: Site) -> Group:
    """One facet's box: its values as rows, and the links that belong to it."""
    say, name = site.say, counts.facet
    chosen = search.filters.get(name, Filter())
    label = names.facet(name, say)
    number = len(chosen.any_of) + len(chosen.all_of) + len(chosen.none_of) + chosen.missing
    shown = sum(each.count > 0 for each in counts.values)
    everything = Link(say("facet.all", n=say.number(counts.distinct)), all_values(search, name))
    return Group(
        name=name,
        label=label,
        meaning=say(f"meaning.{name}"),
        number=say.number(counts.distinct),
        number_unit=say.count("unit.values", counts.distinct),
        chosen=say.count("chosen", number) if number else "",
        rows=rows(search, counts, site),
        none=none_row(search, counts, site),
        stated=_stated_row(search, site) if name == "source" else None,
        trail=trail(search, name, site),
        mode=_mode(search, name, site),
        all=everything if counts.distinct > shown else None,
        range=Range(name, label) if name in RANGES else None,
    )


def rows(search: Search, counts: FacetCounts, site: Site) -> tuple[Row, ...]:
    """The rows in the order in which a reader looks for them: regions under what they lie in,
    dates in time order, all else as counted."""
    if schema.facet_named(counts.facet).kind == "name":
        return tuple(row(search, counts.facet, each, site) for each in counts.values)
    known = {each.value for each in counts.values}
    arranged = _arranged(counts)
    return tuple(
        row(search, counts.facet, each, site, parents=_parents(counts.facet, each.value, known))
        for each in arranged
    )


def row(
    search: Search, name: str, counted: FacetCount, site: Site, *, parents: Sequence[str] = ()
) -> Row:
    """One value. A value whose parents all stand above it is shown by its last part."""
    chosen, value, say = search.filters.get(name, Filter()), counted.value, site.say
    full = names.value(name, value, say)
    under = bool(parents) and len(parents) == value.count("/")
    label = names.short(name, value, say) if under else full
    state = {"in": "all" if value in chosen.all_of else "in"}.get(counted.state, counted.state)
    field = {"all": f"all.{name}", "out": f"not.{name}"}.get(state, name)
    ranged = name in RANGES and (".." in value or "/" in value) and not counted.count
    count = "" if ranged or state == "out" else say.number(counted.count)
    exclude = ""
    if state == "":
        exclude = urls.path(urls.with_value(search, name, value, "out"))
    unit = say.count("unit.paragraphs", counted.count)
    return Row(field, value, label, full, count, state, len(parents), exclude, unit)


def _arranged(counts: FacetCounts) -> list[FacetCount]:
    if schema.facet_named(counts.facet).kind == "date":
        return sorted(counts.values, key=lambda each: (not each.value[:1].isdigit(), each.value))
    rank = {each.value: place for place, each in enumerate(counts.values)}
    last = len(rank)

    def key(each: FacetCount) -> list[tuple[int, str]]:
        line = (*schema.ancestors(each.value), each.value)
        return [(rank.get(path, last), path) for path in line]

    return sorted(counts.values, key=key)


def _parents(name: str, value: str, known: set[str]) -> tuple[str, ...]:
    """The values above this one that are shown too."""
    if schema.facet_named(name).kind == "path":
        line = schema.ancestors(value)
    elif "." in value or "/" in value:
        line = ()
    else:
        line = (value[:4], value[:7]) if len(value) == 10 else (value[:4],)
    return tuple(each for each in line if each != value and each in known)


def none_row(search: Search, counts: FacetCounts, site: Site) -> Row | None:
    name, say = counts.facet, site.say
    chosen = search.filters.get(name, Filter()).missing
    if not counts.none and not chosen:
        return None
    label = names.none(name, say)
    state = "in" if chosen else ""
    unit = say.count("unit.paragraphs", counts.none)
    return Row("missing", name, label, label, say.number(counts.none), state, unit=unit)


def _stated_row(search: Search, site: Site) -> Row:
    label = site.say("facet.stated_only")
    return Row("stated", "1", label, label, "", "in" if search.stated_only else "")


def all_values(search: Search, name: str) -> str:
    """The address of the page of all values, under this search."""
    query = urls.write(search._replace(page=1))
    return f"/facet/{name}" + (f"?{query}" if query else "")


def trail(search: Search, name: str, site: Site) -> tuple[Link, ...]:
    """ "Anywhere › Ukraine › Donetsk Oblast", when one region or one period is chosen."""
    chosen = search.filters.get(name, Filter())
    if schema.facet_named(name).kind == "name" or len(chosen.any_of) != 1:
        return ()
    value = chosen.any_of[0]
    line = _parents(name, value, set(schema.ancestors(value)) | {value[:4], value[:7]})
    top = site.say("facet.any_time" if name in RANGES else "facet.anywhere")
    steps = [Link(top, urls.path(urls.with_filter(search, name, replace(chosen, any_of=()))))]
    for step in line:
        wider = urls.with_filter(search, name, replace(chosen, any_of=(step,)))
        steps.append(Link(names.short(name, step, site.say), urls.path(wider)))
    steps.append(Link(names.short(name, value, site.say), "", current=True))
    return tuple(steps)


def _mode(search: Search, name: str, site: Site) -> Link | None:
    """The switch between any of the chosen values and all of them together."""
    chosen, say = search.filters.get(name, Filter()), site.say
    if len(chosen.any_of) > 1 and not chosen.missing:
        together = replace(chosen, any_of=(), all_of=(*chosen.all_of, *chosen.any_of))
        text = say("facet.to_all", n=say.number(len(chosen.any_of)))
        return Link(text, urls.path(urls.with_filter(search, name, together)))
    if len(chosen.all_of) > 1:
        apart = replace(chosen, all_of=(), any_of=(*chosen.any_of, *chosen.all_of))
        text = say("facet.to_any", n=say.number(len(chosen.all_of)))
        return Link(text, urls.path(urls.with_filter(search, name, apart)))
    return None


def published_range(search: Search, site: Site) -> Range:
    """The typed period of publication, filled in when one period is chosen."""
    label = names.facet("published", site.say)
    chosen = search.filters.get("published", Filter()).any_of
    if len(chosen) != 1 or "/" in chosen[0]:
        return Range("published", label)
    value = chosen[0]
    first, last = value.split("..", 1) if ".." in value else (value, value)
    return Range("published", label, first, last)


def _hidden(search: Search, groups: Sequence[Group], period: Range) -> tuple[tuple[str, str], ...]:
    drawn = {(row.field, row.value) for group in groups for row in group.rows}
    drawn |= {("missing", group.name) for group in groups if group.none}
    drawn |= {("stated", "1")}
    shown_range = bool(period.first or period.last)
    return tuple(
        (name, value)
        for name, value in pairs(search._replace(page=1))
        if (name, value) not in drawn and not (shown_range and name == "published")
    )
