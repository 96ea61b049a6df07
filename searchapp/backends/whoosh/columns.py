"""Reading the facet values of a segment: rows by value, values by row.

- field, code, all, stated: as in `values`, which collects what is read here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchapp.backends.whoosh.arrays import Arrays
from searchapp.backends.whoosh.cache import Cache
from searchapp.backends.whoosh.dictionary import Dictionary
from searchapp.edtf import OPEN, EdtfError, read_range
from searchapp.errors import BadSearch
from searchapp.kernels import Ints, Numbers, Rows
from searchapp.kernels.counts import Table
from searchapp.kernels.rows import as_mask, as_numbers, either, everything, is_mask, without
from searchapp.schema import TAGGED, facet_named

_DATE_VALUE, _PUBLISHED = "date_value", "published"
# Stand for an open beginning and an open end; no calendar reaches them.
BEFORE_ALL, AFTER_ALL = -(2**62), 2**62


class _Held:
    """The values of all rows, inherited ones in or out."""

    def __init__(self, arrays: Arrays, name: str, filling: int) -> None:
        self.table = Table(
            arrays[f"{name}.head"], arrays[f"{name}.tail_rows"], arrays[f"{name}.tail_ends"],
            arrays[f"{name}.tail"], filling,
        )  # fmt: skip
        self.rows, self.ends = arrays[f"{name}.rows"], arrays[f"{name}.ends"]
        self.earliest, self.latest = arrays[f"{name}.earliest"], arrays[f"{name}.latest"]
        ends = self.ends[: filling + 1].astype(np.int64)
        self.totals: Numbers = ends[1:] - ends[:-1]


class Columns:
    def __init__(self, arrays: Arrays, cache: Cache) -> None:
        self.fields: dict[str, tuple[int, int]] = {
            name: (int(base), int(none)) for name, (base, none) in arrays.facts["fields"].items()
        }
        self.size: int = arrays.facts["paragraphs"]
        filling = self.fields[_DATE_VALUE][0]
        self._all = _Held(arrays, "all", filling)
        has_inherited = arrays.facts["has_inherited"]
        self._stated = _Held(arrays, "stated", filling) if has_inherited else self._all
        self._values = Dictionary(arrays, "values")
        self._names: NDArray[Any] = np.full(filling, None, dtype=object)
        self._first, self._last = arrays["dates.first"], arrays["dates.last"]
        self.days = arrays["days"]
        self.published = arrays["published"]
        self._cache = cache
        self.group_of = np.zeros(filling, dtype=np.int64)
        for number, (base, none) in enumerate(list(self.fields.values())[:-1]):
            self.group_of[base : none + 1] = number

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
            code = self._values.find(value, *self.fields[facet.name])
            return self._rows(held, code, code + 1) if code is not None else _NO_ROWS
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
        field = _DATE_VALUE if name == "date" else name
        low, high = self._values.starting(start, *self.fields[field])
        return self._kept(
            (field, start, stated_only), lambda: self._rows(self.held(stated_only), low, high)
        )

    def missing(self, facet_name: str, *, stated_only: bool) -> Rows:
        """The rows without any value of a facet."""
        none = self.fields[facet_named(facet_name).name][1]
        return self._rows(self.held(stated_only), none, none + 1)

    def _overlapping(self, held: _Held, facet: str, first: int, last: int) -> Rows:
        if facet == _PUBLISHED:
            low, high = np.searchsorted(self.days, (first, last + 1)).tolist()
            base = self.fields[_PUBLISHED][0]
            return self._rows(held, base + low, base + max(low, high))
        base = self.fields[_DATE_VALUE][0]
        found = np.flatnonzero((self._first <= last) & (self._last >= first)) + base
        return either([self._rows(held, code, code + 1) for code in found.tolist()], self.size)

    def _rows(self, held: _Held, low: int, high: int) -> Rows:
        """The rows that have any of the codes from `low` up to `high`."""
        rows = held.rows[held.ends[low] : held.ends[high]].astype(np.int64)
        if high - low <= 1:
            return rows
        return either([rows, _NO_ROWS], self.size)

    def _kept(self, key: tuple[object, ...], make: Callable[[], Rows]) -> Rows:
        def smaller() -> Rows:
            rows = make()
            return rows if is_mask(rows) or rows.nbytes < self.size else as_mask(rows, self.size)

        return self._cache.get(key, smaller, lambda found: found.nbytes)

    # --- values by row ----------------------------------------------------------------------

    def count(self, rows: Numbers, *, stated_only: bool) -> Numbers:
        """How many of the rows have each code; where they are most of all, the rest are
        counted and taken away."""
        held = self.held(stated_only)
        if len(rows) * 2 <= self.size:
            return held.table.count(rows)
        others = as_numbers(without(everything(self.size), rows, self.size))
        return held.totals - held.table.count(others)

    def names(self, codes: Ints) -> list[str]:
        """The values of these codes; each is decoded once."""
        found = self._names[codes].tolist()
        if None in found:
            for place, code in enumerate(codes.tolist()):
                if found[place] is None:
                    found[place] = self._names[code] = self._values[code]
        return found  # type: ignore[no-any-return]  # an object array has no element type

    def code(self, facet: str, value: str) -> int | None:
        return self._values.find(value, *self.fields[facet])

    def sort_keys(self, order: str, *, stated_only: bool) -> Ints:
        """For each row a number that is smaller the earlier it comes by a kind of date."""
        held = self.held(stated_only)
        return {"oldest": self.published, "date": held.earliest, "date-newest": held.latest}[order]

    @cached_property
    def per_day(self) -> Numbers:
        """How many rows were published on each day of `days`."""
        base, none = self.fields[_PUBLISHED]
        return self._all.totals[base:none]

    @cached_property
    def period_numbers(self) -> Sequence[Ints]:
        """Year, month and day of each day of `published` that there is, as ascending numbers."""
        days = self.days.astype(np.int64) - _EPOCH
        months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        return months // 12 + 1970, months + 1970 * 12, self.days


_EPOCH = 719_163  # the ordinal of 1970-01-01
_NO_ROWS: Numbers = np.empty(0, dtype=np.int64)
