"""What is pressed is read by zlib, and matches are found."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence

import pytest

from searchapp.kernels.deflate import WINDOW_BITS, pressed


def read(written: Sequence[bytes], primer: bytes) -> list[bytes]:
    readers = [zlib.decompressobj(-WINDOW_BITS, primer) for _ in written]
    found = [reader.decompress(each) for reader, each in zip(readers, written, strict=True)]
    assert all(reader.eof and not reader.unused_data for reader in readers)
    return found


def test_a_record_of_what_the_primer_holds_is_short() -> None:
    primer = b"The road bridge over the river was closed on Monday. " * 9
    [record] = pressed([b"The road bridge over the river was closed"], primer)
    assert len(record) < 10
    assert read([record], primer) == [b"The road bridge over the river was closed"]


def test_nothing_is_pressed_to_nothing() -> None:
    assert pressed([], b"primer") == []
    assert read(pressed([b"", b"a", b""], b""), b"") == [b"", b"a", b""]


@pytest.mark.parametrize("length", [0, 1, 3, 4, 5, 257, 258, 259, 260, 516, 517, 40_000])
def test_runs_of_any_length_are_read_again(length: int) -> None:
    records = [b"a" * length, b"ab" * length, b"x" + b"a" * length]
    assert read(pressed(records, b""), b"") == records
    assert read(pressed(records, b"aaaa"), b"aaaa") == records


def test_a_match_reaches_no_further_back_than_the_window() -> None:
    chance = random.Random(4)
    far, between = chance.randbytes(40), chance.randbytes(1 << WINDOW_BITS)
    for gap in (16_343, 16_344, 16_345, 16_383, 16_384):
        record = far + between[:gap] + far
        assert read(pressed([record], b""), b"") == [record]
        assert read(pressed([between[:gap] + far], far), far) == [between[:gap] + far]


@pytest.mark.parametrize("seed", range(60))
def test_random_records_are_read_again(seed: int) -> None:
    chance = random.Random(seed)
    letters = bytes(range(256))[: chance.choice([1, 2, 5, 256])]
    words = [bytes(chance.choices(letters, k=chance.randint(1, 12))) for _ in range(30)]

    def some(most: int) -> bytes:
        return b"".join(chance.choices(words, k=chance.randint(0, most)))

    primer = some(chance.choice([0, 3, 3000]))
    records = [some(chance.choice([1, 40, 900])) for _ in range(chance.randint(0, 9))]
    assert read(pressed(records, primer), primer) == records
