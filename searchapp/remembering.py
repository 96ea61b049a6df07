"""What a function gives for a word, worked out once: the quick way to ask it of every word.

- remembered: kept by the text that was asked for; all is forgotten when there is too much.

Quicker than `functools.lru_cache`, which keeps the order of use.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(dict[str, T], Generic[T]):
    """The answers of a function, found by asking for what it is given."""

    def __init__(self, function: Callable[[str], T], most: int) -> None:
        self._function, self._most = function, most

    def __missing__(self, text: str) -> T:
        if len(self) >= self._most:
            self.clear()
        given = self[text] = self._function(text)
        return given


def remembered(most: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """The same function, with at most so many answers kept."""
    return lambda function: Remembered(function, most).__getitem__
