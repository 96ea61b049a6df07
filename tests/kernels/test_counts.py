from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from searchapp.kernels import Numbers, counts, spans
from tests.kernels.drawn import SIZE, rows, seeds


def table(ends: Numbers, codes: Numbers, filling: int) -> counts.Table:
    return counts.table(ends, codes, filling, counts.best_width(np.diff(ends)))


@pytest.mark.parametrize("most", [0, 1, 2, 12])
@seeds
def test_codes_are_counted_as_a_loop_does(seed: int, most: int) -> None:
    chance = np.random.default_rng(seed)
    codes_of = [
        sorted(chance.choice(20, int(chance.integers(0, most + 1) ** 2 / max(most, 1)), False))
        for _ in range(SIZE)
    ]
    ends = spans.offsets(np.array([len(each) for each in codes_of]))
    codes = np.array([code for each in codes_of for code in each], dtype=np.int64)
    laid_out = table(ends, codes, 20).widened()
    asked = rows(chance)
    wanted = Counter(int(code) for row in asked.tolist() for code in codes_of[row])
    assert laid_out.count(asked).tolist() == [wanted[code] for code in range(20)]


def test_rows_of_one_length_need_no_tail() -> None:
    laid_out = table(np.array([0, 2, 4, 6]), np.array([0, 1, 0, 2, 1, 2]), 3)
    assert laid_out.head.tolist() == [[0, 1], [0, 2], [1, 2]]
    assert laid_out.tail.tolist() == []


def test_one_long_row_does_not_lengthen_the_others() -> None:
    ends = np.array([0, 1, 2, 3, 3 + 50, 54])
    laid_out = table(ends, np.array([0, 1, 2, *range(50), 4]), 50)
    assert laid_out.head.shape == (5, 1)
    assert laid_out.tail_rows.tolist() == [3]


@seeds
def test_codes_are_ranked_within_their_groups(seed: int) -> None:
    chance = np.random.default_rng(seed)
    ends = np.cumsum(chance.integers(0, 6, size=4)).tolist()
    held = chance.integers(0, 4, size=ends[-1])
    if not ends[-1]:
        return
    codes, held_by, bounds = counts.Ranking.of(ends)(held)
    wanted, starts = [], [0]
    for low, high in zip([0, *ends], ends, strict=False):
        own = [code for code in range(low, high) if held[code]]
        wanted += sorted(own, key=lambda code: (-held[code], code))
        starts.append(len(wanted))
    assert codes.tolist() == wanted
    assert held_by.tolist() == held[wanted].tolist()
    assert bounds == starts
