"""The kernels in C, beyond what the tests of the single kernels say: that they are there, and what
they do about damaged numbers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from searchapp.kernels import Numbers, compiled
from searchapp.kernels import rows as sets

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
    none = numbers()
    refused: list[Callable[[], int]] = [
        lambda: native.marked(outside, np.ones(3, np.bool_), True, out),
        lambda: native.any_of((inside, outside), 3, out),
        lambda: native.others(outside, 3, out),
        lambda: native.changes(lengths, outside),
        lambda: native.score(outside, lengths, norms, 2.2, ((1.0, outside, ones),), two),
        lambda: native.score(inside, lengths + 1, norms, 2.2, ((1.0, inside, ones),), two),
        lambda: native.score(inside, lengths, norms, 2.2, ((1.0, None, ones),), two),
        lambda: native.score(inside, lengths, norms, 2.2, ((1.0, numbers(0, 1, 2), ones),), two),
        lambda: native.count(outside, head, 2, none, numbers(0), ones, out),
        lambda: native.count(inside, head + 9, 2, none, numbers(0), ones, out),
        lambda: native.count(inside, head, 2, numbers(1), numbers(0, 9), ones, out),
        lambda: native.tally(outside, head, 2, none, numbers(0), ones, inside, 1, out, out, out),
        lambda: native.tally(
            inside, head, 2, numbers(1), numbers(0, 9), ones, inside, 1, out, out, out
        ),
        lambda: native.phrase(((inside, numbers(0, 1, 9), ones, None, 0),), 0, out, out),
        lambda: native.phrase(((inside, numbers(0), ones, None, 0),), 0, out, out),
    ]
    for call in refused:
        with pytest.raises(IndexError, match="lies outside"):
            call()


def test_arrays_of_another_type_are_refused(native: Any) -> None:
    narrow, out = np.ones(2, dtype=np.uint32), np.empty(2, dtype=np.int64)
    with pytest.raises(TypeError, match="does not belong here"):
        native.common(narrow, out, out)
    with pytest.raises(TypeError, match="2 arguments where 3 belong"):
        native.common(out, out)
    with pytest.raises(TypeError, match="does not belong here"):
        native.best(out, out)


def test_rows_out_of_order_are_read_without_harm(native: Any) -> None:
    muddled = numbers(5000, 3, -1, 9000, 9000)
    lengths, norms = np.ones(SIZE, np.uint32), np.ones(2)
    often, out = np.ones(5, np.uint8), np.empty(5)
    for leaf in ((1.0, muddled, often), (1.0, numbers(1, 9000, 3, 4, 5), often)):
        try:
            native.score(muddled, lengths, norms, 2.2, (leaf,), out)
        except IndexError:
            continue
    room = np.empty(5, dtype=np.int64)
    assert 0 <= native.common(muddled, muddled[::-1].copy(), room) <= 5
    assert 0 <= native.lacking(muddled, muddled, room) <= 5


def test_sets_of_any_size_are_joined_and_turned_round(native: Any) -> None:
    for size in (1, 63, 64, 65, 200):
        some = np.arange(0, size, 3)
        assert sets.others(some, size).tolist() == [n for n in range(size) if n % 3]
        assert sets.either([some, some[1:]], size).tolist() == some.tolist()
