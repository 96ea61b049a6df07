"""Cutting many texts into numbered words, as `searchapp.text` cuts one.

- spelling: a token as written; each distinct one is folded once, however often it occurs.
- word: what it folds to, numbered in the order of first sight; EMPTY for a token without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from searchapp import text
from searchapp.kernels import Ints, Numbers, spans

EMPTY = -1


class _Numbers(dict[str, int]):
    """Spellings and their words' numbers; asked for a new spelling, it learns it."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, int] = {}

    def __missing__(self, spelling: str) -> int:
        word = text.word_of(spelling)
        number = self.words.setdefault(word, len(self.words)) if word else EMPTY
        self[spelling] = number
        return number


class Lexer:
    """Reads texts in batches; afterwards `words`, `tokens` and `lengths` tell what was read."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._tokens: list[Ints] = []
        self._lengths: list[Numbers] = []

    def read(self, texts: Sequence[str]) -> None:
        cut = [text.spellings(each) for each in texts]
        lengths = np.fromiter(map(len, cut), dtype=np.int64, count=len(cut))
        numbered = map(self._numbers.__getitem__, chain.from_iterable(cut))
        tokens = np.fromiter(numbered, dtype=np.int32, count=int(lengths.sum()))
        held = tokens != EMPTY
        if not held.all():
            lengths = spans.totals(held, spans.offsets(lengths))
            tokens = tokens[held]
        self._tokens.append(tokens)
        self._lengths.append(lengths)

    @property
    def words(self) -> list[str]:
        """The distinct words by number."""
        return list(self._numbers.words)

    @property
    def tokens(self) -> Ints:
        """The word of every token, text after text."""
        return np.concatenate(self._tokens) if self._tokens else np.empty(0, np.int32)

    @property
    def lengths(self) -> Numbers:
        """The number of words of each text."""
        return np.concatenate(self._lengths) if self._lengths else np.empty(0, np.int64)
