"""Those words of a text that a query can ask for, found without cutting the rest of it.

- spelling: a token as it is written.
- sought: what the query's leaves name: stems, or where a leaf names words that are alike, any
  word that may be one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from typing import NamedTuple

from searchapp.kernels import compiled
from searchapp.likeness import literal_start
from searchapp.model import And, AtLeast, Fuzzy, Node, Not, Or, Phrase, Prefix, Wildcard, Word
from searchapp.remembering import Remembered
from searchapp.text import alphabets, parted, spelt, stem, word_of

_ASCII = [chr(code) for code in range(128)]
_KEPT_SPELLINGS = 100_000


class Found(NamedTuple):
    """Sought tokens by their number in the text, and their numbers by stem, ascending."""

    starts: dict[int, int]
    ends: dict[int, int]
    words: dict[int, str]
    by_stem: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Sought:
    """`initials` tells of each ASCII letter whether a sought word may begin with it; words that
    are written with other letters may always. Where `stems` is None that is all that is known."""

    initials: bytes
    stems: frozenset[str] | None

    @classmethod
    def by(cls, query: Node) -> Sought:
        stems, starts = set[str](), set[str]()
        for leaf in leaves(query):
            match leaf:
                case Word(text):
                    stems.add(stem(text))
                case Phrase(words):
                    stems.update(map(stem, words))
                case _:
                    starts.add(literal_start(leaf)[:1])
        begin = {each[:1] for each in stems} | starts
        either = {*begin, *map(str.upper, begin)}
        initials = bytes("" in starts or each in either for each in _ASCII)
        return cls(initials, None if starts else frozenset(stems))

    def within(self, text: str) -> Found:
        if self.stems is not None and not self.stems:
            return Found({}, {}, {}, {})
        if compiled.native is None:
            return self._within_slowly(text)
        letters, apostrophes = alphabets()
        found = compiled.native.sought(
            text, letters, apostrophes, self.initials, _spellings, self.stems
        )
        return Found._make(found)

    def _within_slowly(self, text: str) -> Found:
        pieces = parted(text)
        starts = list(accumulate(map(len, pieces)))[:-1:2]
        raws = pieces[1::2]
        terms = list(map(stem, map(word_of, raws)))
        if "" in terms:
            starts, raws = list(compress(starts, terms)), list(compress(raws, terms))
            terms = list(filter(None, terms))
        found = Found({}, {}, {}, {})
        for number in self._wanted(raws, terms):
            length, found.words[number], term = _spellings[raws[number]]
            found.starts[number], found.ends[number] = starts[number], starts[number] + length
            found.by_stem.setdefault(term, []).append(number)
        return found

    def _wanted(self, raws: Sequence[str], terms: Sequence[str]) -> list[int]:
        if self.stems is not None:
            return [number for number, term in enumerate(terms) if term in self.stems]
        may_begin = [chr(code) for code in compress(range(128), self.initials)]
        return [
            number for number, raw in enumerate(raws) if raw[0] in may_begin or not raw[0].isascii()
        ]


def _told(spelling: str) -> tuple[int, str, str]:
    """Its length without possessive ending, its word and its stem."""
    word, ending = spelt(spelling)
    return len(spelling) - ending, word, stem(word)


_spellings = Remembered(_told, _KEPT_SPELLINGS)


def leaves(node: Node) -> Iterator[Word | Phrase | Prefix | Wildcard | Fuzzy]:
    match node:
        case And(children) | Or(children) | AtLeast(_, children):
            for child in children:
                yield from leaves(child)
        case Not(child):
            yield from leaves(child)
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            yield node
