"""Pairs of word classes, by which a topic says much in few words.

- pair: a word of `first`, then one of `then` with at most `within` other words between, in a text
  that also holds a word of `beside`: what is done, to what, by whom. "Have lost two villages" in
  a text of troops. `exact` asks for these forms; else words match by stem.

A pair means what the phrases of each first word with each that follows would mean, asked at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from searchapp.errors import VocabularyError
from searchapp.matching import Marks, Subject
from searchapp.tagging.vocabulary import Entry
from searchapp.text import stem, words

_FIELDS = frozenset({"first", "then", "within", "beside", "exact"})


@dataclass(frozen=True, slots=True)
class Pair:
    """`first`, `then` and `beside` are stems; `forms` the words themselves of an exact pair."""

    first: frozenset[str]
    then: frozenset[str]
    within: int
    beside: frozenset[str]
    forms: tuple[frozenset[str], frozenset[str]] | None

    @property
    def needs(self) -> list[frozenset[str]]:
        """Sets of stems, of each of which a text that matches holds one."""
        return [each for each in (self.first, self.then, self.beside) if each]

    @property
    def stems(self) -> frozenset[str]:
        """All stems that are looked for."""
        return self.first | self.then | self.beside

    def marks(self, subject: Subject) -> Marks:
        """The runs from a first word to one that follows, in a text that holds what is needed."""
        first, then = self.forms or (None, None)
        ends = set(_places(subject, self.then, then))
        return [
            (start, end, 0)
            for start in _places(subject, self.first, first)
            for end in range(start + 1, start + 2 + self.within)
            if end in ends
        ]


def _places(subject: Subject, stems: Iterable[str], forms: frozenset[str] | None) -> Iterator[int]:
    """Where the stems stand, of `forms` only these where they are given."""
    for each in subject.by_stem.keys() & stems:
        for place in subject.by_stem[each]:
            if forms is None or subject.cut.words[place] in forms:
                yield place


def pairs_of(entry: Entry) -> list[Pair]:
    """The pairs of a topic. Raises VocabularyError for one that is not written so."""
    return [_pair(entry, stated) for stated in entry.fields.get("pairs", ())]


def _pair(entry: Entry, stated: object) -> Pair:
    if not isinstance(stated, dict) or not {"first", "then"} <= stated.keys() <= _FIELDS:
        reason = f"{entry.name}: a pair has `first` and `then`, perhaps `within`, `beside`, `exact`"
        raise VocabularyError(entry.file, entry.line, reason)
    first, then, beside = (words(str(stated.get(part, ""))) for part in ("first", "then", "beside"))
    exact = stated.get("exact") is True
    return Pair(
        frozenset(map(stem, first)),
        frozenset(map(stem, then)),
        int(stated.get("within", 0)),
        frozenset(map(stem, beside)),
        (frozenset(first), frozenset(then)) if exact else None,
    )
