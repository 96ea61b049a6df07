"""A text cut into tokens, and its words sorted by what their readers look for.

- class: some words that a reader of passages looks for, such as those that may begin a name.
- number: what a reader has in place of a word, -1 for words that mean nothing to him.
- spelling: a token as written. What is to be known of one is worked out when it first comes, so
  that however many readers there are, a token costs one look into a table.

The table is one in C. Where that was not built, each reader looks at all words for himself, with
the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from searchapp.kernels import compiled
from searchapp.text import Cut, alphabets, cut, spelt

_REMEMBERED = 200_000
_MOST_CLASSES = 63  # the bits of a number, less the one for capitals


@dataclass(frozen=True, slots=True, eq=False)
class WordClass:
    """Words told by a test of a word and whether it is written with a capital."""

    holds: Callable[[str, bool], bool]

    @classmethod
    def of(cls, words: Iterable[str]) -> WordClass:
        """These words, in either case."""
        wanted = frozenset(words)
        return cls(lambda word, capital: word in wanted)

    @classmethod
    def capitalised(cls, words: Iterable[str]) -> WordClass:
        """These words where they are written with a capital."""
        wanted = frozenset(words)
        return cls(lambda word, capital: capital and word in wanted)


@dataclass(frozen=True, slots=True, eq=False)
class WordNumbers:
    """The numbers that a reader gives to words."""

    of: Callable[[str], int]


NO_NUMBERS = WordNumbers(lambda word: -1)
CAPITALS = WordClass(lambda word, capital: capital)


class Sorted(NamedTuple):
    """The tokens of a text, of each whether it begins with a capital; the tokens after which a
    sentence may end, if the gap is looked at; those of each class that has been asked for, and
    the numbers of all by those who gave them."""

    cut: Cut
    capitals: list[bool]
    stops: list[int]
    found: dict[WordClass, list[int]]
    numbers: dict[WordNumbers, list[int]]


class Sorter:
    """Sorts the words of texts into some classes at once, and numbers them for one reader. Those
    of other classes, and other numbers, are found when they are asked for."""

    def __init__(self, *classes: WordClass, numbers: WordNumbers = NO_NUMBERS) -> None:
        if len(classes) > _MOST_CLASSES:
            raise ValueError(f"more than {_MOST_CLASSES} classes of words")
        self._classes, self._numbers = classes, numbers
        self._known = compiled.native.spellings(_REMEMBERED) if compiled.native else None

    def read(self, text: str) -> Sorted:
        if compiled.native is None or self._known is None:
            return _plainly(text)
        letters, apostrophes = alphabets()
        count = len(self._classes)
        starts, ends, words, gaps, capitals, numbers, stops, classes = compiled.native.tokens(
            text, self._known, self._learn, letters, apostrophes, count
        )
        found = dict(zip(self._classes, classes, strict=True))
        found_cut = Cut(starts, ends, words, gaps)
        return Sorted(found_cut, capitals, stops, found, {self._numbers: numbers})

    def _learn(self, spelling: str) -> tuple[str, int, int, int]:
        """The word of a spelling, how long a possessive ending it has, its classes as bits, the
        lowest for a capital, and its number."""
        word, ending = spelt(spelling)
        capital = spelling[0].isupper()
        bits = int(capital)
        if word:
            for place, each in enumerate(self._classes, start=1):
                bits |= each.holds(word, capital) << place
        return word, ending, bits, self._numbers.of(word) if word else -1


def _plainly(text: str) -> Sorted:
    found = cut(text)
    capitals = list(map(str.isupper, map(text.__getitem__, found.starts)))
    stops = list(compress(range(len(found.gaps)), map(" ".__ne__, found.gaps)))
    return Sorted(found, capitals, stops, {}, {})
