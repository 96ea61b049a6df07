"""Where a text may name a place: capitalised words that the gazetteer knows, with company.

- naming: a run of words that some place is called by, and the places that may be meant.
- company: the words around a naming, by which regions.py judges whether a place is meant.
- stranger: a capitalised run that is in no list; it may be a village that nobody listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from searchapp.tagging.gazetteer import DIVISION_WORDS, Candidate, Gazetteer
from searchapp.tagging.inflections import base_forms
from searchapp.text import word_of

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĦİĪĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽȘȚА-ЯЁІЇЄҐЎ"
_FIRST = re.compile(
    rf"(?<![\w'’])(?:(?:al|as|ad|ar|an|at|az|ash|el|es|ez)-)?[{_UPPER}][\w]*(?:['’ʼ]\w+)*"
)
_NEXT = re.compile(r"(?:[ \u00a0]|-|\. |')([^\W_]+(?:['’ʼ][^\W_]+)*)")
_BEFORE = re.compile(r"(?:([^\W_][\w'’ʼ.]*)([ \u00a0\-–“\"(]*))?([^\W_][\w'’ʼ]*)([^\w]*)$")
_AFTER = re.compile(r"^(['’]s?)?([^\w]*)([^\W_][\w'’ʼ-]*)?([^\w]*)([^\W_][\w'’ʼ-]*)?")
_POSSESSIVE = re.compile(r"['’]s?$")
_ENDS_SENTENCE = re.compile(r"[.!?:;\n•]")
_CONTEXT = 64


@dataclass(slots=True)
class Naming:
    """`key` is the folded spelling, `candidates` the places of that spelling."""

    start: int
    end: int
    key: str
    candidates: tuple[Candidate, ...]
    before: str = ""
    between: str = ""
    earlier: str = ""
    gap: str = ""
    after: str = ""
    later: str = ""
    possessive: bool = False
    by_form: bool = False

    @property
    def opens_sentence(self) -> bool:
        return not self.before or bool(_ENDS_SENTENCE.search(self.between))

    @property
    def follows(self) -> str:
        """The word just before with nothing but blanks or hyphens between, else nothing."""
        return self.before if self.between.strip(" \u00a0-–") == "" else ""

    @property
    def precedes(self) -> str:
        """The word just after with nothing but a blank or "'s" between, else nothing."""
        return self.after if self.gap.strip(" \u00a0-–") == "" else ""


def namings(text: str, gazetteer: Gazetteer) -> list[Naming]:
    """All namings of a text in order, none inside another; company is read for these alone."""
    found = []
    position = 0
    while match := _FIRST.search(text, position):
        naming = _longest(text, match, gazetteer)
        if naming is None:
            position = match.end()
            continue
        _read_company(text, naming)
        found.append(naming)
        position = naming.end
    return found


def _longest(text: str, match: re.Match[str], gazetteer: Gazetteer) -> Naming | None:
    raw = match.group()
    start = match.start()
    first = word_of(raw)
    if "-" in raw:
        article, _, rest = raw.partition("-")
        return _longest_after_article(text, match, gazetteer, article, rest)
    return _spelling(text, start, match.end(), first, gazetteer)


def _longest_after_article(
    text: str, match: re.Match[str], gazetteer: Gazetteer, article: str, rest: str
) -> Naming | None:
    """A name that begins with "al-": with the article, else without it."""
    start = match.start() + len(article) + 1
    whole = _spelling(text, match.start(), match.end(), f"{article} {word_of(rest)}", gazetteer)
    return whole or _spelling(text, start, match.end(), word_of(rest), gazetteer)


def _spelling(text: str, start: int, end: int, key: str, gazetteer: Gazetteer) -> Naming | None:
    """The longest known spelling that begins with the words of `key`, which end at `end`."""
    best: tuple[int, str, tuple[Candidate, ...]] | None = None
    candidates = gazetteer.candidates(key)
    if candidates:
        best = (end, key, candidates)
    elif not key.isascii():
        for form in base_forms(key):
            if candidates := gazetteer.candidates(form):
                best = (end, form, candidates)
                break
    longest = gazetteer.longest_from(key.split(" ", 1)[0])
    length, place = key.count(" ") + 1, end
    while length < longest and (following := _NEXT.match(text, place)):
        key = f"{key} {word_of(following[1])}"
        place = following.end()
        length += 1
        if gazetteer.knows(key):
            best = (place, key, gazetteer.candidates(key))
    if best is None:
        return None
    written = text[start : best[0]]
    ending = _POSSESSIVE.search(written)
    cut = len(ending.group()) if ending else 0
    by_form = not gazetteer.knows(best[1])
    return Naming(start, best[0] - cut, best[1], best[2], by_form=by_form)


def _read_company(text: str, naming: Naming) -> None:
    if match := _BEFORE.search(text[max(0, naming.start - _CONTEXT) : naming.start]):
        naming.earlier = match[1] or ""
        naming.before, naming.between = match[3], match[4]
    if match := _AFTER.match(text[naming.end : naming.end + _CONTEXT]):
        naming.possessive = bool(match[1])
        naming.gap, naming.after, naming.later = match[2], match[3] or "", match[5] or ""


def division_word_after(naming: Naming) -> bool:
    """Whether "Oblast", "region" or the like follows: "Kharkiv region"."""
    return word_of(naming.precedes) in DIVISION_WORDS if naming.precedes else False


def strangers(text: str, taken: list[Naming]) -> Iterator[tuple[int, int]]:
    """Runs of one to three capitalised words outside the namings."""
    inside = [(naming.start, naming.end) for naming in taken]
    for match in _RUN.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in inside):
            yield match.span()


_RUN = re.compile(rf"(?<![\w'’])[{_UPPER}][\w'’]+(?:[ -][{_UPPER}][\w'’]+){{0,2}}")
