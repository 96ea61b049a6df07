"""Which documents a change of vocabulary can touch: more than it does, never fewer.

The tags of a document follow from its own words and the vocabulary. An entry is found by words
that stand in the text, so where none of its names stands, neither as it was nor as it is now,
nothing can come of it. What is looked up by other words than those of the text is thought of
here: persons and places in other spellings, and names that are made (made_names.py). Whoever
lets the tagger look up words of another kind has to tell this module.

- reach: the ids of the documents; None stands for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from searchapp.model import Document
from searchapp.tagging.names.lexicon import NAMED, dotted
from searchapp.tagging.names.transliteration import ends_of_person
from searchapp.tagging.places.gazetteer import Gazetteer
from searchapp.tagging.places.inflections import base_forms
from searchapp.tagging.retagging.differences import Differences, Revision
from searchapp.tagging.retagging.made_names import MadeNames, Words
from searchapp.tagging.retagging.texts import Texts, Trace
from searchapp.tagging.vocabulary import Entry, Vocabulary
from searchapp.text import fold, words

# Words that the tagger puts behind the name of a place, to see whether it is a place so.
_PUT_BEHIND = frozenset({"river", "область"})
_WORDS_OF_PLACES = frozenset({"doubtful", "undoubted"})
_ALL = "all"


def reach(
    found: Differences,
    vocabularies: tuple[Vocabulary, Vocabulary],
    documents: Sequence[Document],
    texts: Texts,
) -> frozenset[str] | None:
    """What all revisions but those of topics can touch; the vocabularies are the old and the
    new one."""
    kinds = [_kind(entry) for revision in found.revised for entry in revision.entries]
    if _ALL in kinds:
        return None
    return _Reach(found.revised, vocabularies).of(documents, texts)


def _kind(entry: Entry) -> str:
    """By what an entry is found: its names, as a place, or a title; or it may be by anything."""
    table, kind = entry.table, entry.kind
    if table in NAMED:
        return "name"
    if table in ("topics", "events"):
        return table
    is_place = table == "regions" and kind != "country"
    return "place" if is_place or (table == "placewords" and kind in _WORDS_OF_PLACES) else _ALL


class _Reach:
    def __init__(
        self, revised: Sequence[Revision], vocabularies: tuple[Vocabulary, Vocabulary]
    ) -> None:
        self._revised, self._vocabularies = revised, vocabularies

    def of(self, documents: Sequence[Document], texts: Texts) -> frozenset[str]:
        traces = [*self._traces_of_names(texts), *self._traces_of_places(texts)]
        touched = texts.holding(traces) if traces else frozenset()
        return touched | self._titled(documents)

    def _entries(self, kind: str) -> list[Entry]:
        each = (entry for revision in self._revised for entry in revision.entries)
        return [entry for entry in each if _kind(entry) == kind]

    # --- events -----------------------------------------------------------------------------

    def _titled(self, documents: Iterable[Document]) -> frozenset[str]:
        """The documents whose title or id may name an event."""
        names = [_words(name) for entry in self._entries("events") for name in _names(entry)]
        if not names:
            return frozenset()
        return frozenset(
            document.id
            for document in documents
            for said in ({*words(document.title)}, {*words(document.id)})
            if any(said.issuperset(name) for name in names)
        )

    # --- actors, sources and things ---------------------------------------------------------

    def _traces_of_names(self, texts: Texts) -> Iterator[Trace]:
        revised = self._entries("name")
        if not revised:
            return
        made = MadeNames(self._vocabularies)
        yield from (_just(each) for each in self._small_starts)
        for entry in self._called_alike(revised):
            for name in _names(entry):
                if key := _words(name):
                    yield from map(_just, (key, *dotted(key)))
                    yield from map(_just, made.traces(key))
                if entry.kind == "person" and (ends := ends_of_person(key)):
                    yield tuple(map(texts.of_a_person, ends))
            if entry.kind == "person":
                yield _just(_words(entry.name)[-1:])

    def _called_alike(self, revised: Sequence[Entry]) -> Iterator[Entry]:
        """The entries and all others of their preferred names: what one says of a name, such as
        where it is meant, counts for it however it was found."""
        called = {fold(entry.name) for entry in revised}
        for vocabulary in self._vocabularies:
            for table in NAMED:
                for entry in vocabulary.table(table):
                    if fold(entry.name) in called:
                        yield entry

    @property
    def _small_starts(self) -> set[Words]:
        """First words by which names without a capital are looked for now and were not before,
        or the other way round."""
        old, new = (
            {
                _words(name)[:1]
                for table in NAMED
                for entry in vocabulary.table(table)
                for name in _names(entry)
                if name[0].isalpha() and not name[0].isupper()
            }
            for vocabulary in self._vocabularies
        )
        return (old ^ new) - {()}

    # --- places -----------------------------------------------------------------------------

    def _traces_of_places(self, texts: Texts) -> Iterator[Trace]:
        for entry in self._entries("place"):
            for name in _names(entry):
                key = _words(name)
                if not key:
                    continue
                bare = key[:-1] if len(key) > 1 and key[-1] in _PUT_BEHIND else key
                yield tuple(map(texts.of_a_place, bare))
                if len(key) > 1:
                    yield (self._otherwise_begun(texts.of_a_place(key[0])),)
                if len(key) > 2:
                    yield tuple(map(texts.of_a_place, key[:2]))

    def _otherwise_begun(self, forms: Iterable[str]) -> frozenset[str]:
        """Those words that may begin spellings of another length than before."""
        old, new = self._gazetteers
        return frozenset(
            form
            for form in forms
            if any(old.longest_from(e) != new.longest_from(e) for e in (form, *base_forms(form)))
        )

    @cached_property
    def _gazetteers(self) -> tuple[Gazetteer, Gazetteer]:
        old, new = self._vocabularies
        return Gazetteer(old), Gazetteer(new)


def _just(key: Words) -> Trace:
    """The words as they stand and nothing else."""
    return tuple(frozenset((word,)) for word in key)


def _names(entry: Entry) -> Words:
    return (entry.name, *entry.aliases)


def _words(name: str) -> Words:
    return tuple(words(name))
