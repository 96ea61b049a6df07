"""From the words of each row to the rows of each word.

- arrival: the number of a text in the order in which texts came; its row is another.
- variant: a word's number among those of its stem.
- run: tokens that came one after another, in the order of stems.
- piece: the postings of neighbouring stems.

A token is one number, `stem | row | place | variant`, and to sort these numbers is the whole
inversion. There may be more of them than can be held, so they are sorted twice: by stem as they
came, run by run, and then piece by piece with the part that each run has of it. Runs and pieces
are bounded; between the two a caller may keep the runs on a disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from searchapp.kernels import Ints, Numbers, spans
from searchapp.kernels.packing import width_for

_BITS = 63
# What is sorted at one time should fit in the caches of a processor. But every piece reads from
# every run, so of very many tokens more are sorted at one time, up to what memory is to be spared.
_FEWEST_AT_ONCE, _MOST_AT_ONCE = 500_000, 4_000_000
_PIECES = 128


class Kept(Protocol):
    """Numbers kept somewhere, of which one asks for a part."""

    def __getitem__(self, part: slice, /) -> Ints: ...


@dataclass(frozen=True, slots=True)
class Texts:
    """The text that arrives i-th has the words `tokens[ends[i]:ends[i + 1]]` and the row
    `row_of[i]`. Of each word `stem_of` and `variant_of` are known."""

    tokens: Kept
    ends: Numbers
    row_of: Numbers
    stem_of: Numbers
    variant_of: Numbers


@dataclass(frozen=True, slots=True)
class Piece:
    """Of each stem from `first` on the number of rows and of tokens; then stem after stem the
    rows and the tokens' number in each; then for every token its place and variant."""

    first: int
    rows_of_stem: Numbers
    tokens_of_stem: Numbers
    rows: Numbers
    frequencies: Numbers
    places: Ints
    variants: Ints


@dataclass(frozen=True, slots=True)
class _Layout:
    """How many bits of a token's number each part takes."""

    row: int
    place: int
    variant: int

    @classmethod
    def of(cls, texts: Texts) -> _Layout:
        lengths = np.diff(texts.ends)
        largest = (texts.row_of, lengths, texts.variant_of)
        return cls(*(int(each.max(initial=1)).bit_length() for each in largest))

    @property
    def below_row(self) -> int:
        return self.place + self.variant

    @property
    def below_stem(self) -> int:
        return self.row + self.place + self.variant


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens without their stems; `ends` tells where those of each stem end."""

    tokens: Kept
    ends: Kept


def invert(
    texts: Texts,
    *,
    at_once: int | None = None,
    keep: Callable[[Ints], Kept] = lambda numbers: numbers,
) -> Iterator[Piece]:
    """The pieces in the order of stems, each of so many tokens or of one stem that has more.
    `keep` is where runs go until they are needed."""
    if at_once is None:
        at_once = min(max(int(texts.ends[-1]) // _PIECES, _FEWEST_AT_ONCE), _MOST_AT_ONCE)
    layout = _Layout.of(texts)
    sizes = np.zeros(int(texts.stem_of.max(initial=-1)) + 1, dtype=np.int64)
    runs: list[_Run] = []
    for first, last in spans.portions(texts.ends, at_once):
        stems, tokens = _by_stem(texts, first, last, layout)
        own = np.bincount(stems, minlength=len(sizes))
        sizes += own
        runs.append(_Run(keep(tokens), keep(spans.offsets(own))))
    most_stems = 1 << (_BITS - layout.below_stem)
    for low, high in spans.portions(spans.offsets(sizes), at_once, most_stems):
        yield _piece(low, sizes[low:high], _tokens(runs, low, high, layout), layout)


def _by_stem(texts: Texts, first: int, last: int, layout: _Layout) -> tuple[Numbers, Numbers]:
    """The stems of the tokens that arrived in these texts, and the tokens in their order."""
    ends = texts.ends[first : last + 1]
    words = texts.tokens[int(ends[0]) : int(ends[-1])]
    begins = (texts.row_of[first:last] << layout.below_row) - (
        (ends[:-1] - ends[0]) << layout.variant
    )
    tokens = np.repeat(begins, np.diff(ends))
    tokens += np.arange(len(words)) << layout.variant
    tokens |= texts.variant_of[words]
    stems = texts.stem_of[words]
    bits = len(words).bit_length()
    order = (stems << bits) | np.arange(len(words))
    order.sort()
    order &= (1 << bits) - 1
    return stems, tokens[order]


def _tokens(runs: Sequence[_Run], low: int, high: int, layout: _Layout) -> Numbers:
    """The tokens of some stems, from all runs, sorted; their stems count from `low`."""
    parts = []
    for run in runs:
        ends = run.ends[low : high + 1]
        stems = np.arange(high - low) << layout.below_stem
        parts.append(np.repeat(stems, np.diff(ends)) | run.tokens[int(ends[0]) : int(ends[-1])])
    tokens: Numbers = np.concatenate(parts)
    tokens.sort()
    return tokens


def _piece(low: int, sizes: Numbers, tokens: Numbers, layout: _Layout) -> Piece:
    stem_and_row = tokens >> layout.below_row
    begins = np.flatnonzero(spans.firsts(stem_and_row))
    postings = stem_and_row[begins]
    del stem_and_row  # the piece of a frequent stem is large
    variants = (tokens & ((1 << layout.variant) - 1)).astype(width_for(1 << layout.variant))
    tokens >>= layout.variant
    tokens &= (1 << layout.place) - 1
    return Piece(
        first=low,
        rows_of_stem=np.bincount(postings >> layout.row, minlength=len(sizes)),
        tokens_of_stem=sizes,
        rows=postings & ((1 << layout.row) - 1),
        frequencies=np.diff(begins, append=len(tokens)),
        places=tokens.astype(width_for(1 << layout.place)),
        variants=variants,
    )
