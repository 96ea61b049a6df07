"""The days of publication of an index, put together to periods for a histogram.

- base: how many paragraphs of the whole index a period has, whatever is searched for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from searchapp import facets
from searchapp.backends.whoosh.bulk import many_tuples
from searchapp.kernels import Ints, Numbers
from searchapp.model import Bucket

_EPOCH = 719_163  # the ordinal of 1970-01-01


@dataclass(frozen=True, slots=True)
class _Scale:
    """Neighbouring periods: their names, their base, and of each day the number of its period."""

    names: tuple[str, ...]
    base: tuple[int, ...]
    number_of: Numbers


class Timeline:
    """`days` are ordinals, ascending; `totals` are the paragraphs of each."""

    def __init__(self, days: Ints, totals: Numbers) -> None:
        self._days, self._totals = days, totals

    def buckets(self, days: Numbers, counts: Numbers) -> tuple[facets.Unit, list[Bucket]]:
        """The periods from the first of some days to the last, with the counts of the days.

        Days go by their numbers, ascending; there is at least one.
        """
        first, last = int(days[0]), int(days[-1])
        unit = facets.unit_of(self._date(first), self._date(last))
        if unit == "day":
            return unit, self._by_day(days, counts)
        scale = self._years if unit == "year" else self._months
        numbers = scale.number_of[days]
        low, end = int(numbers[0]), int(numbers[-1]) + 1
        held = np.bincount(numbers - low, counts).astype(np.int64).tolist()
        return unit, many_tuples(Bucket, scale.names[low:end], held, scale.base[low:end])

    def _by_day(self, days: Numbers, counts: Numbers) -> list[Bucket]:
        """Made for each answer: there may be millions of days, of which it shows a few weeks."""
        shown = slice(int(days[0]), int(days[-1]) + 1)
        known = self._days[shown].tolist()
        base = dict(zip(known, self._totals[shown].tolist(), strict=True))
        held = dict(zip(self._days[days].tolist(), counts.tolist(), strict=True))
        return [
            Bucket(date.fromordinal(day).isoformat(), held.get(day, 0), base.get(day, 0))
            for day in range(known[0], known[-1] + 1)
        ]

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
