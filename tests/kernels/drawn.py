"""Random numbers for the tests of kernels; the seed is in the name of every failing test."""

from __future__ import annotations

import numpy as np
import pytest

from searchapp.kernels import Mask, Numbers, Rows

SIZE = 300
seeds = pytest.mark.parametrize("seed", range(40))


def rows(chance: np.random.Generator, size: int = SIZE) -> Numbers:
    """Ascending rows: none, few, or many of them."""
    count = int(chance.choice([0, 1, 4, size // 8, size // 2, size]))
    return np.sort(chance.choice(size, count, replace=False)).astype(np.int64)


def either_form(chance: np.random.Generator, numbers: Numbers) -> Rows:
    """The same rows as numbers or as a mask."""
    if chance.random() < 0.5:
        return numbers
    mask: Mask = np.zeros(SIZE, dtype=np.bool_)
    mask[numbers] = True
    return mask
