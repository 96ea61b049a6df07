"""The rows of several segments as one order.

- part: one of the segments, by its place among them; its own rows, without those that are gone.
- shared row: the number of a paragraph among those of all parts, in the order in which `writer`
  has those of one segment: newest first, undated last, then document id and number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from searchapp.backends.whoosh.segment import Segment
from searchapp.kernels import Ints, Numbers, Rows
from searchapp.kernels.packing import narrow
from searchapp.kernels.rows import NONE, as_numbers, marked, without

# What stands for a row that is gone.
_GONE = -1
# From this share of all rows on, a set is a mask.
_DENSE = 16


class SharedRows:
    """`gone` are the rows that are gone from each part; `days` and `documents` give of each of
    its rows the place of its day, the newest first, and of its document among those of all."""

    def __init__(
        self,
        gone: Sequence[Numbers],
        days: Sequence[Numbers],
        documents: Sequence[Numbers],
    ) -> None:
        live = [np.delete(np.arange(len(d)), g) for d, g in zip(days, gone, strict=True)]
        keys = np.concatenate([_keys(*each) for each in zip(days, documents, live, strict=True)])
        # A document is in one part only, so that rows of equal keys are of one part and in order.
        order = np.argsort(keys, kind="stable")
        place_of = np.empty(len(order), dtype=np.int32)
        place_of[order] = np.arange(len(order))
        self.size = len(order)
        self._has_gone = [bool(len(each)) for each in gone]
        self._shared_of: list[Ints] = []
        start = 0
        for day, own in zip(days, live, strict=True):
            shared = np.full(len(day), _GONE, dtype=np.int32)
            shared[own] = place_of[start : start + len(own)]
            self._shared_of.append(shared)
            start += len(own)
        sizes = [len(own) for own in live]
        self._part_of = narrow(np.repeat(np.arange(len(live)), sizes))[order]
        self._own_row = np.concatenate(live)[order]
        self._largest = int(np.argmax(sizes))
        self._in_largest = self._part_of == self._largest

    def of_part(self, part: int, rows: Rows) -> tuple[Numbers, slice | Ints]:
        """The shared rows of own rows of a part, in their order; and which of these live."""
        shared = self._shared_of[part][as_numbers(rows)].astype(np.int64)
        if not self._has_gone[part]:
            return shared, slice(None)
        lives = shared != _GONE
        return shared[lives], lives

    def joined(self, found: Sequence[Rows]) -> Rows:
        """The shared rows of what was found in each part."""
        sets = [self.of_part(part, rows)[0] for part, rows in enumerate(found) if len(rows)]
        sets = [each for each in sets if len(each)]
        if len(sets) == 1:
            return sets[0]
        if sum(map(len, sets)) * _DENSE >= self.size:
            mask = np.zeros(self.size, dtype=np.bool_)
            for each in sets:
                mask[each] = True
            return mask
        joined = np.concatenate([NONE, *sets])
        joined.sort(kind="stable")  # finds the runs and only merges them
        return joined

    def by_part(self, rows: Numbers) -> Iterator[tuple[int, Numbers]]:
        """Of each part with any of the shared rows: its place, and its own rows of those. The
        largest part is told from the others in one walk, since it has most rows."""
        yield self._largest, self._own_row[marked(rows, self._in_largest)]
        others = as_numbers(without(rows, self._in_largest, self.size))
        for part, places in self._parted(others):
            yield part, self._own_row[others[places]]

    def placed_by_part(self, rows: Numbers) -> Iterator[tuple[int, Numbers, Numbers]]:
        """The same with the places at which the rows are."""
        for part, places in self._parted(rows):
            yield part, places, self._own_row[rows[places]]

    def _parted(self, rows: Numbers) -> Iterator[tuple[int, Numbers]]:
        part_of = self._part_of[rows]
        for part in np.unique(part_of).tolist():
            yield part, np.flatnonzero(part_of == part)

    def gathered(self, parts: Sequence[Ints]) -> Ints:
        """Of each shared row what the parts have for their own rows."""
        gathered = np.empty(self.size, dtype=np.result_type(*parts))
        for values, shared in zip(parts, self._shared_of, strict=True):
            lives = shared != _GONE
            gathered[shared[lives]] = values[lives]
        return gathered


def _keys(days: Numbers, documents: Numbers, live: Numbers) -> Numbers:
    """Numbers that order rows by day and then by document."""
    return (days[live] << 32) | documents[live]


def ranked_days(segments: Sequence[Segment]) -> tuple[Numbers, list[Numbers]]:
    """The days of all segments, ascending; and of each row the place of its day counted from the
    newest on, the undated last."""
    days = np.unique(np.concatenate([segment.columns.days for segment in segments]))
    ranks = []
    for segment in segments:
        own = days.searchsorted(segment.columns.days)
        rank = np.append(len(days) - 1 - own, len(days))
        ranks.append(rank[segment.columns.published])
    return days, ranks


def ranked_documents(segments: Sequence[Segment]) -> list[Numbers]:
    """Of each document of each segment its place among those of all, by the letters of its id."""
    lists = [list(each.document_ids.between(0, len(each.document_ids))) for each in segments]
    ids = [each for own in lists for each in own]
    order = sorted(range(len(ids)), key=ids.__getitem__)
    ranks = np.empty(len(ids), dtype=np.int64)
    ranks[order] = np.arange(len(ids))
    return np.split(ranks, np.cumsum([len(own) for own in lists])[:-1])
