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


def written_length(found: Ints, width: DTypeLike) -> Numbers:
    """How many numbers of this width each gap takes."""
    return found // np.iinfo(width).max + 1


def encode(found: Ints, width: DTypeLike) -> NDArray[np.unsignedinteger[Any]]:
    """The gaps in numbers of this width."""
    full = np.iinfo(width).max
    ends = np.cumsum(written_length(found, width))
    written = np.full(int(ends[-1]) if ends.size else 0, full, dtype=width)
    written[ends - 1] = found % full
    return written


def decode(written: NDArray[np.unsignedinteger[Any]]) -> Numbers:
    """The rows of one list."""
    rows = np.cumsum(written, dtype=np.int64)
    rows -= 1
    last = written != np.iinfo(written.dtype).max
    return rows if last.all() else rows[last]
