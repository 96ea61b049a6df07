"""Ukrainian and Russian place names out of their cases: у Києві, из Херсона, Донеччини.

Only endings that place names take; every guess is looked up, so a wrong one finds nothing.
Words are folded already: й is и, ї is і.
"""

from __future__ import annotations

from collections.abc import Iterator

# The ending found and what the nominative may have instead, likelier first.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ському", ("ськии", "ське")),
    ("ского", ("скии", "ское")),
    ("ском", ("ск", "ское", "скии")),
    ("ами", ("и", "ы")),
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
_SHORTEST = 3


def base_forms(word: str) -> Iterator[str]:
    """What the folded Cyrillic word may be in the nominative; nothing for other scripts."""
    if not "\u0400" <= word[-1] <= "\u04ff":
        return
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST:
            yield from (stem + other for other in instead)
