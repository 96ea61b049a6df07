from __future__ import annotations

import numpy as np

from searchapp.kernels import topk
from tests.kernels.drawn import seeds


@seeds
def test_the_first_are_those_of_a_full_sort(seed: int) -> None:
    chance = np.random.default_rng(seed)
    keys = chance.integers(0, int(chance.choice([1, 3, 1000])), size=int(chance.integers(0, 60)))
    rank = chance.permutation(len(keys))
    for count in (0, 1, 5, 20, 60, 100):
        if count:
            by_place = sorted(range(len(keys)), key=lambda n: (keys[n], n))
            assert topk.first(keys, count).tolist() == by_place[:count]
            by_rank = sorted(range(len(keys)), key=lambda n: (keys[n], rank[n]))
            assert topk.first(keys, count, rank).tolist() == by_rank[:count]


def test_nothing_is_asked_of_nothing() -> None:
    assert topk.first(np.array([2.0, 1.0]), 0).tolist() == []
    assert topk.first(np.empty(0), 5).tolist() == []
