"""The words of all texts of a segment while it is written, by number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchapp.backends.whoosh.spool import Spool
from searchapp.kernels import Ints, Numbers, spans
from searchapp.kernels.numbering import InOrder
from searchapp.kernels.packing import narrow


class TokenWriter:
    """Keeps the words of all texts; `tokens` are those of text after text, by number."""

    def __init__(self, tokens: Spool) -> None:
        self.words = InOrder[str]()
        self.tokens = tokens
        self._lengths: list[Ints] = []

    def add(self, tokens: Ints, lengths: Ints) -> None:
        self.tokens.add(tokens)
        self._lengths.append(narrow(lengths))

    def take_over(self, words: Sequence[str], tokens: Ints, lengths: Numbers) -> None:
        """Add texts that were read before: tokens are numbers of the words given.

        Comes before anything is read. Words that no token is are left out.
        """
        used = np.unique(tokens)
        number_of = np.zeros(len(words), dtype=np.int32)
        number_of[used] = np.arange(len(used))
        self.words.update((words[number], place) for place, number in enumerate(used.tolist()))
        self.add(number_of[tokens], lengths)

    @property
    def lengths(self) -> Numbers:
        """The number of words of each text."""
        return spans.joined(self._lengths).astype(np.int64)
