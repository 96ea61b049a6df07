"""From counted codes to the facets and the histogram of an answer.

The rules are those of `searchapp.facets`, here for arrays in place of dictionaries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from searchapp import facets
from searchapp.backends.whoosh.union_columns import AnyColumns
from searchapp.kernels import Numbers
from searchapp.kernels.counts import Ranked
from searchapp.kernels.selection import Selection
from searchapp.kernels.tuples import many_tuples
from searchapp.model import FacetCount, FacetCounts, Histogram, Search
from searchapp.schema import TAGGED

# The group behind those of the facets and of having none of one, as `values.ends_of_groups` says.
_DAYS = len(TAGGED) + 1


def count_facets(
    columns: AnyColumns,
    search: Search,
    hits: Selection,
    without_choice: Mapping[str, Selection],
) -> tuple[dict[str, FacetCounts], Histogram]:
    """All facets, each without its own choice (law 3), and the histogram of the hits."""
    stated_only = search.stated_only
    ranked = columns.ranked(hits, stated_only=stated_only)
    found = {}
    for number, name in enumerate(TAGGED):
        own = ranked
        if name in without_choice:
            own = columns.ranked(without_choice[name], stated_only=stated_only)
        found[name] = _facet(columns, search, number, own)
    return found, _histogram(columns, ranked)


class Counted(Sequence[FacetCount]):
    """Values of a facet with their counts, in order. An answer may hold thousands of which a
    page shows twelve: codes and counts are kept in arrays, a FacetCount is made when it is
    looked at."""

    __slots__ = ("_columns", "_counted", "_end", "_start")

    def __init__(self, columns: AnyColumns, counted: Numbers, start: int, end: int) -> None:
        self._columns, self._counted, self._start, self._end = columns, counted, start, end

    def __len__(self) -> int:
        return self._end - self._start

    @overload
    def __getitem__(self, place: int) -> FacetCount: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[FacetCount]: ...
    def __getitem__(self, place: int | slice) -> FacetCount | Sequence[FacetCount]:
        own = range(self._start, self._end)[place]
        if isinstance(own, range):
            if own.step != 1:
                return tuple(self)[place]
            return Counted(self._columns, self._counted, own.start, own.start + len(own))
        [value] = self._columns.names(self._counted[0, own, None])
        return FacetCount(value, int(self._counted[1, own]))

    def __iter__(self) -> Iterator[FacetCount]:
        codes, counts = self._counted[:, self._start : self._end]
        values = self._columns.names(codes)
        return iter(many_tuples(FacetCount, values, counts.tolist(), rest=("",)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(tuple(self))


def _facet(columns: AnyColumns, search: Search, number: int, ranked: Ranked) -> FacetCounts:
    name, most = TAGGED[number], search.facet_size
    start, end = ranked.bounds[number], ranked.bounds[number + 1]
    shown = end if most is None else min(end, start + most)
    values: Sequence[FacetCount] = Counted(columns, ranked.counted, start, shown)
    if search.filters.get(name):
        values = _with_chosen(columns, search, name, values, ranked.counted[:, start:end])
    return FacetCounts(name, values, end - start, ranked.lacking[number])


def _with_chosen(
    columns: AnyColumns,
    search: Search,
    facet: str,
    shown: Sequence[FacetCount],
    counted: Numbers,
) -> Sequence[FacetCount]:
    """The values to show, with the chosen ones among them whatever their count."""
    codes, counts = counted
    wanted = search.filters[facet]
    found = {each.value: each.count for each in shown}
    for value in (*wanted.any_of, *wanted.all_of, *wanted.none_of):
        found[value] = int(counts[codes == columns.code(facet, value)].sum())
    return facets.ordered(facet, found.items(), 0, search).values


def _histogram(columns: AnyColumns, ranked: Ranked) -> Histogram:
    """Hits by `published`, from the groups of the days and of having none."""
    start, end, end_of_undated = ranked.bounds[_DAYS:]
    undated: int = ranked.counted.item(1, end) if end < end_of_undated else 0
    if start == end:
        return Histogram("year", (), undated)
    unit, buckets = columns.timeline.buckets(ranked.counted, start, end)
    return Histogram(unit, tuple(buckets), undated)
