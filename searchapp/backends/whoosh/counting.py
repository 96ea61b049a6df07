"""From counted codes to the facets and the histogram of an answer.

The rules are those of `searchapp.facets`, here for arrays in place of dictionaries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, repeat
from typing import overload

import numpy as np

from searchapp import facets
from searchapp.backends.whoosh.bulk import many_tuples
from searchapp.backends.whoosh.union_columns import AnyColumns
from searchapp.backends.whoosh.values import PUBLISHED
from searchapp.kernels import Numbers
from searchapp.model import Bucket, FacetCount, FacetCounts, Histogram, Search
from searchapp.schema import TAGGED


def count_facets(
    columns: AnyColumns,
    search: Search,
    hits: Numbers,
    without_choice: Mapping[str, Numbers],
) -> tuple[dict[str, FacetCounts], Numbers]:
    """All facets, each without its own choice (law 3); and the hits by day of publication."""
    counted = columns.count(hits, stated_only=search.stated_only)
    first, end, _ = columns.codes[PUBLISHED]
    days = counted[first : end + 1]
    for facet, rows in without_choice.items():
        if facet in TAGGED:
            own = columns.count(rows, stated_only=search.stated_only)
            low, high, none = columns.codes[facet]
            counted[low:high], counted[none] = own[low:high], own[none]
    return _facets(columns, search, counted), days


class Counted(Sequence[FacetCount]):
    """Values of a facet with their counts, in order. An answer may hold thousands of which a
    page shows twelve: codes and counts are kept in arrays, a FacetCount is made when it is
    looked at."""

    __slots__ = ("_codes", "_columns", "_counts")

    def __init__(self, columns: AnyColumns, codes: Numbers, counts: Numbers) -> None:
        self._columns, self._codes, self._counts = columns, codes, counts

    def __len__(self) -> int:
        return len(self._codes)

    @overload
    def __getitem__(self, place: int) -> FacetCount: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[FacetCount]: ...
    def __getitem__(self, place: int | slice) -> FacetCount | Sequence[FacetCount]:
        if isinstance(place, slice):
            return Counted(self._columns, self._codes[place], self._counts[place])
        [value] = self._columns.names(self._codes[place, None])
        return FacetCount(value, int(self._counts[place]))

    def __iter__(self) -> Iterator[FacetCount]:
        values = self._columns.names(self._codes)
        return iter(many_tuples(FacetCount, values, self._counts.tolist(), repeat("")))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(tuple(self))


def _facets(columns: AnyColumns, search: Search, counted: Numbers) -> dict[str, FacetCounts]:
    size = columns.ranking.size
    none = counted[size : size + len(TAGGED)].tolist()
    codes, counts, ends = columns.ranking(counted[:size])
    found = {}
    for (start, end), name, without in zip(pairwise(ends), TAGGED, none, strict=True):
        shown = end if search.facet_size is None else min(end, start + search.facet_size)
        values: Sequence[FacetCount] = Counted(columns, codes[start:shown], counts[start:shown])
        if search.filters.get(name):
            values = _with_chosen(columns, search, name, values, counted)
        found[name] = FacetCounts(name, values, end - start, without)
    return found


def _with_chosen(
    columns: AnyColumns,
    search: Search,
    facet: str,
    shown: Sequence[FacetCount],
    counted: Numbers,
) -> Sequence[FacetCount]:
    """The values to show, with the chosen ones among them whatever their count."""
    wanted = search.filters[facet]
    found = {each.value: each.count for each in shown}
    for value in (*wanted.any_of, *wanted.all_of, *wanted.none_of):
        code = columns.code(facet, value)
        if code is not None:
            found[value] = int(counted[code])
    return facets.ordered(facet, found.items(), 0, search).values


def histogram(columns: AnyColumns, days: Numbers) -> Histogram:
    """Hits by `published`; `days` counts each day that there is, and the undated at the end."""
    undated, dated = int(days[-1]), days[:-1]
    found = np.flatnonzero(dated)
    if not len(found):
        return Histogram("year", (), undated)
    first, last = found[0], found[-1]
    periods = columns.timeline.periods(int(first), int(last))
    own = np.bincount(periods.number_of[found - first], dated[found], len(periods.names))
    counts = own.astype(np.int64).tolist()
    buckets = many_tuples(Bucket, periods.names, counts, periods.base)
    return Histogram(periods.unit, tuple(buckets), undated)
