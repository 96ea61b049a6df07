from __future__ import annotations

import numpy as np

from searchapp.backends import base
from searchapp.kernels import Floats, Ints, bm25
from searchapp.kernels.selection import Selection
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
            leaves.append((weight, None, column, None))
        else:
            leaves.append((weight, held, often, None))
    hits = leaves[0][1]
    if hits is None or chance.random() < 0.7:
        hits = rows(chance, SIZE)
    found = bm25.score(hits, lengths, norms, tuple(leaves))
    np.testing.assert_allclose(found, everywhere[hits], rtol=1e-14)


def drawn_leaf(chance: np.random.Generator, lengths: Ints, norms: Floats) -> bm25.Leaf:
    """A leaf in one of its forms."""
    held = rows(chance, len(lengths))
    often = chance.integers(1, int(chance.choice([2, 5, 200])), len(held))
    often = often.astype(("u1", "u2", "u4", "i8")[chance.integers(4)])
    weight = float(chance.choice([0.001, 0.5, 0.5, 3.0, 9.0]))
    if chance.random() < 0.5:
        return weight, held, often, None
    column = bm25.spread(held, often, lengths, norms)
    return weight, None, column.frequencies, column.bounds


@seeds
def test_the_best_are_those_of_a_full_sort(seed: int) -> None:
    chance = np.random.default_rng(seed)
    size = int(chance.choice([5, 70, SIZE]))
    longest = int(chance.choice([1, 60]))
    lengths = chance.integers(1, longest + 1, size).astype(np.uint32)
    norms = bm25.norms(longest, 30.0)
    count = int(chance.choice([1, 2, 9, 130]))
    leaves = tuple(drawn_leaf(chance, lengths, norms) for _ in range(count))
    mask = chance.random(size) < chance.choice([0.2, 0.7, 1.0])
    hits = Selection(mask, size)
    scores = bm25.score(hits.numbers, lengths, norms, leaves)
    for wanted in (0, 1, 20, 400):
        found, gained = bm25.best(hits, wanted, lengths, norms, leaves)
        assert len(found) == len(gained) == min(wanted, hits.count)
        np.testing.assert_allclose(gained, -np.sort(-scores)[:wanted], rtol=1e-12)
        own = scores[hits.numbers.searchsorted(found)]
        np.testing.assert_allclose(gained, own, rtol=1e-12)
        pairs = list(zip((-gained).tolist(), found.tolist(), strict=True))
        assert pairs == sorted(set(pairs))


def test_of_equal_scores_the_first_rows_are_best_and_hits_without_any_leaf_come_last() -> None:
    size = 9000
    lengths, norms = np.full(size, 4, dtype=np.uint32), bm25.norms(4, 4.0)
    some = np.arange(7, size, 1000)
    column = bm25.spread(some, np.ones(len(some), dtype=np.uint8), lengths, norms)
    leaves = ((1.5, None, column.frequencies, column.bounds),)
    everything = Selection(np.ones(size, dtype=np.bool_), size)
    found, gained = bm25.best(everything, 12, lengths, norms, leaves)
    assert found.tolist() == [*some.tolist(), 0, 1, 2]
    assert gained.tolist() == [1.5] * 9 + [0.0] * 3


@seeds
def test_no_bound_is_below_its_fraction_and_each_is_close(seed: int) -> None:
    chance = np.random.default_rng(seed)
    lengths = chance.integers(1, 4000, 300).astype(np.uint32)
    norms = bm25.norms(4000, float(chance.random() * 90 + 1))
    held = rows(chance)
    often = chance.integers(1, int(chance.choice([3, 10**9])), len(held))
    column = bm25.spread(held, often, lengths, norms)
    fractions = often / (often + norms[lengths[held]])
    assert (column.bounds[held] >= fractions * 255).all()
    assert (column.bounds[held] <= fractions * 255 + 1.01).all()
    assert column.frequencies[held].tolist() == often.tolist()
    assert np.flatnonzero(column.mask).tolist() == held.tolist()
