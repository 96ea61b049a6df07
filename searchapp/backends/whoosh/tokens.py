"""The words of all texts of a segment while it is written, by number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from searchapp.backends.whoosh.spool import Spool
from searchapp.kernels import Ints, Numbers, spans
from searchapp.kernels.numbering import InOrder
from searchapp.kernels.packing import narrow

_AT_ONCE = 500_000  # tokens


class TokenWriter:
    """Keeps the words of all texts; `tokens` are those of text after text, by number."""

    def __init__(self, tokens: Spool) -> None:
        self.words = InOrder[str]()
        self.tokens = tokens
        self._lengths: list[Ints] = []

    def add(self, tokens: Ints, lengths: Ints) -> None:
        self.tokens.add(tokens)
        self._lengths.append(narrow(lengths))

    def take_over(
        self, words: Sequence[str], tokens: Ints, starts: Numbers, lengths: Numbers
    ) -> None:
        """Add texts that were read before: those of these lengths that start there. Tokens are
        numbers of the words given.

        Comes before anything is read. Words that no token is are left out.
        """

        def portions() -> Iterator[tuple[Ints, Numbers]]:
            for low, high in spans.portions(spans.offsets(lengths), _AT_ONCE):
                own = lengths[low:high]
                yield tokens[spans.places(starts[low:high], own)], own

        is_used = np.zeros(len(words), dtype=np.bool_)
        for found, _ in portions():
            is_used[found] = True
        number_of = np.cumsum(is_used) - 1
        used = np.flatnonzero(is_used).tolist()
        self.words.update((words[each], number) for number, each in enumerate(used))
        for found, own in portions():
            self.add(number_of[found], own)

    @property
    def lengths(self) -> Numbers:
        """The number of words of each text."""
        return spans.joined(self._lengths).astype(np.int64)
