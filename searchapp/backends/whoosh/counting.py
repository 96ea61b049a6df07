"""From counted codes to the facets and the histogram of an answer.

The rules are those of `searchapp.facets`, here for arrays in place of dictionaries.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise, repeat

import numpy as np

from searchapp import facets
from searchapp.backends.whoosh.bulk import many, many_tuples
from searchapp.backends.whoosh.columns import Columns
from searchapp.backends.whoosh.values import PUBLISHED
from searchapp.kernels import Numbers
from searchapp.model import Bucket, FacetCount, FacetCounts, Histogram, Search
from searchapp.schema import TAGGED


def count_facets(
    columns: Columns, search: Search, hits: Numbers, without_choice: Mapping[str, Numbers]
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


def _facets(columns: Columns, search: Search, counted: Numbers) -> dict[str, FacetCounts]:
    size = columns.ranking.size
    none = counted[size : size + len(TAGGED)].tolist()
    codes, ends = columns.ranking(counted[:size])
    distinct = [end - start for start, end in pairwise(ends)]
    if search.facet_size is not None:
        codes, ends = _cut(codes, ends, search.facet_size)
    values, held = columns.names(codes), counted[codes].tolist()
    made = many_tuples(FacetCount, values, held, repeat(""))
    found = {}
    for number, name in enumerate(TAGGED):
        own = tuple(made[ends[number] : ends[number + 1]])
        if search.filters.get(name):
            own = _with_chosen(columns, search, name, own, counted)
        found[name] = FacetCounts(name, own, distinct[number], none[number])
    return found


def _cut(codes: Numbers, ends: list[int], size: int) -> tuple[Numbers, list[int]]:
    """The first so many of each group."""
    kept = [codes[start:end][:size] for start, end in pairwise(ends)]
    return np.concatenate(kept), [0, *np.cumsum([len(each) for each in kept]).tolist()]


def _with_chosen(
    columns: Columns, search: Search, facet: str, shown: tuple[FacetCount, ...], counted: Numbers
) -> tuple[FacetCount, ...]:
    """The values to show, with the chosen ones among them whatever their count."""
    wanted = search.filters[facet]
    found = {each.value: each.count for each in shown}
    for value in (*wanted.any_of, *wanted.all_of, *wanted.none_of):
        code = columns.code(facet, value)
        if code is not None:
            found[value] = int(counted[code])
    return facets.ordered(facet, found.items(), 0, search).values


def histogram(columns: Columns, days: Numbers) -> Histogram:
    """Hits by `published`; `days` counts each day that there is, and the undated at the end."""
    undated, dated = int(days[-1]), days[:-1]
    found = np.flatnonzero(dated)
    if not len(found):
        return Histogram("year", (), undated)
    first, last = found[0], found[-1]
    periods = columns.periods(int(first), int(last))
    own = np.bincount(periods.number_of[found - first], dated[found], len(periods.names))
    buckets = many(
        Bucket,
        len(periods.names),
        period=periods.names,
        count=own.astype(np.int64).tolist(),
        base=periods.base,
    )
    return Histogram(periods.unit, tuple(buckets), undated)
