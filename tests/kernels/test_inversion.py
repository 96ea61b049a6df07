from __future__ import annotations

import numpy as np
import pytest

from searchapp.kernels import spans
from searchapp.kernels.inversion import Piece, Texts, invert
from tests.kernels.drawn import seeds

STEM_OF = np.array([3, 0, 2, 1, 0, 2, 2])
VARIANT_OF = np.array([0, 1, 0, 0, 0, 2, 1])


@pytest.mark.parametrize("at_once", [1, 7, 1000, None])
@seeds
def test_every_token_is_found_again_under_its_stem(seed: int, at_once: int | None) -> None:
    chance = np.random.default_rng(seed)
    lengths = chance.integers(0, 6, size=12)
    tokens = chance.integers(0, len(STEM_OF), size=int(lengths.sum()))
    ends = spans.offsets(lengths)
    row_of = chance.permutation(len(lengths))
    texts = Texts(tokens, ends, row_of, STEM_OF, VARIANT_OF)
    pieces = list(invert(texts, at_once=at_once))
    wanted = [
        (int(STEM_OF[word]), int(row_of[text]), place, int(VARIANT_OF[word]))
        for text in range(len(lengths))
        for place, word in enumerate(tokens[ends[text] : ends[text + 1]].tolist())
    ]
    assert [token for piece in pieces for token in _tokens(piece)] == sorted(wanted)
    assert [piece.first for piece in pieces] == _firsts(pieces)


def _firsts(pieces: list[Piece]) -> list[int]:
    return spans.offsets(np.array([len(each.rows_of_stem) for each in pieces]))[:-1].tolist()  # type: ignore[no-any-return]


def _tokens(piece: Piece) -> list[tuple[int, int, int, int]]:
    stems = piece.first + spans.owners(piece.rows_of_stem)
    columns = (
        np.repeat(stems, piece.frequencies),
        np.repeat(piece.rows, piece.frequencies),
        piece.places,
        piece.variants,
    )
    return list(zip(*(column.tolist() for column in columns), strict=True))


def test_large_numbers_leave_few_stems_to_a_piece() -> None:
    row_of = np.array([1 << 40, 5])
    texts = Texts(
        np.array([2, 0, 1, 1]), np.array([0, 3, 4]), row_of, np.arange(3) << 19, np.array([0, 9, 1])
    )
    pieces = list(invert(texts))
    assert len(pieces) > 1
    tokens = [token for piece in pieces for token in _tokens(piece)]
    assert tokens == [(0, 1 << 40, 1, 0), (1 << 19, 5, 0, 9), (1 << 19, 1 << 40, 2, 9),
                      (2 << 19, 1 << 40, 0, 1)]  # fmt: skip


def test_nothing_is_inverted_to_nothing() -> None:
    none = np.empty(0, dtype=np.int64)
    assert list(invert(Texts(none, np.zeros(1, dtype=np.int64), none, none, none))) == []
