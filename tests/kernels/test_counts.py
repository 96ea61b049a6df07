from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from searchapp.kernels import Numbers, counts, spans
from searchapp.kernels.rows import as_mask
from searchapp.kernels.selection import Selection
from tests.kernels.drawn import SIZE, rows, seeds


def table(ends: Numbers, codes: Numbers, filling: int) -> counts.Table:
    return counts.table(ends, codes, filling, counts.best_width(np.diff(ends)))


@pytest.mark.parametrize("most", [0, 1, 2, 12])
@seeds
def test_codes_are_counted_as_a_loop_does(seed: int, most: int) -> None:
    chance = np.random.default_rng(seed)
    codes_of = [
        sorted(chance.choice(20, int(chance.integers(0, most + 1) ** 2 / max(most, 1)), False))
        for _ in range(SIZE)
    ]
    ends = spans.offsets(np.array([len(each) for each in codes_of]))
    codes = np.array([code for each in codes_of for code in each], dtype=np.int64)
    laid_out = table(ends, codes, 20)
    asked = rows(chance)
    wanted = Counter(int(code) for row in asked.tolist() for code in codes_of[row])
    assert laid_out.count(asked).tolist() == [wanted[code] for code in range(20)]


@seeds
def test_marked_rows_are_counted_as_their_numbers_are(seed: int) -> None:
    chance = np.random.default_rng(seed)
    size = int(chance.choice([1, 63, 64, 5000]))
    lengths = chance.integers(0, 4, size)
    laid_out = table(spans.offsets(lengths), chance.integers(0, 9, int(lengths.sum())), 9)
    mask = chance.random(size) < chance.choice([0.0, 0.01, 0.4, 1.0])
    for wanted in (True, False):
        found = laid_out.count(mask, wanted).tolist()
        assert found == laid_out.count(np.flatnonzero(mask == wanted)).tolist()


def test_rows_of_one_length_need_no_tail() -> None:
    laid_out = table(np.array([0, 2, 4, 6]), np.array([0, 1, 0, 2, 1, 2]), 3)
    assert laid_out.head.tolist() == [[0, 1], [0, 2], [1, 2]]
    assert laid_out.tail.tolist() == []


def test_one_long_row_does_not_lengthen_the_others() -> None:
    ends = np.array([0, 1, 2, 3, 3 + 50, 54])
    laid_out = table(ends, np.array([0, 1, 2, *range(50), 4]), 50)
    assert laid_out.head.shape == (5, 1)
    assert laid_out.tail_rows.tolist() == [3]


def groups(chance: np.random.Generator, size: int) -> Numbers:
    """The ends of four groups of codes, of which some may be empty."""
    return np.array([*np.sort(chance.integers(0, size + 1, size=3)).tolist(), size])


def ranked_by_a_loop(held: dict[int, int], ends: list[int], by_count: int) -> counts.Ranked:
    codes: list[int] = []
    bounds = [0]
    for number, (low, high) in enumerate(zip([0, *ends], ends, strict=False)):
        own = [code for code in range(low, high) if held.get(code)]
        if number < by_count:
            own.sort(key=lambda code: (-held[code], code))
        codes += own
        bounds.append(len(codes))
    lacking = range(*[0, *ends][by_count : by_count + 2])
    counted = np.array([codes, [held[code] for code in codes]])
    return counts.Ranked(counted, bounds, [held.get(code, 0) for code in lacking])


def plain(ranked: counts.Ranked) -> tuple[list[list[int]], list[int], list[int]]:
    """Kernels in C may leave room behind the last group."""
    return ranked.counted[:, : ranked.bounds[-1]].tolist(), ranked.bounds, ranked.lacking


@pytest.mark.parametrize("size", [1, 12, 3000])
@seeds
def test_codes_are_ranked_within_their_groups(seed: int, size: int) -> None:
    chance = np.random.default_rng(seed)
    ends = groups(chance, size)
    held = chance.integers(0, 4, size=size) * chance.integers(1, 5000, size=size)
    wanted = ranked_by_a_loop(dict(enumerate(held.tolist())), ends.tolist(), 3)
    assert plain(counts.Ranking(ends, 3).of_counts(held)) == plain(wanted)


@pytest.mark.parametrize("most", [0, 1, 2, 12])
@pytest.mark.parametrize("size", [20, 3000])
@seeds
def test_codes_of_rows_are_ranked_in_either_form(seed: int, size: int, most: int) -> None:
    """Of few rows, of many, and of most, where what the others have is counted."""
    chance = np.random.default_rng(seed)
    lengths = chance.integers(0, most + 1, size=SIZE) ** 2 // max(most, 1)
    codes_of = [sorted(chance.choice(size, length, replace=False)) for length in lengths.tolist()]
    codes = np.array([code for each in codes_of for code in each], dtype=np.int64)
    laid_out = table(spans.offsets(lengths), codes, size)
    ranking = counts.Ranking(groups(chance, size), 2)
    asked = rows(chance)
    held = Counter(int(code) for row in asked.tolist() for code in codes_of[row])
    totals = laid_out.count(np.arange(SIZE))
    wanted = plain(ranked_by_a_loop(held, ranking.ends.tolist(), 2))
    for form in (asked, as_mask(asked, SIZE)):
        assert plain(ranking.of_rows(laid_out, Selection(form, SIZE), totals)) == wanted
    assert plain(ranking.of_counts(laid_out.count(asked))) == wanted


def test_a_row_outside_of_the_table_is_refused() -> None:
    laid_out = table(np.array([0, 1, 2]), np.array([0, 1]), 2)
    ranking = counts.Ranking(np.array([2, 2]), 1)
    with pytest.raises(IndexError):
        ranking.of_rows(laid_out, Selection(np.array([7]), 9), np.array([1, 1]))


@seeds
def test_counts_are_put_together_by_group_with_those_between(seed: int) -> None:
    chance = np.random.default_rng(seed)
    of = np.cumsum(chance.integers(0, 3, size=40)).astype(chance.choice(["u1", "i4", "i8"]))
    codes = rows(chance, 40) + 7
    held = chance.integers(1, 9, size=len(codes))
    wanted: Counter[int] = Counter()
    for code, count in zip(codes.tolist(), held.tolist(), strict=True):
        wanted[int(of[code - 7])] += count
    reach = range(min(wanted), max(wanted) + 1) if wanted else range(0)
    others = [[0, *codes.tolist(), 99], [9, *held.tolist(), 9]]
    found = counts.grouped(np.array(others), 1, 1 + len(codes), 7, of)
    assert found == (reach.start, [wanted[group] for group in reach])
