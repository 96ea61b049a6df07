"""What stems, titles and choices of words do for our ranking: the same questions, asked otherwise.

- neighbours: words that stand beside one another in a question without its function words. Asked
  for beside the single words, as phrases or near one another in either order, they raise the texts
  where they meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from benchmark.asking import (
    Choose,
    every_word,
    no_function_words,
    telling_words,
    words_once,
    words_twice_at_most,
)
from searchapp.model import Node, Or, Phrase, Word
from searchapp.text import stem

_NEAR = 8


@dataclass(frozen=True, slots=True)
class Variant:
    name: str
    tree: Callable[[str], Node]
    titled: bool = True


def _any_of(choose: Choose, *, exact: bool = False) -> Callable[[str], Node]:
    return lambda question: Or(tuple(Word(word, exact) for word in choose(question)))


def _with_neighbours(slop: int, lighter: int = 1) -> Callable[[str], Node]:
    """Single words are asked for so often that neighbours are so many times lighter."""

    def tree(question: str) -> Node:
        single = [Word(word) for word in telling_words(question)]
        return Or((*(single * lighter), *_neighbours(question, slop)))

    return tree


def _neighbours(question: str, slop: int) -> Iterator[Node]:
    for first, second in dict.fromkeys(pairwise(no_function_words(question))):
        if stem(first) != stem(second):
            yield Phrase((first, second), slop)
            if slop:
                yield Phrase((second, first), slop)


BASE = Variant("telling words by stem, with titles", _any_of(telling_words))
VARIANTS = (
    BASE,
    Variant("exact words, no stems", _any_of(telling_words, exact=True)),
    Variant("without titles", _any_of(telling_words), titled=False),
    Variant("function words too", _any_of(words_twice_at_most)),
    Variant("each word once", _any_of(words_once)),
    Variant("each word as often as it stands", _any_of(no_function_words)),
    Variant("every word as often as it stands", _any_of(every_word)),
    Variant("and neighbours as phrases", _with_neighbours(0)),
    Variant("and neighbours as phrases, a sixth as heavy", _with_neighbours(0, 6)),
    Variant("and neighbours near one another", _with_neighbours(_NEAR)),
    Variant("and neighbours near one another, a sixth as heavy", _with_neighbours(_NEAR, 6)),
)
