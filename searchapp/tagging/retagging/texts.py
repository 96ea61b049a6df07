"""The words that documents hold, asked for by the words of a vocabulary.

- trace: words all of which a document holds if an entry can touch it, each given as the set of
  the forms that may stand for it.
- form: a folded word of the documents that may stand for a word of a name: the word itself, an
  inflection, another romanisation.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from searchapp.model import Document
from searchapp.tagging.names.transliteration import skeleton
from searchapp.tagging.places.inflections import base_forms, towns_of_adjective
from searchapp.tagging.places.spellings import frame, slavic_form
from searchapp.text import APOSTROPHES, chunks, stem, words

Trace = tuple[frozenset[str], ...]
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")


class Texts:
    """The words of documents, read once."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents

    def holding(self, traces: Collection[Trace]) -> frozenset[str]:
        """The ids of the documents that hold all words of any of the traces."""
        wanted = [[self._chunks_of(forms) for forms in trace] for trace in traces]
        wanted = [each for each in wanted if all(each)]
        return frozenset(
            document.id
            for document, held in zip(self._documents, self._held, strict=True)
            if any(not any(map(held.isdisjoint, each)) for each in wanted)
        )

    def passages_with(self, stems: Collection[str]) -> dict[str, frozenset[int]]:
        """The places of the passages, by document, that hold any of the stems."""
        wanted = self._chunks_of(word for word in self._chunks if stem(word) in stems)
        return {
            document.id: frozenset(
                place for place, held in enumerate(passages) if not wanted.isdisjoint(held)
            )
            for document, passages in zip(self._documents, self._passages, strict=True)
        }

    # --- forms ------------------------------------------------------------------------------

    def of_a_place(self, word: str) -> frozenset[str]:
        """The forms in which a word of a place's name may stand."""
        form = slavic_form(word)
        alike = self._framed.get(frame(word), ())
        return frozenset({word} | {each for each, base in alike if slavic_form(base) == form})

    def of_a_person(self, word: str) -> frozenset[str]:
        """The forms in which a part of a person's name may stand."""
        return frozenset({word} | self._skeletons.get(skeleton(word), set()))

    @cached_property
    def _framed(self) -> dict[str, list[tuple[str, str]]]:
        """The words with what they may be an inflection of, by the frame of that."""
        found: dict[str, list[tuple[str, str]]] = {}
        for word in self._chunks:
            found.setdefault(frame(word), []).append((word, word))
            if not word.isascii():
                for base in (*base_forms(word), *towns_of_adjective(word)):
                    found.setdefault(frame(base), []).append((word, base))
        return found

    @cached_property
    def _skeletons(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for word in self._chunks:
            found.setdefault(skeleton(word), set()).add(word)
        return found

    # --- chunks -----------------------------------------------------------------------------

    @cached_property
    def _passages(self) -> list[list[frozenset[str]]]:
        """The chunks (see `text.chunks`) of every passage."""
        return [
            [frozenset(chunks(passage.text)) for passage in document.passages]
            for document in self._documents
        ]

    @cached_property
    def _held(self) -> list[frozenset[str]]:
        """The chunks of every document; its stated source is looked up as well."""
        return [
            frozenset(chunks(document.source)).union(*passages)
            for document, passages in zip(self._documents, self._passages, strict=True)
        ]

    @cached_property
    def _chunks(self) -> dict[str, set[str]]:
        """The chunks that hold a word, by word."""
        found: dict[str, set[str]] = {}
        for chunk in frozenset().union(*self._held):
            for word in _words(chunk):
                found.setdefault(word, set()).add(chunk)
        return found

    def _chunks_of(self, forms: Iterable[str]) -> set[str]:
        known = self._chunks
        return {chunk for form in forms for chunk in known.get(form, ())}


def _words(chunk: str) -> Iterable[str]:
    """The words of a chunk, and those that remain where a pattern cuts it at an apostrophe."""
    whole = words(chunk)
    if chunk.isalnum():
        return whole
    return {*whole, *(word for part in _APOSTROPHE.split(chunk) for word in words(part))}
