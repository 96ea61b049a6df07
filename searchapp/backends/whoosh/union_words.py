"""The words of several segments as those of one: postings of all, in shared rows.

- part, shared row: as in `union_rows`.

What has been put together is kept, so that a word asked for again costs what it costs in one
segment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

import numpy as np

from searchapp import text
from searchapp.backends.whoosh.cache import Cache
from searchapp.backends.whoosh.marks import Marks
from searchapp.backends.whoosh.union_rows import SharedRows
from searchapp.backends.whoosh.words import NOWHERE, Postings, Words


class UnionWords:
    def __init__(
        self, parts: Sequence[Words], marks: Sequence[Marks], shared: SharedRows, cache: Cache
    ) -> None:
        self._parts, self._marks, self._shared, self._cache = parts, marks, shared, cache

    def of_stem_of(self, word: str) -> Postings:
        """Where any word with the same stem occurs."""
        stem = text.stem(word)
        return self._kept(("stem", stem), lambda: [part.of_stem_of(word) for part in self._parts])

    def of_word(self, word: str) -> Postings:
        """Where this very word occurs."""
        return self._kept(("word", word), lambda: [part.of_word(word) for part in self._parts])

    def of_phrase(self, words: Sequence[str], slop: int, *, exact: bool) -> Postings:
        """The frequency is the number of words at which the phrase can begin."""
        return self._kept(
            ("phrase", tuple(words), slop, exact),
            lambda: [part.of_phrase(words, slop, exact=exact) for part in self._parts],
        )

    def of_pattern(
        self, start: str, accepts: Callable[[str], bool] | None, most: int
    ) -> Postings | None:
        """Where any of the words occurs that begin so and are accepted; None if they are more
        than so many."""
        numbers: list[list[int]] = [[] for _ in self._parts]
        distinct: set[str] = set()
        for part, first, words in self._live(start):
            for number, (word, count) in enumerate(words, first):
                if count and (accepts is None or accepts(word)):
                    numbers[part].append(number)
                    distinct.add(word)
                    if len(distinct) > most:
                        return None
        return self._joined(
            [part.of_words(own) for part, own in zip(self._parts, numbers, strict=True)]
        )

    def frequent(self, start: str, most: int) -> list[tuple[str, int]]:
        """The words that begin so and the number of rows of each, most frequent first."""
        found: Counter[str] = Counter()
        for _, _, words in self._live(start):
            found.update(dict(words))
        ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        return [pair for pair in ranked[:most] if pair[1]]

    def _live(self, start: str) -> Iterator[tuple[int, int, Iterator[tuple[str, int]]]]:
        """Of each part the words that begin so: its place, the number of the first of them, and
        each word with how many rows that live have it."""
        for place, (part, marks) in enumerate(zip(self._parts, self._marks, strict=True)):
            low, high = part.dictionary.starting(start)
            counts = part.rows_of_word[low:high].astype(np.int64)
            first, last = marks.words.searchsorted((low, high)).tolist()
            counts[marks.words[first:last] - low] -= marks.lost[first:last]
            words = part.dictionary.between(low, high)
            yield place, low, zip(words, counts.tolist(), strict=True)

    def _kept(self, key: Hashable, read: Callable[[], list[Postings]]) -> Postings:
        return self._cache.get(key, lambda: self._joined(read(), key), lambda found: found.bytes)

    def _joined(self, found: Sequence[Postings], key: Hashable = None) -> Postings:
        """The postings of all parts as one; what is kept of them goes by the key."""
        rows, frequencies = [], []
        for part, own in enumerate(found):
            if len(own.rows):
                shared, lives = self._shared.of_part(part, own.rows)
                rows.append(shared)
                frequencies.append(own.frequencies[lives])
        if not rows:
            return NOWHERE
        if len(rows) == 1:
            return Postings(rows[0], frequencies[0], key)
        joined = np.concatenate(rows)
        order = np.argsort(joined, kind="stable")
        return Postings(joined[order], np.concatenate(frequencies)[order], key)
