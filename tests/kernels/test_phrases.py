from __future__ import annotations

import numpy as np

from searchapp.kernels import spans
from searchapp.kernels.phrases import Occurrences, phrase
from searchapp.matching import phrase_places
from tests.kernels.drawn import seeds


@seeds
def test_phrases_begin_where_a_search_word_by_word_finds_them(seed: int) -> None:
    chance = np.random.default_rng(seed)
    texts = [chance.integers(0, 4, chance.integers(0, 30)).tolist() for _ in range(40)]
    words = chance.integers(0, 4, chance.integers(1, 4)).tolist()
    slop = int(chance.choice([0, 0, 1, 3, 9]))
    rows, often = phrase([occurrences(texts, word, chance) for word in words], slop)
    wanted = {}
    for row, text in enumerate(texts):
        places = [[at for at, each in enumerate(text) if each == word] for word in words]
        if all(places) and (runs := phrase_places(places, slop)):
            wanted[row] = len(runs)
    assert dict(zip(rows.tolist(), often.tolist(), strict=True)) == wanted


def occurrences(texts: list[list[int]], word: int, chance: np.random.Generator) -> Occurrences:
    """Now and then in the form for common words; words 0 and 1 now and then as variants."""
    together = word < 2 and chance.random() < 0.5
    meant = (0, 1) if together else (word,)
    tokens = [[at for at, each in enumerate(text) if each in meant] for text in texts]
    held = [row for row, own in enumerate(tokens) if own]
    lengths = np.array([len(own) for own in tokens], dtype=np.int64)
    starts = spans.offsets(lengths[held])
    if chance.random() < 0.5:
        starts = spans.offsets(lengths).astype(np.uint32)
    places = np.array([at for own in tokens for at in own]).astype(chance.choice(["u1", "u2"]))
    told = [texts[row][at] for row, own in enumerate(tokens) for at in own]
    variants = np.array(told, dtype=np.uint8) if together else None
    return Occurrences(np.array(held, dtype=np.int64), starts, places, variants, word)


def test_a_phrase_does_not_run_from_one_paragraph_into_the_next() -> None:
    one, place = np.array([0, 1]), np.array([0], dtype=np.uint8)
    first = Occurrences(np.array([0, 1]), np.array([0, 1, 2]), np.repeat(place, 2))
    second = Occurrences(np.array([1]), one, place)
    for slop in (0, 9):
        assert [found.tolist() for found in phrase([first, second], slop)] == [[], []]
