"""How often each code occurs in a set of rows.

- table: the codes of every row. `head` has a line of fixed length for each row, filled up with
  the code `filling`, so that the lines of many rows are taken in one go; the few rows with
  more codes have the rest in `tail`.
- group: neighbouring codes, such as those of one facet.
- counted: two lines of one array: codes that occur, and how often each of them does.
"""

from __future__ import annotations

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


@dataclass(frozen=True)
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
            counted = np.empty(self.filling, dtype=np.int64)
            compiled.native.count(self.in_c, rows, wanted, counted)
            return counted
        rows = unmasked(rows, wanted) if is_mask(rows) else rows
        counts = np.bincount(self._lines(rows), minlength=self.filling + 1)
        if len(self.tail_rows):
            counts += np.bincount(self._further(rows), minlength=self.filling + 1)
        return counts[: self.filling]

    def has_few(self, rows: Numbers) -> bool:
        """Whether sorting the codes of these rows is quicker than looking through all counts."""
        return len(rows) * int(self.head.shape[1]) * _SORT_COST < self.filling

    def pairs(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Each code that the rows have, ascending, and how many of them have it."""
        found = np.concatenate((self._lines(rows), self._further(rows)))
        codes, held = np.unique(found[found < self.filling], return_counts=True)
        return codes.astype(np.int64), held

    @cached_property
    def in_c(self) -> Any:
        """The same for the kernels in C, which know rows and ends in one width only."""
        assert compiled.native is not None
        tail_rows, tail_ends = self.tail_rows.astype(np.int64), self.tail_ends.astype(np.int64)
        width = int(self.head.shape[1])
        return compiled.native.table(
            self.head, width, tail_rows, tail_ends, self.tail, self.filling
        )

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
    `bounds[i]` and `bounds[i + 1]`. `lacking` is told of the group that is for rows without."""

    counted: Numbers
    bounds: list[int]
    lacking: list[int]


@dataclass(frozen=True)
class Ranking:
    """Puts codes in order: group after group, the first groups, `by_count` of them, by count down,
    then code up, and the others by code alone. `ends` is where each group ends.

    The group `by_count` has a code for each of those before it, which rows have that lack any
    of its own: all its counts are told, zeros too.
    """

    ends: Numbers
    by_count: int

    def of_counts(self, counts: Numbers) -> Ranked:
        """`counts` tells of every code how often it occurs."""
        if compiled.native:
            room = np.empty((2, len(counts)), np.int64)
            return Ranked(room, *compiled.native.rank(counts, self.ends, self.by_count, room))
        codes = np.flatnonzero(counts)
        return self._ordered(codes, counts[codes])

    def of_rows(self, table: Table, rows: Selection, totals: Numbers) -> Ranked:
        """What the rows have; `totals` is what all rows have. The fewer are counted: where the
        rows are most of all, what the others have is taken away."""
        of = rows.rows if rows.is_mask else rows.fewer
        wanted = not (rows.is_mask and rows.is_most)
        if compiled.native:
            room = np.empty((2, table.filling), np.int64)
            taken_from = totals if rows.is_most else None
            found = compiled.native.ranked(
                table.in_c, of, wanted, taken_from, self.ends, self.by_count, room
            )
            return Ranked(room, *found)
        if not rows.is_mask and not rows.is_most and table.has_few(of):
            return self._ordered(*table.pairs(of))
        counts = table.count(of, wanted)
        return self.of_counts(totals - counts if rows.is_most else counts)

    def _ordered(self, codes: Numbers, counts: Numbers) -> Ranked:
        base, step = self._keys
        # One number for the whole order, since sorting plain numbers is what numpy does best.
        order = np.argsort(base[codes] - counts * step[codes])
        bounds = [0, *codes.searchsorted(self.ends).tolist()]
        first, end = [0, *self.ends.tolist()][self.by_count : self.by_count + 2]
        lacking = np.zeros(end - first, dtype=np.int64)
        own = slice(*bounds[self.by_count : self.by_count + 2])
        lacking[codes[own] - first] = counts[own]
        return Ranked(np.stack((codes[order], counts[order])), bounds, lacking.tolist())

    @cached_property
    def _keys(self) -> tuple[Numbers, Numbers]:
        """Of each code its key without a count, and what each that is counted takes away."""
        size = int(self.ends[-1])
        group = np.searchsorted(self.ends, np.arange(size), side="right")
        step = np.where(group < self.by_count, 1 << size.bit_length(), 0)
        return (group << _GROUP_SHIFT) + np.arange(size), step


def grouped(counted: Numbers, start: int, end: int, first: int, of: Ints) -> tuple[int, list[int]]:
    """The group of the first of some codes, and the counts of all groups from there to the last
    one's. The codes are those from `start` up to `end`; code `first + i` is of group `of[i]`.
    Codes and groups ascend."""
    if compiled.native:
        found: tuple[int, list[int]] = compiled.native.grouped(counted, start, end, first, of)
        return found
    if start >= end:
        return 0, []
    codes, counts = counted[:, start:end]
    groups = of[codes - first].astype(np.int64)
    sums = np.zeros(int(groups[-1] - groups[0]) + 1, dtype=np.int64)
    np.add.at(sums, groups - groups[0], counts)
    return int(groups[0]), sums.tolist()
