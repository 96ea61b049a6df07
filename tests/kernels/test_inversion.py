from __future__ import annotations

import numpy as np
import pytest

from searchapp.kernels import spans
from searchapp.kernels.inversion import Piece, invert
from tests.kernels.drawn import seeds


@pytest.mark.parametrize("at_once", [1, 7, 1000])
@seeds
def test_every_token_is_found_again_under_its_stem(seed: int, at_once: int) -> None:
    chance = np.random.default_rng(seed)
    stem_of = np.array([0, 0, 1, 2, 2, 2, 3])
    first_of_stem = np.array([0, 2, 3, 6])
    lengths = chance.integers(0, 6, size=12)
    spellings = chance.integers(0, len(stem_of), size=int(lengths.sum()))
    row_ends = spans.offsets(lengths)
    found = [
        token
        for piece in invert(spellings, row_ends, stem_of, at_once=at_once)
        for token in _tokens(piece.first, piece)
    ]
    wanted = [
        (int(stem_of[s]), row, place, int(s - first_of_stem[stem_of[s]]))
        for row in range(len(lengths))
        for place, s in enumerate(spellings[row_ends[row] : row_ends[row + 1]].tolist())
    ]
    assert found == sorted(wanted)


def _tokens(stem: int, piece: Piece) -> list[tuple[int, int, int, int]]:
    rows_of_stem = piece.rows_of_stem
    frequencies = piece.frequencies
    stems = np.repeat(np.arange(stem, stem + len(rows_of_stem)), rows_of_stem)
    columns = (
        np.repeat(stems, frequencies),
        np.repeat(piece.rows, frequencies),
        piece.places,
        piece.variants,
    )
    return list(zip(*(column.tolist() for column in columns), strict=True))
