"""A segment opened for reading: its words, columns, documents and stored paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from searchapp import text
from searchapp.backends.whoosh.arrays import Arrays
from searchapp.backends.whoosh.cache import Cache
from searchapp.backends.whoosh.columns import Columns
from searchapp.backends.whoosh.dictionary import Dictionary
from searchapp.backends.whoosh.repeats import Repeats, read_groups
from searchapp.backends.whoosh.store import Store
from searchapp.backends.whoosh.words import Postings, Words
from searchapp.kernels import Ints, Mask, Rows, bm25
from searchapp.kernels.bm25 import Column
from searchapp.kernels.rows import Owners, everything
from searchapp.kernels.selection import Selection

CACHE_BYTES = 96 * 1024 * 1024
# From this share of all rows on, a word is worth a column of its own.
_DENSE = 32


class Measured:
    """What is known of every row: its length in tokens and the number of its document; `together`
    tells whether the rows of each document are neighbours."""

    def __init__(
        self, lengths: Ints, document_of: Ints, documents: int, *, together: bool, cache: Cache
    ) -> None:
        self.size = len(lengths)
        self._cache = cache
        # Of one width, whatever the segment's, since the kernels in C know only that one.
        self.lengths = lengths.astype(np.uint32)
        tokens, longest = int(self.lengths.sum(dtype=np.int64)), int(lengths.max(initial=0))
        self.norms = bm25.norms(longest, tokens / self.size if tokens else 1.0)
        self.document_of, self.documents, self._together = document_of, documents, together
        self._owners = Owners(document_of)

    @cached_property
    def everything(self) -> Mask:
        return everything(self.size)

    def how_many_documents(self, rows: Selection) -> int:
        if rows.count == self.size:
            return self.documents
        if not self._together:
            return len(np.unique(self.document_of[rows.numbers]))
        return self._owners.how_many(rows.rows)

    def column(self, postings: Postings) -> Column | None:
        """Postings spread over all rows; None for words so rare that a search in their postings
        is as quick. Kept for words asked for again."""
        if postings.key is None or len(postings.rows) * _DENSE < self.size:
            return None
        return self._cache.get(
            ("column", postings.key),
            lambda: bm25.spread(postings.rows, postings.frequencies, self.lengths, self.norms),
            lambda found: found.bytes,
        )


class Segment(Measured):
    """Raises IndexDamaged where the files are not as they were written."""

    def __init__(self, folder: Path, name: str, *, cache_bytes: int = CACHE_BYTES) -> None:
        arrays = Arrays(folder, name)
        cache = Cache(cache_bytes)
        self.document_ids = Dictionary(arrays, "documents")
        super().__init__(
            *(arrays["lengths"], arrays["document.of"], len(self.document_ids)),
            together=arrays.facts["documents_together"],
            cache=cache,
        )
        self.words = Words(arrays, cache)
        self.columns = Columns(arrays, cache)
        self.repeats = Repeats(read_groups(arrays), self.size)
        self.store = Store(folder, name, arrays)
        self.ordinals = arrays["ordinals"]
        self._document_ends, self._document_rows = arrays["document.ends"], arrays["document.rows"]
        self.title_stems = Dictionary(arrays, "titles")
        self._title_ends, self._title_headings = arrays["title.ends"], arrays["title.headings"]

    def with_title(self, words: Sequence[str]) -> Rows:
        """The rows whose title holds all these words, by stem."""
        wanted = {text.stem(word) for word in words}
        if not wanted:
            return self.everything
        holding = np.ones(self.store.headings, dtype=np.bool_)
        for stem in wanted:
            number = self.title_stems.find(stem)
            own = np.zeros_like(holding)
            if number is not None:
                first, last = self._title_ends[number : number + 2].tolist()
                own[self._title_headings[first:last]] = True
            holding &= own
        return holding[self.store.heading_of]

    def rows_of_document(self, document_id: str) -> list[int]:
        """The rows of a document in the order of their numbers; none if there is no such one."""
        number = self.document_ids.find(document_id)
        if number is None:
            return []
        first, last = self._document_ends[number : number + 2].tolist()
        return self._document_rows[first:last].tolist()  # type: ignore[no-any-return]
