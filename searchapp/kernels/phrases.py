"""Where words follow one another.

- occurrences: all tokens of one word, row after row.
- key: a token's row and place as one number. Of two rows the keys lie farther apart than any
  phrase reaches, so that none goes on from one paragraph into the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from searchapp.kernels import Ints, Numbers, compiled, spans
from searchapp.kernels.rows import common, where_in

_PLACE_BITS = 32
_ROWS_OF_BLOCK = 64  # whose tokens 16 bits can count, since in no row are more than 255


class Tokens(NamedTuple):
    """Where a word's tokens are.

    `starts` tells at which token each of the word's rows begins, and where the last ends: int64.
    Or, with `blocks`, of a common word the same of every row that there is, which is quicker to
    look up: at which token its block of 64 rows begins (uint32), and how many more come before
    its own (uint16). `places` has one place for each token, cut where it is one of `large_at`;
    those are in `large`."""

    starts: Ints
    blocks: Ints | None
    places: Ints
    large_at: Ints
    large: Ints

    @property
    def bytes(self) -> int:
        """What is held beside the index."""
        return self.starts.nbytes + (0 if self.blocks is None else self.blocks.nbytes)


class Occurrences(NamedTuple):
    """The rows of a word and its tokens; where `variants` are given, only those of the `variant`
    count."""

    rows: Numbers
    starts: Ints
    blocks: Ints | None
    places: Ints
    large_at: Ints
    large: Ints
    variants: Ints | None = None
    variant: int = 0


def by_row(rows: Numbers, frequencies: Ints, size: int) -> tuple[Ints, Ints]:
    """`starts` and `blocks` of what occurs in these rows so often, at most 255 times in each."""
    if compiled.native:
        starts = np.empty(size + 1, dtype=np.uint16)
        blocks = np.empty(size // _ROWS_OF_BLOCK + 1, dtype=np.uint32)
        compiled.native.starts_by_row(rows, frequencies, starts, blocks)
        return starts, blocks
    often = np.zeros(size + 1, dtype=np.uint32)
    often[rows + 1] = frequencies
    ends = often.cumsum(dtype=np.uint32)
    blocks = ends[::_ROWS_OF_BLOCK].copy()
    return (ends - blocks.repeat(_ROWS_OF_BLOCK)[: size + 1]).astype(np.uint16), blocks


def phrase(words: Sequence[Occurrences], slop: int) -> tuple[Numbers, Numbers]:
    """The rows in which the words follow one another with at most `slop` others among them, and
    at how many tokens of the first word that begins in each."""
    if compiled.native:
        rows, counts = np.empty((2, min(len(word.rows) for word in words)), dtype=np.int64)
        found = compiled.native.phrase(tuple(words), slop, rows, counts)
        return rows[:found], counts[:found]
    shared = reduce(common, sorted((word.rows for word in words), key=len))
    begun = beginnings([_keys(word, shared) for word in words], slop) >> _PLACE_BITS
    firsts = np.flatnonzero(np.append(True, begun[1:] != begun[:-1])) if len(begun) else begun
    return begun[firsts], np.diff(np.append(firsts, len(begun)))


def _keys(word: Occurrences, rows: Numbers) -> Numbers:
    """The keys of the tokens in these rows, which all hold the word."""
    if word.blocks is None:
        at = where_in(rows, word.rows)[1]
        starts, ends = word.starts[at], word.starts[at + 1]
    else:
        starts, ends = (
            word.blocks[row // _ROWS_OF_BLOCK].astype(np.int64) + word.starts[row]
            for row in (rows, rows + 1)
        )
    lengths = ends - starts
    tokens = spans.places(starts, lengths)
    keys: Numbers = np.repeat(rows << _PLACE_BITS, lengths) + _places(word, tokens)
    return keys if word.variants is None else keys[word.variants[tokens] == word.variant]


def _places(word: Occurrences, tokens: Numbers) -> Numbers:
    places = word.places[tokens].astype(np.int64)
    is_large, which = where_in(tokens, word.large_at)
    places[is_large] = word.large[which[is_large]]
    return places


def beginnings(words: Sequence[Numbers], slop: int) -> Numbers:
    """The keys of the first word at which the phrase can begin: the other words follow in order
    with at most `slop` words among them. Each word's keys ascend."""
    begun = reached = words[0]
    for following in words[1:]:
        place = following.searchsorted(reached, side="right")
        there = place < len(following)
        begun, reached = begun[there], following[place[there]]
    kept: Numbers = begun[reached - begun < len(words) + slop]
    return kept
