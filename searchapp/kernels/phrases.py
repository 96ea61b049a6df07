"""Where words follow one another.

- key: a place of a word in a paragraph as one number: the row, then bits for the place. There
  is more room for places than the longest paragraph and the reach of the phrase take together,
  so that no run of places goes on from one paragraph into the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from searchapp.kernels import Ints, Numbers
from searchapp.kernels.rows import common


@dataclass(frozen=True, slots=True)
class Layout:
    """How the keys of one phrase are made: bits for the place, and the type of the whole."""

    place_bits: int
    width: type[np.uint32 | np.int64]

    @classmethod
    def of(cls, size: int, longest: int, reach: int) -> Layout:
        """For so many rows, the longest paragraph in words, and the reach of the phrase."""
        place_bits = (longest + reach).bit_length()
        fits = size << place_bits <= np.iinfo(np.uint32).max
        return cls(place_bits, np.uint32 if fits else np.int64)

    def keys(self, rows: Ints, frequencies: Ints, places: Ints) -> Ints:
        """The keys of a word that occurs so often in each of the rows, at these places."""
        shifted: Ints = rows.astype(self.width)
        found = np.repeat(shifted << self.place_bits, frequencies)
        found += places.astype(self.width, copy=False)
        return found

    def rows(self, keys: Ints) -> Numbers:
        """The rows of ascending keys, each once."""
        rows: Numbers = (keys >> self.place_bits).astype(np.int64)
        return rows[np.append(True, rows[1:] != rows[:-1])] if len(rows) else rows

    def counted(self, keys: Ints) -> tuple[Numbers, Numbers]:
        """The rows of ascending keys, and how many keys each has."""
        rows = (keys >> self.place_bits).astype(np.int64)
        firsts = np.flatnonzero(np.append(True, rows[1:] != rows[:-1])) if len(rows) else rows
        return rows[firsts], np.diff(np.append(firsts, len(rows)))


def beginnings(words: Sequence[Ints], slop: int) -> Ints:
    """The keys of the first word at which the phrase can begin: the other words follow in order
    with at most `slop` words among them. Each word's keys ascend."""
    begun = words[0].astype(np.int64)
    reached = begun
    for following in words[1:]:
        following = following.astype(np.int64, copy=False)
        place = following.searchsorted(reached, side="right")
        there = place < len(following)
        begun, reached = begun[there], following[place[there]]
    return begun[reached - begun < len(words) + slop]


def followed(begun: Ints, word: Ints, distance: int) -> Ints:
    """Those of the keys that have a key of the word so many places on. It is the few that are
    moved for it, not the many."""
    return moved_back(common(begun + distance, word), distance)


def moved_back(keys: Ints, distance: int) -> Ints:
    """The keys so many places before, without those that would lie before the very first."""
    return keys[keys.searchsorted(keys.dtype.type(distance)) :] - distance
