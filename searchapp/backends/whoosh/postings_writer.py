"""Writing the words of a segment: dictionaries of words and stems, and each stem's postings.

- posting: a row that holds a stem, with how often (`frequency`) and at which words (`places`).
- variant: which of a stem's words a token is; kept for stems of several words only.

Postings are kept by stem, since that is how words are searched; a word's own postings are
those of its stem where the variant is its own, so no list is kept twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from searchapp import text
from searchapp.backends.whoosh.arrays import ArrayWriter
from searchapp.backends.whoosh.dictionary import write_strings
from searchapp.kernels import Ints, Mask, Numbers, gaps, spans
from searchapp.kernels.inversion import Piece, invert
from searchapp.kernels.packing import narrow, pack


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words as the lexer numbered them, put in the order of stems and then of letters."""

    words: list[str]
    stems: list[str]
    stem_of: Numbers
    spelling_of: Numbers

    @classmethod
    def of(cls, words: Sequence[str]) -> Vocabulary:
        """`spelling_of` turns the number of a word in the list into its place in the order."""
        ordered = sorted((text.stem(word), word, number) for number, word in enumerate(words))
        stems = list(dict.fromkeys(stem for stem, _, _ in ordered))
        number_of = {stem: number for number, stem in enumerate(stems)}
        spelling_of = np.empty(len(words), dtype=np.int64)
        spelling_of[[number for _, _, number in ordered]] = np.arange(len(words))
        stem_of = np.array([number_of[stem] for stem, _, _ in ordered], dtype=np.int64)
        return cls([word for _, word, _ in ordered], stems, stem_of, spelling_of)


def write_words(
    arrays: ArrayWriter, vocabulary: Vocabulary, tokens: Ints, row_ends: Numbers
) -> None:
    """`tokens` are places in the vocabulary's order, row after row."""
    several = np.bincount(vocabulary.stem_of, minlength=len(vocabulary.stems)) > 1
    pieces = [
        _packed_piece(piece, several, vocabulary)
        for piece in invert(tokens, row_ends, vocabulary.stem_of)
    ]
    _write_dictionaries(arrays, vocabulary, pieces)
    for name in ("gap_width", "gap_count"):
        arrays.add(f"stem.{name}", narrow(_joined([getattr(piece, name) for piece in pieces])))
    arrays.add("stem.postings", narrow(_ends([piece.rows_of_stem for piece in pieces])))
    arrays.add("stem.places", narrow(_ends([piece.tokens_of_stem for piece in pieces])))
    tokens_of_several = [
        np.where(several[piece.first :][: len(piece.tokens_of_stem)], piece.tokens_of_stem, 0)
        for piece in pieces
    ]
    arrays.add("stem.variants", narrow(_ends(tokens_of_several)))
    arrays.add("stem.gap_start", narrow(_gap_starts(pieces)))
    for number, width in enumerate(gaps.WIDTHS):
        arrays.add(f"gaps{number}", _joined([piece.gaps[number] for piece in pieces]).astype(width))
    arrays.add_packed("frequencies", pack(_joined([piece.frequencies for piece in pieces])))
    arrays.add_packed("places", pack(_joined([piece.places for piece in pieces])))
    arrays.add("variants", narrow(_joined([piece.variants for piece in pieces])))


@dataclass(frozen=True, slots=True)
class _PackedPiece:
    """A piece as it will be written. `gaps[i]` are those of width i, in the order of stems."""

    first: int
    rows_of_stem: Numbers
    tokens_of_stem: Numbers
    rows_of_spelling: Numbers
    gap_width: Numbers
    gap_count: Numbers
    gaps: tuple[Ints, ...]
    frequencies: Ints
    places: Ints
    variants: Ints


def _packed_piece(piece: Piece, several: Mask, vocabulary: Vocabulary) -> _PackedPiece:
    ends = spans.offsets(piece.rows_of_stem)
    begins = ends[:-1][piece.rows_of_stem > 0]
    found = gaps.gaps(piece.rows, begins)
    counts = np.stack([spans.totals(gaps.written_length(found, w), ends) for w in gaps.WIDTHS])
    sizes = counts * np.array([[1], [2], [4]])
    width = np.argmin(sizes, axis=0)
    width_of_posting = np.repeat(width, piece.rows_of_stem)
    has_several = several[piece.first :][: len(piece.tokens_of_stem)]
    return _PackedPiece(
        first=piece.first,
        rows_of_stem=piece.rows_of_stem,
        tokens_of_stem=piece.tokens_of_stem,
        rows_of_spelling=_rows_of_spelling(piece, has_several, vocabulary),
        gap_width=width,
        gap_count=np.take_along_axis(counts, width[None, :], axis=0)[0],
        gaps=tuple(
            gaps.encode(found[width_of_posting == number], w)
            for number, w in enumerate(gaps.WIDTHS)
        ),
        frequencies=narrow(piece.frequencies),
        places=narrow(piece.places),
        variants=narrow(piece.variants[np.repeat(has_several, piece.tokens_of_stem)]),
    )


def _rows_of_spelling(piece: Piece, has_several: Mask, vocabulary: Vocabulary) -> Numbers:
    """In how many rows each word of the piece's stems occurs."""
    first, last = np.searchsorted(
        vocabulary.stem_of, (piece.first, piece.first + len(piece.rows_of_stem))
    )
    stem_of = vocabulary.stem_of[first:last] - piece.first
    found = piece.rows_of_stem[stem_of].copy()
    if not has_several.any():
        return found
    first_of_stem = np.searchsorted(stem_of, np.arange(len(piece.rows_of_stem)))
    kept = np.repeat(has_several, piece.tokens_of_stem)
    stem_of_token = np.repeat(np.arange(len(has_several)), piece.tokens_of_stem)[kept]
    spelling = first_of_stem[stem_of_token] + piece.variants[kept]
    row = np.repeat(piece.rows, piece.frequencies)[kept]
    bits = int(row.max(initial=0)).bit_length()
    keys = (spelling << bits) | row
    keys.sort()
    distinct = np.append(True, keys[1:] != keys[:-1])
    counts = np.bincount(keys[distinct] >> bits, minlength=len(found))
    return np.where(has_several[stem_of], counts, found)


def _write_dictionaries(
    arrays: ArrayWriter, vocabulary: Vocabulary, pieces: Sequence[_PackedPiece]
) -> None:
    """Words in the order of letters, each with its stem, variant and number of rows."""
    order = np.array(
        sorted(range(len(vocabulary.words)), key=vocabulary.words.__getitem__), dtype=np.int64
    )
    stem_of = vocabulary.stem_of
    first_of_stem = np.searchsorted(stem_of, np.arange(len(vocabulary.stems)))
    variant = np.arange(len(stem_of)) - first_of_stem[stem_of]
    write_strings(arrays, "words", (vocabulary.words[number] for number in order))
    write_strings(arrays, "stems", vocabulary.stems)
    arrays.add("word.stem", narrow(stem_of[order]))
    arrays.add("word.variant", narrow(variant[order]))
    rows = _joined([piece.rows_of_spelling for piece in pieces])
    arrays.add("word.rows", narrow(rows[order]))
    arrays.add("stem.words", narrow(np.bincount(stem_of, minlength=len(vocabulary.stems))))


def _gap_starts(pieces: Sequence[_PackedPiece]) -> Numbers:
    """Where each stem's gaps start, in the array of its width."""
    width = _joined([piece.gap_width for piece in pieces])
    count = _joined([piece.gap_count for piece in pieces])
    starts = np.zeros(len(width), dtype=np.int64)
    for number in range(len(gaps.WIDTHS)):
        own = width == number
        starts[own] = spans.offsets(count[own])[:-1]
    return starts


def _ends(lengths: Sequence[Numbers]) -> Numbers:
    return spans.offsets(_joined(lengths))


def _joined(parts: Sequence[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
