"""How often each code occurs in a set of rows.

- table: the codes of every row. `head` has a line of fixed length for each row, filled up with
  the code `filling`, so that the lines of many rows are taken in one go; the few rows with
  more codes have the rest in `tail`.
- group: neighbouring codes, such as those of one facet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from searchapp.kernels import Ints, Numbers, Rows, compiled, spans
from searchapp.kernels.packing import narrow
from searchapp.kernels.rows import is_mask, unmasked, where_in
from searchapp.kernels.selection import Selection

# Leaves room below for a count and a code of 30 bits each.
_GROUP_SHIFT = 60
# Sorting a code takes about as long as looking at this many counts.
_SORT_COST = 8
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

    def count(self, rows: Rows, wanted: bool = True) -> Numbers:
        """For each code below `filling` the number of the rows that have it; of a mask those
        rows are counted whose mark is the wanted one."""
        if compiled.native:
            counted = np.empty(self.filling + 1, dtype=np.int64)
            tail = (self.tail_rows, self.tail_ends, self.tail)
            compiled.native.count(rows, wanted, self.head, self.head.shape[1], *tail, counted)
            return counted[:-1]
        rows = unmasked(rows, wanted) if is_mask(rows) else rows
        counts = np.bincount(self._lines(rows), minlength=self.filling + 1)
        if len(self.tail_rows):
            counts += np.bincount(self._further(rows), minlength=self.filling + 1)
        return counts[: self.filling]

    def count_fewer(self, rows: Selection) -> Numbers:
        """The same of the rows, or of the others where these are fewer."""
        if rows.is_mask:
            return self.count(rows.rows, wanted=not rows.is_most)
        return self.count(rows.fewer)

    def has_few(self, rows: Numbers) -> bool:
        """Whether sorting the codes of these rows is quicker than looking through all counts."""
        return len(rows) * int(self.head.shape[1]) * _SORT_COST < self.filling

    def pairs(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Each code that the rows have, ascending, and how many of them have it."""
        found = np.concatenate((self._lines(rows), self._further(rows)))
        codes, held = np.unique(found[found < self.filling], return_counts=True)
        return codes.astype(np.int64), held

    def widened(self) -> Table:
        """The same with rows and ends in the only width that the kernel in C knows."""
        tail_rows, tail_ends = self.tail_rows.astype(np.int64), self.tail_ends.astype(np.int64)
        return Table(self.head, tail_rows, tail_ends, self.tail, self.filling)

    def _lines(self, rows: Numbers) -> Ints:
        return np.take(self.head, rows, axis=0).ravel()

    def _further(self, rows: Numbers) -> Ints:
        if len(rows) < len(self.tail_rows):
            found, place = where_in(rows, self.tail_rows)
            place = place[found]
        else:
            place = np.flatnonzero(where_in(self.tail_rows, rows)[0])
        starts = self.tail_ends[place]
        return self.tail[spans.places(starts, self.tail_ends[place + 1] - starts)]


def counted(rows: Selection, totals: Numbers, count: Callable[[Selection], Numbers]) -> Numbers:
    """`count` of the rows, which counts the fewer; where the rows are most of all, that is taken
    away from what all rows have."""
    found = count(rows)
    return totals - found if rows.is_most else found


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


class Ranked(NamedTuple):
    """The codes that occur, group after group, and how often; group i is what lies between
    `bounds[i]` and `bounds[i + 1]`."""

    codes: Numbers
    counts: Numbers
    bounds: list[int]

    def group(self, number: int) -> tuple[Numbers, Numbers]:
        own = slice(self.bounds[number], self.bounds[number + 1])
        return self.codes[own], self.counts[own]


@dataclass(frozen=True)
class Ranking:
    """Puts codes in order: group after group, the first groups, `by_count` of them, by count down,
    then code up, and the others by code alone. `ends` is where each group ends."""

    ends: Numbers
    by_count: int

    def of_counts(self, counts: Numbers) -> Ranked:
        """`counts` tells of every code how often it occurs."""
        if compiled.native:
            found = self._room(len(counts))
            size = compiled.native.rank(counts, self.ends, self.by_count, *found)
            return self._filled(found, size)
        codes = np.flatnonzero(counts)
        return self._ordered(codes, counts[codes])

    def of_rows(self, table: Table, rows: Numbers) -> Ranked:
        """What the rows have; the quick way where they are few."""
        if not compiled.native:
            return self._ordered(*table.pairs(rows))
        width = table.head.shape[1]
        found = self._room(min(table.filling + 1, len(rows) * width + len(table.tail)))
        tail = (table.tail_rows, table.tail_ends, table.tail)
        size = compiled.native.tally(
            rows, table.head, width, *tail, self.ends, self.by_count, *found
        )
        return self._filled(found, size)

    def _room(self, size: int) -> tuple[Numbers, Numbers, Numbers]:
        codes, held = np.empty((2, size), dtype=np.int64)
        return codes, held, np.empty(len(self.ends), dtype=np.int64)

    def _filled(self, found: tuple[Numbers, Numbers, Numbers], size: int) -> Ranked:
        codes, held, bounds = found
        return Ranked(codes[:size], held[:size], [0, *bounds.tolist()])

    def _ordered(self, codes: Numbers, counts: Numbers) -> Ranked:
        base, step = self._keys
        # One number for the whole order, since sorting plain numbers is what numpy does best.
        order = np.argsort(base[codes] - counts * step[codes])
        bounds = codes.searchsorted(self.ends).tolist()
        return Ranked(codes[order], counts[order], [0, *bounds])

    @cached_property
    def _keys(self) -> tuple[Numbers, Numbers]:
        """Of each code its key without a count, and what each that is counted takes away."""
        size = int(self.ends[-1])
        group = np.searchsorted(self.ends, np.arange(size), side="right")
        step = np.where(group < self.by_count, 1 << size.bit_length(), 0)
        return (group << _GROUP_SHIFT) + np.arange(size), step
