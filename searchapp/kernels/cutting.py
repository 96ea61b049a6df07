"""Many short runs of bytes at once, each distinct one by a number.

- chunk: a longest run of bytes other than 0.
- key: 64 bits that stand for a chunk: up to seven of its bytes, or the number of what it begins
  with and up to four bytes that go on from there. So keys are equal only where chunks are.

Nearly all chunks of a long text are among a few thousand, so a table finds their numbers; a
dictionary knows the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from searchapp.kernels import Numbers
from searchapp.kernels.numbering import Numbering

_FIRST, _FURTHER = 7, 4  # bytes
# What follows the last chunk, so that the bytes of a key can be read from any place of one.
_PADDING = bytes(_FIRST + 1)
_LOW_BYTES = np.array([(1 << 8 * count) - 1 for count in range(_FIRST + 1)], dtype=np.uint64)
# Tells the keys of beginnings from others, whose highest byte is that of a number.
_BEGINNING = np.uint64(0xFF << 8 * _FIRST)


@dataclass(frozen=True, slots=True)
class Chunks:
    """The chunks of some bytes in order, by their places there."""

    content: bytes
    starts: Numbers
    ends: Numbers

    @classmethod
    def of(cls, content: bytes) -> Chunks:
        padded = content + _PADDING
        inside = np.frombuffer(padded, dtype=np.uint8) != 0
        edges = np.flatnonzero(inside[1:] != inside[:-1])
        edges += 1
        if inside[0]:
            edges = np.concatenate(([0], edges))
        return cls(padded, edges[::2], edges[1::2])

    def at(self, numbers: Numbers) -> list[bytes]:
        """Some of the chunks."""
        content = self.content
        places = zip(self.starts[numbers].tolist(), self.ends[numbers].tolist(), strict=True)
        return [content[start:end] for start, end in places]

    def keyed(self, numbering: Numbering, longest: int) -> Numbers:
        """The number of each chunk, -1 for those of more than so many bytes."""
        lengths = self.ends - self.starts
        reading = np.ndarray(
            len(self.content) - _FIRST, dtype="<u8", buffer=self.content, strides=(1,)
        )
        first = reading[self.starts] & _LOW_BYTES[np.minimum(lengths, _FIRST)]
        numbers = numbering.numbers_of(first | _BEGINNING)
        which = np.flatnonzero((lengths > _FIRST) & (lengths <= longest))
        at, left = self.starts[which] + _FIRST, lengths[which] - _FIRST
        while len(which):
            key = reading[at] & _LOW_BYTES[np.minimum(left, _FURTHER)]
            key |= numbers[which].astype(np.uint64) << np.uint64(32)
            numbers[which] = numbering.numbers_of(key)
            goes_on = left > _FURTHER
            which, at, left = which[goes_on], at[goes_on] + _FURTHER, left[goes_on] - _FURTHER
        numbers[lengths > longest] = -1
        return numbers
