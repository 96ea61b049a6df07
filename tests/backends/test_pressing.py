"""What is compressed is read again, whatever it is compressed by, and damage is refused."""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from searchapp.backends.whoosh.pressing import Pressed, press, primer_of


def drawn(seed: int, number: int) -> list[bytes]:
    """Records of any ASCII, some of them empty, some alike, a few long, zeros among them."""
    chance = random.Random(seed)
    letters = bytes(range(128))[: chance.choice([1, 2, 5, 128])]
    words = [bytes(chance.choices(letters, k=chance.randint(1, 40))) for _ in range(30)]
    found = [b" ".join(chance.choices(words, k=chance.randint(0, 90))) for _ in range(number)]
    return [each * 50 if chance.random() < 0.01 else each for each in found]


def pressed(records: Sequence[bytes], primer: bytes) -> Pressed:
    """The records as a store has them, in another order than their rows."""
    blocks = list(map(press(primer), records))
    sizes = np.array([len(each) for each in blocks], dtype=np.uint32)
    starts = np.array([sum(sizes[place + 1 :]) for place in range(len(sizes))], dtype=np.uint32)
    return Pressed(memoryview(b"".join(reversed(blocks))), starts, sizes, primer)


def whole(store: Pressed, rows: Sequence[int]) -> list[bytes]:
    [texts] = store.parts(np.array(rows, dtype=np.int64), 1)
    return [text.encode("utf-8", "surrogatepass") for text in texts]


@pytest.mark.parametrize("number", [0, 1, 7, 300, 2000])
@pytest.mark.parametrize("seed", range(6))
def test_records_are_read_again(seed: int, number: int) -> None:
    records = drawn(seed, number)
    primer = primer_of(records)
    for others in (records, drawn(seed + 1, 20)):
        rows = random.Random(seed).choices(range(len(others)), k=40) if others else []
        assert whole(pressed(others, primer), rows) == [others[row] for row in rows]


def test_records_of_every_small_size_are_read_again() -> None:
    chance = random.Random(1)
    for letters in ("a", "ab", "abcdefghijklmnopqrstuvwxyz"):
        records = ["".join(chance.choices(letters, k=size)).encode() for size in range(400)]
        for primer in (b"", b"ab", b"abcdefgh" * 20):
            assert whole(pressed(records, primer), range(400)) == records


def test_a_record_larger_than_what_lz4_looks_back_over_is_read_again() -> None:
    chance = random.Random(2)
    noise = "".join(chance.choices("0123456789abcdef", k=70_000))
    text = f"{noise[:100]}{noise}{noise}\u0434\ud83d"
    record = text.encode("utf-8", "surrogatepass")
    assert whole(pressed([record], noise.encode()), [0]) == [record]


def test_records_are_parted_at_their_first_zeros() -> None:
    records = [b"1\0{}\0\0a\0b", "2\0\0\u00e9\0\udce9".encode(errors="surrogatepass")]
    numbers, *others, texts = pressed(records, b"{}").parts(np.array([1, 0]), 4)
    assert (list(numbers), list(texts)) == (["2", "1"], ["\udce9", "a\0b"])
    assert list(map(list, others)) == [["", "{}"], ["\u00e9", ""]]
    assert [list(part) for part in pressed([], b"").parts(np.array([], np.int64), 2)] == [[], []]


def test_a_record_of_the_same_kind_is_short() -> None:
    said = [
        f"The bridge over river {n} was closed on day {n * 7 % 31}.".encode() for n in range(9_999)
    ]
    for known in (said, said[:99], said[:3]):
        assert len(press(primer_of(known))(said[2])) < len(said[2]) / 1.8


def test_the_same_records_give_the_same_bytes() -> None:
    records = drawn(3, 500)
    assert primer_of(records) == primer_of(records)
    primer = primer_of(records)
    assert list(map(press(primer), records)) == list(map(press(primer), records))


def test_several_threads_may_read_at_once() -> None:
    records = drawn(4, 400)
    store = pressed(records, primer_of(records))
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(whole, [store] * 20, [range(400)] * 20)) == [records] * 20


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_block_is_refused_or_read_as_another_text(seed: int) -> None:
    chance = random.Random(seed)
    records = [each or b"-" for each in drawn(seed, 20)]
    primer = primer_of(records[:10])
    blocks = list(map(press(primer), records))
    for _ in range(300):
        damaged = bytearray(chance.choice(blocks))
        for _ in range(chance.randint(1, 3)):
            damaged[chance.randrange(len(damaged))] = chance.choice([0, 1, 15, 16, 240, 255])
        del damaged[chance.randint(chance.choice([0, len(damaged)]), len(damaged)) :]
        store = Pressed(memoryview(bytes(damaged)), np.array([0]), np.array([len(damaged)]), primer)
        try:
            [found] = whole(store, [0])
        except (ValueError, IndexError):
            continue
        assert len(found) == int.from_bytes(damaged[:4], "little")


@pytest.mark.parametrize(
    "damage", [b"", b"abc", b"\1\0\0\0", b"\xff\xff\xff\xff\x00", b"\x05\0\0\0\x0f\1\0\0"]
)
def test_what_is_no_block_is_refused(damage: bytes) -> None:
    store = Pressed(memoryview(damage), np.array([0]), np.array([len(damage)]), b"")
    with pytest.raises((ValueError, IndexError)):
        store.parts(np.array([0]), 1)
