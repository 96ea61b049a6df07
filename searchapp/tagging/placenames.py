"""Where a text may name a place: capitalised words that the gazetteer knows, with company.

- naming: a run of words that some place is called by, and the places that may be meant.
- company: the words around a naming, by which regions.py judges whether a place is meant.

A paragraph is cut into words once; all that follows looks at that list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from searchapp.tagging.gazetteer import Candidate, Gazetteer
from searchapp.tagging.inflections import base_forms
from searchapp.text import word_of

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_ENDS_SENTENCE = re.compile(r"[.!?:;\n•]")
_ARTICLES = frozenset("al as ad ar an at az ash el es ez".split())
# What may stand between two words of one name.
_JOINS = frozenset({" ", "\u00a0", "-", ". ", "'", "’"})


class Word(NamedTuple):
    start: int
    end: int
    raw: str


@dataclass(slots=True)
class Naming:
    """`key` is the folded spelling, `candidates` the places of that spelling.

    `before` and `earlier` are the words before it, `between` what stands between; `after`,
    `later` and `gap` the same behind it. `by_form` tells that only the normal form is known.
    """

    start: int
    end: int
    key: str
    candidates: tuple[Candidate, ...]
    by_form: bool = False
    possessive: bool = False
    before: str = ""
    between: str = ""
    earlier: str = ""
    after: str = ""
    gap: str = ""
    later: str = ""

    @property
    def follows(self) -> str:
        """The word just before with nothing but a blank or hyphen between, else nothing."""
        return self.before if self.between in _CLOSE else ""

    @property
    def precedes(self) -> str:
        """The word just after with nothing but a blank or hyphen between, else nothing."""
        return self.after if self.gap in _CLOSE else ""

    @property
    def word_before_opens(self) -> bool:
        """Whether the word before stands at the start of a sentence."""
        return not self.earlier


_CLOSE = frozenset({" ", "-", "–", "\u00a0"})


def words_of(text: str) -> list[Word]:
    return [Word(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]


def namings(
    text: str, words: Sequence[Word], gazetteer: Gazetteer, is_adjective: Callable[[str], object]
) -> list[Naming]:
    """All namings of a text in order, none inside another."""
    found = []
    index, count = 0, len(words)
    while index < count:
        start, end, raw = words[index]
        first = index
        if raw.lower() in _ARTICLES and text[end : end + 1] == "-" and index + 1 < count:
            first = index + 1
        if not words[first].raw[0].isupper():
            index += 1
            continue
        taken, naming = _spelling(text, words, index, gazetteer)
        if naming is None and first > index:
            taken, naming = _spelling(text, words, first, gazetteer)
        if naming is None or is_adjective(naming.key):
            index += 1
            continue
        naming.start = start
        _read_company(text, words, index, taken, naming)
        found.append(naming)
        index = taken
    return found


def _spelling(
    text: str, words: Sequence[Word], index: int, gazetteer: Gazetteer
) -> tuple[int, Naming | None]:
    """The longest known spelling that begins with this word, and the index after it."""
    start, end, raw = words[index]
    key = word_of(raw)
    candidates = gazetteer.candidates(key) or _inflected(key, gazetteer)
    taken, best = index + 1, key
    longest = gazetteer.longest_from(key)
    if longest > 1 and not _POSSESSIVE.search(raw):
        for after in range(index + 1, min(index + longest, len(words))):
            if text[words[after - 1].end : words[after].start] not in _JOINS:
                break
            key = f"{key} {word_of(words[after].raw)}"
            if gazetteer.knows(key) or gazetteer.knows_form(key):
                taken, best, candidates = after + 1, key, gazetteer.candidates(key)
            if words[after].raw.endswith(("'s", "’s")):
                break
    if not candidates:
        return index + 1, None
    end = words[taken - 1].end
    ending = _POSSESSIVE.search(text, start, end)
    naming = Naming(start, ending.start() if ending else end, best, candidates)
    naming.possessive = bool(ending) or text[end : end + 1] in ("'", "’")
    naming.by_form = not gazetteer.knows(best)
    return taken, naming


def _inflected(key: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    if key.isascii():
        return ()
    return next(filter(None, map(gazetteer.candidates, base_forms(key))), ())


def _read_company(
    text: str, words: Sequence[Word], index: int, taken: int, naming: Naming
) -> None:
    start, end = words[index].start, words[taken - 1].end
    if index:
        naming.before = words[index - 1].raw
        naming.between = text[words[index - 1].end : start]
        if index > 1:
            gap = text[words[index - 2].end : words[index - 1].start]
            naming.earlier = "" if _ENDS_SENTENCE.search(gap) else words[index - 2].raw
    if taken < len(words):
        naming.after = words[taken].raw
        naming.gap = text[end : words[taken].start]
        if taken + 1 < len(words):
            naming.later = words[taken + 1].raw
