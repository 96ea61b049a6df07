"""Ukrainian and Russian place names out of their cases: у Києві, из Херсона; and the towns by
which oblasts are called: Херсонської області, в Белгородской области.

Only endings that place names take; every guess is looked up, so a wrong one finds nothing.
Words are folded already: й is и, ї is і.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# The ending found and what the nominative may have instead, likelier first.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ському", ("ськии", "ське")),
    ("ского", ("скии", "ское")),
    ("ском", ("ск", "ское", "скии")),
    ("ами", ("и", "ы")),
    ("єві", ("ів",)),
    ("єва", ("ів",)),
    ("єву", ("ів",)),
    ("євом", ("ів",)),
    ("еві", ("ів",)),
    ("ева", ("ів", "ев")),
    ("еву", ("ів", "ев")),
    ("евом", ("ів", "ев")),
    ("еве", ("ев",)),
    ("ові", ("ів", "")),
    ("ова", ("ів", "ов")),
    ("ову", ("ів", "ов")),
    ("ом", ("", "о", "е")),
    ("ем", ("ь", "е")),
    ("ою", ("а",)),
    ("ею", ("я",)),
    ("ои", ("а", "ая")),
    ("ах", ("и", "ы")),
    ("ям", ("я",)),
    ("і", ("", "а", "я", "е", "о")),
    ("и", ("а", "я", "ь")),
    ("ы", ("а",)),
    ("у", ("", "а", "о", "е")),
    ("ю", ("ь", "я", "е")),
    ("а", ("", "о", "е")),
    ("я", ("ь", "е")),
    ("е", ("", "а", "о", "я")),
)
_SHORTEST = 2
# The end of an oblast's adjective in any case, and how the town may end before it.
_ADJECTIVE = re.compile(r"(?:с[ьк]к?|ськ|цьк|цк|зьк)(?:а|оі|іи|у|ою|ая|ои|ую)$")
_TOWNS = ("", "ськ", "ск", "цьк", "цк", "са", "сса", "и", "ы", "ье", "я", "ь", "а")


def base_forms(word: str) -> Iterator[str]:
    """What the folded Cyrillic word may be in the nominative; nothing for other scripts."""
    if not "\u0400" <= word[-1] <= "\u04ff":
        return
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST:
            yield from (stem + other for other in instead)


def towns_of_adjective(word: str) -> Iterator[str]:
    """The towns that a folded adjective may come from: харківськоі gives харків among others."""
    match = _ADJECTIVE.search(word)
    if match is None:
        return
    stem = word[: match.start()]
    yield from (stem + ending for ending in _TOWNS)
    yield stem.removesuffix("рі") + "ріжжя"
