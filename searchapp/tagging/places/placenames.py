"""Where a text may name a place: capitalised words that the gazetteer knows, with company.

- naming: a run of words that some place is called by, and the places that may be meant.
- company: the words around a naming, by which regions.py judges whether a place is meant. It
  is read for namings alone: most words of a text are neither capitals nor near a place.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from searchapp.tagging.places.candidates import Candidate, Namesakes
from searchapp.tagging.places.gazetteer import Gazetteer
from searchapp.tagging.places.inflections import base_forms, towns_of_adjective
from searchapp.tagging.reading import Reading as Passage
from searchapp.tagging.wordclasses import CAPITALS
from searchapp.text import APOSTROPHES

# What may stand between two words of one name.
_JOINTS = frozenset({" ", "\u00a0", "-", ". ", "."})
# The spelling of "U.S.", whose last dot belongs to it.
_INITIALS = re.compile(r"[a-z](?: [a-z])+$")
_ARTICLES = frozenset("al as ad ar an at az ash el es ez".split())
_MARKS = frozenset({"'", "’"})
_OWNERS = frozenset(apostrophe + letter for apostrophe in APOSTROPHES for letter in "sS")
_CLOSE = frozenset({" ", "-", "–", "\u00a0"})
_ENDS_SENTENCE = re.compile(r"[.!?:;\n•]")
_OBLAST = re.compile(r" (?:област\w*|обл\b|кра[йюея]\w*)", re.IGNORECASE)
_LEAST_CAPITAL = 100_000
_LOOK_BACK = 48


@dataclass(slots=True)
class Naming:
    """A run of tokens, the last one excluded, and the places that it may mean.

    `before` is the word before it, `between` what stands between; `after` and `gap` the same
    behind it. `follows` and `precedes` are these words where nothing but a blank or hyphen stands
    between, else nothing.
    """

    passage: Passage
    first: int
    last: int
    start: int
    end: int
    namesakes: Namesakes
    possessive: bool
    before: str = ""
    between: str = ""
    after: str = ""
    gap: str = ""
    follows: str = ""
    precedes: str = ""

    @property
    def earlier(self) -> str:
        """The word before the word before, in the same sentence."""
        if not self.before or self.first < 2:
            return ""
        passage = self.passage
        start, end = _written(passage, self.first - 2)
        between = passage.text[end : _written(passage, self.first - 1)[0]]
        near = end > self.start - _LOOK_BACK
        return passage.text[start:end] if near and not _ENDS_SENTENCE.search(between) else ""

    @property
    def later(self) -> str:
        """The word after the word after."""
        passage, token = self.passage, self.last + 1
        return passage.text[slice(*_written(passage, token))] if token < len(passage.words) else ""

    @property
    def word_before_opens(self) -> bool:
        """Whether the word before stands at the start of a sentence."""
        return not self.earlier


@dataclass(slots=True)
class Reading:
    """A paragraph being read.

    `refused` tells of some namings, by number, why they are no place; `said` of others where the
    word ends that says they are a division: "Kharkiv region". `blocked` are spans of other names.
    """

    passage: Passage
    text: str
    namings: list[Naming]
    refused: dict[int, str]
    said: dict[int, int]
    blocked: Sequence[tuple[int, int]] = ()

    def between(self, first: int, second: int) -> str:
        """The text between two namings."""
        return self.text[self.namings[first].end : self.namings[second].start]


def namings(passage: Passage, gazetteer: Gazetteer, adjectives: Container[str]) -> list[Naming]:
    """All namings of a passage in order, none inside another. What is an adjective of a country
    names no other place."""
    named: list[Naming] = []
    taken, words, gaps = 0, passage.words, passage.gaps
    ordinary, openers = gazetteer.ordinary, gazetteer.openers
    for token in passage.where(CAPITALS):
        word = words[token]
        if token < taken or (word in ordinary and gaps[token - 1] != "-"):
            continue
        if word in openers and gaps[token - 1] != "-" and not _opens(passage, token, gazetteer):
            continue
        found = _spelling(passage, token, gazetteer)
        if found is None:
            if not _may_begin(word, gazetteer):
                ordinary.add(word)
            elif word.isascii() and word not in _ARTICLES and not gazetteer.candidates(word):
                openers.add(word)
            continue
        first, last, meant = found
        if meant.key in adjectives and meant.first.kind != "country":
            continue
        taken = last
        named.append(_naming(passage, first, last, meant))
    return named


def _may_begin(word: str, gazetteer: Gazetteer) -> bool:
    """Whether a word may begin a name, an article not before it: most do not."""
    return (
        gazetteer.longest_from(word) > 1
        or word in _ARTICLES
        or not word.isascii()
        or bool(gazetteer.candidates(word))
    )


def _opens(passage: Passage, token: int, gazetteer: Gazetteer, word: str = "") -> bool:
    """Whether a token may begin a longer name with the next; `word` may stand for the first."""
    words, after = passage.words, token + 1
    joined = passage.gaps[token] in _JOINTS and after < len(words)
    return joined and gazetteer.begins(word or words[token], words[after])


# The first token of a name, the token after it, and what it may mean.
_Spelling: TypeAlias = tuple[int, int, Namesakes]


def _spelling(passage: Passage, token: int, gazetteer: Gazetteer) -> _Spelling | None:
    """The longest spelling that begins with this token, or with the article before it:
    "al-Bab"; else the one after it, where it is an article itself."""
    words, gaps = passage.words, passage.gaps
    if token and gaps[token - 1] == "-" and words[token - 1] in _ARTICLES:
        longer = _longest(passage, token - 1, words[token - 1], gazetteer)
        return longer or _from(token - 1, _beginning(passage, token, gazetteer))
    found = _beginning(passage, token, gazetteer)
    leads = words[token] in _ARTICLES and gaps[token] in _JOINTS and token + 1 < len(words)
    if found is None and leads:
        return _from(token, _beginning(passage, token + 1, gazetteer))
    return found


def _from(first: int, found: _Spelling | None) -> _Spelling | None:
    return found and (first, *found[1:])


def _beginning(passage: Passage, token: int, gazetteer: Gazetteer) -> _Spelling | None:
    word = passage.words[token]
    if not word.isascii():
        return _cyrillic(passage, token, gazetteer)
    if longer := _longest(passage, token, word, gazetteer):
        return longer
    meant = gazetteer.namesakes(word)
    return (token, token + 1, meant) if meant.candidates else None


def _longest(passage: Passage, token: int, word: str, gazetteer: Gazetteer) -> _Spelling | None:
    """The longest spelling of two words or more; `word` stands for the first of them."""
    words, gaps = passage.words, passage.gaps
    last = min(token + gazetteer.longest_from(word), len(words))
    if last < token + 2 or not _opens(passage, token, gazetteer, word):
        return None
    found, key = None, word
    for place in range(token + 1, last):
        if gaps[place - 1] not in _JOINTS:
            break
        key = f"{key} {words[place]}"
        if gazetteer.knows(key) or gazetteer.knows_form(key):
            meant = gazetteer.namesakes(key)
            found = (token, place + 1, meant) if meant.candidates else found
    return found


def _cyrillic(passage: Passage, token: int, gazetteer: Gazetteer) -> _Spelling | None:
    """A name in one of its cases, or the adjective of an oblast; other letters stay as they are."""
    word = passage.words[token]
    if _OBLAST.match(passage.text, passage.ends[token]):
        divisions = _division(word, gazetteer)
        if divisions:
            return token, token + 2, gazetteer.namesakes_among(f"{word} область", divisions)
    key = word if gazetteer.knows(word) else _nominative(word, gazetteer)
    if longer := _longest(passage, token, key, gazetteer):
        return longer
    meant = gazetteer.namesakes(key)
    return (token, token + 1, meant) if meant.candidates else None


def _nominative(key: str, gazetteer: Gazetteer) -> str:
    """The name that a Cyrillic key is a case of; the key itself where there is none."""
    return next(filter(gazetteer.knows, base_forms(key)), key)


def _division(adjective: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The division that an adjective before "область" names."""
    for town in towns_of_adjective(adjective):
        for candidate in gazetteer.candidates(town):
            if candidate.population >= _LEAST_CAPITAL:
                return gazetteer.division_candidate(candidate)
    return ()


# --- the words around a naming --------------------------------------------------------------


def _naming(passage: Passage, first: int, last: int, meant: Namesakes) -> Naming:
    text, start, end = passage.text, passage.starts[first], passage.ends[last - 1]
    if text.startswith(".", end) and _INITIALS.match(meant.key):
        end += 1
    follows = text[end : end + 2]
    possessive = follows in _OWNERS or follows[:1] in _MARKS
    if text[end - 2 : end] in _OWNERS:
        # One of the apostrophes counts as a letter.
        end, possessive = end - 2, True
    naming = Naming(passage, first, last, start, end, meant, possessive)
    if first:
        _read_before(naming)
    _read_after(naming)
    return naming


def _written(passage: Passage, token: int) -> tuple[int, int]:
    """A token's place with its possessive ending."""
    end = passage.ends[token]
    return passage.starts[token], end + 2 if passage.gaps[token][:2] in _OWNERS else end


def _read_before(naming: Naming) -> None:
    text = naming.passage.text
    start, end = _written(naming.passage, naming.first - 1)
    if end > naming.start - _LOOK_BACK:
        naming.before, naming.between = text[start:end], text[end : naming.start]
        if naming.between in _CLOSE:
            naming.follows = naming.before


def _read_after(naming: Naming) -> None:
    passage, token = naming.passage, naming.last
    text = passage.text
    close = naming.end + (2 if text.startswith(("'s", "’s"), naming.end) else 0)
    if token == len(passage.words):
        naming.gap = text[close:]
        return
    start, end = _written(passage, token)
    naming.gap, naming.after = text[close:start], text[start:end]
    if naming.gap in _CLOSE:
        naming.precedes = naming.after
