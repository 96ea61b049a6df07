"""The first of an order without sorting all of it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchapp.kernels import Ints, Numbers


def first(keys: NDArray[Any], count: int, rank: Ints | None = None) -> Numbers:
    """Places of the `count` smallest keys, in order; equal keys by rank, or else by place.

    >>> first(np.array([3.0, 1.0, 3.0, 0.0]), 3).tolist()
    [3, 1, 0]
    """
    if count >= len(keys):
        chosen = np.arange(len(keys))
    else:
        edge = np.partition(keys, count - 1)[count - 1]
        below = np.flatnonzero(keys < edge)
        tied = np.flatnonzero(keys == edge)
        if rank is not None:
            tied = tied[np.argsort(rank[tied], kind="stable")]
        chosen = np.concatenate((below, tied[: count - len(below)]))
    if rank is not None:
        return chosen[np.lexsort((rank[chosen], keys[chosen]))]
    chosen.sort()
    return chosen[np.argsort(keys[chosen], kind="stable")]
