"""Cutting many texts into numbered words, as `searchapp.text` cuts one.

- chunk: a piece of text, mostly one token; each distinct one is cut and folded only once.
- word: what a token folds to, numbered in the order of first sight.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchapp import text
from searchapp.kernels import Ints, Numbers, spans
from searchapp.kernels.cutting import Chunker, Chunks
from searchapp.kernels.numbering import InOrder

# In place of a word's number: of chunks without a word, with several, and not yet looked at.
_NONE, _SEVERAL, _UNKNOWN = -1, -2, -3
_LONGEST = 48  # bytes; longer chunks are rare and cut whenever they come


class Lexer:
    """Reads texts in batches."""

    def __init__(self, words: InOrder[str]) -> None:
        self._numbers = words
        self._chunker = Chunker(_LONGEST)
        self._word_of_chunk = np.full(1 << 10, _UNKNOWN, dtype=np.int32)
        self._words_of_chunk: dict[int, list[int]] = {}

    def read(self, texts: Sequence[bytes]) -> tuple[Ints, Numbers]:
        """The number of each word, text after text, and how many words each text has. Texts
        come as UTF-8, in which lone surrogates may pass."""
        chunks = self._chunker.read(b"\0".join(texts).translate(text.CHUNK_BYTES))
        ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1)
        chunk_ends = np.append(0, np.searchsorted(chunks.starts, ends))
        tokens, several = self._words_of(chunks)
        how_many = (tokens != _NONE).astype(np.int64)
        for place, words in several.items():
            how_many[place] = len(words)
        if how_many.min(initial=1) != 1 or several:
            starts = spans.offsets(how_many)
            tokens = np.repeat(tokens, how_many)
            for place, words in several.items():
                tokens[starts[place] : starts[place + 1]] = words
        return tokens, spans.totals(how_many, chunk_ends)

    def _words_of(self, chunks: Chunks) -> tuple[Ints, dict[int, list[int]]]:
        """The word of each chunk, and the words of those that have several."""
        numbers = chunks.numbers
        self._make_room(int(numbers.max(initial=-1)) + 1)
        tokens = np.where(numbers < 0, _SEVERAL, self._word_of_chunk[numbers])
        unknown = np.flatnonzero(tokens == _UNKNOWN)
        if len(unknown):
            new, first = np.unique(numbers[unknown], return_index=True)
            self._learn(new, chunks.at(unknown[first]))
            tokens[unknown] = self._word_of_chunk[numbers[unknown]]
        places = np.flatnonzero(tokens == _SEVERAL)
        which = zip(places.tolist(), numbers[places].tolist(), chunks.at(places), strict=True)
        several = {
            place: self._words_of_chunk.get(number) or self._cut(chunk)
            for place, number, chunk in which
        }
        return tokens, several

    def _learn(self, numbers: Ints, chunks: Sequence[bytes]) -> None:
        learnt = []
        for number, chunk in zip(numbers.tolist(), chunks, strict=True):
            words = self._cut(chunk)
            learnt.append(words[0] if len(words) == 1 else _SEVERAL if words else _NONE)
            if len(words) > 1:
                self._words_of_chunk[number] = words
        self._word_of_chunk[numbers] = learnt

    def _cut(self, chunk: bytes) -> list[int]:
        if chunk.isalnum():  # ASCII and so one token
            return [self._numbers[text.ascii_word(chunk)]]
        found = text.words(chunk.decode("utf-8", "surrogatepass"))
        return [self._numbers[word] for word in found]

    def _make_room(self, size: int) -> None:
        held = len(self._word_of_chunk)
        if size > held:
            more = np.full(2 * size - held, _UNKNOWN, dtype=np.int32)
            self._word_of_chunk = np.concatenate((self._word_of_chunk, more))
