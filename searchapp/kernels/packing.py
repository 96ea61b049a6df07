"""Numbers as narrow as most of them allow; the few larger ones are kept beside.

- small: all numbers, cut to the narrow width.
- large_at, large: where the cut took something away, ascending, and the whole number there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from searchapp.kernels import Ints

_WIDTHS: tuple[type[np.unsignedinteger[Any]], ...] = (np.uint8, np.uint16, np.uint32)


def narrow(numbers: Ints) -> NDArray[np.unsignedinteger[Any]]:
    """The same numbers, none below 0, in the narrowest type that holds all of them."""
    return numbers.astype(width_for(int(numbers.max()) if numbers.size else 0))


def width_for(largest: int) -> type[np.unsignedinteger[Any]]:
    """The narrowest type that holds numbers up to this one."""
    for width in _WIDTHS:
        if largest <= np.iinfo(width).max:
            return width
    return np.uint64


@dataclass(frozen=True, slots=True)
class Packed:
    small: Ints
    large_at: Ints
    large: Ints

    def __len__(self) -> int:
        return len(self.small)

    def between(self, start: int, end: int) -> Ints:
        """The numbers from `start` up to `end`; often a view, not to be written to."""
        found = self.small[start:end]
        if not len(self.large_at):
            return found
        first, last = self._large_between(start, end)
        if first == last:
            return found
        whole = found.astype(self.large.dtype)
        whole[self.large_at[first:last] - start] = self.large[first:last]
        return whole

    def part(self, start: int, end: int) -> Packed:
        """The numbers from `start` up to `end`, packed as they are."""
        first, last = self._large_between(start, end)
        # Wider, since a place in all need not fit the type in which the few are written.
        large_at = self.large_at[first:last].astype(np.int64) - start
        return Packed(self.small[start:end], large_at, self.large[first:last])

    def _large_between(self, start: int, end: int) -> tuple[int, int]:
        return self._large_from(start), self._large_from(end)

    def _large_from(self, place: int) -> int:
        """How many of the large numbers stand before a place."""
        width = self.large_at.dtype.type
        if place > np.iinfo(width).max:
            return len(self.large_at)
        # A number of another type would make numpy convert the whole array first.
        return int(self.large_at.searchsorted(width(place)))


def cut(numbers: Ints, width: DTypeLike) -> Packed:
    """Cut all numbers to a width, with those that are larger beside."""
    large_at = np.flatnonzero(numbers > np.iinfo(width).max)
    return Packed(numbers.astype(width), narrow(large_at), narrow(numbers[large_at]))


def best_width(blocks: Iterable[Ints]) -> type[np.unsignedinteger[Any]]:
    """The width in which these numbers, one block after another, take the fewest bytes."""
    size = largest = 0
    count, last = dict.fromkeys(_WIDTHS, 0), dict.fromkeys(_WIDTHS, 0)
    for block in blocks:
        largest = max(largest, int(block.max(initial=0)))
        for width in _WIDTHS:
            if largest > np.iinfo(width).max:
                is_large = block > np.iinfo(width).max
                count[width] += int(np.count_nonzero(is_large))
                last[width] = (
                    size + int(np.flatnonzero(is_large)[-1]) if is_large.any() else last[width]
                )
        size += len(block)
    beside = {
        width: _bytes(width_for(last[width])) + _bytes(width_for(largest)) for width in _WIDTHS
    }
    return min(_WIDTHS, key=lambda width: size * _bytes(width) + count[width] * beside[width])


def _bytes(width: DTypeLike) -> int:
    return np.dtype(width).itemsize
