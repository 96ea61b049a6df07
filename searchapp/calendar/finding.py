"""Where in a text there may be dates, and the phrases that name them.

- trigger: a word or number without which there is no date; where none is, no more is read.
- stretch: the text around triggers that is taken apart; the rest of a long paragraph is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress
from typing import NamedTuple

from searchapp.calendar.phrases import read_phrases
from searchapp.calendar.tokens import Phrase, Tokens
from searchapp.calendar.words import TRIGGER, may_trigger
from searchapp.text import cut

_BEFORE, _AFTER = 50, 70
_MOST_LEADS = 12


class Found(NamedTuple):
    """A phrase of a text with its place in code points."""

    phrase: Phrase
    start: int
    end: int


def find(text: str, openings: Iterable[int] | None = None) -> Iterator[Found]:
    """The phrases of a text in order of place; they do not overlap. `openings` are the places of
    the tokens that may begin a trigger, where they have been found already."""
    triggers = _triggers(text, _openings(text) if openings is None else openings)
    for first, last in _stretches(triggers):
        start = max(triggers[first][0] - _BEFORE, triggers[first - 1][1] if first else 0, 0)
        start = text.find(" ", start, triggers[first][0]) if start else 0
        start = triggers[first][0] if start < 0 else start
        end = min(len(text), triggers[last - 1][1] + _AFTER)
        yield from _phrases_of_stretch(text[start:end], start, triggers[first:last])


def _openings(text: str) -> Iterator[int]:
    tokens = cut(text)
    return compress(tokens.starts, map(may_trigger, tokens.words))


def _triggers(text: str, openings: Iterable[int]) -> list[tuple[int, int]]:
    """The places of triggers; each begins with a token."""
    found: list[tuple[int, int]] = []
    end = 0
    for start in openings:
        if start >= end and (match := TRIGGER.match(text, start)):
            end = match.end()
            found.append((start, end))
    return found


def _stretches(triggers: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of triggers that stand near enough to be one stretch, as (first, past the last)."""
    first = 0
    for n in range(1, len(triggers) + 1):
        if n == len(triggers) or triggers[n][0] - triggers[n - 1][1] > _AFTER + _BEFORE:
            yield first, n
            first = n


def _phrases_of_stretch(text: str, offset: int, triggers: list[tuple[int, int]]) -> Iterator[Found]:
    tokens = Tokens(text, offset)
    taken = 0
    at = 0
    for start, _ in triggers:
        while at < tokens.count and tokens.end(at) <= start:
            at += 1
        if at < taken or at >= tokens.count:
            continue
        read = _read_around(tokens, taken, at)
        if read is None:
            continue
        phrases, taken = read
        for phrase in phrases:
            item = phrase.item
            yield Found(phrase, tokens.start(item.start), tokens.end(item.end - 1))


def _read_around(tokens: Tokens, taken: int, at: int) -> tuple[list[Phrase], int] | None:
    """The phrases that begin furthest before the trigger at token `at` and reach over it."""
    for i in range(max(taken, at - _MOST_LEADS), at + 1):
        if i < at and not tokens.leads(i):
            continue
        read = read_phrases(tokens, i)
        if read and read[1] > at:
            return read
    return None
