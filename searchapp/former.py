"""The live generation as the next build sees it: what of it can be used again.

- same: a document that is as it was; its tags are used again unless the vocabulary or the tagger
  changed.
- given: the paragraphs of such a document as the generation has them, read when asked for. What
  comes out of a build as the very same paragraph need not be written again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import is_
from pathlib import Path
from typing import Protocol

from searchapp import generations, register
from searchapp.backends.base import Backend
from searchapp.errors import IndexDamaged, IndexMissing
from searchapp.manifest import read_manifest
from searchapp.model import Document, Paragraph, Status
from searchapp.namebook import Gathered, read_gathered
from searchapp.register import Entry, Register
from searchapp.schema import TAGGED
from searchapp.tagging.retagging import Change, with_mentions

Tagged = tuple[Paragraph, ...]


class Compares(Protocol):
    """What tags documents, as far as it knows what it would tag otherwise."""

    digest: str

    def since(
        self,
        place: Path,
        recipe: str,
        documents: Sequence[Document],
        pieces: Mapping[str, int] | None,
    ) -> Change | None:
        """What changed since the generation in `place` was tagged by this recipe, for documents
        that are the same; None where that cannot be told. `pieces` tell, where they are known,
        how often each stands in all texts of the generation."""
        ...


@dataclass(frozen=True, slots=True)
class Renewal:
    """`same` are the documents that stay as they are, `changed` the paragraphs of all others,
    `gone` the documents whose former paragraphs `were` there and are no more."""

    same: frozenset[str]
    changed: tuple[Paragraph, ...]
    gone: frozenset[str]
    were: tuple[Paragraph, ...]

    @property
    def came(self) -> list[Paragraph]:
        """The changed paragraphs that were not there just so."""
        return _without(self.changed, self.were)

    @property
    def went(self) -> list[Paragraph]:
        """The former paragraphs that are not there just so any more."""
        return _without(self.were, self.changed)


def _without(paragraphs: Iterable[Paragraph], others: Iterable[Paragraph]) -> list[Paragraph]:
    known = set(map(id, others))
    return [each for each in paragraphs if id(each) not in known]


class Former:
    """What may be used again of the live generation; nothing where there is none."""

    def __init__(
        self,
        kept: Register,
        backend: Backend | None = None,
        *,
        kind: str = "",
        place: Path = Path(),
        notes: tuple[str, ...] = (),
    ) -> None:
        self._kept, self._backend, self.notes = kept, backend, notes
        self.kind, self.place = kind, place
        self.change: Change | None = None
        self._same: frozenset[str] = frozenset()
        self._given: dict[str, Tagged] = {}
        self._entries = {(each.name, each.content): each for each in kept.entries}
        self._documents = {
            document.id: document for each in kept.entries for document in each.reading.documents
        }
        self.status: Status | None = backend.status() if backend else None

    @property
    def has_same(self) -> bool:
        """Whether there are documents of which the tags can be used again."""
        return bool(self._same)

    def is_same(self, build: str, kind: str) -> bool:
        return self.status is not None and self.status.build == build and self.kind == kind

    def entry(self, name: str, content: str, recipe: str) -> Entry | None:
        if not content or recipe != self._kept.reading_recipe:
            return None
        return self._entries.get((name, content))

    @cached_property
    def gathered(self) -> Gathered | None:
        """What the generation keeps of names."""
        return read_gathered(self.place) if self._backend else None

    def place_of(self, entries: Sequence[Entry]) -> Path | None:
        """The generation, where its register has these very entries."""
        kept = self._kept.entries
        alike = len(kept) == len(entries) and all(map(is_, kept, entries))
        return self.place if kept and alike else None

    # --- tags -------------------------------------------------------------------------------

    def to_be_tagged(self, documents: Sequence[Document], tagger: Compares) -> list[Document]:
        """Those of the documents that have to be tagged as a whole. Of the others the tags are
        used again, some of them `adapted`."""
        same = [each for each in documents if self._documents.get(each.id) == each]
        recipe = self._kept.tagging_recipe
        if self._backend is None or not same:
            return list(documents)
        if recipe != tagger.digest:
            pieces = self.gathered.pieces if self.gathered else None
            self.change = tagger.since(self.place, recipe, same, pieces)
            if self.change is None:
                return list(documents)
        self._same = frozenset(each.id for each in same)
        stay = self._same - (self.change.anew if self.change else frozenset())
        return [each for each in documents if each.id not in stay]

    def adapted(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Tagged]]:
        """The paragraphs of those documents that need not be tagged as a whole, but have tags
        that may not be as they were."""
        change = self.change
        for document in documents:
            if change and document.id in self._same and change.adapts(document):
                yield document, change.adapted(document, self.given(document))

    def settled(self, document: Document, tagged: Tagged) -> Tagged:
        """The paragraphs of a document that was tagged anew; those which came out as they were
        are the very same as before."""
        if document.id not in self._same:
            return tagged
        given = self.given(document)
        if [each.id for each in given] != [each.id for each in tagged]:
            return tagged
        return tuple(
            with_mentions(was, {facet: now.mentions.get(facet, ()) for facet in TAGGED})
            for was, now in zip(given, tagged, strict=True)
        )

    def given(self, document: Document) -> Tagged:
        """The paragraphs of a same document in the order of its passages."""
        found = self._given.get(document.id)
        if found is None:
            assert self._backend is not None
            by_number = {each.n: each for each in self._backend.document(document.id)}
            numbers = (p.n or place for place, p in enumerate(document.passages, start=1))
            found = tuple(by_number[number] for number in numbers if number in by_number)
            self._given[document.id] = found
        return found

    # --- what need not be written -----------------------------------------------------------

    def holds_just(self, documents: Sequence[Document]) -> bool:
        """Whether the generation holds these documents and no others, all as they are, and tags
        of them can be used again."""
        held = self.status.paragraphs if self.status else 0
        return {each.id for each in documents} == self._same == self._documents.keys() and sum(
            len(each.passages) for each in documents
        ) == held

    def revised(self, tagged: Mapping[str, Tagged]) -> list[Paragraph]:
        """Those paragraphs of same documents that are not as they were given."""
        return [
            now
            for name in tagged.keys() & self._same
            for now in _without(tagged[name], self._given[name])
        ]

    def renewal(self, tagged: Mapping[str, Tagged]) -> Renewal:
        """What is new about the paragraphs of the next generation, by document; same documents
        that are not named stay as they are."""
        same = self._same - {each.document for each in self.revised(tagged)}
        changed = tuple(p for name, each in tagged.items() if name not in same for p in each)
        if not self.has_same:
            return Renewal(same, changed, frozenset(), ())
        gone = frozenset(self._documents.keys() - same)
        assert self._backend is not None
        were = tuple(
            each
            for name in sorted(gone)
            for each in self._given.get(name) or self._backend.document(name)
        )
        return Renewal(same, changed, gone, were)

    def close(self) -> None:
        if self._backend is not None:
            self._backend.close()


def nothing(*notes: str) -> Former:
    return Former(Register("", "", ()), notes=notes)


def former(index: Path) -> Former:
    """The live generation; nothing where it is missing or damaged, since all that it holds
    can be made again from the documents."""
    try:
        place = generations.current(index)
        kept = register.read(place)
        kind = read_manifest(place).backend
        return Former(kept, generations.open_index(index), kind=kind, place=place)
    except IndexMissing:
        return nothing()
    except IndexDamaged as error:
        return nothing(f"nothing of the former index could be used: {error}")
