"""The words that documents hold, asked for by the words of a vocabulary.

- trace: words all of which a document holds if an entry can touch it, each given as the set of
  the forms that may stand for it.
- form: a folded word of the documents that may stand for a word of a name: the word itself, an
  inflection, another romanisation.
- piece: as `text.pieces` cuts texts. Few are asked for at a time, so texts are searched for them
  and only those that hold one are cut.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from searchapp.model import Document
from searchapp.tagging.names.transliteration import skeleton
from searchapp.tagging.places.inflections import base_forms, towns_of_adjective
from searchapp.tagging.places.spellings import frame, slavic_form
from searchapp.text import APOSTROPHES, pieces, stem, words

Trace = tuple[frozenset[str], ...]
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
# To search a text for so many pieces takes as long as to cut it.
_MANY = 30


class Texts:
    """The words of documents. `known` are the pieces of all their texts, and perhaps others, with
    how often each stands there; they are counted where they are not given."""

    def __init__(
        self, documents: Sequence[Document], known: Mapping[str, int] | None = None
    ) -> None:
        self._documents = documents
        self._known = known

    def holding(self, traces: Collection[Trace]) -> frozenset[str]:
        """The ids of the documents that hold all words of any of the traces."""
        wanted = [[self._pieces_of(forms) for forms in trace] for trace in traces]
        wanted = [each for each in wanted if all(each)]
        rarest = frozenset().union(*(min(each, key=self._frequency) for each in wanted))
        return frozenset(
            document.id
            for document in self._documents
            if _may_hold(texts := _texts(document), rarest)
            and (held := frozenset(chain.from_iterable(map(pieces, texts))))
            and any(not any(map(held.isdisjoint, each)) for each in wanted)
        )

    def passages_with(self, stems: Collection[str]) -> dict[str, frozenset[int]]:
        """The places of the passages, by document, that hold any of the stems."""
        wanted = self._pieces_of(word for word in self.words if stem(word) in stems)

        def holds(text: str) -> bool:
            return _may_hold((text,), wanted) and not wanted.isdisjoint(pieces(text))

        return {
            document.id: frozenset(
                place for place, passage in enumerate(document.passages) if holds(passage.text)
            )
            for document in self._documents
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
        for word in self.words:
            found.setdefault(frame(word), []).append((word, word))
            if not word.isascii():
                for base in (*base_forms(word), *towns_of_adjective(word)):
                    found.setdefault(frame(base), []).append((word, base))
        return found

    @cached_property
    def _skeletons(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for word in self.words:
            found.setdefault(skeleton(word), set()).add(word)
        return found

    # --- pieces -----------------------------------------------------------------------------

    @property
    def words(self) -> Collection[str]:
        """The words of all texts, and perhaps others."""
        return self._pieces.keys()

    @cached_property
    def _pieces(self) -> dict[str, list[str]]:
        """The pieces that hold a word, by word."""
        found: dict[str, list[str]] = {}
        for piece in self._counts:
            for word in _words(piece):
                found.setdefault(word, []).append(piece)
        return found

    @cached_property
    def _counts(self) -> Counter[str]:
        """How often each piece stands in the texts, stated sources among them."""
        counts = Counter(self._known)
        for document in self._documents:
            for text in _texts(document) if self._known is None else (document.source,):
                counts.update(pieces(text))
        return counts

    def _frequency(self, found: Iterable[str]) -> int:
        return sum(map(self._counts.__getitem__, found))

    def _pieces_of(self, forms: Iterable[str]) -> frozenset[str]:
        known = self._pieces
        return frozenset(piece for form in forms for piece in known.get(form, ()))


def _texts(document: Document) -> list[str]:
    """All in which words are looked up; the stated source is, too."""
    return [document.source, *(passage.text for passage in document.passages)]


def _may_hold(texts: Iterable[str], wanted: Collection[str]) -> bool:
    """Whether any of the pieces may be one of the texts'; quicker than to cut them."""
    return len(wanted) > _MANY or any(piece in text for text in texts for piece in wanted)


def _words(piece: str) -> Iterable[str]:
    """The words of a piece, and those that remain where a pattern cuts it at an apostrophe."""
    if piece.isascii() and piece.isalnum():
        return (piece.lower(),)
    return {*words(piece), *(word for part in _APOSTROPHE.split(piece) for word in words(part))}
