from __future__ import annotations

import numpy as np

from searchapp.backends import base
from searchapp.kernels import Floats, bm25
from tests.kernels.drawn import rows, seeds

SIZE = 12_000  # several windows of the kernel that sums


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


@seeds
def test_scores_are_summed_over_the_leaves_however_they_are_given(seed: int) -> None:
    chance = np.random.default_rng(seed)
    lengths = chance.integers(1, 60, SIZE).astype(np.uint32)
    norms = bm25.norms(60, 30.0)
    leaves: list[bm25.Leaf] = []
    everywhere: Floats = np.zeros(SIZE)
    for _ in range(int(chance.integers(1, 5))):
        held = rows(chance, SIZE)
        often = chance.integers(1, 9, len(held)).astype(
            ("u1", "u2", "u4", "i8")[chance.integers(4)]
        )
        weight = float(chance.random())
        everywhere[held] += bm25.gains(weight, often, norms[lengths[held]])
        if chance.random() < 0.3:
            column = np.zeros(SIZE, dtype=often.dtype)
            column[held] = often
            leaves.append((weight, None, column))
        else:
            leaves.append((weight, held, often))
    hits = leaves[0][1]
    if hits is None or chance.random() < 0.7:
        hits = rows(chance, SIZE)
    found = bm25.score(hits, lengths, norms, tuple(leaves))
    np.testing.assert_allclose(found, everywhere[hits], rtol=1e-14)
