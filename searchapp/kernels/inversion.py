"""From the words of each row to the rows of each word.

- spelling: a word's number when words are ordered by stem and then by letters; the spellings
  of one stem are neighbours, and `variant` counts them from 0.
- piece: the postings of a run of stems, all that is sorted at one time.

A token is one number, `stem | place in the corpus | variant`, and one sort of these numbers
is the whole inversion. Doing it stem range by stem range bounds the memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from searchapp.kernels import Ints, Numbers, spans

TOKENS_AT_ONCE = 4_000_000
# Every range of stems is another walk over all tokens, so there are not more than these.
_MOST_RANGES = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """Of each stem from `first` on the number of rows and of tokens; then stem after stem the
    rows and the tokens' number in each; then for every token its place and variant."""

    first: int
    rows_of_stem: Numbers
    tokens_of_stem: Numbers
    rows: Numbers
    frequencies: Numbers
    places: Numbers
    variants: Numbers


def invert(
    spellings: Ints, row_ends: Numbers, stem_of: Ints, *, at_once: int = TOKENS_AT_ONCE
) -> Iterator[Piece]:
    """`spellings` are the tokens of all rows, row after row; `stem_of` is each spelling's stem."""
    first_spelling = np.searchsorted(
        stem_of, np.arange(int(stem_of[-1]) + 1 if len(stem_of) else 0)
    )
    variant_of = np.arange(len(stem_of)) - first_spelling[stem_of]
    sizes = np.bincount(stem_of[spellings], minlength=len(first_spelling))
    row_of = np.repeat(np.arange(len(row_ends) - 1, dtype=np.uint32), np.diff(row_ends))
    layout = _Layout(
        token_bits=max(len(spellings).bit_length(), 1),
        variant_bits=max(int(variant_of.max(initial=0)).bit_length(), 1),
    )
    head = (stem_of.astype(np.int64) << (layout.token_bits + layout.variant_bits)) | variant_of
    for low, high in _ranges(sizes, max(at_once, len(spellings) // _MOST_RANGES)):
        whole = low == 0 and high == len(sizes)
        tokens = np.arange(len(spellings)) if whole else _tokens_of(spellings, stem_of, low, high)
        packed = head[spellings[tokens]]
        packed |= tokens << layout.variant_bits
        packed.sort()
        yield _piece(packed, low, sizes[low:high], row_of, row_ends, layout)


@dataclass(frozen=True, slots=True)
class _Layout:
    token_bits: int
    variant_bits: int


def _ranges(sizes: Numbers, at_once: int) -> Iterator[tuple[int, int]]:
    """Runs of stems with at most so many tokens, or one stem that has more."""
    running = spans.offsets(sizes)
    low = 0
    while low < len(sizes):
        high = int(np.searchsorted(running, running[low] + at_once, side="right")) - 1
        yield low, max(high, low + 1)
        low = max(high, low + 1)


def _tokens_of(spellings: Ints, stem_of: Ints, low: int, high: int) -> Numbers:
    first, last = np.searchsorted(stem_of, (low, high))
    return np.flatnonzero((spellings >= first) & (spellings < last))


def _piece(
    packed: Numbers, low: int, sizes: Numbers, row_of: Ints, row_ends: Numbers, layout: _Layout
) -> Piece:
    variants = packed & ((1 << layout.variant_bits) - 1)
    packed >>= layout.variant_bits
    token = packed & ((1 << layout.token_bits) - 1)
    rows = row_of[token].astype(np.int64)
    is_first = np.empty(len(rows), dtype=np.bool_)
    is_first[:1] = True
    np.not_equal(rows[1:], rows[:-1], out=is_first[1:])
    starts = spans.offsets(sizes)
    is_first[starts[:-1][sizes > 0]] = True
    begins = np.flatnonzero(is_first)
    return Piece(
        first=low,
        rows_of_stem=np.diff(np.searchsorted(begins, starts)),
        tokens_of_stem=sizes,
        rows=rows[begins],
        frequencies=np.diff(np.append(begins, len(rows))),
        places=token - row_ends[rows],
        variants=variants,
    )
