from __future__ import annotations

import numpy as np

from searchapp.backends import base
from searchapp.kernels import bm25
from tests.kernels.drawn import seeds


def test_the_constants_are_those_of_the_law() -> None:
    assert (bm25.K1, bm25.B) == (base.K1, base.B)


@seeds
def test_gains_are_bit_for_bit_those_of_the_law(seed: int) -> None:
    chance = np.random.default_rng(seed)
    frequencies = chance.integers(1, 300, size=50)
    lengths = chance.integers(0, 4000, size=50)
    weight, mean = base.idf(1000, int(chance.integers(1, 1000))), float(chance.random() * 90 + 1)
    found = bm25.gains(weight, frequencies, bm25.norms(4000, mean)[lengths])
    wanted = [
        base.bm25(weight, frequency, length, mean)
        for frequency, length in zip(frequencies.tolist(), lengths.tolist(), strict=True)
    ]
    assert found.tolist() == wanted
