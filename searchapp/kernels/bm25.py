"""BM25 on whole arrays, operation for operation as `backends.base.bm25` has it for one number.

- bound: a byte for a row that holds a leaf, from 1 on: 255 times the fraction of BM25, rounded
  up. By adding up bounds it is seen which rows cannot be among the best.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from searchapp.kernels import Floats, Ints, Mask, Numbers, compiled, topk
from searchapp.kernels.rows import where_in
from searchapp.kernels.selection import Selection

K1 = 2.0
B = 0.75
# What the fraction rises towards with the frequency.
RISE = K1 + 1

_HIGHEST = 255  # of a bound
_SLACK = 1e-9  # more than what is rounded in a fraction
_MOST_LEAVES = 128  # that the kernel in C can bound

# Its idf, its rows, and how often it occurs in each; None for the rows if that is given of every
# row there is, and so are the bounds.
Leaf: TypeAlias = tuple[float, Numbers | None, Ints, Ints | None]


class Column(NamedTuple):
    """Of every row how often something occurs in it, whether it does, and its bound."""

    frequencies: Ints
    mask: Mask
    bounds: NDArray[np.uint8]

    @property
    def bytes(self) -> int:
        return self.frequencies.nbytes + self.mask.nbytes + self.bounds.nbytes


def spread(rows: Numbers, frequencies: Ints, lengths: Ints, norms: Floats) -> Column:
    """What occurs in these rows so often, by row."""
    column = np.zeros(len(lengths), dtype=frequencies.dtype)
    bounds = np.zeros(len(lengths), dtype=np.uint8)
    if compiled.native:
        compiled.native.spread(rows, frequencies, lengths, norms, column, bounds)
    else:
        column[rows] = frequencies
        share = frequencies / (frequencies + norms[lengths[rows]]) * (_HIGHEST * (1 + _SLACK))
        bounds[rows] = np.minimum(share + 1, _HIGHEST)
    return Column(column, bounds > 0, bounds)


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
    for weight, rows, frequencies, _ in leaves:
        scores += gains(weight, _at(hits, rows, frequencies), norm)
    return scores


def best(
    hits: Selection, count: int, lengths: Ints, norms: Floats, leaves: tuple[Leaf, ...]
) -> tuple[Numbers, Floats]:
    """The rows with the highest scores, best first, and these; equal scores by row."""
    if compiled.native:
        size = min(count, hits.count)
        found = np.empty(size, dtype=np.int64), np.empty(size)
        is_marked = hits.is_mask and len(leaves) <= _MOST_LEAVES
        kernel = compiled.native.best_marked if is_marked else compiled.native.best
        rows = hits.rows if is_marked else hits.numbers
        kernel(rows, lengths, norms, RISE, leaves, *found)
        return found
    numbers = hits.numbers
    scores = score(numbers, lengths, norms, leaves)
    places = topk.first(-scores, count)
    return numbers[places], scores[places]


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
