"""Tagging many documents, in this process or in several.

- pool: a tagger for each worker, made when the first document comes, so that a run that finds
  nothing to tag loads no vocabulary.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cached_property
from pathlib import Path
from typing import Any

from searchapp import recipes
from searchapp.aliases import Names
from searchapp.errors import SearchappError
from searchapp.model import Document, Mention, Paragraph
from searchapp.namebook import Gathered
from searchapp.stored import document_record, read_document
from searchapp.tagging import Tagger, paragraphs_of, vocabulary
from searchapp.tagging.curation.naming import names_of
from searchapp.tagging.retagging import Change, change_between, keeping
from searchapp.tagging.vocabulary import Vocabulary

# Paragraphs from which starting workers, each with a vocabulary of its own, pays.
_MANY = 2_000
_BATCH = 4  # documents
# Batches that are given to each worker at one time, so that none runs out of work.
_WAITING = 2
# So many more objects must there be for the collector to look through them; a long document has
# as many.
_SELDOM = 10_000


class Pool:
    """Tags by the shipped vocabulary and the folders that override it."""

    gathers = True

    def __init__(self, folders: Sequence[Path] = (), *, jobs: int | None = None) -> None:
        """`jobs` is the number of processes, this one among them; by itself one for each
        processor where there is much to tag. Raises VocabularyError."""
        self._folders, self._jobs = tuple(folders), jobs
        self.vocabulary = vocabulary.digest_of((vocabulary.SHIPPED, *folders))
        self.digest = recipes.tagging_recipe(self.vocabulary, tagging=True)

    def tag_all(self, documents: Sequence[Document]) -> Iterator[tuple[Paragraph, ...]]:
        """The paragraphs of each document in order. Raises SearchappError when a worker dies."""
        if not documents:
            return
        jobs = self._jobs or processes_for(documents)
        if jobs <= 1 or len(documents) <= _BATCH:
            yield from map(self._tagger.tag, documents)
            return
        try:
            yield from self._tagged_together(documents, jobs)
        except BrokenProcessPool as error:
            raise SearchappError(
                "a process that tagged documents has died, perhaps for want of memory; "
                "try again with fewer --jobs"
            ) from error

    def _tagged_together(
        self, documents: Sequence[Document], jobs: int
    ) -> Iterator[tuple[Paragraph, ...]]:
        """This process tags from the first document on, the others from the last, until they
        meet: so it does not wait for them to start, and there is one less to be started."""
        batches = [documents[at : at + _BATCH] for at in range(0, len(documents), _BATCH)]
        # Spawned, not forked: a forked worker would share this process's lock on the index.
        spawn = multiprocessing.get_context("spawn")
        workers = ProcessPoolExecutor(jobs - 1, spawn, _prepare, (self._folders,))
        given: dict[int, Future[list[_Told]]] = {}
        busy: list[Future[list[_Told]]] = []
        last = len(batches)
        try:
            for number, batch in enumerate(batches):
                busy = [each for each in busy if not each.done()]
                while last > number + 1 and len(busy) < _WAITING * (jobs - 1):
                    last -= 1
                    given[last] = workers.submit(_tag, [*map(document_record, batches[last])])
                    busy.append(given[last])
                if number in given:
                    yield from map(_received, batch, given.pop(number).result())
                else:
                    yield from map(self._tagger.tag, batch)
        finally:
            workers.shutdown(cancel_futures=True)

    def names(self, gathered: Gathered) -> Names:
        """Other spellings of the names that were gathered. Raises VocabularyError."""
        if not any(gathered.claims.values()):
            return {}
        return names_of(gathered, self._vocabulary, self._tagger.gazetteer)

    def since(
        self,
        place: Path,
        recipe: str,
        documents: Sequence[Document],
        pieces: Mapping[str, int] | None,
    ) -> Change | None:
        """What changed since the generation in `place` was tagged by this recipe, None where the
        program did. Raises VocabularyError."""
        former = keeping.read(place, recipe=recipe)
        if former is None or not recipes.have_one_program(recipe, self.digest):
            return None
        # The whole tagger is made, so that a mistake in an entry that touches nothing is told.
        return change_between(former, self._tagger.vocabulary, documents, pieces=pieces)

    def keep(self, place: Path) -> None:
        """Write the vocabulary into a generation. Raises VocabularyError."""
        keeping.write(place, self._vocabulary, recipe=self.digest)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return vocabulary.load(self._folders)

    @cached_property
    def _tagger(self) -> Tagger:
        return lasting_tagger(self._vocabulary)


def processes_for(documents: Sequence[Document]) -> int:
    """How many processes tag these documents soonest: more than one only where there is much."""
    paragraphs = sum(len(document.passages) for document in documents)
    return os.cpu_count() or 1 if paragraphs >= _MANY else 1


class GivenOnly:
    """Keeps the values that files give and adds none."""

    vocabulary = ""
    gathers = False

    def __init__(self) -> None:
        self.digest = recipes.tagging_recipe("", tagging=False)

    def tag_all(self, documents: Sequence[Document]) -> Iterator[tuple[Paragraph, ...]]:
        yield from map(Tagger.keep_given, documents)

    def names(self, gathered: Gathered) -> Names:
        return {}

    def since(
        self,
        place: Path,
        recipe: str,
        documents: Sequence[Document],
        pieces: Mapping[str, int] | None,
    ) -> None:
        return None

    def keep(self, place: Path) -> None:
        """No vocabulary was followed."""


def lasting_tagger(known: Vocabulary) -> Tagger:
    """A tagger that stays to the end of the process: the collector of garbage need not look
    through its vocabulary again and again, and seldom at what tagging makes, which is much at a
    time and goes by itself."""
    tagger = Tagger(known)
    gc.freeze()
    gc.set_threshold(_SELDOM)
    return tagger


# --- in a worker ----------------------------------------------------------------------------

# Of each passage the fields of its mentions, facet by facet. Documents travel as JSON, and of
# paragraphs only this: their read-only mappings cannot be pickled.
_Told = list[dict[str, list[tuple[Any, ...]]]]

_tagger: Tagger | None = None


def _prepare(folders: tuple[Path, ...]) -> None:
    global _tagger
    _tagger = lasting_tagger(vocabulary.load(folders))


def _tag(records: Sequence[str]) -> list[_Told]:
    assert _tagger is not None
    return [list(map(_told, _tagger.tag(read_document(record)))) for record in records]


def _told(paragraph: Paragraph) -> dict[str, list[tuple[Any, ...]]]:
    return {facet: list(map(tuple, found)) for facet, found in paragraph.mentions.items()}


def _received(document: Document, told: _Told) -> tuple[Paragraph, ...]:
    """The paragraphs of a document whose mentions a worker told."""
    return paragraphs_of(
        document,
        ({facet: tuple(map(Mention._make, rows)) for facet, rows in of.items()} for of in told),
    )
