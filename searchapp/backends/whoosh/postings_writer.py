"""Writing the words of a segment: dictionaries of words and stems, and each stem's postings.

- posting: a row that holds a stem, with how often (`frequency`) and at which words (`places`).
- variant: which of a stem's words a token is; kept for stems of several words only.

Postings are kept by stem, since that is how words are searched; a word's own postings are
those of its stem where the variant is its own, so no list is kept twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from searchapp import text
from searchapp.backends.whoosh.arrays import ArrayWriter
from searchapp.backends.whoosh.dictionary import write_strings
from searchapp.backends.whoosh.spool import Spool, Spools
from searchapp.kernels import Mask, Numbers, gaps, spans
from searchapp.kernels.inversion import Piece, Texts, invert
from searchapp.kernels.packing import narrow, width_for

_GAP_BYTES = np.array([[np.dtype(width).itemsize] for width in gaps.WIDTHS])


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words as the lexer numbered them, put in the order of stems and then of letters."""

    words: list[str]
    stems: list[str]
    stem_of: Numbers
    variant_of: Numbers
    spelling_of: Numbers

    @classmethod
    def of(cls, words: Sequence[str]) -> Vocabulary:
        """`spelling_of` turns the number of a word in the list into its place in the order."""
        ordered = sorted(zip(text.stems_of(words), words, range(len(words)), strict=True))
        stems = list(dict.fromkeys(stem for stem, _, _ in ordered))
        number_of = {stem: number for number, stem in enumerate(stems)}
        spelling_of = np.empty(len(words), dtype=np.int64)
        spelling_of[[number for _, _, number in ordered]] = np.arange(len(words))
        stem_of = np.array([number_of[stem] for stem, _, _ in ordered], dtype=np.int64)
        first_of_stem = np.searchsorted(stem_of, np.arange(len(stems)))
        variant_of = np.arange(len(stem_of)) - first_of_stem[stem_of]
        return cls([word for _, word, _ in ordered], stems, stem_of, variant_of, spelling_of)


def write_words(
    arrays: ArrayWriter,
    spools: Spools,
    vocabulary: Vocabulary,
    tokens: Spool,
    lengths: Numbers,
    row_of: Numbers,
) -> None:
    """`tokens` are the lexer's words of text after text, which have these lengths and rows."""
    texts = Texts(
        tokens,
        spans.offsets(lengths),
        row_of,
        vocabulary.stem_of[vocabulary.spelling_of],
        vocabulary.variant_of[vocabulary.spelling_of],
    )
    postings = _Postings(spools, vocabulary, int(lengths.max(initial=0)))
    stems = [postings.add(piece) for piece in invert(texts, keep=spools.new(np.int64).keep)]
    postings.write(arrays, stems)


@dataclass(frozen=True, slots=True)
class _Stems:
    """What is kept of each of some neighbouring stems, and of each of their spellings."""

    rows: Numbers
    tokens: Numbers
    tokens_of_several: Numbers
    gap_width: Numbers
    gap_count: Numbers
    rows_of_spelling: Numbers

    @classmethod
    def joined(cls, parts: Sequence[_Stems]) -> _Stems:
        return cls(
            *(spans.joined([getattr(part, field.name) for part in parts]) for field in fields(cls))
        )


class _Postings:
    """Takes piece after piece and keeps postings as they will be written."""

    def __init__(self, spools: Spools, vocabulary: Vocabulary, longest: int) -> None:
        self._vocabulary = vocabulary
        self._words_of_stem = np.bincount(vocabulary.stem_of, minlength=len(vocabulary.stems))
        self._gaps = [spools.new(width) for width in gaps.WIDTHS]
        up_to_longest = width_for(longest)
        self._frequencies, self._places = spools.new(up_to_longest), spools.new(up_to_longest)
        self._variants = spools.new(width_for(int(vocabulary.variant_of.max(initial=0))))

    def add(self, piece: Piece) -> _Stems:
        own = slice(piece.first, piece.first + len(piece.rows_of_stem))
        has_several = self._words_of_stem[own] > 1
        stem_of_posting = spans.owners(piece.rows_of_stem)
        self._frequencies.add(piece.frequencies)
        self._places.add(piece.places)
        self._variants.add(piece.variants[np.repeat(has_several, piece.tokens_of_stem)])
        width, count = self._add_gaps(piece, stem_of_posting)
        return _Stems(
            rows=piece.rows_of_stem,
            tokens=piece.tokens_of_stem,
            tokens_of_several=np.where(has_several, piece.tokens_of_stem, 0),
            gap_width=width,
            gap_count=count,
            rows_of_spelling=self._rows_of_spelling(piece, has_several, stem_of_posting),
        )

    def _add_gaps(self, piece: Piece, stem_of_posting: Numbers) -> tuple[Numbers, Numbers]:
        """Of each stem the width in which its gaps take the fewest bytes, and their number."""
        begins = spans.offsets(piece.rows_of_stem)[:-1][piece.rows_of_stem > 0]
        found = gaps.gaps(piece.rows, begins)
        counts = np.tile(piece.rows_of_stem, (len(gaps.WIDTHS), 1))
        for number, width in enumerate(gaps.WIDTHS):
            large, more = gaps.further(found, width)
            np.add.at(counts[number], stem_of_posting[large], more)
        best = np.argmin(counts * _GAP_BYTES, axis=0)
        best_of_posting = best[stem_of_posting]
        for number, width in enumerate(gaps.WIDTHS):
            self._gaps[number].add(gaps.encode(found[best_of_posting == number], width))
        return best, np.take_along_axis(counts, best[None, :], axis=0)[0]

    def _rows_of_spelling(
        self, piece: Piece, has_several: Mask, stem_of_posting: Numbers
    ) -> Numbers:
        """In how many rows each word of the piece's stems occurs."""
        last = piece.first + len(has_several)
        first, end = np.searchsorted(self._vocabulary.stem_of, (piece.first, last))
        stem_of = self._vocabulary.stem_of[first:end] - piece.first
        first_of_stem = np.searchsorted(stem_of, np.arange(len(has_several)))
        begins = spans.offsets(piece.frequencies)[:-1]
        is_open, is_once = has_several[stem_of_posting], piece.frequencies == 1
        once = np.flatnonzero(is_open & is_once)
        spellings = first_of_stem[stem_of_posting[once]] + piece.variants[begins[once]]
        counts = np.bincount(spellings, minlength=len(stem_of))
        # A row in which a stem occurs several times may hold a word of it just as often.
        often = np.flatnonzero(is_open & ~is_once)
        sizes = piece.frequencies[often]
        variants = piece.variants[spans.places(begins[often], sizes)]
        bits = int(variants.max(initial=0)).bit_length()
        pairs = (np.repeat(often, sizes) << bits) | variants
        pairs.sort()
        distinct = pairs[spans.firsts(pairs)]
        holders = stem_of_posting[distinct >> bits]
        spellings = first_of_stem[holders] + (distinct & ((1 << bits) - 1))
        counts += np.bincount(spellings, minlength=len(stem_of))
        return np.where(has_several[stem_of], counts, piece.rows_of_stem[stem_of])

    def write(self, arrays: ArrayWriter, parts: Sequence[_Stems]) -> None:
        stems = _Stems.joined(parts)
        _write_dictionaries(arrays, self._vocabulary, stems.rows_of_spelling)
        arrays.add("stem.gap_width", narrow(stems.gap_width))
        arrays.add("stem.gap_count", narrow(stems.gap_count))
        arrays.add("stem.postings", narrow(spans.offsets(stems.rows)))
        arrays.add("stem.places", narrow(spans.offsets(stems.tokens)))
        arrays.add("stem.variants", narrow(spans.offsets(stems.tokens_of_several)))
        arrays.add("stem.gap_start", narrow(_gap_starts(stems)))
        for number, spool in enumerate(self._gaps):
            arrays.add_spool(f"gaps{number}", spool)
        arrays.add_packed("frequencies", self._frequencies)
        arrays.add_packed("places", self._places)
        arrays.add_spool("variants", self._variants)


def _write_dictionaries(
    arrays: ArrayWriter, vocabulary: Vocabulary, rows_of_spelling: Numbers
) -> None:
    """Words in the order of letters, each with its stem, variant and number of rows."""
    order = np.array(
        sorted(range(len(vocabulary.words)), key=vocabulary.words.__getitem__), dtype=np.int64
    )
    stem_of = vocabulary.stem_of
    write_strings(arrays, "words", (vocabulary.words[number] for number in order))
    write_strings(arrays, "stems", vocabulary.stems)
    arrays.add("word.stem", narrow(stem_of[order]))
    arrays.add("word.variant", narrow(vocabulary.variant_of[order]))
    arrays.add("word.rows", narrow(rows_of_spelling[order]))
    arrays.add("stem.words", narrow(np.bincount(stem_of, minlength=len(vocabulary.stems))))


def _gap_starts(stems: _Stems) -> Numbers:
    """Where each stem's gaps start, in the array of its width."""
    starts = np.zeros(len(stems.gap_width), dtype=np.int64)
    for number in range(len(gaps.WIDTHS)):
        own = stems.gap_width == number
        starts[own] = spans.offsets(stems.gap_count[own])[:-1]
    return starts
