from __future__ import annotations

import numpy as np

from searchapp.kernels import Ints
from searchapp.kernels.phrases import Layout, beginnings, followed
from searchapp.matching import phrase_places
from tests.kernels.drawn import seeds


@seeds
def test_phrases_begin_where_a_search_word_by_word_finds_them(seed: int) -> None:
    chance = np.random.default_rng(seed)
    texts = [chance.integers(0, 3, size=int(chance.integers(0, 30))) for _ in range(20)]
    words = chance.integers(0, 3, size=int(chance.integers(1, 4))).tolist()
    slop = int(chance.choice([0, 0, 1, 3, 9]))
    layout = Layout.of(len(texts), 30, slop + len(words))
    keys = [_keys(layout, texts, word) for word in words]
    rows, often = layout.counted(beginnings(keys, slop))
    if not slop:
        begun = keys[0]
        for distance, word in enumerate(keys[1:], start=1):
            begun = followed(begun, word, distance)
        assert begun.tolist() == beginnings(keys, 0).tolist()
    wanted = {}
    for row, text in enumerate(texts):
        places = [np.flatnonzero(text == word).tolist() for word in words]
        if all(places) and (runs := phrase_places(places, slop)):
            wanted[row] = len(runs)
    assert dict(zip(rows.tolist(), often.tolist(), strict=True)) == wanted


def _keys(layout: Layout, texts: list[Ints], word: int) -> Ints:
    found = [np.flatnonzero(text == word) for text in texts]
    often = np.array([len(each) for each in found])
    held = np.flatnonzero(often)
    return layout.keys(held, often[held], np.concatenate(found))


def test_keys_that_do_not_fit_into_32_bits_are_wider() -> None:
    assert Layout.of(1_000_000, 300, 3).width is np.uint32
    assert Layout.of(1_000_000, 5_000, 3).width is np.int64


def test_a_phrase_does_not_run_from_one_paragraph_into_the_next() -> None:
    for slop in (0, 9):
        layout = Layout.of(2, 1, slop + 2)
        first = layout.keys(np.array([0]), np.array([1]), np.array([0]))
        second = layout.keys(np.array([1]), np.array([1]), np.array([0]))
        assert beginnings([first, second], slop).tolist() == []
