"""BM25 on whole arrays, operation for operation as `backends.base.bm25` has it for one number."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from searchapp.kernels import Floats, Ints, Numbers, compiled
from searchapp.kernels.rows import where_in

K1 = 1.2
B = 0.75
# What the fraction rises towards with the frequency.
RISE = K1 + 1

# Its idf, its rows, and how often it occurs in each; None for the rows if that is given of every
# row there is.
Leaf: TypeAlias = tuple[float, Numbers | None, Ints]


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


def score(hits: Numbers, lengths: Ints, norms: Floats, leaves: tuple[Leaf, ...]) -> Floats:
    """The score of each hit, summed over the leaves; `lengths` in words (uint32) of every row,
    `norms` by length."""
    if compiled.native:
        scores = np.empty(len(hits))
        compiled.native.score(hits, lengths, norms, RISE, leaves, scores)
        return scores
    scores, norm = np.zeros(len(hits)), norms[lengths[hits]]
    for weight, rows, frequencies in leaves:
        scores += gains(weight, _at(hits, rows, frequencies), norm)
    return scores


def _at(hits: Numbers, rows: Numbers | None, frequencies: Ints) -> Ints:
    """How often a leaf occurs in each of the hits."""
    if rows is hits:
        return frequencies
    if rows is None:
        return frequencies[hits]
    if len(rows) > len(hits):
        found, place = where_in(hits, rows)
        return frequencies[place] * found
    often = np.zeros(len(hits), dtype=frequencies.dtype)
    found, place = where_in(rows, hits)
    often[place[found]] = frequencies[found]
    return often
