"""Where a text may name a place: capitalised words that the gazetteer knows, with company.

- capital: a word written large, with its place; names begin with one.
- naming: a run of words that some place is called by, and the places that may be meant.
- company: the words around a naming, by which regions.py judges whether a place is meant. It
  is read for namings alone: most words of a text are neither capitals nor near a place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import TypeAlias

from searchapp.tagging.places.gazetteer import Candidate, Gazetteer
from searchapp.tagging.places.inflections import base_forms, towns_of_adjective
from searchapp.tagging.reading import Reading as Passage
from searchapp.text import APOSTROPHES, word_of

# Start, end and the word as written.
Capital: TypeAlias = tuple[int, int, str]

_REST = rf"[^\W_]*(?:[{APOSTROPHES}][^\W_]+)*"
# A further word of a name, after what may stand between two words of one name.
_NEXT = re.compile(rf"(?: |\u00a0|-|\. ?|[{APOSTROPHES}])([^\W_]{_REST})")
# The spelling of "U.S.", whose last dot belongs to it.
_INITIALS = re.compile(r"[a-z](?: [a-z])+$")
_TWO_AFTER = re.compile(rf"([\W_]*)([^\W_]{_REST})?[\W_]*([^\W_]{_REST})?")
_ARTICLE = re.compile(r"(?<![^\W_])(?:al|as|ad|ar|an|at|az|ash|el|es|ez)-$", re.IGNORECASE)
_ARTICLES = frozenset("al as ad ar an at az ash el es ez".split())
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s?$")
_ENDS_POSSESSIVE = frozenset(f"s{APOSTROPHES}")
_ENDS_SENTENCE = re.compile(r"[.!?:;\n•]")
_OBLAST = re.compile(r" (?:област\w*|обл\b|кра[йюея]\w*)", re.IGNORECASE)
_LEAST_CAPITAL = 100_000
_LOOK_BACK = 48


@dataclass(slots=True)
class Naming:
    """`key` is the folded spelling, `candidates` the places of that spelling.

    `before` and `earlier` are the words before it, `between` what stands between; `after`,
    `later` and `gap` the same behind it. `follows` and `precedes` are the words just before and
    just after with nothing but a blank or hyphen between, else nothing. `by_form` tells that
    only the normal form is known.
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
    follows: str = ""
    precedes: str = ""

    @property
    def word_before_opens(self) -> bool:
        """Whether the word before stands at the start of a sentence."""
        return not self.earlier


_CLOSE = frozenset({" ", "-", "–", "\u00a0"})
_OWNERS = frozenset(apostrophe + letter for apostrophe in APOSTROPHES for letter in "sS")


@dataclass(slots=True)
class Reading:
    """A paragraph being read, with the words it holds.

    `refused` tells of some namings, by number, why they are no place; `said` of others where the
    word ends that says they are a division: "Kharkiv region". `blocked` are spans of other names.
    """

    text: str
    words: frozenset[str]
    capitals: list[Capital]
    namings: list[Naming]
    refused: dict[int, str]
    said: dict[int, int]
    blocked: Sequence[tuple[int, int]] = ()

    def between(self, first: int, second: int) -> str:
        """The text between two namings."""
        return self.text[self.namings[first].end : self.namings[second].start]


def capitals(passage: Passage) -> list[Capital]:
    """The tokens written large, each with its possessive ending."""
    found, text = [], passage.text
    columns = zip(passage.starts, passage.ends, passage.gaps, strict=True)
    for start, end, gap in compress(columns, passage.capitals):
        close = end + 2 if gap[:2] in _OWNERS else end
        found.append((start, close, text[start:close]))
    return found


def _written(passage: Passage, token: int) -> tuple[int, int]:
    """A token's place with its possessive ending."""
    end = passage.ends[token]
    return passage.starts[token], end + 2 if passage.gaps[token][:2] in _OWNERS else end


def namings(
    passage: Passage,
    found: Sequence[Capital],
    gazetteer: Gazetteer,
    is_adjective: Callable[[str], object],
) -> list[Naming]:
    """All namings of a passage in order, none inside another; `found` are its capitals."""
    text = passage.text
    named: list[Naming] = []
    taken = 0
    for start, end, raw in found:
        if start < taken or (raw in gazetteer.ordinary and text[start - 1] != "-"):
            continue
        naming = _naming(text, start, end, raw, gazetteer)
        if naming is None:
            if not _may_begin(raw, gazetteer):
                gazetteer.ordinary.add(raw)
            continue
        if is_adjective(naming.key) and naming.candidates[0].kind != "country":
            continue
        taken = naming.end
        _read_company(passage, naming)
        named.append(naming)
    return named


def _may_begin(raw: str, gazetteer: Gazetteer) -> bool:
    """Whether a word as written may begin a name, an article not before it: most do not."""
    word = word_of(raw)
    candidates, longest = gazetteer.opening(word)
    return bool(candidates) or longest > 1 or word in _ARTICLES or not word.isascii()


def _naming(text: str, start: int, end: int, raw: str, gazetteer: Gazetteer) -> Naming | None:
    """The naming that begins with this capital, or with the article before it: "al-Bab"."""
    if (
        start > 2
        and text[start - 1] == "-"
        and (article := _ARTICLE.search(text[max(0, start - 5) : start]))
    ):
        begin = start - len(article.group())
        name = text[begin : start - 1]
        return _spelling(text, begin, start - 1, name, gazetteer, least=2) or _from(
            begin, _spelling(text, start, end, raw, gazetteer)
        )
    naming = _spelling(text, start, end, raw, gazetteer)
    if naming is None and raw.lower() in _ARTICLES and (rest := _NEXT.match(text, end)):
        naming = _from(start, _spelling(text, *rest.span(1), rest[1], gazetteer))
    return naming


def _from(start: int, naming: Naming | None) -> Naming | None:
    if naming is not None:
        naming.start = start
    return naming


def _spelling(
    text: str, start: int, end: int, raw: str, gazetteer: Gazetteer, *, least: int = 1
) -> Naming | None:
    """The longest known spelling of at least so many words that begins here."""
    key = word_of(raw)
    plain = key.isascii()
    if least == 1 and not plain and not gazetteer.knows(key):
        key = _nominative(key, gazetteer)
    candidates, longest = gazetteer.opening(key)
    if least > 1:
        candidates = ()
    elif plain and not candidates and longest <= 1:
        return None
    best, close = key, end
    position, last, count = end, raw, 1
    while count < longest and (last.isalnum() or not _POSSESSIVE.search(last)):
        following = _NEXT.match(text, position)
        if following is None:
            break
        position, last, count = following.end(), following[1], count + 1
        key = f"{key} {word_of(last)}"
        if gazetteer.knows(key) or gazetteer.knows_form(key):
            best, close, candidates = key, position, gazetteer.candidates(key)
    if not plain and (oblast := _OBLAST.match(text, end)):
        divisions = _division(word_of(raw), gazetteer)
        if divisions:
            best, close, candidates = f"{word_of(raw)} область", oblast.end(), divisions
    if not candidates:
        return None
    if text[close : close + 1] == "." and _INITIALS.match(best):
        close += 1
    owned = text[close - 1] in _ENDS_POSSESSIVE
    ending = _POSSESSIVE.search(text, start, close) if owned else None
    naming = Naming(start, ending.start() if ending else close, best, candidates)
    naming.possessive = bool(ending) or text[close : close + 1] in ("'", "’")
    naming.by_form = not gazetteer.knows(best)
    return naming


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


def _read_company(passage: Passage, naming: Naming) -> None:
    text, token = passage.text, bisect_left(passage.starts, naming.start)
    far = naming.start - _LOOK_BACK
    if token and (before := _written(passage, token - 1))[1] > far:
        naming.before, naming.between = text[slice(*before)], text[before[1] : naming.start]
        naming.follows = naming.before if naming.between in _CLOSE else ""
        if token > 1 and (earlier := _written(passage, token - 2))[1] > far:
            between = text[earlier[1] : before[0]]
            if between == " " or not _ENDS_SENTENCE.search(between):
                naming.earlier = text[slice(*earlier)]
    close = naming.end + (2 if text.startswith(("'s", "’s"), naming.end) else 0)
    if match := _TWO_AFTER.match(text, close):
        naming.gap, naming.after, naming.later = match[1], match[2] or "", match[3] or ""
        naming.precedes = naming.after if naming.gap in _CLOSE else ""
