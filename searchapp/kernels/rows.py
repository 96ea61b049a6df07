"""Sets of rows: ascending numbers where they are few, a mask over all rows where they are many.

Every function takes either form and gives the one that is cheaper from here; `size` is how many
rows there are in all. What costs time is the rows at hand, not the corpus, as long as they are
few.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, reduce

import numpy as np

from searchapp.kernels import Ints, Mask, Numbers, Rows, compiled

# From this ratio of lengths on, a search for each of the few is quicker than reading the many.
_SEARCH_RATIO = 32
# Up to this share of all rows, merging numbers is quicker than making a mask.
_DENSE = 16
# From this share of all rows on, all that is done with a mask is quicker than with numbers.
_FULL = 4

NONE = np.empty(0, dtype=np.int64)
_MARK = np.dtype(np.bool_)


def everything(size: int) -> Mask:
    return np.ones(size, dtype=np.bool_)


def is_mask(rows: Rows) -> bool:
    return rows.dtype is _MARK  # there is but one, and to compare types takes longer


def as_numbers(rows: Rows) -> Numbers:
    return unmasked(rows) if is_mask(rows) else rows


def unmasked(mask: Mask, wanted: bool = True) -> Numbers:
    """The rows whose mark in the mask is the wanted one."""
    if compiled.native:
        count = how_many(mask)
        out = np.empty(count if wanted else len(mask) - count, dtype=np.int64)
        compiled.native.unmasked(mask, wanted, out)
        return out
    return np.flatnonzero(mask if wanted else ~mask)


def as_mask(rows: Rows, size: int) -> Mask:
    if is_mask(rows):
        return rows
    mask = np.zeros(size, dtype=np.bool_)
    mask[rows] = True
    return mask


def where_in(rows: Ints, ascending: Ints) -> tuple[Mask, Numbers]:
    """Of each row whether it is among the ascending ones, and at which place of theirs."""
    if not len(ascending):
        return np.zeros(len(rows), dtype=np.bool_), np.zeros(len(rows), dtype=np.int64)
    place = ascending.searchsorted(rows.astype(ascending.dtype, copy=False))
    np.minimum(place, len(ascending) - 1, out=place)
    return ascending[place] == rows, place


def meeting(among: Sequence[Rows], lacking: Sequence[Rows], size: int) -> Rows:
    """The rows in all of some sets, one at least, and in none of others. Of numbers the fewest are
    best given first."""
    first, *more = among
    if compiled.native and not is_mask(first):
        return _kept(first, tuple(more), tuple(lacking))
    rows = reduce(partial(both, size=size), more, first)
    return reduce(partial(without, size=size), lacking, rows)


def both(left: Rows, right: Rows, size: int) -> Rows:
    """The rows in both sets."""
    if is_mask(left):
        return left & right if is_mask(right) else marked(right, left)
    if is_mask(right):
        return marked(left, right)
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if compiled.native:
        return _kept(few, (many,))
    if (len(left) + len(right)) * _DENSE < size:
        return common(left, right)
    if len(few) * _SEARCH_RATIO < len(many):
        return few[where_in(few, many)[0]]
    return few[as_mask(many, size)[few]]


def _kept(rows: Numbers, among: tuple[Rows, ...], lacking: tuple[Rows, ...] = ()) -> Numbers:
    assert compiled.native is not None
    out = np.empty(len(rows), dtype=np.int64)
    return out[: compiled.native.kept(rows, among, lacking, out)]


def marked(rows: Numbers, mask: Mask) -> Numbers:
    """The rows that are marked in the mask."""
    return _kept(rows, (mask,)) if compiled.native else rows[mask[rows]]


def common(left: Ints, right: Ints) -> Numbers:
    """What two ascending arrays of distinct numbers both hold."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if len(few) * _SEARCH_RATIO < len(many):
        return few[where_in(few, many)[0]]
    joined = np.concatenate((few, many))
    joined.sort(kind="stable")  # finds the two runs and only merges them
    twice: Numbers = joined[1:][joined[1:] == joined[:-1]]
    return twice


def without(left: Rows, right: Rows, size: int) -> Rows:
    """The rows of the left set that are not in the right one."""
    if is_mask(left):
        if is_mask(right):
            return left & ~right
        kept = left.copy()
        kept[right] = False
        return kept
    if compiled.native:
        return _kept(left, (), (right,))
    if is_mask(right):
        return left[~right[left]]
    if len(left) * _SEARCH_RATIO < len(right):
        return left[~where_in(left, right)[0]]
    return left[~as_mask(right, size)[left]]


def either(sets: Sequence[Rows], size: int) -> Rows:
    """The rows in any of the sets."""
    if not sets:
        return NONE
    if len(sets) == 1:
        return sets[0]
    together = sum(map(len, sets))
    if together * _FULL < size and not any(map(is_mask, sets)):
        if compiled.native:
            out = np.empty(together, dtype=np.int64)
            return out[: compiled.native.any_of(sets, size, out)]
        joined = np.concatenate(sets)
        joined.sort(kind="stable")
        once: Numbers = (
            joined[np.append(True, joined[1:] != joined[:-1])] if len(joined) else joined
        )
        return once
    masks = [each for each in sets if is_mask(each)]
    mask = reduce(np.bitwise_or, masks) if masks else np.zeros(size, dtype=np.bool_)
    if len(masks) == 1:
        mask = mask.copy()
    for each in sets:
        if not is_mask(each):
            mask[each] = True
    return mask


def at_least(count: int, sets: Sequence[Rows], size: int) -> Rows:
    """The rows in `count` or more of the sets; a set given twice counts twice."""
    if count <= 0:
        return everything(size)
    if count > len(sets):
        return NONE
    if count == 1:
        return either(sets, size)
    times = np.zeros(size, dtype=np.uint16)
    for each in sets:
        times[each] += 1
    return times >= count


def others(rows: Numbers, size: int) -> Numbers:
    """All rows but these."""
    if len(rows) == size:
        return NONE
    if compiled.native:
        out = np.empty(size - len(rows), dtype=np.int64)
        return out[: compiled.native.others(rows, size, out)]
    return as_numbers(without(everything(size), rows, size))


class Owners:
    """Whose the rows are, each owner's together: `of` has the number of each row's owner."""

    def __init__(self, of: Ints) -> None:
        self._of = of
        self._lasts: Ints | None = None

    def how_many(self, rows: Rows) -> int:
        """How many owners the rows have."""
        if not compiled.native:
            owners = self._of[rows]
            return int(np.count_nonzero(owners[1:] != owners[:-1])) + min(len(owners), 1)
        if is_mask(rows):
            if self._lasts is None:
                self._lasts = self._last_rows()
            return int(compiled.native.touched(rows, self._lasts))
        return int(compiled.native.changes(self._of, rows))

    def _last_rows(self) -> Ints:
        """Bits of all rows, set for the last row of each owner, in words."""
        is_last = np.append(self._of[1:] != self._of[:-1], True)
        room = np.zeros(-(-len(is_last) // 64) * 8, dtype=np.uint8)
        packed = np.packbits(is_last, bitorder="little")
        room[: len(packed)] = packed
        return room.view(np.uint64)


def how_many(rows: Rows) -> int:
    return int(np.count_nonzero(rows)) if is_mask(rows) else len(rows)
