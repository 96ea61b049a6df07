"""Two sides of one search against each other: sources and topics, regions and months.

- axis: a facet, or a facet of dates by month or year: `published.month`.
- member: one row or column: a value, a period, or "" for paragraphs without any value.
- base: how many paragraphs of the whole index a member has, whatever is searched.

Each number is how many paragraphs are found when the members are added to the search as filters,
so that its link finds as many. A paragraph with two values stands in two rows, so rows and
columns may add up to more than their totals, which count every paragraph once. A period holds
all paragraphs with a date that overlaps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from searchapp import facets, urls
from searchapp.backends.base import Backend, Tabulates
from searchapp.edtf import OPEN, interval
from searchapp.errors import BadSearch
from searchapp.model import (
    And,
    Everything,
    FacetIs,
    FacetStarts,
    Filter,
    Histogram,
    Node,
    Not,
    Or,
    Results,
    Search,
)
from searchapp.schema import FILTERS, Facet

Unit = Literal["", "month", "year"]
MOST_PERIODS = 120
_PERIODS = {"month": re.compile(r"-?\d{4}-\d{2}"), "year": re.compile(r"-?\d{4}|Y-?\d+")}
_MONTH_LETTERS = 7


@dataclass(frozen=True, slots=True)
class Axis:
    """`unit` is "" where the members are values."""

    name: str
    facet: str
    unit: Unit = ""


@dataclass(frozen=True, slots=True)
class Member:
    value: str
    total: int
    base: int


@dataclass(frozen=True, slots=True)
class Side:
    """The members shown. `left_out` more values are not: of values those with the fewest
    paragraphs, of periods the earliest."""

    axis: Axis
    members: tuple[Member, ...]
    left_out: int

    @property
    def shown(self) -> int:
        """How many values or periods there are among the members."""
        others = ("", OPEN) if self.axis.unit else ("",)
        return sum(each.value not in others for each in self.members)


@dataclass(frozen=True, slots=True)
class CrossTab:
    """`cells` by row, then column; `base` is all paragraphs of the index."""

    rows: Side
    columns: Side
    cells: tuple[tuple[int, ...], ...]
    total: int
    base: int
    build: str


def _axes(facet: Facet) -> Iterable[Axis]:
    if facet.kind != "date":
        return [Axis(facet.name, facet.name)]
    units: tuple[Unit, ...] = ("month", "year")
    return [Axis(f"{facet.name}.{unit}", facet.name, unit) for unit in units]


AXES: tuple[Axis, ...] = tuple(axis for facet in FILTERS for axis in _axes(facet))


def axis_named(parameter: str, name: str) -> Axis:
    """Raises BadSearch for the parameter, naming the axes there are."""
    for axis in AXES:
        if axis.name == name:
            return axis
    raise BadSearch(parameter, f"one of {', '.join(axis.name for axis in AXES)}")


def crosstab(search: Search, rows: Axis, columns: Axis, backend: Backend, *, top: int) -> CrossTab:
    """The table of a search, whose query is as the backend is asked it; of values the `top` most
    frequent are shown, of periods the latest 120. Raises BadSearch, OverBudget."""
    row_values, rows_left = _listed(rows, search, backend, top)
    column_values, columns_left = _listed(columns, search, backend, top)
    row_nodes = [Everything(), *(_node(rows, value) for value in row_values)]
    column_nodes = [Everything(), *(_node(columns, value) for value in column_values)]
    counts = crossed(backend, search, row_nodes, column_nodes)
    whole = Search(stated_only=search.stated_only)
    row_bases = [line[0] for line in crossed(backend, whole, row_nodes, [Everything()])]
    column_bases = crossed(backend, whole, [Everything()], column_nodes)[0]
    row_members = _members(row_values, [line[0] for line in counts[1:]], row_bases[1:])
    column_members = _members(column_values, counts[0][1:], column_bases[1:])
    row_range, column_range = _shown(rows, row_members), _shown(columns, column_members)
    return CrossTab(
        rows=Side(rows, tuple(row_members[n] for n in row_range), rows_left),
        columns=Side(columns, tuple(column_members[n] for n in column_range), columns_left),
        cells=tuple(tuple(counts[r + 1][c + 1] for c in column_range) for r in row_range),
        total=counts[0][0],
        base=row_bases[0],
        build=backend.status().build,
    )


def crossed(
    backend: Backend, search: Search, rows: Sequence[Node], columns: Sequence[Node]
) -> list[list[int]]:
    """For every row and column how many hits satisfy both: by the backend's own means if it has
    any, else one search for each."""
    if isinstance(backend, Tabulates):
        return backend.crossed(search, rows, columns)
    counted = search._replace(page=1, size=1, facet_size=0)

    def total(row: Node, column: Node) -> int:
        return backend.search(counted._replace(query=And((search.query, row, column)))).total

    return [[total(row, column) for column in columns] for row in rows]


def narrowed(search: Search, axis: Axis, value: str) -> Search:
    """The search for the paragraphs of one row or column: with its member as one more filter."""
    chosen = search.filters.get(axis.facet, Filter())
    if not value:
        return urls.with_filter(search, axis.facet, replace(chosen, any_of=(), missing=True))
    if value in chosen.all_of:
        return urls.at_page(search, 1)
    if value in chosen.any_of or not (chosen.any_of or chosen.missing):
        return urls.with_filter(search, axis.facet, replace(chosen, any_of=(value,), missing=False))
    return urls.with_filter(search, axis.facet, replace(chosen, all_of=(*chosen.all_of, value)))


# --- which members --------------------------------------------------------------------------


def _listed(axis: Axis, search: Search, backend: Backend, top: int) -> tuple[list[str], int]:
    """The values to show, in order and with "" for none at the end; how many are left out."""
    asked = _settled(search, axis.facet)._replace(page=1, size=1, facet_size=None)
    answer = backend.search(asked)
    values = _periods(axis, answer) if axis.unit else _values(axis, answer)
    shown = values[-MOST_PERIODS:] if axis.unit else values[:top]
    left_out = len(values) - len(shown)
    if axis.facet in answer.facets and axis.unit and _counted(answer, axis.facet, OPEN):
        shown.append(OPEN)
    return [*shown, ""], left_out


def _settled(search: Search, facet: str) -> Search:
    """The same search with its choice of a facet as part of the query, so that the facet's counts
    are those of the hits (they would leave a choice out)."""
    chosen = search.filters.get(facet, Filter())
    if not (chosen.any_of or chosen.missing):
        return search
    wanted: list[Node] = [FacetIs(facet, value) for value in chosen.any_of]
    if chosen.missing:
        wanted.append(Not(FacetStarts(facet, "")))
    filters = {**search.filters, facet: chosen.without_any()}
    return search._replace(query=And((search.query, Or(tuple(wanted)))), filters=filters)


def _values(axis: Axis, answer: Results) -> list[str]:
    return [each.value for each in answer.facets[axis.facet].values if each.count]


def _counted(answer: Results, facet: str, value: str) -> int:
    return sum(each.count for each in answer.facets[facet].values if each.value == value)


def _periods(axis: Axis, answer: Results) -> list[str]:
    """The periods in order: of publication every one from first to last, since one without
    documents tells something; of dates spoken of, which may lie centuries apart, those named."""
    if axis.facet not in answer.facets:
        return _published(answer.histogram, "month" if axis.unit == "month" else "year")
    named = _PERIODS["month" if axis.unit == "month" else "year"]
    values = answer.facets[axis.facet].values
    found = [each.value for each in values if each.count and named.fullmatch(each.value)]
    return sorted(found, key=lambda period: interval(period).first or 0)


def _published(histogram: Histogram, unit: facets.Unit) -> list[str]:
    if not histogram.buckets:
        return []
    first, last = (_first_of_month(histogram.buckets[n].period) for n in (0, -1))
    if histogram.unit == "year":
        last = last.replace(month=12)
    return facets.periods(first, last, unit)


def _first_of_month(period: str) -> date:
    """The first day of a year, or of the month that a period names or lies in."""
    return date.fromisoformat(f"{period}-01"[:_MONTH_LETTERS] + "-01")


# --- members and cells ----------------------------------------------------------------------


def _node(axis: Axis, value: str) -> Node:
    return FacetIs(axis.facet, value) if value else Not(FacetStarts(axis.facet, ""))


def _members(values: Sequence[str], totals: Sequence[int], bases: Sequence[int]) -> list[Member]:
    return [Member(*each) for each in zip(values, totals, bases, strict=True)]


def _shown(axis: Axis, members: Sequence[Member]) -> list[int]:
    """Which members are worth a line: values with paragraphs; periods from the first that has
    any to the last."""
    found = [number for number, each in enumerate(members) if each.total]
    if not axis.unit:
        return found
    periods = [n for n in found if members[n].value not in ("", OPEN)]
    between = range(periods[0], periods[-1] + 1) if periods else range(0)
    return [*between, *(n for n in found if n not in between)]
