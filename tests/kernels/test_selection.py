from __future__ import annotations

import numpy as np

from searchapp.kernels.selection import Selection
from tests.kernels.drawn import SIZE, either_form, rows, seeds


@seeds
def test_a_selection_is_the_same_in_either_form(seed: int) -> None:
    chance = np.random.default_rng(seed)
    numbers = rows(chance)
    selection = Selection(either_form(chance, numbers), SIZE)
    wanted = numbers.tolist()
    assert selection.count == len(wanted)
    assert selection.numbers.tolist() == wanted
    assert selection.is_most == (len(wanted) > SIZE / 2)
    others = sorted({*range(SIZE)} - {*wanted})
    for _ in range(2):
        assert selection.fewer.tolist() == (others if selection.is_most else wanted)
    for count in (0, 1, 7, SIZE):
        assert selection.first(count).tolist() == wanted[:count]


def test_few_rows_of_a_mask_become_numbers() -> None:
    mask = np.zeros(100, dtype=np.bool_)
    mask[[3, 90]] = True
    assert not Selection(mask, 100).is_mask
    mask[:50] = True
    assert Selection(mask, 100).is_mask
