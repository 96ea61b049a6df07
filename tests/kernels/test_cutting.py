from __future__ import annotations

import random

import numpy as np
import pytest

from searchapp.kernels.cutting import Chunks
from searchapp.kernels.numbering import Numbering
from tests.kernels.drawn import seeds

LONGEST = 20


def split(content: bytes) -> list[bytes]:
    return [each for each in content.split(b"\0") if each]


def drawn(chance: random.Random) -> bytes:
    """Chunks that often begin alike, of all lengths about those of keys."""
    letters = bytes(chance.choices(b"ab\xff", k=6))
    pieces = [
        letters * chance.randrange(3) + bytes(chance.choices(b"ab\xff", k=chance.randrange(12)))
        for _ in range(60)
    ]
    return bytes(chance.randrange(2)) + b"\0".join(pieces) + bytes(chance.randrange(9))


@seeds
def test_chunks_are_what_lies_between_zeros(seed: int) -> None:
    content = drawn(random.Random(seed))
    chunks = Chunks.of(content)
    assert chunks.at(np.arange(len(chunks.starts))) == split(content)


@seeds
def test_equal_chunks_have_one_number_and_others_another(seed: int) -> None:
    chance = random.Random(seed)
    numbering = Numbering()
    number_of: dict[bytes, int] = {}
    for _ in range(4):
        content = drawn(chance)
        numbers = Chunks.of(content).keyed(numbering, LONGEST).tolist()
        for chunk, number in zip(split(content), numbers, strict=True):
            assert number == (-1 if len(chunk) > LONGEST else number_of.setdefault(chunk, number))
    assert len(set(number_of.values())) == len(number_of)
    assert max(number_of.values()) < len(numbering)


@pytest.mark.parametrize("content", [b"", b"\0", bytes(40)])
def test_where_there_is_no_chunk_none_is_found(content: bytes) -> None:
    assert Chunks.of(content).keyed(Numbering(), LONGEST).tolist() == []
