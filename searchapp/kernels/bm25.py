"""BM25 on whole arrays, operation for operation as `backends.base.bm25` has it for one number."""

from __future__ import annotations

import numpy as np

from searchapp.kernels import Floats, Ints

K1 = 1.2
B = 0.75
# What the fraction rises towards with the frequency.
RISE = K1 + 1


def norms(longest: int, mean_length: float) -> Floats:
    """What is added below the fraction for each length from 0 to the longest."""
    lengths = np.arange(longest + 1, dtype=np.float64)
    return K1 * (1 - B + B * lengths / mean_length)


def gains(weight: float, frequencies: Ints, norm: Floats) -> Floats:
    """What a leaf of this idf adds to each row's score."""
    often = frequencies.astype(np.float64)
    below = often + norm
    often *= weight
    often *= RISE
    often /= below
    return often
