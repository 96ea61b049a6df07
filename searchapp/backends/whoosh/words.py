"""Reading the words of a segment: which rows hold a stem, a word, a phrase, and how often.

- term: a stem, or one of its variants (a single word).
- token place: the number of a token in the list of all, which is stem after stem.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from searchapp import text
from searchapp.backends.whoosh.arrays import Arrays
from searchapp.backends.whoosh.cache import Cache
from searchapp.backends.whoosh.dictionary import Dictionary
from searchapp.kernels import Ints, Numbers, gaps, phrases, spans, topk
from searchapp.kernels.rows import NONE


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows where something occurs, and how often in each; `key` if that is kept."""

    rows: Numbers
    frequencies: Ints
    key: Hashable = None

    @property
    def bytes(self) -> int:
        return self.rows.nbytes + self.frequencies.nbytes


# From this share of all rows on, a phrase looks rows up rather than for them.
_STARTS_BY_ROW = 32
# What is turned round at one time, so that memory is bounded.
_TOKENS_AT_ONCE = 1_000_000


NOWHERE = Postings(NONE, NONE)


@dataclass(frozen=True, slots=True)
class _Term:
    """`variant` is None where any word of the stem will do."""

    stem: int
    variant: int | None


class Words:
    def __init__(self, arrays: Arrays, cache: Cache) -> None:
        self.dictionary = Dictionary(arrays, "words")
        self.stems = Dictionary(arrays, "stems")
        self.rows_of_word = arrays["word.rows"]
        self._stem_of, self._variant_of = arrays["word.stem"], arrays["word.variant"]
        self._words_of_stem = arrays["stem.words"]
        self._gaps = tuple(arrays[f"gaps{number}"] for number in range(len(gaps.WIDTHS)))
        self._gap_width, self._gap_count = arrays["stem.gap_width"], arrays["stem.gap_count"]
        self._gap_start = arrays["stem.gap_start"]
        self._posting_ends, self._place_ends = arrays["stem.postings"], arrays["stem.places"]
        self._variant_ends = arrays["stem.variants"]
        self._frequencies, self._places = arrays.packed("frequencies"), arrays.packed("places")
        self._variants = arrays["variants"]
        self._size: int = arrays.facts["paragraphs"]
        self._longest: int = arrays.facts["longest"]
        self._cache = cache

    # --- postings ---------------------------------------------------------------------------

    def of_stem_of(self, word: str) -> Postings:
        """Where any word with the same stem occurs."""
        stem = self.stems.find(text.stem(word))
        return NOWHERE if stem is None else self.of_stem(stem)

    def of_word(self, word: str) -> Postings:
        """Where this very word occurs."""
        number = self.dictionary.find(word)
        return NOWHERE if number is None else self.of_words([number])

    def of_stem(self, stem: int) -> Postings:
        return self._cache.get(stem, lambda: self._read(stem), lambda found: found.bytes)

    def _read(self, stem: int) -> Postings:
        start = int(self._gap_start[stem])
        written = self._gaps[self._gap_width[stem]][start : start + int(self._gap_count[stem])]
        first, last = self._posting_ends[stem : stem + 2].tolist()
        return Postings(gaps.decode(written), self._frequencies.between(first, last), stem)

    def of_words(self, numbers: Sequence[int]) -> Postings:
        """Where any of these words occurs, by their numbers in the dictionary."""
        wanted: dict[int, list[int]] = {}
        for stem, variant in zip(
            self._stem_of[numbers].tolist(), self._variant_of[numbers].tolist(), strict=True
        ):
            wanted.setdefault(stem, []).append(variant)
        return self._joined([self._of_variants(*each) for each in wanted.items()])

    def of_pattern(
        self, start: str, accepts: Callable[[str], bool] | None, most: int
    ) -> Postings | None:
        """Where any of the words occurs that begin so and are accepted; None if they are more
        than so many."""
        low, high = self.dictionary.starting(start)
        if accepts is None:
            numbers = list(range(low, min(high, low + most + 1)))
        else:
            words = enumerate(self.dictionary.between(low, high), low)
            numbers = [number for number, word in words if accepts(word)]
        return self.of_words(numbers) if len(numbers) <= most else None

    def frequent(self, start: str, most: int) -> list[tuple[str, int]]:
        """The words that begin so and the number of rows of each, most frequent first."""
        low, high = self.dictionary.starting(start)
        counts = self.rows_of_word[low:high].astype(np.int64)
        best = topk.first(-counts, min(most, high - low))
        return [(self.dictionary[low + number], int(counts[number])) for number in best.tolist()]

    def _of_variants(self, stem: int, variants: list[int]) -> Postings:
        whole = self.of_stem(stem)
        if len(variants) == self._words_of_stem[stem]:
            return whole
        start, end = self._variant_ends[stem : stem + 2].tolist()
        found = np.isin(self._variants[start:end], variants)
        frequencies = spans.totals(found, spans.offsets(whole.frequencies))
        held = frequencies > 0
        return Postings(whole.rows[held], frequencies[held])

    def _joined(self, parts: Sequence[Postings]) -> Postings:
        if len(parts) <= 1:
            return parts[0] if parts else NOWHERE
        rows = np.concatenate([each.rows for each in parts])
        frequencies = np.concatenate([each.frequencies for each in parts])
        if len(rows) < self._size:
            order = np.argsort(rows, kind="stable")
            rows, frequencies = rows[order], frequencies[order]
            begins = np.flatnonzero(np.append(True, rows[1:] != rows[:-1]))
            return Postings(rows[begins], np.add.reduceat(frequencies, begins, dtype=np.int64))
        sums = np.bincount(rows, weights=frequencies, minlength=self._size).astype(np.int64)
        held = np.flatnonzero(sums)
        return Postings(held, sums[held])

    # --- phrases ----------------------------------------------------------------------------

    def of_phrase(self, words: Sequence[str], slop: int, *, exact: bool) -> Postings:
        """The frequency is the number of words at which the phrase can begin."""
        terms = [self._term(word, exact) for word in words]
        found = [term for term in terms if term is not None]
        if not found or len(found) < len(terms):
            return NOWHERE
        return Postings(*phrases.phrase([self._occurrences(term) for term in found], slop))

    def _occurrences(self, term: _Term) -> phrases.Occurrences:
        held = self.of_stem(term.stem)
        tokens = self._cache.get(
            ("tokens", term.stem),
            lambda: self._tokens(term.stem, held),
            lambda found: found.bytes,
        )
        if term.variant is None:
            return phrases.Occurrences(held.rows, *tokens)
        start, end = self._variant_ends[term.stem : term.stem + 2].tolist()
        return phrases.Occurrences(held.rows, *tokens, self._variants[start:end], term.variant)

    def _tokens(self, stem: int, held: Postings) -> phrases.Tokens:
        places = self._places.part(*self._place_ends[stem : stem + 2].tolist())
        common = len(held.rows) * _STARTS_BY_ROW >= self._size
        if common and held.frequencies.itemsize == 1:
            starts, blocks = phrases.by_row(held.rows, held.frequencies, self._size)
        else:
            starts, blocks = spans.offsets(held.frequencies), None
        return phrases.Tokens(starts, blocks, places.small, places.large_at, places.large)

    def _term(self, word: str, exact: bool) -> _Term | None:
        if not exact:
            stem = self.stems.find(text.stem(word))
            return None if stem is None else _Term(stem, None)
        number = self.dictionary.find(word)
        if number is None:
            return None
        stem = int(self._stem_of[number])
        is_only = self._words_of_stem[stem] == 1
        return _Term(stem, None if is_only else int(self._variant_of[number]))

    # --- back to texts ----------------------------------------------------------------------

    def texts(self, row_ends: Numbers) -> Ints:
        """The words of all rows, row after row, as numbers in the dictionary: the postings
        turned round again, by which a segment is taken over into another."""
        in_order = np.lexsort((self._variant_of, self._stem_of))
        first_word = spans.offsets(self._words_of_stem)
        texts = np.empty(int(row_ends[-1]), dtype=np.int32)
        for low, high in spans.portions(self._place_ends, _TOKENS_AT_ONCE):
            places = slice(*self._place_ends[[low, high]].tolist())
            postings = slice(*self._posting_ends[[low, high]].tolist())
            stem = low + spans.owners(np.diff(self._place_ends[low : high + 1]))
            word = first_word[stem]
            variants = slice(*self._variant_ends[[low, high]].tolist())
            word[self._words_of_stem[stem] > 1] += self._variants[variants]
            frequencies = self._frequencies.between(postings.start, postings.stop)
            row = np.repeat(self._rows_between(low, high), frequencies)
            place = self._places.between(places.start, places.stop)
            texts[row_ends[row] + place] = in_order[word]
        return texts

    def _rows_between(self, low: int, high: int) -> Numbers:
        """The rows of all postings of these stems, stem after stem."""
        rows_of_stem = np.diff(self._posting_ends[low : high + 1])
        width_of_stem = self._gap_width[low:high]
        width_of_posting = np.repeat(width_of_stem, rows_of_stem)
        rows = np.empty(len(width_of_posting), dtype=np.int64)
        for width, gaps_of_width in enumerate(self._gaps):
            own = width_of_stem == width
            starts = self._gap_start[low:high][own].astype(np.int64)
            if not len(starts):
                continue
            end = starts[-1] + self._gap_count[low:high][own][-1]
            written = gaps_of_width[starts[0] : end]
            reached = np.concatenate(([0], np.cumsum(written, dtype=np.int64)))
            before = reached[starts - starts[0]]
            ended = np.flatnonzero(written != np.iinfo(written.dtype).max)
            found = reached[ended + 1] - np.repeat(before, rows_of_stem[own]) - 1
            rows[width_of_posting == width] = found
        return rows

    # --- positions, for Whoosh's own matchers -----------------------------------------------

    def positions_of_stem(self, stem: int) -> list[list[int]]:
        """The places of a stem in each row that holds it."""
        return self._positions(_Term(stem, None))

    def positions_of_word(self, number: int) -> list[list[int]]:
        stem, variant = int(self._stem_of[number]), int(self._variant_of[number])
        return self._positions(_Term(stem, variant if self._words_of_stem[stem] > 1 else None))

    def _positions(self, term: _Term) -> list[list[int]]:
        held = self.of_stem(term.stem)
        starts = spans.offsets(held.frequencies)
        places = self._places.between(*self._place_ends[term.stem : term.stem + 2].tolist())
        if term.variant is not None:
            first, last = self._variant_ends[term.stem : term.stem + 2].tolist()
            own = self._variants[first:last] == term.variant
            often = spans.totals(own, starts)
            starts, places = spans.offsets(often[often > 0]), places[own]
        found, ends = places.tolist(), starts.tolist()
        return [found[start:end] for start, end in pairwise(ends)]
