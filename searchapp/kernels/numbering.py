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

_SLOT_BITS = 18
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
        self._key_in = np.zeros(1 << _SLOT_BITS, dtype=np.uint64)
        self._number_in = np.zeros(1 << _SLOT_BITS, dtype=np.int32)

    def __len__(self) -> int:
        return len(self._known)

    def numbers_of(self, keys: NDArray[np.uint64]) -> Ints:
        """No key may be 0, which marks an empty slot."""
        slots = (keys * _MULTIPLIER) >> np.uint64(64 - _SLOT_BITS)
        numbers: Ints = self._number_in[slots]
        missed = np.flatnonzero(self._key_in[slots] != keys)
        if len(missed):
            asked = keys[missed].tolist()
            found = map(self._known.__getitem__, asked)
            numbers[missed] = np.fromiter(found, dtype=np.int32, count=len(asked))
            vacant = missed[self._key_in[slots[missed]] == 0]
            filled, first = np.unique(slots[vacant], return_index=True)
            self._key_in[filled] = keys[vacant[first]]
            self._number_in[filled] = numbers[vacant[first]]
        return numbers
