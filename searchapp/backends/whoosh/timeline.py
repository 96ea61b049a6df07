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
        self._days, self._first = days, first
        self._base = np.stack((np.arange(first, first + len(days)), totals))

    def buckets(self, counted: Numbers, start: int, end: int) -> tuple[facets.Unit, list[Bucket]]:
        """The periods from the first of some days to the last, with the counts of the days.

        Counted are, in ascending order, the codes from `start` up to `end`; there is at least one.
        """
        low, high = counted.item(0, start) - self._first, counted.item(0, end - 1) - self._first
        days, months = self._days, self._month_of
        unit = facets.unit_of(
            days.item(high) - days.item(low) + 1, months.item(high) - months.item(low) + 1
        )
        if unit == "day":
            # Made for each answer: there may be millions of days, of which it shows a few weeks.
            day, held = grouped(counted, start, end, self._first, days)
            _, base = grouped(self._base, low, high + 1, self._first, days)
            names = facets.named_days(range(day, day + len(held)))
            return unit, many_tuples(Bucket, names, held, base)
        scale = self._years if unit == "year" else self._months
        number, held = grouped(counted, start, end, self._first, scale.number_of)
        shown = slice(number, number + len(held))
        return unit, many_tuples(Bucket, scale.names[shown], held, scale.base[shown])

    @cached_property
    def _years(self) -> _Scale:
        return self._scale("year", (self._month_of + 1970 * 12) // 12)

    @cached_property
    def _months(self) -> _Scale:
        return self._scale("month", self._month_of)

    def _scale(self, unit: facets.Unit, numbers: Numbers) -> _Scale:
        first, last = (date.fromordinal(self._days.item(place)) for place in (0, -1))
        number_of = numbers - numbers[0]
        _, base = grouped(self._base, 0, len(numbers), self._first, number_of)
        return _Scale(tuple(facets.periods(first, last, unit)), tuple(base), number_of)

    @cached_property
    def _month_of(self) -> Numbers:
        """The month of each day, counted from January 1970."""
        days = (self._days.astype(np.int64) - _EPOCH).astype("datetime64[D]")
        return days.astype("datetime64[M]").astype(np.int64)
