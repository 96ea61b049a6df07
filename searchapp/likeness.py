"""Words that are alike: the definitions of prefix, wildcard and fuzzy match.

- test: tells of a folded word whether a Prefix, Wildcard or Fuzzy leaf accepts it. Backends
  use it to expand a leaf over their dictionary, so that all of them mean the same words.
- distance: Levenshtein's: letters put in, left out or exchanged for another.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from searchapp.model import Fuzzy, Prefix, Wildcard

WordTest = Callable[[str], bool]


def word_test(leaf: Prefix | Wildcard | Fuzzy) -> WordTest:
    """Whether a folded word is one of those that the leaf asks for."""
    if isinstance(leaf, Prefix):
        start = leaf.text
        return lambda word: word.startswith(start)
    if isinstance(leaf, Wildcard):
        whole = wildcard_pattern(leaf.pattern)
        return lambda word: whole.match(word) is not None
    return _fuzzy_test(leaf)


def _fuzzy_test(leaf: Fuzzy) -> WordTest:
    text, most = leaf.text, leaf.distance
    first, length = text[:1], len(text)

    def alike(word: str) -> bool:
        return (
            word[:1] == first
            and -most <= len(word) - length <= most
            and distance(text, word, at_most=most) is not None
        )

    return alike


def literal_start(leaf: Prefix | Wildcard | Fuzzy) -> str:
    """What every accepted word begins with; a dictionary in order is entered there."""
    if isinstance(leaf, Prefix):
        return leaf.text
    if isinstance(leaf, Fuzzy):
        return leaf.text[:1]
    return re.split(r"[*?]", leaf.pattern, maxsplit=1)[0]


def wildcard_pattern(pattern: str) -> re.Pattern[str]:
    """A regular expression for `?` (one character) and `*` (any number of them).

    Atomic groups take each literal part at its first place and never come back, so the time
    is bounded by the word's length times the pattern's.
    """
    head, *rest = (
        "".join("." if letter == "?" else re.escape(letter) for letter in part)
        for part in pattern.split("*")
    )
    if not rest:
        return re.compile(rf"{head}\Z", re.DOTALL)
    *middle, tail = rest
    between = "".join(rf"(?>.*?{part})" for part in middle if part)
    return re.compile(rf"{head}{between}.*{tail}\Z", re.DOTALL)


def distance(left: str, right: str, *, at_most: int) -> int | None:
    """The Levenshtein distance of two words, or None where it is above `at_most`.

    Only the diagonal band of width `2 * at_most + 1` is computed, row by row.
    """
    if abs(len(left) - len(right)) > at_most:
        return None
    if left == right:
        return 0
    beyond = at_most + 1
    above = [min(column, beyond) for column in range(len(right) + 1)]
    for row, letter in enumerate(left, start=1):
        low, high = max(1, row - at_most), min(len(right), row + at_most)
        here = [beyond] * (len(right) + 1)
        here[0] = min(row, beyond)
        for column in range(low, high + 1):
            exchanged = above[column - 1] + (letter != right[column - 1])
            here[column] = min(exchanged, above[column] + 1, here[column - 1] + 1, beyond)
        above = here
        if min(above) >= beyond:
            return None
    return above[-1] if above[-1] <= at_most else None
