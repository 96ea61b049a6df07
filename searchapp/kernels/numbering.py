"""Numbers from 0 on for things that come again and again, in the order of first sight.

Nearly all words of a long text are among a few thousand. Their numbers are found in a table, where
each has the slot that its bits point to; a dictionary knows those that found it taken.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from searchapp.kernels import Ints

_Key = TypeVar("_Key", bound=Hashable)

_FEWEST_BITS, _MOST_BITS = 10, 18  # of slots
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, 2**64 over the golden ratio (Knuth)


class InOrder(dict[_Key, int]):
    """Numbers whatever it is asked for, in the order of first sight."""

    def __missing__(self, key: _Key) -> int:
        number = self[key] = len(self)
        return number


class Numbering:
    """Gives many keys of 64 bits their numbers at once."""

    def __init__(self) -> None:
        self._known = InOrder[int]()
        self._lay_out(_FEWEST_BITS)

    def __len__(self) -> int:
        return len(self._known)

    def numbers_of(self, keys: NDArray[np.uint64]) -> Ints:
        """No key may be 0, which marks an empty slot."""
        slots = self._slots(keys)
        numbers: Ints = self._number_in[slots]
        missed = np.flatnonzero(self._key_in[slots] != keys)
        if len(missed):
            asked = keys[missed].tolist()
            found = map(self._known.__getitem__, asked)
            numbers[missed] = np.fromiter(found, dtype=np.int32, count=len(asked))
            if self._bits < _MOST_BITS and len(self._known) << 2 > 1 << self._bits:
                self._lay_out(min((len(self._known) << 3).bit_length(), _MOST_BITS))
            else:
                self._fill(keys[missed], numbers[missed])
        return numbers

    def _slots(self, keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
        slots: NDArray[np.uint64] = (keys * _MULTIPLIER) >> np.uint64(64 - self._bits)
        return slots

    def _lay_out(self, bits: int) -> None:
        """Make the table anew for all keys that are known."""
        self._bits = bits
        self._key_in = np.zeros(1 << bits, dtype=np.uint64)
        self._number_in = np.zeros(1 << bits, dtype=np.int32)
        keys = np.fromiter(self._known, dtype=np.uint64, count=len(self._known))
        self._fill(keys, np.arange(len(keys), dtype=np.int32))

    def _fill(self, keys: NDArray[np.uint64], numbers: Ints) -> None:
        """Put keys into their slots, as far as these are empty."""
        slots = self._slots(keys)
        vacant = np.flatnonzero(self._key_in[slots] == 0)
        filled, first = np.unique(slots[vacant], return_index=True)
        self._key_in[filled] = keys[vacant[first]]
        self._number_in[filled] = numbers[vacant[first]]
