"""Writing the facet values of a segment: values by row, for counting, and rows by value.

- field, code, all, stated: as in `values`, which collects what is written here.

Rows are taken some thousands at a time, so that only what is written of them need be held.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from searchapp.backends.whoosh.arrays import ArrayWriter
from searchapp.backends.whoosh.dictionary import write_strings
from searchapp.backends.whoosh.spool import Spools
from searchapp.backends.whoosh.values import (
    AFTER_ALL,
    BEFORE_ALL,
    DATE_VALUE,
    PUBLISHED,
    Codes,
    Collector,
    Column,
    lay_out,
)
from searchapp.edtf import interval
from searchapp.kernels import Ints, Numbers, spans
from searchapp.kernels.counts import best_width, table
from searchapp.kernels.packing import narrow, width_for

_ROWS_AT_ONCE = 1 << 16
_BITS = 32  # of a row or a code where both are one number
_LOW = (1 << _BITS) - 1


def write_values(
    arrays: ArrayWriter, spools: Spools, found: Collector, row_of: Numbers
) -> Mapping[str, Any]:
    """`row_of` gives the row of the first paragraph collected, the second, …"""
    values = found.values()
    codes = lay_out({name: len(each) for name, each in values.items()})
    for name, each in values.items():
        write_strings(arrays, f"values.{name}", each)
    spoken = _Spoken.of(values[DATE_VALUE])
    arrays.add("dates.first", spoken.first)
    arrays.add("dates.last", spoken.last)
    days = [interval(value).first or 0 for value in values[PUBLISHED]]
    arrays.add("days", np.array(days, dtype=np.int64))
    arrival_of = np.argsort(row_of)
    columns = found.columns(codes, stated_only=False)
    published = next(each for each in columns if each.none == codes[PUBLISHED].none)
    arrays.add("published", narrow(_only(published, arrival_of) - codes[PUBLISHED].first))
    sets = {"all": columns}
    if found.has_inherited:
        sets["stated"] = found.columns(codes, stated_only=True)
    for name, columns in sets.items():
        _write_set(arrays, spools, name, columns, codes[DATE_VALUE], spoken, arrival_of)
    return {"codes": codes, "has_inherited": found.has_inherited}


def _only(column: Column, arrival_of: Numbers) -> Numbers:
    """The code of each row in a column where none has several."""
    codes = np.full(len(arrival_of), column.none, dtype=np.int64)
    codes[column.lengths == 1] = column.codes
    return codes[arrival_of]


def _write_set(
    arrays: ArrayWriter,
    spools: Spools,
    name: str,
    columns: Sequence[Column],
    dates: Codes,
    spoken: _Spoken,
    arrival_of: Numbers,
) -> None:
    lines = _Lines(spools, columns, dates.first)
    by_code = _RowsByCode(columns, dates.end, len(arrival_of))
    order = _DateOrder(spoken, dates.first, len(arrival_of))
    for entries in _in_rows(columns, arrival_of):
        lines.add(entries)
        by_code.add(entries)
        order.add(entries)
    lines.write(arrays, name)
    arrays.add(f"{name}.rows", by_code.rows)
    arrays.add(f"{name}.ends", narrow(by_code.ends))
    order.write(arrays, name)


@dataclass(frozen=True, slots=True)
class _Entries:
    """Which of `size` rows hold which codes, in the order of rows; these count from `first`."""

    first: int
    size: int
    rows: Numbers
    codes: Numbers


def _in_rows(columns: Sequence[Column], arrival_of: Numbers) -> Iterator[_Entries]:
    for first in range(0, len(arrival_of), _ROWS_AT_ONCE):
        arrivals = arrival_of[first : first + _ROWS_AT_ONCE]
        found: list[Numbers] = []
        for column in columns:
            lengths = column.lengths[arrivals]
            held = column.codes[spans.places(column.starts[arrivals], lengths)]
            found.append((spans.owners(lengths) << _BITS) | held)
            if column.none is not None:
                found.append((np.flatnonzero(lengths == 0) << _BITS) | column.none)
        entries = np.concatenate(found)
        entries.sort()
        yield _Entries(first, len(arrivals), entries >> _BITS, entries & _LOW)


class _Lines:
    """The counted codes of every row."""

    def __init__(self, spools: Spools, columns: Sequence[Column], filling: int) -> None:
        lengths = np.zeros(len(columns[0].lengths), dtype=np.int64)
        for column in columns:
            if column.none is not None:
                lengths += np.maximum(column.lengths, 1)
        self._filling, self._width, self._size = filling, best_width(lengths), len(lengths)
        self._head = spools.new(width_for(filling))
        self._tail = spools.new(width_for(filling))
        self._tail_rows: list[Ints] = []
        self._tail_sizes: list[Ints] = []

    def add(self, entries: _Entries) -> None:
        is_counted = entries.codes < self._filling
        row_ends = spans.offsets(np.bincount(entries.rows[is_counted], minlength=entries.size))
        laid_out = table(row_ends, entries.codes[is_counted], self._filling, self._width)
        self._head.add(laid_out.head.ravel())
        self._tail.add(laid_out.tail)
        self._tail_rows.append(laid_out.tail_rows.astype(np.int64) + entries.first)
        self._tail_sizes.append(np.diff(laid_out.tail_ends))

    def write(self, arrays: ArrayWriter, name: str) -> None:
        arrays.add_spool(f"{name}.head", self._head, (self._size, self._width))
        arrays.add_spool(f"{name}.tail", self._tail)
        arrays.add(f"{name}.tail_rows", narrow(spans.joined(self._tail_rows)))
        arrays.add(f"{name}.tail_ends", narrow(spans.offsets(spans.joined(self._tail_sizes))))


class _RowsByCode:
    """The rows of every code; those of code c are `rows[ends[c]:ends[c + 1]]`."""

    def __init__(self, columns: Sequence[Column], end: int, size: int) -> None:
        counts = np.zeros(end, dtype=np.int64)
        for column in columns:
            counts += np.bincount(column.codes, minlength=end)
            if column.none is not None:
                counts[column.none] += np.count_nonzero(column.lengths == 0)
        self.ends = spans.offsets(counts)
        self.rows = np.empty(int(self.ends[-1]), dtype=width_for(max(size - 1, 0)))
        self._next = self.ends[:-1].copy()

    def add(self, entries: _Entries) -> None:
        by_code = (entries.codes << _BITS) | entries.rows
        by_code.sort()
        counts = np.bincount(entries.codes, minlength=len(self._next))
        self.rows[spans.places(self._next, counts)] = (by_code & _LOW) + entries.first
        self._next += counts


@dataclass(frozen=True, slots=True)
class _Spoken:
    """First and last day of each EDTF text, by its number among them."""

    first: Numbers
    last: Numbers

    @classmethod
    def of(cls, values: Sequence[str]) -> _Spoken:
        intervals = [interval(value) for value in values]
        firsts = [BEFORE_ALL if first is None else first for first, _ in intervals]
        lasts = [AFTER_ALL if last is None else last for _, last in intervals]
        return cls(np.array(firsts, dtype=np.int64), np.array(lasts, dtype=np.int64))


class _DateOrder:
    """Each row's place in the order by earliest and by latest date spoken of, undated last."""

    def __init__(self, spoken: _Spoken, first_code: int, size: int) -> None:
        self._spoken, self._first_code = spoken, first_code
        self._earliest = np.full(size, AFTER_ALL, dtype=np.int64)
        self._latest = np.full(size, AFTER_ALL, dtype=np.int64)

    def add(self, entries: _Entries) -> None:
        is_date = entries.codes >= self._first_code
        dates = entries.codes[is_date] - self._first_code
        rows = entries.rows[is_date] + entries.first
        firsts, lasts = self._spoken.first[dates], self._spoken.last[dates]
        # An open end has no day of its own, so the other end stands for it.
        starts = np.where(firsts == BEFORE_ALL, lasts, firsts)
        ends = np.where(lasts == AFTER_ALL, firsts, lasts)
        is_known = (firsts != BEFORE_ALL) | (lasts != AFTER_ALL)
        np.minimum.at(self._earliest, rows[is_known], starts[is_known])
        np.minimum.at(self._latest, rows[is_known], -ends[is_known])

    def write(self, arrays: ArrayWriter, name: str) -> None:
        for order, ends_there, keys in (
            ("earliest", "first_days", self._earliest),
            ("latest", "last_days", self._latest),
        ):
            days, ranks = np.unique(keys, return_inverse=True)
            arrays.add(f"{name}.{order}", narrow(ranks))
            arrays.add(f"{name}.{ends_there}", days)
