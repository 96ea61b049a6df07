"""From counted codes to the facets and the histogram of an answer.

The rules are those of `searchapp.facets`, here for arrays in place of dictionaries.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat

import numpy as np

from searchapp import facets
from searchapp.backends.whoosh.columns import Columns
from searchapp.kernels import Ints, Numbers, counts
from searchapp.model import Bucket, FacetCount, FacetCounts, Histogram, Search
from searchapp.schema import TAGGED

_UNITS = ("year", "month", "day")


def count_facets(
    columns: Columns, search: Search, hits: Numbers, without_choice: Mapping[str, Numbers]
) -> tuple[dict[str, FacetCounts], Numbers]:
    """All facets, each without its own choice (law 3); and the hits by day of publication."""
    counted = columns.count(hits, stated_only=search.stated_only)
    base, none = columns.fields["published"]
    days = counted[base : none + 1].copy()
    for facet, rows in without_choice.items():
        low, high = columns.fields[facet]
        if facet in TAGGED:
            own = columns.count(rows, stated_only=search.stated_only)
            counted[low : high + 1] = own[low : high + 1]
    return _facets(columns, search, counted), days


def _facets(columns: Columns, search: Search, counted: Numbers) -> dict[str, FacetCounts]:
    groups = len(TAGGED)
    none = {name: int(counted[columns.fields[name][1]]) for name in TAGGED}
    values = counted[: columns.fields[TAGGED[-1]][1] + 1].copy()
    values[[columns.fields[name][1] for name in TAGGED]] = 0
    ranked, ends = counts.ranked(values, columns.group_of[: len(values)], groups)
    found = {}
    for number, name in enumerate(TAGGED):
        own = ranked[ends[number] : ends[number + 1]]
        shown = own[: search.facet_size]
        pairs = columns.names(shown), values[shown].tolist()
        if search.filters.get(name):
            found[name] = _with_chosen(columns, search, name, pairs, counted)
            found[name] = FacetCounts(name, found[name].values, len(own), none[name])
        else:
            found[name] = FacetCounts(name, _unchosen(*pairs), len(own), none[name])
    return found


def _with_chosen(
    columns: Columns,
    search: Search,
    facet: str,
    pairs: tuple[list[str], list[int]],
    counted: Numbers,
) -> FacetCounts:
    """The values to show, with the chosen ones among them whatever their count."""
    wanted = search.filters[facet]
    found = dict(zip(*pairs, strict=True))
    for value in (*wanted.any_of, *wanted.all_of, *wanted.none_of):
        code = columns.code(facet, value)
        if code is not None:
            found[value] = int(counted[code])
    return facets.ordered(facet, found.items(), 0, search)


_set_value, _set_count, _set_state = (
    vars(FacetCount)[slot].__set__ for slot in ("value", "count", "state")
)


def _unchosen(values: Sequence[str], held: Sequence[int]) -> tuple[FacetCount, ...]:
    """The same as calling FacetCount for each pair.

    A facet may have thousands of values, and a frozen dataclass takes most of its time to guard
    against being written to; its slots are set directly here, before anyone else sees it.
    """
    made = list(map(object.__new__, repeat(FacetCount, len(values))))
    deque(map(_set_value, made, values), maxlen=0)
    deque(map(_set_count, made, held), maxlen=0)
    deque(map(_set_state, made, repeat("")), maxlen=0)
    return tuple(made)


def histogram(columns: Columns, days: Numbers) -> Histogram:
    """Hits by `published`; `days` counts each day that there is, and the undated at the end."""
    undated, dated = int(days[-1]), days[:-1]
    found = np.flatnonzero(dated)
    if not len(found):
        return Histogram("year", (), undated)
    first, last = (date.fromordinal(int(columns.days[n])) for n in (found[0], found[-1]))
    unit = facets.unit_of(first, last)
    numbers = columns.period_numbers[_UNITS.index(unit)]
    names = facets.periods(first, last, unit)
    start = int(numbers[found[0]])
    own = _per_period(dated, numbers, start, len(names))
    whole = _per_period(columns.per_day, numbers, start, len(names))
    return Histogram(unit, tuple(map(Bucket, names, own, whole)), undated)


def _per_period(per_day: Ints, numbers: Ints, start: int, size: int) -> Iterable[int]:
    low, high = np.searchsorted(numbers, (start, start + size))
    own = (numbers[low:high] - start).astype(np.int64)
    sums = np.bincount(own, weights=per_day[low:high], minlength=size)
    return sums.astype(np.int64).tolist()  # type: ignore[no-any-return]
