"""Writing a segment: paragraphs in, files out.

- segment: a complete little index of some paragraphs, never changed once written:
  `<name>.arrays` with its table `<name>.json`, and `<name>.store`.
- row: the number of a paragraph in its segment. Rows are in the order in which equal scores
  are shown (newest first, undated last, then document id and number), so that the first of
  equals is the one with the smallest row.

Texts are cut and stored batch by batch as they come; everything that needs the whole is done
at the end, by sorting numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from searchapp import text
from searchapp.backends.whoosh.arrays import ArrayWriter
from searchapp.backends.whoosh.dictionary import write_strings
from searchapp.backends.whoosh.postings_writer import Vocabulary, write_words
from searchapp.backends.whoosh.preparing import Batch, Elsewhere, Here, Prepared, Preparing
from searchapp.backends.whoosh.pressing import primer_of
from searchapp.backends.whoosh.repeats import write_repeats
from searchapp.backends.whoosh.spool import Spools
from searchapp.backends.whoosh.store import StoreWriter
from searchapp.backends.whoosh.tokens import TokenWriter
from searchapp.backends.whoosh.values import Collector
from searchapp.backends.whoosh.values_writer import write_values
from searchapp.kernels import Ints, Numbers, spans
from searchapp.kernels.numbering import InOrder
from searchapp.kernels.packing import narrow
from searchapp.model import Paragraph

_BATCH = 1_000


def write_segment(
    paragraphs: Iterable[Paragraph],
    folder: Path,
    name: str,
    begin: Callable[[SegmentWriter], None] = lambda writer: None,
    *,
    jobs: int = 1,
) -> int:
    """Write a segment of these paragraphs; gives their number. `begin` may put others first, and
    so many processes cut and compress.

    Raises EdtfError, ValueError, OSError, SearchappError where a process died.
    """
    writer = SegmentWriter(folder, name, jobs=jobs)
    remaining = iter(paragraphs)
    try:
        begin(writer)
        while batch := list(islice(remaining, _BATCH)):
            writer.add(batch)
        return writer.close()
    finally:
        writer.abandon()


class SegmentWriter:
    def __init__(self, folder: Path, name: str, *, jobs: int = 1) -> None:
        self._arrays = ArrayWriter(folder, name)
        self.store = StoreWriter(folder, name)
        self._spools = Spools(folder)
        self.tokens = TokenWriter(self._spools.new(np.int32))
        words = self.tokens.words
        self._preparing: Preparing = Elsewhere(words, jobs) if jobs > 1 else Here(words)
        self.values = Collector()
        self._documents = InOrder[str]()
        self._document_of = array("I")
        self._ordinals = array("q")
        self._days = array("i")
        self._twins: dict[int, str] = {}

    def add(self, paragraphs: Sequence[Paragraph]) -> None:
        texts = [each.text.encode("utf-8", "surrogatepass") for each in paragraphs]
        heads = self.store.heads(paragraphs)
        if not self.store.primer:
            self.store.primer = primer_of(
                [head + text for head, text in zip(heads, texts, strict=True)]
            )
        self._take(self._preparing.add(Batch(self.store.primer, heads, texts)))
        self.values.add(paragraphs)
        self.place(
            [each.document for each in paragraphs],
            [each.n for each in paragraphs],
            [each.published.toordinal() if each.published else 0 for each in paragraphs],
            [each.twins for each in paragraphs],
        )

    def _take(self, batches: Iterable[Prepared]) -> None:
        for prepared in batches:
            self.tokens.add(prepared.tokens, prepared.lengths)
            self.store.add(prepared.records)

    def place(
        self,
        documents: Sequence[str],
        ns: Iterable[int],
        days: Iterable[int],
        twins: Iterable[str],
    ) -> None:
        """Say where the next paragraphs belong; days are ordinals, 0 for undated."""
        first = len(self._days)
        self._twins |= {first + place: group for place, group in enumerate(twins) if group}
        self._document_of.extend(map(self._documents.__getitem__, documents))
        self._ordinals.extend(ns)
        self._days.extend(days)

    def close(self) -> int:
        """Write everything; the segment can be read afterwards. Gives the number of rows."""
        self._take(self._preparing.rest())
        row_of = self._row_of_arrivals()
        facts = {"paragraphs": len(row_of), **self._write_words(row_of)}
        facts |= self._write_documents(row_of)
        facts |= write_values(self._arrays, self._spools, self.values, row_of)
        facts |= self.store.close(self._arrays, row_of)
        _write_titles(self._arrays, self.store.titles)
        write_repeats(self._arrays, self._twins, row_of, self._days)
        self._arrays.close(facts)
        return len(row_of)

    def abandon(self) -> None:
        """Let go of open files; harmless after `close`."""
        self._arrays.abandon()
        self.store.abandon()
        self._spools.close()
        self._preparing.close()

    def _row_of_arrivals(self) -> Numbers:
        names = sorted(self._documents)
        rank = np.empty(len(names), dtype=np.int64)
        rank[[self._documents[name] for name in names]] = np.arange(len(names))
        self._rank_of_document = rank[np.array(self._document_of, dtype=np.int64)]
        newest_first = -np.array(self._days, dtype=np.int64)
        order = np.lexsort((np.array(self._ordinals), self._rank_of_document, newest_first))
        row_of = np.empty(len(order), dtype=np.int64)
        row_of[order] = np.arange(len(order))
        return row_of

    def _write_words(self, row_of: Numbers) -> Mapping[str, Any]:
        tokens, lengths = self.tokens.tokens, self.tokens.lengths
        vocabulary = Vocabulary.of(list(self.tokens.words))
        write_words(self._arrays, self._spools, vocabulary, tokens, lengths, row_of)
        by_row = np.empty(len(lengths), dtype=np.int64)
        by_row[row_of] = lengths
        self._arrays.add("lengths", narrow(by_row))
        return {"tokens": len(tokens), "longest": int(by_row.max(initial=0))}

    def _write_documents(self, row_of: Numbers) -> Mapping[str, Any]:
        """Documents in the order of ids, the document of each row, the rows of each document."""
        write_strings(self._arrays, "documents", sorted(self._documents))
        document_of = np.empty(len(row_of), dtype=np.int64)
        document_of[row_of] = self._rank_of_document
        ordinals = np.empty(len(row_of), dtype=np.int64)
        ordinals[row_of] = self._ordinals
        sizes = np.bincount(document_of, minlength=len(self._documents))
        self._arrays.add("document.of", narrow(document_of))
        self._arrays.add("ordinals", ordinals if (ordinals < 0).any() else narrow(ordinals))
        self._arrays.add("document.rows", narrow(np.lexsort((ordinals, document_of))))
        self._arrays.add("document.ends", narrow(spans.offsets(sizes)))
        changes = np.count_nonzero(document_of[1:] != document_of[:-1]) + min(len(row_of), 1)
        return {"documents_together": bool(changes == len(self._documents))}


def _write_titles(arrays: ArrayWriter, titles: Sequence[str]) -> None:
    """For each stem the headings whose title holds it."""
    holding: dict[str, list[int]] = {}
    for heading, title in enumerate(titles):
        for stem in set(text.stems(title)):
            holding.setdefault(stem, []).append(heading)
    stems = sorted(holding)
    write_strings(arrays, "titles", stems)
    lists: list[Ints] = [np.array(holding[stem], dtype=np.int64) for stem in stems]
    sizes = np.array([len(each) for each in lists], dtype=np.int64)
    arrays.add("title.ends", narrow(spans.offsets(sizes)))
    arrays.add("title.headings", narrow(np.concatenate([*lists, np.empty(0, np.int64)])))
