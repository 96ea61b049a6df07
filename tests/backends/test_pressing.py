"""What is compressed is read again, whatever it is compressed by."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from zstandard import ZstdError

from searchapp.backends.whoosh.pressing import press, primer_of, unpress


def drawn(seed: int, number: int) -> list[bytes]:
    """Records of any bytes, some of them empty, some alike."""
    chance = random.Random(seed)
    letters = bytes(range(256))[: chance.choice([1, 2, 5, 256])]
    words = [bytes(chance.choices(letters, k=chance.randint(1, 12))) for _ in range(30)]
    return [b" ".join(chance.choices(words, k=chance.randint(0, 90))) for _ in range(number)]


@pytest.mark.parametrize("number", [0, 1, 7, 8, 300, 3000])
@pytest.mark.parametrize("seed", range(6))
def test_records_are_read_again(seed: int, number: int) -> None:
    records = drawn(seed, number)
    primer = primer_of(records)
    read = unpress(primer)
    for others in (records, drawn(seed + 1, 20)):
        assert read(map(press(primer), others)) == others


def test_a_record_of_the_same_kind_is_short() -> None:
    said = [
        f"The bridge over river {n} was closed on day {n * 7 % 31}.".encode() for n in range(99)
    ]
    assert len(press(primer_of(said))(said[50])) < len(said[50]) / 2
    assert len(press(primer_of(said[:3]))(said[2])) < len(said[2]) / 2


def test_the_same_records_give_the_same_bytes() -> None:
    records = drawn(3, 500)
    assert primer_of(records) == primer_of(records)
    primer = primer_of(records)
    assert list(map(press(primer), records)) == list(map(press(primer), records))


def test_several_threads_may_read_at_once() -> None:
    records = drawn(4, 400)
    primer = primer_of(records)
    written, read = list(map(press(primer), records)), unpress(primer)
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(read, [written] * 20)) == [records] * 20


@pytest.mark.parametrize("damage", [b"", b"abc", b"\x28\xb5\x2f\xfd\xe0" + b"\xff" * 7 + b"\x0f"])
def test_a_damaged_record_is_refused(damage: bytes) -> None:
    with pytest.raises((ZstdError, MemoryError)):
        unpress(b"")([damage])
