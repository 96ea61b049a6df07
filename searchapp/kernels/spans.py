"""Many spans of one array at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from searchapp.kernels import Ints, Mask, Numbers


def places(starts: Ints, lengths: Ints) -> Numbers:
    """Every place of every span, span after span.

    >>> places(np.array([7, 0, 3]), np.array([2, 0, 3])).tolist()
    [7, 8, 3, 4, 5]
    """
    ends = np.cumsum(lengths, dtype=np.int64)
    total = int(ends[-1]) if ends.size else 0
    shift = np.subtract(starts, ends - lengths, dtype=np.int64)
    return np.repeat(shift, lengths) + np.arange(total, dtype=np.int64)


def offsets(lengths: Ints) -> Numbers:
    """Where each of the spans that lie one after another starts, and where the last ends."""
    ends = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=ends[1:])
    return ends


def owners(lengths: Ints) -> Numbers:
    """For each place the number of the span that it lies in."""
    return np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)


def firsts(ascending: Ints) -> Mask:
    """Of each number whether it is another than the one before it.

    >>> firsts(np.array([2, 2, 5])).tolist()
    [True, False, True]
    """
    found = np.ones(len(ascending), dtype=np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=found[1:])
    return found


def totals(values: Ints, ends: Ints) -> Numbers:
    """The sum over each span, empty ones too; `ends` is as `offsets` gives it."""
    running = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=running[1:])
    return running[ends[1:]] - running[ends[:-1]]


def joined(arrays: Sequence[Ints]) -> Ints:
    """Arrays one after another as one, in the type that can hold the numbers of all."""
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)


def portions(ends: Ints, at_once: int, most: int | None = None) -> Iterator[tuple[int, int]]:
    """Runs of neighbouring spans that together hold no more than `at_once`, or a single one that
    holds more; and of no more than `most` spans. `ends` is as `offsets` gives it.

    >>> list(portions(np.array([0, 2, 4, 9, 10]), 4))
    [(0, 2), (2, 3), (3, 4)]
    """
    low, size = 0, len(ends) - 1
    while low < size:
        high = int(np.searchsorted(ends, int(ends[low]) + at_once, side="right")) - 1
        high = max(high, low + 1)
        high = high if most is None else min(high, low + most)
        yield low, high
        low = high
