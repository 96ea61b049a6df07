"""A segment as Whoosh sees it: fields of ordered terms, each with the rows that hold it.

- text, word: stems and folded words of the text, with frequencies and positions.
- title: stems of the title. document: the document's id. published: the day. date_value: EDTF
  texts. <facet>: values as they are counted, regions with their ancestors, dates as buckets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from searchapp.backends.whoosh.dictionary import Dictionary
from searchapp.backends.whoosh.segment import Segment
from searchapp.backends.whoosh.words import Postings, Words
from searchapp.kernels import Numbers
from searchapp.kernels.rows import as_numbers

TEXTS = ("text", "word")


class Field(Protocol):
    """Terms by number, in the order of their letters."""

    @property
    def terms(self) -> Dictionary: ...

    def postings(self, number: int) -> Postings: ...

    def positions(self, number: int) -> Sequence[Sequence[int]]:
        """At which words of each row of the postings the term stands; none where not kept."""
        ...


def fields_of(segment: Segment) -> dict[str, Field]:
    """Every field that can be asked for terms, by name."""
    columns = segment.columns
    values = {name: _Values(columns.values_of(name), segment, name) for name in columns.codes}
    return {
        "text": _Stems(segment.words),
        "word": _WholeWords(segment.words),
        "title": _Titles(segment),
        "document": _Documents(segment),
        **values,
    }


@dataclass(frozen=True, slots=True)
class _Stems:
    words: Words

    @property
    def terms(self) -> Dictionary:
        return self.words.stems

    def postings(self, number: int) -> Postings:
        return self.words.of_stem(number)

    def positions(self, number: int) -> Sequence[Sequence[int]]:
        return self.words.positions_of_stem(number)


@dataclass(frozen=True, slots=True)
class _WholeWords:
    words: Words

    @property
    def terms(self) -> Dictionary:
        return self.words.dictionary

    def postings(self, number: int) -> Postings:
        return self.words.of_words([number])

    def positions(self, number: int) -> Sequence[Sequence[int]]:
        return self.words.positions_of_word(number)


class _Unplaced:
    """Fields whose terms occur once in a row and stand at no word."""

    def positions(self, number: int) -> Sequence[Sequence[int]]:
        return ()


def _once(rows: Numbers) -> Postings:
    return Postings(rows, np.ones(len(rows), dtype=np.uint8))


@dataclass(frozen=True)
class _Titles(_Unplaced):
    segment: Segment

    @property
    def terms(self) -> Dictionary:
        return self.segment.title_stems

    def postings(self, number: int) -> Postings:
        return _once(as_numbers(self.segment.with_title([self.terms[number]])))


@dataclass(frozen=True)
class _Documents(_Unplaced):
    segment: Segment

    @property
    def terms(self) -> Dictionary:
        return self.segment.document_ids

    def postings(self, number: int) -> Postings:
        rows = self.segment.rows_of_document(self.terms[number])
        return _once(np.sort(np.array(rows, dtype=np.int64)))


@dataclass(frozen=True)
class _Values(_Unplaced):
    terms: Dictionary
    segment: Segment
    name: str

    def postings(self, number: int) -> Postings:
        return _once(self.segment.columns.rows_of_value(self.name, number))
