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


class Occurrences(NamedTuple):
    """`starts` tells at which token each of the rows begins, and where the last ends: int64; or
    of a common word the same of every row that there is: uint32, which is quicker to look up.
    `places` has one place for each token. Where `variants` are given, only the tokens of the
    `variant` count."""

    rows: Numbers
    starts: Ints
    places: Ints
    variants: Ints | None = None
    variant: int = 0


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
    by_row = word.starts.dtype == np.uint32
    at = rows if by_row else where_in(rows, word.rows)[1]
    starts = word.starts[at].astype(np.int64)
    lengths = word.starts[at + 1].astype(np.int64) - starts
    tokens = spans.places(starts, lengths)
    keys: Numbers = np.repeat(rows << _PLACE_BITS, lengths) + word.places[tokens]
    return keys if word.variants is None else keys[word.variants[tokens] == word.variant]


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
