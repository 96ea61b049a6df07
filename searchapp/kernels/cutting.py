"""Many short runs of bytes at once, each distinct one by a number.

- chunk: a longest run of bytes other than 0.
- key: 64 bits that stand for a chunk: up to seven of its bytes, or the number of what it begins
  with and up to four bytes that go on from there. So keys are equal only where chunks are.

Nearly all chunks of a long text are among a few thousand, so a table finds their numbers; a
dictionary knows the others. The kernel in C has a table of its own for all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from searchapp.kernels import Ints, Numbers, compiled
from searchapp.kernels.numbering import Numbering

_FIRST, _FURTHER = 7, 4  # bytes
# What follows the last chunk, so that the bytes of a key can be read from any place of one.
_PADDING = bytes(_FIRST + 1)
_LOW_BYTES = np.array([(1 << 8 * count) - 1 for count in range(_FIRST + 1)], dtype=np.uint64)
# Tells the keys of beginnings from others, whose highest byte is that of a number.
_BEGINNING = np.uint64(0xFF << 8 * _FIRST)


@dataclass(frozen=True, slots=True)
class Chunks:
    """The chunks of some bytes in order: where each starts there, and its number, -1 for long
    ones."""

    content: bytes
    starts: Ints
    numbers: Ints

    def at(self, places: Numbers) -> list[bytes]:
        """Some of the chunks."""
        content = self.content
        return [content[start : content.index(0, start)] for start in self.starts[places].tolist()]


class Chunker:
    """Numbers chunks from 0 on; those of more than so many bytes have no number."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._native = compiled.native
        self._table = self._native.chunk_table() if self._native else None
        self._numbering = Numbering()

    def read(self, content: bytes) -> Chunks:
        padded = content + _PADDING
        if self._native:
            starts, numbers = np.empty((2, len(padded) // 2), dtype=np.int32)
            size = self._native.chunks(self._table, padded, self._longest, starts, numbers)
            return Chunks(padded, starts[:size], numbers[:size])
        inside = np.frombuffer(padded, dtype=np.uint8) != 0
        edges = np.flatnonzero(inside[1:] != inside[:-1])
        edges += 1
        if inside[0]:
            edges = np.concatenate(([0], edges))
        return Chunks(padded, edges[::2], self._numbers(padded, edges[::2], edges[1::2]))

    def _numbers(self, padded: bytes, starts: Numbers, ends: Numbers) -> Ints:
        lengths = ends - starts
        reading: NDArray[np.uint64] = np.ndarray(
            len(padded) - _FIRST, dtype="<u8", buffer=padded, strides=(1,)
        )
        first = reading[starts] & _LOW_BYTES[np.minimum(lengths, _FIRST)]
        numbers = self._numbering.numbers_of(first | _BEGINNING)
        which = np.flatnonzero((lengths > _FIRST) & (lengths <= self._longest))
        at, left = starts[which] + _FIRST, lengths[which] - _FIRST
        while len(which):
            key = reading[at] & _LOW_BYTES[np.minimum(left, _FURTHER)]
            key |= numbers[which].astype(np.uint64) << np.uint64(32)
            numbers[which] = self._numbering.numbers_of(key)
            goes_on = left > _FURTHER
            which, at, left = which[goes_on], at[goes_on] + _FURTHER, left[goes_on] - _FURTHER
        numbers[lengths > self._longest] = -1
        return numbers
