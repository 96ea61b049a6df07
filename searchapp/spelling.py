""" "Did you mean": words that nobody wrote, and words of the index that differ in a letter or two.

- rare: a word of the query that occurs in no paragraph of the index, or in hardly any.
- candidate: a word of the index within two edits of a rare one.
- correction: the typed text with candidates in the places of rare words. Only those are offered
  that have hits under the filters of the search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from searchapp.backends.base import Backend, Suggests
from searchapp.errors import LimitExceeded
from searchapp.likeness import distance
from searchapp.model import And, AtLeast, Node, Or, Phrase, Results, Search, Word
from searchapp.querylang import parse
from searchapp.settings import Limits
from searchapp.text import stem, tokens

Ask = Callable[[Search], Results]
_LIMITS = Limits()
_SHORTEST = 4
_RARE = 2
_MORE_FREQUENT = 20
_TRIED = 6
_WORDS = 3
_SAME_START = 20_000
_OTHER_START = 30
_ALPHABET = "abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщыьэюяіє"


@dataclass(frozen=True, slots=True)
class Correction:
    """Text to search for instead, with the number of paragraphs that it finds."""

    typed: str
    total: int


def corrections(
    search: Search,
    backend: Backend,
    *,
    limits: Limits = _LIMITS,
    most: int = 3,
    ask: Ask | None = None,
) -> tuple[Correction, ...]:
    """What may have been meant, most hits first; nothing where every word is usual.

    `ask` answers a search where the backend alone would count less than the reader is shown,
    as without other spellings of names.
    """
    if not isinstance(backend, Suggests) or not search.typed:
        return ()
    answer = ask or backend.search

    def total(query: Node, typed: str) -> int:
        return answer(_bare(search._replace(typed=typed, query=query))).total

    def paragraphs_with(word: str) -> int:
        return backend.search(_bare(Search(query=Word(word)))).total

    found = {}
    for word in islice(dict.fromkeys(_words(search.query)), _WORDS * 4):
        if len(word) >= _SHORTEST and (often := paragraphs_with(word)) <= _RARE:
            found[word] = candidates(word, backend, above=often * _MORE_FREQUENT)
    offered: dict[str, Correction] = {}
    for typed in islice(_retyped(search.typed, found), _TRIED):
        query = _read(typed, limits)
        if query and typed not in offered and (hits := total(query, typed)):
            offered[typed] = Correction(typed, hits)
    ranked = sorted(offered.values(), key=lambda each: -each.total)
    worth_a_line = ranked[0].total // _MORE_FREQUENT if ranked else 0
    return tuple(each for each in ranked[:most] if each.total > worth_a_line)


def candidates(word: str, backend: Suggests, *, above: int = 0, most: int = 3) -> tuple[str, ...]:
    """Words of the index like this one, nearest first, then the most frequent, one of each stem.

    One edit is allowed up to five letters, two from six on; `above` is how many paragraphs a
    word must be in to be better than the typed one.
    """
    allowed = 1 if len(word) < 6 else 2
    ranked = []
    for other, often in dict(_neighbours(word, backend)).items():
        if often <= above or other == word or abs(len(other) - len(word)) > allowed:
            continue
        edits = edits_between(word, other, at_most=allowed)
        if edits is not None:
            ranked.append((edits, -often, other))
    of_stem: dict[str, str] = {}
    for _, _, other in sorted(ranked):
        of_stem.setdefault(stem(other), other)
    return tuple(of_stem.values())[:most]


def edits_between(left: str, right: str, *, at_most: int) -> int | None:
    """Levenshtein's distance, but two neighbouring letters exchanged are one slip, not two."""
    if len(left) == len(right) and left != right:
        different = [at for at in range(len(left)) if left[at] != right[at]]
        first, last = different[0], different[-1]
        if len(different) == 2 and last == first + 1:
            exchanged = left[first] == right[last] and left[last] == right[first]
            if exchanged:
                return 1 if at_most else None
    return distance(left, right, at_most=at_most)


def _neighbours(word: str, backend: Suggests) -> Iterator[tuple[str, int]]:
    """Words of the same first letter, and those that begin alike but for the first letter."""
    yield from backend.words_like(word[0], _SAME_START)
    starts = [word[1:4], word[1] + word[0] + word[2:4]]
    starts += [letter + rest for letter in _ALPHABET for rest in (word[1:4], word[:3])]
    for start in starts:
        yield from backend.words_like(start, _OTHER_START)


def _words(node: Node) -> Iterator[str]:
    """The words that are wanted by their stem."""
    match node:
        case Word(text, False):
            yield text
        case Phrase(words, _, False):
            yield from words
        case And(children) | Or(children) | AtLeast(_, children):
            for child in children:
                yield from _words(child)


def _retyped(typed: str, found: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """The typed text with each rare word replaced, the best candidates of all of them first."""
    correctable = {word: others for word, others in found.items() if others}
    if not correctable:
        return
    choices: Iterable[tuple[str, ...]] = product(*correctable.values())
    for choice in choices:
        yield _replaced(typed, dict(zip(correctable, choice, strict=True)))


def _replaced(typed: str, words: dict[str, str]) -> str:
    pieces, done = [], 0
    for token in tokens(typed):
        if token.word in words:
            written = typed[token.start : token.end]
            better = words[token.word]
            better = better.capitalize() if written[:1].isupper() else better
            pieces += [typed[done : token.start], better]
            done = token.end
    return "".join([*pieces, typed[done:]])


def _read(typed: str, limits: Limits) -> Node | None:
    try:
        return parse(typed, limits=limits).query
    except LimitExceeded:
        return None


def _bare(search: Search) -> Search:
    """The search for its total alone."""
    return search._replace(page=1, size=1, facet_size=0)
