from __future__ import annotations

import numpy as np
import pytest

from searchapp.kernels import gaps
from tests.kernels.drawn import rows, seeds


def test_a_gap_too_wide_for_a_byte_goes_on_in_the_next() -> None:
    found = gaps.gaps(np.array([3, 4, 700]), np.array([0]))
    assert found.tolist() == [4, 1, 696]
    assert gaps.encode(found, np.uint8).tolist() == [4, 1, 255, 255, 186]


@pytest.mark.parametrize("width", gaps.WIDTHS)
@seeds
def test_rows_come_back_as_they_were(seed: int, width: type[np.unsignedinteger]) -> None:
    chance = np.random.default_rng(seed)
    drawn = rows(chance) * int(chance.choice([1, 255, 256, 65_535, 70_000]))
    found = gaps.gaps(drawn, np.arange(min(1, len(drawn))))
    written = gaps.encode(found, width)
    assert len(written) == len(found) + int(gaps.further(found, width)[1].sum())
    assert gaps.decode(written).tolist() == drawn.tolist()


def test_each_list_starts_its_gaps_anew() -> None:
    assert gaps.gaps(np.array([2, 9, 0, 5]), np.array([0, 2])).tolist() == [3, 7, 1, 5]
