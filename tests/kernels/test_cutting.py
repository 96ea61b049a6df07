from __future__ import annotations

import random

import numpy as np
import pytest

from searchapp.kernels.cutting import Chunker
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
    chunks = Chunker(LONGEST).read(content)
    assert chunks.at(np.arange(len(chunks.starts))) == split(content)


@seeds
def test_equal_chunks_have_one_number_and_others_another(seed: int) -> None:
    chance = random.Random(seed)
    chunker = Chunker(LONGEST)
    number_of: dict[bytes, int] = {}
    for _ in range(4):
        content = drawn(chance)
        numbers = chunker.read(content).numbers.tolist()
        for chunk, number in zip(split(content), numbers, strict=True):
            assert number == (-1 if len(chunk) > LONGEST else number_of.setdefault(chunk, number))
    assert len(set(number_of.values())) == len(number_of)


def test_numbers_stay_when_there_are_many_chunks() -> None:
    """So many that the tables of both kernels grow several times."""
    chunker = Chunker(LONGEST)
    some = b"\0".join(b"%d" % number for number in range(0, 30_000, 7))
    before = chunker.read(some).numbers.tolist()
    further = b"\0".join(b"%d and so on" % number for number in range(30_000)).replace(b" ", b"-")
    numbers = chunker.read(further).numbers.tolist()
    assert len({*before, *numbers}) == len(before) + len(numbers)
    assert chunker.read(some).numbers.tolist() == before
    assert chunker.read(further).numbers.tolist() == numbers


@pytest.mark.parametrize("content", [b"", b"\0", bytes(40)])
def test_where_there_is_no_chunk_none_is_found(content: bytes) -> None:
    assert Chunker(LONGEST).read(content).numbers.tolist() == []


def test_a_chunk_that_is_the_beginning_of_another_is_not_the_same() -> None:
    letters = b"abcdefghijklmnopqrst"
    beginnings = [letters[:length] for length in range(1, LONGEST + 1)]
    numbers = Chunker(LONGEST).read(b"\0".join(beginnings * 2)).numbers.tolist()
    assert len(set(numbers)) == LONGEST
    assert numbers[:LONGEST] == numbers[LONGEST:]
