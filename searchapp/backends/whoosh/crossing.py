"""Counting many pairs of conditions over the hits of one search.

- pairs: which hit satisfies which condition, in the order of hits.

Both sides' pairs are joined hit by hit, so that the time is that of the values which the hits
have, however many rows and columns there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from searchapp.backends.whoosh.evaluation import Evaluation
from searchapp.kernels import Numbers, spans
from searchapp.kernels.rows import as_numbers
from searchapp.model import Everything, Node

# How many pairs of the left side are joined at once, to bound the memory.
_BLOCK = 1 << 15


class _Pairs(NamedTuple):
    """`found` counts the hits of each condition; the arrays may leave out those that all hits
    satisfy."""

    hits: Numbers
    conditions: Numbers
    found: Numbers


def crossed(
    evaluation: Evaluation, rows: Sequence[Node], columns: Sequence[Node]
) -> list[list[int]]:
    """Of each row and column the number of hits that satisfy both; where the search folds twins,
    each group in a cell counts once. Raises OverBudget."""
    hits = evaluation.filtered()[0].numbers
    if not evaluation.search.fold:
        return _table(evaluation, hits, rows, columns).tolist()  # type: ignore[no-any-return]
    places, groups = evaluation.segment.repeats.groups_of(hits)
    table = _table(evaluation, np.delete(hits, places), rows, columns)
    table += _table_of_groups(evaluation, hits[places], groups, (rows, columns))
    return table.tolist()  # type: ignore[no-any-return]


def _table(
    evaluation: Evaluation, hits: Numbers, rows: Sequence[Node], columns: Sequence[Node]
) -> Numbers:
    place_of = _places(evaluation, hits)
    left = _pairs(evaluation, rows, _narrowing(rows), place_of, len(hits))
    right = _pairs(evaluation, columns, _narrowing(columns), place_of, len(hits))
    shape = len(rows), len(columns)
    table = np.zeros(shape[0] * shape[1], dtype=np.int64)
    for _, cells in _joined(evaluation, left, right, len(hits)):
        table += np.bincount(cells, minlength=len(table))
    table = table.reshape(shape)
    for number, node in enumerate(rows):
        if isinstance(node, Everything):
            table[number] = right.found
    for number, node in enumerate(columns):
        if isinstance(node, Everything):
            table[:, number] = left.found
    return table


def _table_of_groups(
    evaluation: Evaluation, hits: Numbers, groups: Numbers, nodes: tuple[Sequence[Node], ...]
) -> Numbers:
    """How many groups have a hit in each cell; `groups` is the group of each of the hits."""
    place_of = _places(evaluation, hits)
    left, right = (
        _pairs(evaluation, each, range(len(each)), place_of, len(hits)) for each in nodes
    )
    shape = len(left.found), len(right.found)
    size = shape[0] * shape[1]
    keys = [
        np.unique(groups[at] * size + cells)
        for at, cells in _joined(evaluation, left, right, len(hits))
    ]
    every = np.unique(np.concatenate([*keys, np.empty(0, dtype=np.int64)]))
    return np.bincount(every % max(size, 1), minlength=size).reshape(shape)


def _places(evaluation: Evaluation, hits: Numbers) -> Numbers:
    """Of every row its place among the hits, -1 where it is none of them."""
    place_of = np.full(evaluation.size, -1, dtype=np.int64)
    place_of[hits] = np.arange(len(hits))
    return place_of


def _narrowing(nodes: Sequence[Node]) -> list[int]:
    """Which of the nodes are not satisfied by all hits."""
    return [number for number, node in enumerate(nodes) if not isinstance(node, Everything)]


def _pairs(
    evaluation: Evaluation,
    nodes: Sequence[Node],
    numbers: Sequence[int],
    place_of: Numbers,
    size: int,
) -> _Pairs:
    """Of the nodes of these numbers; the others are satisfied by all hits."""
    places, found = [], np.full(len(nodes), size, dtype=np.int64)
    for number in numbers:
        at = place_of[as_numbers(evaluation.rows(nodes[number]))]
        places.append(at[at >= 0])
        found[number] = len(places[-1])
    hits = np.concatenate(places) if places else np.empty(0, dtype=np.int64)
    conditions = np.repeat(np.array(numbers, dtype=np.int64), [len(each) for each in places])
    order = np.argsort(hits, kind="stable")
    return _Pairs(hits[order], conditions[order], found)


def _joined(
    evaluation: Evaluation, left: _Pairs, right: _Pairs, size: int
) -> Iterator[tuple[Numbers, Numbers]]:
    """Block after block every hit with every cell that it stands in, for the pairs in the
    arrays; a cell is the number of its row times the number of columns, plus its column's."""
    ends = np.cumsum(np.bincount(right.hits, minlength=size))
    for start in range(0, len(left.hits), _BLOCK):
        evaluation.check_time()
        own = slice(start, start + _BLOCK)
        hits = left.hits[own]
        first = np.where(hits > 0, ends[hits - 1], 0)
        often = ends[hits] - first
        others = right.conditions[spans.places(first, often)]
        yield (
            np.repeat(hits, often),
            np.repeat(left.conditions[own], often) * len(right.found) + others,
        )
