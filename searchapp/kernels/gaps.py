"""Ascending row numbers in few bytes: each as its distance from the one before.

- gap: distance to the row before it; of the first row, to -1. So a gap is at least 1.
- full: the largest number of the width, which stands for that much of a gap that goes on.

With bytes, the rows 3, 4 and 700 have the gaps 4, 1 and 696 and are written 4, 1, 255, 255, 186.
A running sum over what is written gives the rows back, wherever it is not "full".
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from searchapp.kernels import Ints, Numbers

WIDTHS: tuple[type[np.unsignedinteger[Any]], ...] = (np.uint8, np.uint16, np.uint32)


def gaps(rows: Ints, firsts: Ints) -> Numbers:
    """Distances within each list of rows; `firsts` says at which places a list begins."""
    found = np.empty(len(rows), dtype=np.int64)
    found[1:] = np.diff(rows.astype(np.int64))
    found[firsts] = rows[firsts].astype(np.int64) + 1
    return found


def further(found: Ints, width: DTypeLike) -> tuple[Numbers, Numbers]:
    """Which gaps take more than one number of this width, and how many more."""
    full = np.iinfo(width).max
    large = np.flatnonzero(found >= full)
    return large, found[large] // full


def encode(found: Ints, width: DTypeLike) -> NDArray[np.unsignedinteger[Any]]:
    """The gaps in numbers of this width."""
    full = np.iinfo(width).max
    large, more = further(found, width)
    if not len(large):
        return found.astype(width)
    written = np.full(len(found) + int(more.sum()), full, dtype=width)
    lengths = np.ones(len(found), dtype=np.int64)
    lengths[large] += more
    lasts = found.astype(width)
    lasts[large] = found[large] % full
    written[np.cumsum(lengths) - 1] = lasts
    return written


def decode(written: NDArray[np.unsignedinteger[Any]]) -> Numbers:
    """The rows of one list."""
    rows = np.cumsum(written, dtype=np.int64)
    rows -= 1
    last = written != np.iinfo(written.dtype).max
    return rows if last.all() else rows[last]
