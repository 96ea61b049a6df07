"""How often each code occurs in a set of rows.

- table: the codes of every row. `head` has a line of fixed length for each row, filled up with
  the code `filling`, so that the lines of many rows are taken in one go; the few rows with
  more codes have the rest in `tail`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchapp.kernels import Ints, Numbers, compiled, spans
from searchapp.kernels.packing import narrow
from searchapp.kernels.rows import others, where_in

# Leaves room below for a count and a code of 30 bits each.
_GROUP_SHIFT = 60
# A code in the tail takes about as long to count as this many in a line.
_TAIL_COST = 4


@dataclass(frozen=True, slots=True)
class Table:
    """`tail_rows[i]` has the further codes `tail[tail_ends[i]:tail_ends[i + 1]]`."""

    head: NDArray[np.unsignedinteger[Any]]
    tail_rows: Ints
    tail_ends: Ints
    tail: Ints
    filling: int

    def count(self, rows: Numbers) -> Numbers:
        """For each code below `filling` the number of the rows that have it."""
        if compiled.native:
            counted = np.empty(self.filling + 1, dtype=np.int64)
            tail = (self.tail_rows, self.tail_ends, self.tail)
            compiled.native.count(rows, self.head, self.head.shape[1], *tail, counted)
            return counted[:-1]
        lines = np.take(self.head, rows, axis=0).ravel()
        counts = np.bincount(lines, minlength=self.filling + 1)
        if len(self.tail_rows):
            counts += np.bincount(self._further(rows), minlength=self.filling + 1)
        return counts[: self.filling]

    def widened(self) -> Table:
        """The same with rows and ends in the only width that the kernel in C knows."""
        tail_rows, tail_ends = self.tail_rows.astype(np.int64), self.tail_ends.astype(np.int64)
        return Table(self.head, tail_rows, tail_ends, self.tail, self.filling)

    def _further(self, rows: Numbers) -> Ints:
        if len(rows) < len(self.tail_rows):
            found, place = where_in(rows, self.tail_rows)
            place = place[found]
        else:
            place = np.flatnonzero(where_in(self.tail_rows, rows)[0])
        starts = self.tail_ends[place]
        return self.tail[spans.places(starts, self.tail_ends[place + 1] - starts)]


def counted(
    rows: Numbers, size: int, totals: Numbers, count: Callable[[Numbers], Numbers]
) -> Numbers:
    """`count` of the rows; where they are most of all, of the others, taken away from what all
    rows have."""
    if len(rows) * 2 <= size:
        return count(rows)
    return totals - count(others(rows, size))


def table(row_ends: Ints, codes: Ints, filling: int, width: int) -> Table:
    """Lay out the codes of all rows in lines of this length; row i has
    `codes[row_ends[i]:row_ends[i + 1]]`."""
    lengths = np.diff(row_ends.astype(np.int64))
    line = spans.owners(lengths)
    column = np.arange(len(codes)) - row_ends.astype(np.int64)[line]
    head = np.full((len(lengths), width), filling, dtype=narrow(np.array([filling])).dtype)
    short = column < width
    head[line[short], column[short]] = codes[short]
    further = np.maximum(lengths - width, 0)
    tail_rows = np.flatnonzero(further)
    return Table(
        head,
        narrow(tail_rows),
        narrow(spans.offsets(further[tail_rows])),
        codes[~short].astype(head.dtype),
        filling,
    )


def best_width(lengths: Ints) -> int:
    """The length of line with the least to count in lines and tail together."""
    if not lengths.size:
        return 0
    longer = len(lengths) - np.cumsum(np.bincount(lengths))  # rows with more codes than i
    left = longer[::-1].cumsum()[::-1]  # codes beyond a line of length i
    widths = np.arange(len(longer))
    return int(np.argmin(widths * len(lengths) + _TAIL_COST * left))


@dataclass(frozen=True, slots=True)
class Ranking:
    """Puts codes in order, groups of codes first; `ends` is where each group ends."""

    ends: Ints
    base_keys: Numbers
    bits: int

    @classmethod
    def of(cls, ends: Sequence[int]) -> Ranking:
        size = ends[-1]
        bits = size.bit_length()
        group = np.searchsorted(ends, np.arange(size), side="right")
        return cls(np.array(ends), (group << _GROUP_SHIFT) + np.arange(size), bits)

    @property
    def size(self) -> int:
        return len(self.base_keys)

    def __call__(self, counts: Ints) -> tuple[Numbers, Numbers, list[int]]:
        """The codes with a count, by group, then count down, then code up; their counts; and
        where the groups begin among them, with the end of the last."""
        if compiled.native:
            codes, held = np.empty((2, len(counts)), dtype=np.int64)
            bounds = np.empty(len(self.ends), dtype=np.int64)
            size = compiled.native.rank(counts, self.ends, codes, held, bounds)
            return codes[:size], held[:size], [0, *bounds.tolist()]
        codes = np.flatnonzero(counts)
        # One number for the whole order, since sorting plain numbers is what numpy does best.
        keys = self.base_keys[codes] - (counts[codes] << self.bits)
        keys.sort()
        ordered = keys & ((1 << self.bits) - 1)
        return ordered, counts[ordered], [0, *codes.searchsorted(self.ends).tolist()]
