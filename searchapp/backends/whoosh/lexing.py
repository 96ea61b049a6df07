"""Cutting many texts into numbered words, as `searchapp.text` cuts one.

- chunk: a piece of text, mostly one token; each distinct one is cut and folded only once.
- word: what a token folds to, numbered in the order of first sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from searchapp import text
from searchapp.kernels import Ints, Numbers, spans

# In place of a word's number, for chunks without a word and for those with several.
_NONE, _SEVERAL = -1, -2


class _Numbers(dict[str, int]):
    """Chunks and the numbers of their words; asked for a new chunk, it learns it."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, int] = {}

    def __missing__(self, chunk: str) -> int:
        found = text.words(chunk)
        number = self.number(found[0]) if len(found) == 1 else _SEVERAL if found else _NONE
        self[chunk] = number
        return number

    def number(self, word: str) -> int:
        return self.words.setdefault(word, len(self.words))


class Lexer:
    """Reads texts in batches; afterwards `words`, `tokens` and `lengths` tell what was read."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._tokens: list[Ints] = []
        self._lengths: list[Numbers] = []

    def read(self, texts: Sequence[str]) -> None:
        tokens, lengths = self._numbered([text.chunks(each) for each in texts])
        if (tokens == _SEVERAL).any():
            tokens, lengths = self._numbered([text.words(each) for each in texts])
        held = tokens != _NONE
        if not held.all():
            tokens, lengths = tokens[held], spans.totals(held, spans.offsets(lengths))
        self._tokens.append(tokens)
        self._lengths.append(lengths)

    def take_over(self, words: Sequence[str], tokens: Ints, lengths: Numbers) -> None:
        """Count texts as read that were read before: tokens are numbers of the words given.

        Comes before anything is read. Words that no token is are left out.
        """
        used = np.unique(tokens)
        number_of = np.zeros(len(words), dtype=np.int32)
        number_of[used] = np.arange(len(used))
        for number in used.tolist():
            self._numbers.number(words[number])
        self._tokens.append(number_of[tokens])
        self._lengths.append(lengths)

    def _numbered(self, cut: Sequence[Sequence[str]]) -> tuple[Ints, Numbers]:
        lengths = np.fromiter(map(len, cut), dtype=np.int64, count=len(cut))
        numbers = map(self._numbers.__getitem__, chain.from_iterable(cut))
        return np.fromiter(numbers, dtype=np.int32, count=int(lengths.sum())), lengths

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
