"""The first of an order without sorting all of it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchapp.kernels import Ints, Mask, Numbers


def first(keys: NDArray[Any], count: int, rank: Ints | None = None) -> Numbers:
    """Places of the `count` smallest keys, in order; equal keys by rank, or else by place.

    >>> first(np.array([3.0, 1.0, 3.0, 0.0]), 3).tolist()
    [3, 1, 0]
    """
    if count >= len(keys):
        chosen = np.arange(len(keys))
    elif count:
        edge = np.partition(keys, count - 1)[count - 1]
        chosen = np.flatnonzero(keys <= edge)
        if len(chosen) > count:
            chosen = _without_late_ties(chosen, keys[chosen] == edge, count, rank)
    else:
        return np.empty(0, dtype=np.int64)
    if rank is not None:
        return chosen[np.lexsort((rank[chosen], keys[chosen]))]
    return chosen[np.argsort(keys[chosen], kind="stable")]


def _without_late_ties(chosen: Numbers, tied: Mask, count: int, rank: Ints | None) -> Numbers:
    """As many as wanted: all that lie below the edge, and of those on it the first."""
    on_edge = chosen[tied]
    if rank is not None:
        on_edge = on_edge[np.argsort(rank[on_edge], kind="stable")]
    below = chosen[~tied]
    kept = np.concatenate((below, on_edge[: count - len(below)]))
    kept.sort()
    return kept
