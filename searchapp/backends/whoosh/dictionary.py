"""Strings in order, as one run of UTF-8 bytes, searched without decoding them all.

UTF-8 keeps the order of code points, so bytes compare as the strings do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from searchapp.backends.whoosh.arrays import Arrays, ArrayWriter
from searchapp.kernels import Numbers, spans
from searchapp.kernels.packing import narrow

# Larger than any UTF-8 byte, so that `start + _AFTER` lies behind all that begins with `start`.
_AFTER = b"\xff"
_KEPT = 20_000
# A search for a string takes about as long as reading so many.
_SEARCH_RATIO = 50


def write_strings(arrays: ArrayWriter, name: str, strings: Iterable[str]) -> None:
    """Keep strings under a name; in ascending order if they are to be searched."""
    # Text from outside may hold lone surrogates, which are no UTF-8 but have to come back.
    encoded = [each.encode("utf-8", "surrogatepass") for each in strings]
    lengths = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
    arrays.add(f"{name}.bytes", np.frombuffer(b"".join(encoded), dtype=np.uint8))
    arrays.add(f"{name}.ends", narrow(spans.offsets(lengths)))


class Listed(Sequence[str]):
    """Strings in order, in memory."""

    def __init__(self, strings: Sequence[str]) -> None:
        self._strings = strings
        self._number_of = {string: number for number, string in enumerate(strings)}
        self.find = self._number_of.get

    def __len__(self) -> int:
        return len(self._strings)

    def __getitem__(self, number: int) -> str:  # type: ignore[override]  # single numbers only
        return self._strings[number]

    def numbers(self, strings: Iterable[str]) -> Numbers:
        """The numbers of strings that are all among these."""
        return np.array([self._number_of[each] for each in strings], dtype=np.int64)


def joined(parts: Sequence[Sequence[str]]) -> tuple[Listed, list[Numbers]]:
    """The strings of all parts, each once; and of each part the numbers of its own."""
    strings = Listed(sorted(set().union(*parts)))
    return strings, [strings.numbers(part) for part in parts]


class Dictionary(Sequence[str]):
    """The strings kept under a name; `find` and `starting` need them to be in order."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._bytes = arrays.bytes_of(f"{name}.bytes")
        self._ends = arrays[f"{name}.ends"]
        self.find = lru_cache(maxsize=_KEPT)(self._find)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[str]:
        return self.between(0, len(self))

    def __getitem__(self, number: int) -> str:  # type: ignore[override]  # single numbers only
        return str(self._encoded(number), "utf-8", "surrogatepass")

    def between(self, low: int, high: int) -> Iterator[str]:
        """The strings from one number up to another."""
        ends = self._ends[low : high + 1].tolist()
        if not ends:
            return
        block = bytes(self._bytes[ends[0] : ends[-1]])
        for start, end in pairwise(ends):
            yield block[start - ends[0] : end - ends[0]].decode("utf-8", "surrogatepass")

    def _find(self, string: str) -> int | None:
        """The number of a string, if it is there. Asked for as `find`, which remembers."""
        wanted = string.encode("utf-8", "surrogatepass")
        place = self._bisect(wanted)
        return place if place < len(self) and self._encoded(place) == wanted else None

    def numbers(self, strings: Collection[str]) -> Numbers:
        """The numbers of strings, -1 for those that are not there."""
        if len(strings) * _SEARCH_RATIO < len(self):
            found = map(self.find, strings)
            return np.array([-1 if each is None else each for each in found], dtype=np.int64)
        number_of = {string: number for number, string in enumerate(self)}
        return np.array([number_of.get(each, -1) for each in strings], dtype=np.int64)

    def starting(self, start: str) -> tuple[int, int]:
        """The numbers of the strings that begin so: from the first up to the second."""
        wanted = start.encode("utf-8", "surrogatepass")
        return self._bisect(wanted), self._bisect(wanted + _AFTER)

    def _bisect(self, wanted: bytes) -> int:
        return bisect_left(range(len(self)), wanted, key=self._encoded)

    def _encoded(self, number: int) -> bytes:
        return bytes(self._bytes[self._ends[number] : self._ends[number + 1]])
