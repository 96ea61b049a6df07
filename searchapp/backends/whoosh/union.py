"""Several segments, without what is gone from them, opened as one.

- part, shared row: as in `union_rows`.

A search is worked out once, over shared rows: what it asks of words, values and documents is
asked of each part and put together. So numbers of paragraphs, frequencies and mean length are
those of all that lives, and an index answers alike however many segments it is in.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import numpy as np

from searchapp.backends.whoosh.cache import Cache
from searchapp.backends.whoosh.contents import Part
from searchapp.backends.whoosh.dictionary import Listed, joined
from searchapp.backends.whoosh.marks import Marks, read_marks
from searchapp.backends.whoosh.repeats import Groups, Repeats
from searchapp.backends.whoosh.segment import CACHE_BYTES, Measured, Segment
from searchapp.backends.whoosh.union_columns import UnionColumns
from searchapp.backends.whoosh.union_rows import SharedRows, ranked_days, ranked_documents
from searchapp.backends.whoosh.union_words import UnionWords
from searchapp.backends.whoosh.values import AFTER_ALL
from searchapp.errors import IndexDamaged
from searchapp.kernels import Numbers, Rows, spans
from searchapp.kernels.packing import narrow
from searchapp.model import Paragraph


def open_union(folder: Path, parts: Sequence[Part]) -> Union:
    """Raises IndexDamaged where the files are not as they were written."""
    try:
        return Union(folder, parts)
    except (ValueError, LookupError, TypeError, MemoryError) as error:
        raise IndexDamaged(f"{folder}: its segments do not fit ({error}); build it anew") from error


class Union(Measured):
    def __init__(self, folder: Path, parts: Sequence[Part]) -> None:
        rows = sum(part.rows for part in parts) or 1
        cache = Cache(CACHE_BYTES // 2)
        self._parts = [
            Segment(folder, part.name, cache_bytes=CACHE_BYTES // 2 * part.rows // rows)
            for part in parts
        ]
        marks = [
            read_marks(folder, part.name, segment) if part.gone else Marks()
            for part, segment in zip(parts, self._parts, strict=True)
        ]
        self._days, self._day_ranks = ranked_days(self._parts)
        ranks = ranked_documents(self._parts)
        of_rows = [rank[part.document_of] for rank, part in zip(ranks, self._parts, strict=True)]
        self._shared = shared = SharedRows([each.gone for each in marks], self._day_ranks, of_rows)
        lengths = shared.gathered([part.lengths for part in self._parts])
        document_of = shared.gathered(of_rows)
        documents = int(np.count_nonzero(np.bincount(document_of)))
        changes = int(np.count_nonzero(np.diff(document_of, prepend=-1)))
        together = changes == documents
        super().__init__(lengths, narrow(document_of), documents, together=together, cache=cache)
        self.words = UnionWords([part.words for part in self._parts], marks, shared, cache)
        columns = [part.columns for part in self._parts]
        self.columns = UnionColumns(columns, marks, shared, self._days, cache)
        self.store = _Stores(self._parts, shared)

    @cached_property
    def repeats(self) -> Repeats:
        """The groups of all parts, of which some may be in several."""
        names, numbers = joined([part.repeats.names for part in self._parts])
        found = [self._members(*each) for each in enumerate(numbers)]
        rows, age, groups = (np.concatenate(each) for each in zip(*found, strict=True))
        held, group = np.unique(groups, return_inverse=True)
        by_age = rows[np.lexsort((rows, age, group))]
        ends = spans.offsets(np.bincount(group, minlength=len(held)))
        named = Listed([names[number] for number in held.tolist()])
        return Repeats(Groups(named, by_age, ends), self.size)

    def _members(self, number: int, group_of: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The shared rows of a part that are in a group, how old each is, and its group."""
        _, own, ends = self._parts[number].repeats.groups
        rows, lives = self._shared.of_part(number, own)
        rank = self._day_ranks[number][own][lives]
        age = np.where(rank == len(self._days), AFTER_ALL, -rank)
        return rows, age, group_of[spans.owners(np.diff(ends))][lives]

    def with_title(self, words: Sequence[str]) -> Rows:
        """The rows whose title holds all these words, by stem."""
        return self._shared.joined([part.with_title(words) for part in self._parts])

    def rows_of_document(self, document_id: str) -> list[int]:
        """The rows of a document in the order of their numbers; none if there is no such one."""
        for number, part in enumerate(self._parts):
            own = np.array(part.rows_of_document(document_id), dtype=np.int64)
            shared, _ = self._shared.of_part(number, own)
            if len(shared):
                return shared.tolist()  # type: ignore[no-any-return]
        return []


class _Stores:
    """The stored paragraphs of all parts, by shared row."""

    def __init__(self, parts: Sequence[Segment], shared: SharedRows) -> None:
        self._parts, self._shared = parts, shared

    def paragraphs(self, rows: Sequence[int] | Numbers) -> list[Paragraph]:
        """Raises IndexDamaged."""
        found: dict[int, Paragraph] = {}
        for part, places, own in self._shared.placed_by_part(np.asarray(rows, dtype=np.int64)):
            read = self._parts[part].store.paragraphs(own)
            found |= zip(places.tolist(), read, strict=True)
        return [found[place] for place in range(len(rows))]


# What a search is worked out over.
Searched: TypeAlias = Segment | Union
