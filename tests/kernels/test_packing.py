from __future__ import annotations

import numpy as np

from searchapp.kernels import Ints
from searchapp.kernels.packing import Packed, best_width, cut, narrow
from tests.kernels.drawn import seeds


def pack(numbers: Ints) -> Packed:
    return cut(numbers, best_width(np.array_split(numbers, 3)))


def test_narrow_takes_the_smallest_type_that_holds_all() -> None:
    kinds = [narrow(np.array([0, most])).dtype.name for most in (255, 256, 65_536, 2**32)]
    assert kinds == ["uint8", "uint16", "uint32", "uint64"]
    assert narrow(np.empty(0, dtype=np.int64)).dtype == np.uint8


def test_one_large_number_does_not_widen_the_others() -> None:
    packed = pack(np.array([1, 2, 70_000, 4] * 10 + [5] * 400))
    assert packed.small.dtype == np.uint8
    assert len(packed.large) == 10


def test_the_width_is_the_one_with_the_fewest_bytes() -> None:
    assert best_width([]) == np.uint8
    assert best_width([np.array([1, 255]), np.array([0])]) == np.uint8
    # 300 numbers beside would take 2 + 2 bytes each, as much as a byte more for 1,200.
    assert best_width([np.array([256] * 301), np.array([1] * 899)]) == np.uint16
    assert best_width([np.array([256] * 299), np.array([1] * 901)]) == np.uint8


@seeds
def test_numbers_come_back_by_range(seed: int) -> None:
    chance = np.random.default_rng(seed)
    numbers = chance.choice([1, 200, 255, 256, 300, 65_535, 65_536], p=chance.dirichlet([1] * 7),
                            size=300)  # fmt: skip
    packed = pack(numbers)
    start, end = sorted(chance.integers(0, 301, size=2).tolist())
    assert packed.between(start, end).tolist() == numbers[start:end].tolist()
    part = packed.part(start, end)
    assert part.between(0, end - start).tolist() == numbers[start:end].tolist()
    assert len(packed) == 300


def test_a_part_behind_all_large_numbers_has_none() -> None:
    part = cut(np.array([300] + [1] * 400), np.uint8).part(300, 302)
    assert (part.small.tolist(), part.large_at.tolist(), part.large.tolist()) == ([1, 1], [], [])
