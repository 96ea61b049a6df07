"""The kernels in C, beyond what the tests of the single kernels say: that they are there, and what
they do about damaged numbers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import pytest

from searchapp.kernels import Ints, Numbers, compiled
from searchapp.kernels import rows as sets
from searchapp.text import alphabets

SIZE = 12_000  # several windows of the summing kernel


@pytest.fixture(autouse=True)
def kernels() -> str:
    """Here numpy's have nothing to be tested for."""
    return "C"


@pytest.fixture
def native() -> Any:
    if compiled.native is None:
        pytest.skip("searchapp was installed without a C compiler")
    return compiled.native


def test_the_kernels_in_c_are_there_where_a_compiler_is() -> None:
    compilers = [name for name in ("cc", "gcc", "clang", "cl") if shutil.which(name)]
    chosen = os.environ.get("SEARCHAPP_KERNELS") != "numpy"
    assert (compiled.native is not None) == bool(compilers and chosen)


def numbers(*values: int) -> Numbers:
    return np.array(values, dtype=np.int64)


def test_what_lies_outside_is_refused(native: Any) -> None:
    inside, outside = numbers(0, 1), numbers(0, 7)
    out, two = np.empty(9, dtype=np.int64), np.empty(2)
    lengths, norms, ones = np.ones(3, np.uint32), np.ones(2), np.ones(2, np.uint8)
    head = np.zeros((3, 2), dtype=np.uint8)

    def best(lengths: Any, leaf: Any) -> int:
        mask = np.ones(3, dtype=np.bool_)
        return int(native.best_marked(mask, lengths, norms, 3.0, (leaf,), out, np.empty(9)))

    refused: list[Callable[[], object]] = [
        lambda: native.kept(outside, (np.ones(3, np.bool_),), (), out),
        lambda: native.kept(outside, (), (inside, np.ones(3, np.bool_)), out),
        lambda: native.any_of((inside, outside), 3, out),
        lambda: native.others(outside, 3, out),
        lambda: native.changes(lengths, outside),
        lambda: native.score(outside, lengths, norms, 3.0, ((1.0, outside, ones, None),), two),
        lambda: native.score(inside, lengths + 1, norms, 3.0, ((1.0, inside, ones, None),), two),
        lambda: native.score(inside, lengths, norms, 3.0, ((1.0, None, ones, None),), two),
        lambda: native.score(inside, lengths, norms, 3.0, ((1.0, inside, ones[:1], None),), two),
        lambda: native.spread(outside, ones, lengths, norms, head[0], head[0]),
        lambda: native.spread(inside, ones, lengths + 1, norms, head[0], head[0]),
        lambda: best(lengths, (1.0, inside, ones[:1], None)),
        lambda: best(lengths, (1.0, None, ones, ones)),
        lambda: best(lengths + 1, (1.0, inside, ones, None)),
        lambda: best(lengths + 1, (1.0, None, lengths, head[:, 0].copy())),
    ]
    for call in refused:
        with pytest.raises(IndexError, match="lies outside"):
            call()


def test_codes_that_lie_outside_are_refused(native: Any) -> None:
    inside, outside, none = numbers(0, 1), numbers(0, 7), numbers()
    out, ones = np.empty(9, dtype=np.int64), np.ones(2, np.uint8)
    head = np.zeros((3, 2), dtype=np.uint8)

    def table(
        head: Any = head, tail_rows: Any = none, ends: Any = none, *, filling: int = 9
    ) -> object:
        return native.table(head, 2, tail_rows, ends, ones, filling)

    def ranked(table: object, rows: Numbers, totals: Numbers | None = None) -> object:
        room = np.empty((2, 900), dtype=np.int64)
        return native.ranked(table, rows, True, totals, inside, 1, room)

    refused: list[Callable[[], object]] = [
        lambda: native.table(head, 2, numbers(1), numbers(0), ones, 8),
        lambda: native.table(head, -1, none, none, ones, 8),
        lambda: native.count(table(), outside, True, out),
        lambda: native.count(table(head + 10), inside, True, out),
        lambda: native.count(table(head, numbers(1), numbers(0, 9)), inside, True, out),
        lambda: native.count(table(), np.ones(9, np.bool_), True, out),
        lambda: ranked(table(), outside),
        lambda: ranked(table(head + 10), inside),
        lambda: ranked(table(head, numbers(1), numbers(0, 9)), inside),
        lambda: ranked(table(filling=900), outside),
        lambda: ranked(table(np.full((3, 2), 901, np.uint16), filling=900), inside),
        lambda: ranked(table(head, numbers(1), numbers(0, 9), filling=900), inside),
        lambda: ranked(table(), inside, ones.astype(np.int64)),
        lambda: native.rank(numbers(-1), inside, 1, out),
        lambda: native.grouped(numbers(0, 7, 1, 1), 0, 2, 0, ones),
        lambda: native.grouped(numbers(0, 1, 1, 1), 0, 2, 1, ones),
        lambda: native.grouped(numbers(0, 1, 1, 1), 0, 2, 0, numbers(2, 1)),
        lambda: native.grouped(numbers(0, 1, 1, 1), 0, 3, 0, ones),
        lambda: native.grouped(numbers(0, 1, 1, 1), 2, 1, 0, ones),
        lambda: native.grouped(numbers(0, 1, 1, 1), -1, 1, 0, ones),
    ]
    for call in refused:
        with pytest.raises(IndexError, match="lies outside"):
            call()


def test_tokens_that_lie_outside_of_a_phrases_words_are_refused(native: Any) -> None:
    inside, none, ones = numbers(0, 1), numbers(), np.ones(2, np.uint8)
    short, blocks, out = np.zeros(2, np.uint16), np.zeros(1, np.uint32), np.empty(9, np.int64)

    def tokens(starts: Ints, blocks: Ints | None = None) -> Any:
        return inside, starts, blocks, ones, none, none, None, 0

    beyond = (inside, numbers(0, 1, 2), None, ones, ones, none, None, 0)
    refused: list[tuple[Any, ...]] = [
        (0, tokens(numbers(0, 1, 9))),
        (0, tokens(numbers(0))),
        (0, tokens(numbers(0, 1, 2)), tokens(numbers(0, 1, -9))),
        (0, tokens(short, blocks), tokens(short, blocks)),
        (0, tokens(short, blocks[:0])),
        (0, tokens(short + 7, blocks)),
        (1, tokens(short + 7, blocks)),
        (0, beyond),
    ]
    for rows in (numbers(0, 7), numbers(1, 0), numbers(-1, 0), numbers(0, 1), numbers(0, 0)):
        with pytest.raises(IndexError, match="lies outside"):
            native.starts_by_row(rows, ones, short, blocks)
    with pytest.raises(IndexError, match="lies outside"):
        native.starts_by_row(none, ones, short, blocks[:0])
    for slop, *terms in refused:
        with pytest.raises(IndexError, match="lies outside"):
            native.phrase(tuple(terms), slop, out, out)


def test_arrays_of_another_type_are_refused(native: Any) -> None:
    narrow, out = np.ones(2, dtype=np.uint32), np.empty(2, dtype=np.int64)
    with pytest.raises(TypeError, match="does not belong here"):
        native.kept(narrow, (), (), out)
    with pytest.raises(TypeError, match="neither rows nor a mask"):
        native.kept(out, (), (narrow,), out)
    with pytest.raises(TypeError, match="2 arguments where 4 belong"):
        native.kept(out, out)
    with pytest.raises(TypeError, match="does not belong here"):
        native.best(out, narrow, out, 2.2, (), out, out)


def test_what_would_not_fit_is_refused(native: Any) -> None:
    room, places = np.empty(9, dtype=np.uint8), np.empty(2, dtype=np.int64)
    starts = np.empty(9, dtype=np.int32)
    table, none = native.chunk_table(), numbers()
    mask, lengths, two = np.ones(2, np.bool_), np.ones(2, np.uint32), np.ones(2)
    leaf = (1.0, none, starts[:0], None)
    counted, few = native.table(np.zeros((1, 1), np.uint8), 1, none, none, none, 1), numbers(1, 1)
    refused: list[Callable[[], int]] = [
        lambda: native.chunks(table, b"no zeros behind", 9, starts, starts),
        lambda: native.chunks(table, bytes(7), 9, starts, starts),
        lambda: native.chunks(table, b"a\0b" + bytes(8), 9, starts, starts[:1]),
        lambda: native.chunks(table, b"a\0b" + bytes(8), 9, starts, room),
        lambda: native.chunks(object(), bytes(8), 9, starts, starts),
        lambda: native.best_marked(mask, lengths, two, 2.2, (), places, two),
        lambda: native.best_marked(mask, lengths, two, 2.2, (leaf,) * 129, places, two),
        lambda: native.best_marked(mask, lengths, two, 2.2, ((0.0, *leaf[1:]),), places, two),
        lambda: native.best_marked(mask, lengths, two, 2.2, (leaf,), places, two[:1]),
        lambda: native.best_marked(mask, lengths[:1], two, 2.2, (leaf,), places, two),
        lambda: native.best_marked(lengths, lengths, two, 2.2, (leaf,), places, two),
        lambda: native.spread(places[:0], starts, lengths, two, starts, np.ones(3, np.uint8)),
        lambda: native.touched(mask, starts),
        lambda: native.touched(lengths, places),
        lambda: native.unmasked(lengths, True, places),
        lambda: native.count(counted, places[:0], True, places),
        lambda: native.ranked(counted, numbers(0), True, None, few, 1, places[:1]),
        lambda: native.ranked(object(), places[:0], True, None, few, 1, places),
        lambda: native.tuples(tuple, ([1], [1, 2]), ()),
    ]
    for call in refused:
        with pytest.raises(
            ValueError,
            match=r"room|PyCapsule|leaves|weight|mask|of one size|of one length|one place",
        ):
            call()


def test_words_are_sought_with_what_they_are_told_apart_by(native: Any) -> None:
    letters, apostrophes = alphabets()
    every = bytes([1]) * 128
    told = {"ab": (2, "ab", "ab"), "b": (1, "b", "b")}

    def found(*given: Any) -> Any:
        text, *rest = given
        return native.sought(text, letters, apostrophes, *rest)

    assert found("ab -b", every, told, frozenset(["b"])) == ({1: 4}, {1: 5}, {1: "b"}, {"b": [1]})
    refused: list[tuple[type[Exception], tuple[Any, ...]]] = [
        (KeyError, ("ba", every, told, None)),
        (TypeError, (b"ab", every, told, None)),
        (TypeError, ("ab", every, {"ab": "ab"}, None)),
        (TypeError, ("ab", every, {"ab": (2, "ab", 2)}, None)),
        (TypeError, ("ab", every, {"ab": ("", "ab", "ab")}, None)),
        (TypeError, ("ab", every, told, 5)),
        (IndexError, ("ab", every[1:], told, None)),
    ]
    for error, given in refused:
        with pytest.raises(error):
            found(*given)
    with pytest.raises(IndexError):
        native.sought("ab", letters[1:], apostrophes, every, told, None)


def test_records_that_cannot_be_are_refused(native: Any) -> None:
    zero, ends, block = numbers(0), numbers(7), b"\2\0\0\0\x201\0"
    assert native.parted(zero, zero, ends, block, b"", 2) == (["1"], [""])
    refused: list[tuple[type[Exception], tuple[Any, ...]]] = [
        (IndexError, (numbers(1), zero, ends, block, b"", 2)),
        (IndexError, (numbers(-1), zero, ends, block, b"", 2)),
        (IndexError, (zero, numbers(-1), ends, block, b"", 2)),
        (IndexError, (zero, zero, numbers(8), block, b"", 2)),
        (IndexError, (zero, zero, numbers(3), block, b"", 2)),
        (IndexError, (zero, numbers(8), ends, block, b"", 2)),
        (IndexError, (zero, zero, numbers(), block, b"", 2)),
        (ValueError, (zero, zero, ends, block, b"", 3)),
        (ValueError, (zero, zero, ends, b"\3\0\0\0\x201\0", b"", 2)),
        (UnicodeDecodeError, (zero, zero, ends, b"\2\0\0\0\x20\xff\0", b"", 2)),
        (TypeError, (zero, zero, ends, "text", b"", 2)),
        (SystemError, (zero, zero, ends, block, b"", -1)),
    ]
    for error, given in refused:
        with pytest.raises(error):
            native.parted(*given)


def test_windows_lie_in_the_text(native: Any) -> None:
    ends = (". ", "! ")

    def window(marks: Any, starts: Any, last: Any, *rest: Any) -> Any:
        usual = ("a b", 2, b"\0\0\0\0\1", ends)
        text, *others = rest + usual[len(rest) :]
        return native.window(text, marks, starts, last, *others)

    assert window([(1, 1, 0)], {1: 2}, {1: 3}) == (2, 3, True, False, [(0, 1)])
    assert window([(1, 1, 0)], [0, 2], [1, 3]) == (2, 3, True, False, [(0, 1)])
    refused: list[tuple[type[Exception], tuple[Any, ...]]] = [
        (KeyError, ([(1, 1, 0)], {}, {1: 3})),
        (IndexError, ([(1, 1, 0)], {1: 2}, {1: 4})),
        (IndexError, ([(1, 1, 0)], {1: 2}, {1: 1})),
        (IndexError, ([(1, 1, 0)], {1: -1}, {1: 3})),
        (IndexError, ([(1, 1, -1)], {1: 2}, {1: 3})),
        (IndexError, ([(1, 1, 2**40)], {1: 2}, {1: 3})),
        (TypeError, ([(1, 1)], {1: 2}, {1: 3})),
        (TypeError, ([1], {1: 2}, {1: 3})),
        (IndexError, ([(1, 1, 0)], {1: 2}, {1: 3}, "a b", 0)),
        (IndexError, ([(1, 1, 0)], {1: 2}, {1: 3}, "a b", 2, b"", ends * 9)),
        (IndexError, ([(1, 1, 0)], {1: 2}, {1: 3}, "a b", 2, b"", ("e" * 9,))),
        (TypeError, ([(1, 1, 0)], {1: ""}, {1: 3})),
        (TypeError, ([(1, 1, 0)], {1: 2}, {1: 3}, b"a b")),
    ]
    for error, given in refused:
        with pytest.raises(error):
            window(*given)


def test_rows_out_of_order_are_read_without_harm(native: Any) -> None:
    muddled = numbers(5000, 3, -1, 9000, 9000)
    lengths, norms = np.ones(SIZE, np.uint32), np.ones(2)
    often, out = np.ones(5, np.uint8), np.empty(5)
    mask, places = np.ones(SIZE, dtype=np.bool_), np.empty(5, dtype=np.int64)
    for rows in (muddled, numbers(1, 9000, 3, 4, 5), numbers(7, 7, 7, 7, 7)):
        leaf = (1.0, rows, often, None)
        with suppress(IndexError):
            native.score(muddled, lengths, norms, 3.0, (leaf,), out)
        with suppress(IndexError):
            native.best_marked(mask, lengths, norms, 3.0, (leaf,), places, out)
    room = np.empty(5, dtype=np.int64)
    for other in (muddled, muddled[::-1].copy(), np.arange(-9, 90)):
        assert 0 <= native.kept(muddled, (other,), (), room) <= 5
        assert 0 <= native.kept(muddled, (), (other,), room) <= 5


def test_sets_of_any_size_are_joined_and_turned_round(native: Any) -> None:
    for size in (1, 63, 64, 65, 200):
        some = np.arange(0, size, 3)
        assert sets.others(some, size).tolist() == [n for n in range(size) if n % 3]
        either = sets.either([some, some[1:]], size)
        assert sets.as_numbers(either).tolist() == some.tolist()


ANY, NONE = (bytes([each]) * (0x110000 >> 3) for each in (255, 0))


def test_a_full_table_of_spellings_begins_anew(native: Any) -> None:
    asked: list[str] = []

    def learn(spelling: str) -> tuple[str, int, int, int]:
        asked.append(spelling)
        return spelling, 0, 0, 0

    table = native.spellings(2)
    for spelling in "a b a c a b".split():
        native.tokens(spelling, table, learn, ANY, NONE, 0)
    assert asked == ["a", "b", "c", "a", "b"]


def test_a_table_may_be_used_while_it_learns(native: Any) -> None:
    table, longest = native.spellings(9_000), 2_000

    def learn(spelling: str) -> tuple[str, int, int, int]:
        if len(spelling) < longest:  # the table is laid out anew again and again
            native.tokens(spelling + "a", table, learn, ANY, NONE, 0)
        return spelling.upper(), 0, 0, 0

    found = native.tokens("a" * 1_500, table, learn, ANY, NONE, 0)
    assert found[2] == ["A" * 1_500]


def test_spellings_of_which_nonsense_is_told_are_refused(native: Any) -> None:
    table = native.spellings(9)
    with pytest.raises(IndexError, match="lies outside"):
        native.tokens("ab", table, lambda spelling: ("ab", 3, 0, 0), ANY, NONE, 0)
    with pytest.raises(TypeError):
        native.tokens("ab", table, lambda spelling: (b"ab", 0, 0, 0), ANY, NONE, 0)
    with pytest.raises(IndexError):
        native.tokens("ab", table, lambda spelling: ("ab", 0, 4, 0), ANY, NONE, 1)


def test_letters_beyond_the_alphabet_are_refused(native: Any) -> None:
    table = native.spellings(9)
    for letters, apostrophes in ((ANY, ANY[1:]), (ANY[1:], ANY)):
        with pytest.raises(IndexError, match="lies outside"):
            native.tokens("a\x7f", table, lambda _: ("a", 0, 0, 0), letters, apostrophes, 0)
    with pytest.raises(ValueError, match="PyCapsule"):
        native.tokens("a", None, lambda _: ("a", 0, 0, 0), ANY, ANY, 0)


def ints(*values: int) -> Ints:
    return np.array(values, dtype=np.int32)


def test_rules_that_point_outside_are_refused(native: Any) -> None:
    # Two numbers, the pair (0, 1), and a rule asked by it that needs the number 0 besides.
    sound = [
        ints(0, 1, 1), ints(1),  # the pairs of 0, of 1
        ints(0, 0, 0, 1), ints(0),  # the rules asked by 0, by 1, by the pair
        ints(0, 1), ints(0),  # the needs of the rule
        ints(0, 1), ints(0),  # the terms of the need
        ints(),
    ]  # fmt: skip
    rules = native.rules(*sound)
    assert (native.met([0, 1], rules), native.met([1, 0, 7, -1], rules)) == ([0], [])
    for place in range(len(sound)):
        for wrong in (ints(9), ints(-1), ints(), ints(0, 0, 0, 0, 0, 0), ints(0, 9, 1)):
            damaged = [wrong if n == place else each for n, each in enumerate(sound)]
            if place == 8 and not wrong.any():
                continue  # no rule, or one many times: nothing is wrong with it
            with pytest.raises(IndexError, match="lies outside"):
                native.rules(*damaged)
    with pytest.raises(TypeError, match="32 bits"):
        native.rules(*[each.astype(np.int64) for each in sound])
    with pytest.raises(TypeError):
        native.met(["0"], rules)
    with pytest.raises(ValueError, match="PyCapsule"):
        native.met([0], None)


def test_names_are_asked_for_by_numbers_alone(native: Any) -> None:
    with pytest.raises(IndexError):
        native.placed([-2], ["deep"])
    with pytest.raises(TypeError):
        native.placed(["0"], ["deep"])
    with pytest.raises(SystemError):
        native.placed((0,), ["deep"])
