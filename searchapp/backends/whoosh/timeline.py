"""The days of publication of an index, put together to periods for a histogram.

- base: how many paragraphs of the whole index a period has, whatever is searched for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from searchapp import facets
from searchapp.kernels import Ints, Numbers
from searchapp.kernels.counts import grouped
from searchapp.kernels.tuples import many_tuples
from searchapp.model import Bucket

_EPOCH = 719_163  # the ordinal of 1970-01-01


@dataclass(frozen=True, slots=True)
class _Scale:
    """Neighbouring periods: their names, their base, and of each day the number of its period."""

    names: tuple[str, ...]
    base: tuple[int, ...]
    number_of: Numbers


class Timeline:
    """`days` are ordinals, ascending; `totals` are the paragraphs of each. The code of the i-th
    day is `first + i`."""

    def __init__(self, days: Ints, totals: Numbers, first: int) -> None:
        self._days, self._totals, self._first = days, totals, first

    def buckets(self, codes: Numbers, counts: Numbers) -> tuple[facets.Unit, list[Bucket]]:
        """The periods from the first of some days to the last, with the counts of the days.

        Their codes ascend; there is at least one.
        """
        low, high = int(codes[0]) - self._first, int(codes[-1]) - self._first
        unit = facets.unit_of(self._date(low), self._date(high))
        if unit == "day":
            return unit, self._by_day(codes, counts)
        scale = self._years if unit == "year" else self._months
        held = grouped(codes, counts, self._first, scale.number_of)
        start = int(scale.number_of[low])
        shown = slice(start, start + len(held))
        return unit, many_tuples(Bucket, scale.names[shown], held, scale.base[shown])

    def _by_day(self, codes: Numbers, counts: Numbers) -> list[Bucket]:
        """Made for each answer: there may be millions of days, of which it shows a few weeks."""
        every = np.arange(codes[0], codes[-1] + 1)
        first, end = int(codes[0]) - self._first, int(codes[-1]) - self._first + 1
        held = grouped(codes, counts, self._first, self._days)
        base = grouped(every, self._totals[first:end], self._first, self._days)
        names = facets.periods(self._date(first), self._date(end - 1), "day")
        return many_tuples(Bucket, names, held, base)

    @cached_property
    def _years(self) -> _Scale:
        return self._scale("year", (self._month_of() + 1970 * 12) // 12)

    @cached_property
    def _months(self) -> _Scale:
        return self._scale("month", self._month_of())

    def _scale(self, unit: facets.Unit, numbers: Numbers) -> _Scale:
        names = facets.periods(self._date(0), self._date(-1), unit)
        number_of = numbers - numbers[0]
        base = np.bincount(number_of, self._totals, len(names)).astype(np.int64)
        return _Scale(tuple(names), tuple(base.tolist()), number_of)

    def _month_of(self) -> Numbers:
        """The month of each day, counted from January 1970."""
        days = (self._days.astype(np.int64) - _EPOCH).astype("datetime64[D]")
        return days.astype("datetime64[M]").astype(np.int64)

    def _date(self, number: int) -> date:
        return date.fromordinal(int(self._days[number]))
