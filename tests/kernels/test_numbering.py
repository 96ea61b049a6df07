from __future__ import annotations

import numpy as np
import pytest

from searchapp.kernels import numbering
from searchapp.kernels.numbering import InOrder, Numbering
from tests.kernels.drawn import seeds


@pytest.mark.parametrize("bits", [1, 3, 18])
@seeds
def test_keys_keep_their_numbers_however_few_slots_there_are(
    seed: int, bits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbering, "_FEWEST_BITS", 1)
    monkeypatch.setattr(numbering, "_MOST_BITS", bits)
    chance = np.random.default_rng(seed)
    many = Numbering()
    one_by_one = InOrder[int]()
    for _ in range(5):
        keys = chance.integers(1, 40, size=30).astype(np.uint64) << np.uint64(
            chance.choice([0, 50])
        )
        assert many.numbers_of(keys).tolist() == [one_by_one[key] for key in keys.tolist()]
    assert len(many) == len(one_by_one)


def test_what_is_seen_first_is_number_0() -> None:
    order = InOrder[str]()
    assert [order[each] for each in ("b", "a", "b", "c")] == [0, 1, 0, 2]
