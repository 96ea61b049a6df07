"""Military units by their number: "1231st Regiment", "2nd Army Corps", "155th Naval Infantry
Brigade", "1st and 2nd Army Corps".

- unit: an ordinal, up to five capitalised words and a noun for a formation.
"""

from __future__ import annotations

import re

from searchapp.tagging.names.lexicon import Lexicon
from searchapp.tagging.reading import Name, Reading
from searchapp.text import words

UNIT = "numbered unit"
_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th|d)$")
_BRACKET = re.compile(r" \([^()]*\)")
_MOST_WORDS = 7
_MOST_ORDINALS = 8
_NOUNS = frozenset(
    "regiment brigade division army corps battalion fleet company squadron group detachment "
    "legion flotilla wing command platoon".split()
)
_PLURALS = {
    "regiments": "Regiment", "brigades": "Brigade", "divisions": "Division", "armies": "Army",
    "battalions": "Battalion", "companies": "Company", "detachments": "Detachment",
}  # fmt: skip
_INSIDE = frozenset("motorized motorised rifle mechanized separate guards air assault".split())
_SEPARATORS = frozenset({"and", "or"})


def read_units(reading: Reading, start: int, lexicon: Lexicon) -> list[Name]:
    """The units that begin at this ordinal; several where they share their noun."""
    ordinals, at = _ordinals(reading, start)
    if not ordinals:
        return []
    last = _noun(reading, at)
    short = lexicon.forces.units.get(reading.words[at]) if at < len(reading.words) else None
    if last is None and short is not None and reading.shown(at, at + 1).isupper():
        last, rest = at + 1, short
    elif last is None:
        return []
    else:
        rest = _BRACKET.sub("", reading.shown(at, last))
    final = rest.split()[-1]
    if (singular := _PLURALS.get(final.lower())) is not None:
        rest = rest[: -len(final)] + singular
    found = []
    for place, ordinal in enumerate(ordinals):
        first, end = (ordinal, ordinal + 1) if len(ordinals) > 1 else (start, last)
        if place == len(ordinals) - 1 and len(ordinals) > 1:
            end = last
        found.append(
            _unit(reading, first, end, f"{reading.shown(ordinal, ordinal + 1)} {rest}", lexicon)
        )
    return found


def _ordinals(reading: Reading, start: int) -> tuple[list[int], int]:
    """The ordinals of "1st, 2nd and 3rd", and the token after them."""
    found: list[int] = []
    at = start
    while (
        at < len(reading.words)
        and len(found) < _MOST_ORDINALS
        and _ORDINAL.match(reading.words[at])
    ):
        found.append(at)
        at += 1
        if at < len(reading.words) and reading.words[at] in _SEPARATORS:
            at += 1
    return found, at


def _noun(reading: Reading, at: int) -> int | None:
    """The token after the noun of a unit; the longest, so that "Army Corps" is no army."""
    found = None
    for place in range(at, min(at + _MOST_WORDS, len(reading.words))):
        word = reading.words[place]
        if not (reading.capitals[place] or word in _INSIDE or word in _NOUNS):
            break
        if place > at and not (reading.joined(place - 1) or _bracketed(reading, place)):
            break
        if word in _NOUNS or word in _PLURALS:
            found = place + 1
        elif found is not None and not (reading.capitals[place] and _goes_on(reading, place)):
            break
    return found


def _bracketed(reading: Reading, place: int) -> bool:
    """Whether an abbreviation in brackets stands here or right before: "(VDV) Division"."""
    opens = reading.gaps[place - 1] == " (" and reading.gaps[place] == ") "
    closes = reading.gaps[place - 1] == ") " and place > 1 and reading.gaps[place - 2] == " ("
    return opens or closes


def _goes_on(reading: Reading, place: int) -> bool:
    following = reading.words[place : place + 3]
    return any(word in _NOUNS or word in _PLURALS for word in following)


def _unit(reading: Reading, first: int, last: int, value: str, lexicon: Lexicon) -> Name:
    entry = lexicon.exact.get(tuple(words(value)))
    if entry is not None:
        return Name(first, last, entry.name, entry.kind, UNIT, entry.place, entry.aliases)
    return Name(first, last, value, "force", UNIT)
