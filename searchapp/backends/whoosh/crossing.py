"""Counting many pairs of conditions over the hits of one search.

- pairs: which hit satisfies which condition, in the order of hits.

Both sides' pairs are joined hit by hit, so that the time is that of the values which the hits
have, however many rows and columns there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from searchapp.backends.whoosh.evaluation import Evaluation
from searchapp.kernels import Numbers, spans
from searchapp.kernels.rows import as_numbers
from searchapp.model import Everything, Node

# How many pairs of the left side are joined at once, to bound the memory.
_BLOCK = 1 << 15


class _Pairs(NamedTuple):
    """`found` counts the hits of each condition; the arrays leave out those that all satisfy."""

    hits: Numbers
    conditions: Numbers
    found: Numbers


def crossed(
    evaluation: Evaluation, rows: Sequence[Node], columns: Sequence[Node]
) -> list[list[int]]:
    """Of each row and column the number of hits that satisfy both. Raises OverBudget."""
    hits, _ = evaluation.filtered()
    place_of = np.full(evaluation.size, -1, dtype=np.int64)
    place_of[hits] = np.arange(len(hits))
    left = _pairs(evaluation, rows, place_of, len(hits))
    right = _pairs(evaluation, columns, place_of, len(hits))
    table = _joined(evaluation, left, right, len(hits))
    for number, node in enumerate(rows):
        if isinstance(node, Everything):
            table[number] = right.found
    for number, node in enumerate(columns):
        if isinstance(node, Everything):
            table[:, number] = left.found
    return table.tolist()  # type: ignore[no-any-return]


def _pairs(evaluation: Evaluation, nodes: Sequence[Node], place_of: Numbers, size: int) -> _Pairs:
    places, found = [], np.full(len(nodes), size, dtype=np.int64)
    numbers = [n for n, node in enumerate(nodes) if not isinstance(node, Everything)]
    for number in numbers:
        at = place_of[as_numbers(evaluation.rows(nodes[number]))]
        places.append(at[at >= 0])
        found[number] = len(places[-1])
    hits = np.concatenate(places) if places else np.empty(0, dtype=np.int64)
    conditions = np.repeat(np.array(numbers, dtype=np.int64), [len(each) for each in places])
    order = np.argsort(hits, kind="stable")
    return _Pairs(hits[order], conditions[order], found)


def _joined(evaluation: Evaluation, left: _Pairs, right: _Pairs, size: int) -> Numbers:
    """The table of counts of all pairs of conditions that stand in the arrays."""
    ends = np.cumsum(np.bincount(right.hits, minlength=size))
    shape = len(left.found), len(right.found)
    table = np.zeros(shape[0] * shape[1], dtype=np.int64)
    for start in range(0, len(left.hits), _BLOCK):
        evaluation.check_time()
        own = slice(start, start + _BLOCK)
        hits = left.hits[own]
        first = np.where(hits > 0, ends[hits - 1], 0)
        often = ends[hits] - first
        others = right.conditions[spans.places(first, often)]
        cells = np.repeat(left.conditions[own], often) * shape[1] + others
        table += np.bincount(cells, minlength=len(table))
    return table.reshape(shape)
