"""The days of publication of an index, put together to periods for a histogram.

- base: how many paragraphs of the whole index a period has, whatever is searched for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from searchapp import facets
from searchapp.backends.whoosh.cache import Cache
from searchapp.kernels import Ints, Numbers

_EPOCH = 719_163  # the ordinal of 1970-01-01


@dataclass(frozen=True, slots=True)
class Periods:
    """Neighbouring periods: their names and their paragraphs in the whole index; and of each
    day from the first to the last the number of its period."""

    unit: facets.Unit
    names: tuple[str, ...]
    base: tuple[int, ...]
    number_of: Numbers

    @property
    def bytes(self) -> int:
        return self.number_of.nbytes + 100 * len(self.names)


class Timeline:
    """`days` are ordinals, ascending; `totals` are the paragraphs of each."""

    def __init__(self, days: Ints, totals: Numbers, cache: Cache) -> None:
        self._days, self._totals, self._cache = days, totals, cache

    def periods(self, first: int, last: int) -> Periods:
        """All periods from one of the days to another, by their numbers."""
        return self._cache.get(
            ("periods", first, last), lambda: self._periods(first, last), lambda found: found.bytes
        )

    def _periods(self, first: int, last: int) -> Periods:
        start, end = (date.fromordinal(int(self._days[day])) for day in (first, last))
        unit = facets.unit_of(start, end)
        numbers = self._numbers[unit]
        names = tuple(facets.periods(start, end, unit))
        # The first and last period may begin before the first day and end after the last.
        low, high = numbers.searchsorted((numbers[first], numbers[last] + 1)).tolist()
        held = self._totals[low:high]
        base = np.bincount(numbers[low:high] - numbers[first], held, len(names))
        number_of = numbers[first : last + 1] - numbers[first]
        return Periods(unit, names, tuple(base.astype(np.int64).tolist()), number_of)

    @cached_property
    def _numbers(self) -> dict[facets.Unit, Numbers]:
        """The year, month and day of each day, as ascending numbers."""
        days = self._days.astype(np.int64)
        months = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        return {"year": (months + 1970 * 12) // 12, "month": months, "day": days}
