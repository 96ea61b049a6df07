"""The rules of counting, shared by every backend. Knows no URL, no index and no markup.

A facet is counted over the hits of the search with the facet's own any-of choice left out
(law 3), so the number beside a value tells what ticking it would find.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from searchapp.edtf import Interval
from searchapp.model import Bucket, FacetCount, FacetCounts, Filter, Histogram, Search

Unit = Literal["year", "month", "day"]
_LONGEST_BY_DAY = 62
_LONGEST_BY_MONTH = 60


def without_own_choice(search: Search, facet: str) -> Mapping[str, Filter]:
    """The filters under which a facet is counted."""
    own = search.filters.get(facet)
    if own is None:
        return search.filters
    return {**search.filters, facet: own.without_any()}


def ordered(
    facet: str, counted: Iterable[tuple[str, int]], none: int, search: Search
) -> FacetCounts:
    """Counts in order, cut to the search's facet_size, with every chosen value kept.

    `counted` holds each value once with its count; zero counts are dropped unless chosen.
    """
    counts = {value: count for value, count in counted if count}
    wanted = search.filters.get(facet, Filter())
    states: dict[str, Literal["in", "out"]] = dict.fromkeys((*wanted.any_of, *wanted.all_of), "in")
    states |= dict.fromkeys(wanted.none_of, "out")
    by_rank = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    kept = dict(by_rank[: search.facet_size])
    kept |= {value: counts.get(value, 0) for value in states}
    values = [FacetCount(value, count, states.get(value, "")) for value, count in kept.items()]
    values.sort(key=lambda each: (-each.count, each.value))
    return FacetCounts(facet, tuple(values), len(counts), none)


def unit_of(days: int, months: int) -> Unit:
    """The finest unit that keeps a histogram readable which so many days and months share in."""
    if days <= _LONGEST_BY_DAY:
        return "day"
    return "month" if months <= _LONGEST_BY_MONTH else "year"


def period_of(day: date, unit: Unit) -> str:
    return day.isoformat()[: {"year": 4, "month": 7, "day": 10}[unit]]


def periods(first: date, last: date, unit: Unit) -> list[str]:
    """Every period from first to last, in order, none left out."""
    if unit == "year":
        return [f"{year:04d}" for year in range(first.year, last.year + 1)]
    if unit == "day":
        return named_days(range(first.toordinal(), last.toordinal() + 1))
    months = range(_month_of(first), _month_of(last) + 1)
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months]


def named_days(ordinals: Iterable[int]) -> list[str]:
    return [date.fromordinal(day).isoformat() for day in ordinals]


def _month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def histogram(days: Mapping[date, int], undated: int, base: Mapping[date, int]) -> Histogram:
    """Hits per period of `published`; `base` counts all paragraphs of the index by day."""
    if not days:
        return Histogram("year", (), undated)
    first, last = min(days), max(days)
    unit = unit_of((last - first).days + 1, _month_of(last) - _month_of(first) + 1)
    counts = dict.fromkeys(periods(first, last, unit), 0)
    bases = dict(counts)
    for day, count in days.items():
        counts[period_of(day, unit)] += count
    for day, count in base.items():
        if (period := period_of(day, unit)) in bases:
            bases[period] += count
    buckets = tuple(Bucket(period, n, bases[period]) for period, n in counts.items())
    return Histogram(unit, buckets, undated)


def date_keys(intervals: Iterable[Interval]) -> tuple[int | None, int | None]:
    """The earliest and latest day for sorting by date spoken of; None without a date.

    An open end has no day of its own, so the other end of its interval stands for it.
    """
    starts, ends = [], []
    for first, last in intervals:
        if first is None and last is None:
            continue
        starts.append(first if first is not None else last)
        ends.append(last if last is not None else first)
    known_starts = [day for day in starts if day is not None]
    known_ends = [day for day in ends if day is not None]
    return min(known_starts, default=None), max(known_ends, default=None)


def with_state(
    search: Search, facet: str, value: str, state: Literal["", "in", "out"]
) -> Mapping[str, Filter]:
    """The filters after a value has been put in, out, or to neither; one value, one state."""
    old = search.filters.get(facet, Filter())
    new = replace(
        old,
        any_of=tuple(v for v in old.any_of if v != value),
        all_of=tuple(v for v in old.all_of if v != value),
        none_of=tuple(v for v in old.none_of if v != value),
    )
    if state == "in":
        new = replace(new, any_of=(*new.any_of, value))
    elif state == "out":
        new = replace(new, none_of=(*new.none_of, value))
    others = {name: each for name, each in search.filters.items() if name != facet}
    return {**others, facet: new} if new else others
