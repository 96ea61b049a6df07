"""One person, many spellings: keys under which the spellings of a name meet.

- Latin form: a Cyrillic word in Latin letters, near the usual English spelling.
- skeleton: the consonants of a word after the differences between Ukrainian, Russian and
  English romanisation are evened out: Serhiy, Sergei, Сергей and Sergii are all "srg".
- key of a person: the skeletons of the first and the last part of the name.

Keys are for comparing names already known to be of persons; they are too coarse for search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_TO_LATIN = str.maketrans(_CYRILLIC)
# Longer spellings first; each sound becomes one letter, so that "sh" does not lose its h.
_SOUNDS = (
    ("shch", "š"), ("sch", "š"), ("tch", "č"), ("dzh", "ž"), ("zh", "ž"), ("sh", "š"),
    ("ch", "č"), ("kh", "x"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ts", "c"), ("tz", "c"),
    ("ks", "q"), ("ck", "k"),
)  # fmt: skip
_LETTERS = str.maketrans({"h": "g", "x": "x", "w": "v", "q": "q", "z": "z"})
_DOUBLED = re.compile(r"(.)\1+")
_IOTATED = re.compile(r"^[yij](?=[aeiou])")
_VOWELS = re.compile(r"[aeiouyj]")
_PARTICLES = frozenset("al el ad ar as ash an bin ibn de von van der la".split())


@lru_cache(maxsize=100_000)
def latin(word: str) -> str:
    """A folded word with Cyrillic letters replaced: "шоигу" gives "shoigu"."""
    return word if word.isascii() else word.translate(_TO_LATIN)


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The comparison form of one folded word: first letter, then consonants alone."""
    word = _IOTATED.sub("", latin(word).replace("x", "ks"))
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    word = _DOUBLED.sub(r"\1", word.translate(_LETTERS))
    if not word:
        return ""
    first = "a" if word[0] in "aeiouyj" else word[0]
    return _DOUBLED.sub(r"\1", first + _VOWELS.sub("", word[1:]))


def person_key(words: Sequence[str]) -> tuple[str, str] | None:
    """The key of a full name in folded words; None for fewer than two parts."""
    ends = ends_of_person(words)
    return (skeleton(ends[0]), skeleton(ends[1])) if ends else None


def ends_of_person(words: Sequence[str]) -> tuple[str, str] | None:
    """The first and the last part of a full name; None for fewer than two parts."""
    parts = [word for word in words if word not in _PARTICLES]
    return (parts[0], parts[-1]) if len(parts) > 1 else None


def near(word: str, other: str) -> bool:
    """Whether two folded surnames may be spellings of one: Stensjones and Stensønes.

    Short skeletons meet by chance, so at least four consonants have to agree, or three where
    the spellings begin alike.
    """
    key = skeleton(word)
    if key != skeleton(other):
        return False
    return len(key) >= 4 or (len(key) == 3 and word[:2] == other[:2])
