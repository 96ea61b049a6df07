from __future__ import annotations

import numpy as np

from searchapp.kernels import spans
from searchapp.kernels.packing import cut
from searchapp.kernels.phrases import Occurrences, by_row, phrase
from searchapp.kernels.rows import NONE
from searchapp.matching import phrase_places
from tests.kernels.drawn import SIZE, rows, seeds


@seeds
def test_phrases_begin_where_a_search_word_by_word_finds_them(seed: int) -> None:
    chance = np.random.default_rng(seed)
    longest, count = int(chance.choice([30, 120])), int(chance.choice([40, 150]))
    texts = [chance.integers(0, 4, chance.integers(0, longest)).tolist() for _ in range(count)]
    words = chance.integers(0, 4, chance.integers(1, 4)).tolist()
    slop = int(chance.choice([0, 0, 1, 3, 9]))
    before = int(chance.choice([0, 0, 200, 65_500]))  # that many words stand before every text
    found, often = phrase([occurrences(texts, word, before, chance) for word in words], slop)
    wanted = {}
    for row, text in enumerate(texts):
        places = [[at for at, each in enumerate(text) if each == word] for word in words]
        if all(places) and (runs := phrase_places(places, slop)):
            wanted[row] = len(runs)
    assert dict(zip(found.tolist(), often.tolist(), strict=True)) == wanted


def occurrences(
    texts: list[list[int]], word: int, before: int, chance: np.random.Generator
) -> Occurrences:
    """Now and then in the form for common words; words 0 and 1 now and then as variants; the
    larger places now and then beside."""
    together = word < 2 and chance.random() < 0.5
    meant = (0, 1) if together else (word,)
    tokens = [[at for at, each in enumerate(text) if each in meant] for text in texts]
    held = np.array([row for row, own in enumerate(tokens) if own], dtype=np.int64)
    lengths = np.array([len(own) for own in tokens], dtype=np.uint8)[held]
    common = chance.random() < 0.5
    starts, blocks = by_row(held, lengths, len(texts)) if common else (spans.offsets(lengths), None)
    places = np.array([at for own in tokens for at in own], dtype=np.int64)
    packed = cut(places + before, chance.choice(["u1", "u2"]))
    told = [texts[row][at] for row, own in enumerate(tokens) for at in own]
    variants = np.array(told, dtype=np.uint8) if together else None
    large = packed.large_at, packed.large
    return Occurrences(held, starts, blocks, packed.small, *large, variants, word)


@seeds
def test_where_the_tokens_of_every_row_begin_is_what_a_sum_says(seed: int) -> None:
    chance = np.random.default_rng(seed)
    held = rows(chance)
    often = chance.integers(1, 256, len(held)).astype(np.uint8)
    starts, blocks = by_row(held, often, SIZE)
    wanted = [int(often[held < row].sum()) for row in range(SIZE + 1)]
    assert [int(blocks[row // 64]) + int(starts[row]) for row in range(SIZE + 1)] == wanted


def test_a_phrase_does_not_run_from_one_paragraph_into_the_next() -> None:
    one, place = np.array([0, 1]), np.array([0], dtype=np.uint8)
    first = Occurrences(
        np.array([0, 1]), np.array([0, 1, 2]), None, np.repeat(place, 2), NONE, NONE
    )
    second = Occurrences(np.array([1]), one, None, place, NONE, NONE)
    for slop in (0, 9):
        assert [found.tolist() for found in phrase([first, second], slop)] == [[], []]
