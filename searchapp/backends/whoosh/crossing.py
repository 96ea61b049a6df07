"""Counting many pairs of conditions over the hits of one search.

Each condition is a line of ones and zeros over the hits; the table of all pairs is the product
of the two matrices, taken block by block so that it needs little memory and stays exact.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from searchapp.backends.whoosh.evaluation import Evaluation
from searchapp.kernels import Mask, Numbers
from searchapp.kernels.rows import as_mask
from searchapp.model import Node

# Whole numbers up to 2**24 are exact in 32 bits; a block never counts further than its length.
_BLOCK = 1 << 16


def crossed(
    evaluation: Evaluation, rows: Sequence[Node], columns: Sequence[Node]
) -> list[list[int]]:
    """Of each row and column the number of hits that satisfy both. Raises OverBudget."""
    hits, _ = evaluation.filtered()
    if not rows or not columns:
        return [[] for _ in rows]
    left, right = _lines(evaluation, rows, hits), _lines(evaluation, columns, hits)
    table: NDArray[np.int64] = np.zeros((len(rows), len(columns)), dtype=np.int64)
    for start in range(0, len(hits), _BLOCK):
        evaluation.check_time()
        part = slice(start, start + _BLOCK)
        product = left[:, part].astype(np.float32) @ right[:, part].astype(np.float32).T
        table += product.astype(np.int64)
    return table.tolist()  # type: ignore[no-any-return]


def _lines(evaluation: Evaluation, nodes: Sequence[Node], hits: Numbers) -> Mask:
    """One line for each node: which of the hits satisfy it."""
    lines: Mask = np.empty((len(nodes), len(hits)), dtype=np.bool_)
    for number, node in enumerate(nodes):
        lines[number] = as_mask(evaluation.rows(node), evaluation.size)[hits]
    return lines
