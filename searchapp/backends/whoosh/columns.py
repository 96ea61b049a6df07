"""Reading the facet values of a segment: rows by value, values by row.

- field, code, all, stated: as in `values`, which collects what is read here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchapp.backends.whoosh.arrays import Arrays
from searchapp.backends.whoosh.cache import Cache
from searchapp.backends.whoosh.dictionary import Dictionary
from searchapp.backends.whoosh.timeline import Timeline
from searchapp.backends.whoosh.values import (
    AFTER_ALL,
    BEFORE_ALL,
    DATE_VALUE,
    PUBLISHED,
    Codes,
    Lists,
    ends_of_groups,
)
from searchapp.edtf import OPEN, EdtfError, read_range
from searchapp.errors import BadSearch
from searchapp.kernels import Ints, Numbers, Rows, counts, spans
from searchapp.kernels.counts import Ranked, Table
from searchapp.kernels.rows import NONE, as_mask, as_numbers, either, is_mask
from searchapp.kernels.selection import Selection
from searchapp.schema import TAGGED, facet_named


class _Held:
    """The values of all rows, inherited ones in or out."""

    def __init__(self, arrays: Arrays, name: str, filling: int) -> None:
        self.table = Table(
            arrays[f"{name}.head"], arrays[f"{name}.tail_rows"], arrays[f"{name}.tail_ends"],
            arrays[f"{name}.tail"], filling,
        )  # fmt: skip
        self.rows, self.ends = arrays[f"{name}.rows"], arrays[f"{name}.ends"]
        self.earliest, self.latest = arrays[f"{name}.earliest"], arrays[f"{name}.latest"]
        self.first_days, self.last_days = arrays[f"{name}.first_days"], arrays[f"{name}.last_days"]
        ends = self.ends[: filling + 1].astype(np.int64)
        self.totals: Numbers = ends[1:] - ends[:-1]


class Columns:
    def __init__(self, arrays: Arrays, cache: Cache) -> None:
        self.codes = {name: Codes(*each) for name, each in arrays.facts["codes"].items()}
        self.size: int = arrays.facts["paragraphs"]
        self._values = {name: Dictionary(arrays, f"values.{name}") for name in self.codes}
        filling = self.codes[DATE_VALUE].first
        self._all = _Held(arrays, "all", filling)
        has_inherited = arrays.facts["has_inherited"]
        self._stated = _Held(arrays, "stated", filling) if has_inherited else self._all
        self._first, self._last = arrays["dates.first"], arrays["dates.last"]
        self.days = arrays["days"]
        self.published = arrays["published"]
        first, end, _ = self.codes[PUBLISHED]
        self.timeline = Timeline(self.days, self._all.totals[first:end], first)
        self._cache = cache
        self._ranking = counts.Ranking(ends_of_groups(self.codes), len(TAGGED))
        values = self.codes[TAGGED[-1]].end
        self._names: NDArray[Any] = np.full(values, None, dtype=object)

    def held(self, stated_only: bool) -> _Held:
        return self._stated if stated_only else self._all

    # --- rows by value ----------------------------------------------------------------------

    def having(self, facet_name: str, value: str, *, stated_only: bool) -> Rows:
        """The rows with a value of a facet, below it, or overlapping it, by the facet's kind.

        Raises BadSearch.
        """
        facet = facet_named(facet_name)
        held = self.held(stated_only)
        if facet.kind != "date" or (value == OPEN and facet.name in TAGGED):
            code = self.code(facet.name, value)
            return self._rows(held, code, code + 1) if code is not None else NONE
        try:
            first, last = read_range(value)
        except EdtfError as error:
            raise BadSearch(facet.name, str(error)) from error
        return self._kept(
            (facet.name, first, last, stated_only),
            lambda: self._overlapping(
                held,
                facet.name,
                BEFORE_ALL if first is None else first,
                AFTER_ALL if last is None else last,
            ),
        )

    def starting(self, facet_name: str, start: str, *, stated_only: bool) -> Rows:
        """The rows with a value of a facet that begins so."""
        name = facet_named(facet_name).name
        field = DATE_VALUE if name == "date" else name
        first = self.codes[field].first
        low, high = (first + number for number in self._values[field].starting(start))
        return self._kept(
            (field, start, stated_only), lambda: self._rows(self.held(stated_only), low, high)
        )

    def missing(self, facet_name: str, *, stated_only: bool) -> Rows:
        """The rows without any value of a facet."""
        none = self.codes[facet_named(facet_name).name].none
        assert none is not None, "only EDTF texts have no such code, and they are no facet"
        return self._rows(self.held(stated_only), none, none + 1)

    def _overlapping(self, held: _Held, facet: str, first: int, last: int) -> Rows:
        if facet == PUBLISHED:
            low, high = self.days.searchsorted((first, last + 1)).tolist()
            base = self.codes[PUBLISHED].first
            return self._rows(held, base + low, base + max(low, high))
        base = self.codes[DATE_VALUE].first
        found = np.flatnonzero((self._first <= last) & (self._last >= first)) + base
        starts = held.ends[found].astype(np.int64)
        places = spans.places(starts, held.ends[found + 1] - starts)
        return either([held.rows[places].astype(np.int64), NONE], self.size)

    def _rows(self, held: _Held, low: int, high: int) -> Rows:
        """The rows that have any of the codes from `low` up to `high`."""
        rows = held.rows[held.ends[low] : held.ends[high]].astype(np.int64)
        if high - low <= 1:
            return rows
        return either([rows, NONE], self.size)

    def _kept(self, key: tuple[object, ...], make: Callable[[], Rows]) -> Rows:
        def smaller() -> Rows:
            rows = make()
            return rows if is_mask(rows) or rows.nbytes < self.size else as_mask(rows, self.size)

        return self._cache.get(key, smaller, lambda found: found.nbytes)

    # --- values by row ----------------------------------------------------------------------

    def ranked(self, rows: Selection, *, stated_only: bool) -> Ranked:
        """The codes that the rows have, by group, as `values.ends_of_groups` has them."""
        held = self.held(stated_only)
        return self._ranking.of_rows(held.table, rows, held.totals)

    def names(self, codes: Ints) -> list[str]:
        """The values of these codes of facets; each is decoded once."""
        found = self._names[codes].tolist()
        if None in found:
            self._learn(codes)
            found = self._names[codes].tolist()
        return found  # type: ignore[no-any-return]  # an object array has no element type

    def _learn(self, codes: Ints) -> None:
        for name in TAGGED:
            first, end, _ = self.codes[name]
            for code in codes[(codes >= first) & (codes < end)].tolist():
                if self._names[code] is None:
                    self._names[code] = self._values[name][code - first]

    def values_of(self, field: str) -> Dictionary:
        """The values of a field in order."""
        return self._values[field]

    def rows_of_value(self, field: str, number: int) -> Numbers:
        """The rows with the value of this number in its field."""
        code = self.codes[field].first + number
        return as_numbers(self._rows(self._all, code, code + 1))

    def lists(self, field: str, kept: Numbers, *, stated_only: bool) -> Lists:
        """The values of the kept rows, row after row, by their numbers in the field."""
        held = self.held(stated_only)
        first, end, _ = self.codes[field]
        ends = held.ends[first : end + 1].astype(np.int64)
        place_of = np.full(self.size, -1, dtype=np.int64)
        place_of[kept] = np.arange(len(kept))
        place = place_of[held.rows[ends[0] : ends[-1]]]
        numbers = spans.owners(ends[1:] - ends[:-1])[place >= 0]
        place = place[place >= 0]
        order = np.argsort(place, kind="stable")
        return Lists(numbers[order], np.bincount(place, minlength=len(kept)))

    @property
    def has_inherited(self) -> bool:
        return self._stated is not self._all

    def code(self, facet: str, value: str) -> int | None:
        number = self._values[facet].find(value)
        return None if number is None else self.codes[facet].first + number

    def sort_keys(self, order: str, *, stated_only: bool) -> Ints:
        """For each row a number that is smaller the earlier it comes by a kind of date."""
        held = self.held(stated_only)
        return {"oldest": self.published, "date": held.earliest, "date-newest": held.latest}[order]

    def sort_days(self, order: str, *, stated_only: bool) -> Numbers:
        """The same as numbers that can be compared with those of other segments."""
        held = self.held(stated_only)
        days = {"oldest": self.days, "date": held.first_days, "date-newest": held.last_days}[order]
        found: Numbers = np.append(days, AFTER_ALL)[self.sort_keys(order, stated_only=stated_only)]
        return found
