from __future__ import annotations

from functools import reduce

import numpy as np

from searchapp.kernels import Rows
from searchapp.kernels import rows as sets
from tests.kernels.drawn import SIZE, either_form, rows, seeds


def as_set(found: Rows) -> set[int]:
    numbers = sets.as_numbers(found).tolist()
    assert numbers == sorted(set(numbers))
    return set(numbers)


@seeds
def test_sets_in_either_form_behave_as_pythons_sets(seed: int) -> None:
    chance = np.random.default_rng(seed)
    a, b = rows(chance), rows(chance)
    left, right = either_form(chance, a), either_form(chance, b)
    first, second = set(a.tolist()), set(b.tolist())
    assert as_set(sets.both(left, right, SIZE)) == first & second
    assert as_set(sets.without(left, right, SIZE)) == first - second
    assert as_set(sets.either([left, right], SIZE)) == first | second
    assert as_set(sets.common(a, b)) == first & second
    assert sets.how_many(left) == len(first)


@seeds
def test_meeting_keeps_what_is_in_all_of_some_sets_and_in_none_of_others(seed: int) -> None:
    chance = np.random.default_rng(seed)
    size = int(chance.choice([SIZE, 40_000]))  # the latter in several windows
    drawn = [rows(chance, size) for _ in range(int(chance.integers(1, 6)))]
    given = [each if chance.random() < 0.5 else sets.as_mask(each, size) for each in drawn]
    among = int(chance.integers(1, len(drawn) + 1))
    wanted = set.intersection(*(set(each.tolist()) for each in drawn[:among]))
    wanted = wanted.difference(*(each.tolist() for each in drawn[among:]))
    before = [each.copy() for each in given]
    assert as_set(sets.meeting(given[:among], given[among:], size)) == wanted
    assert all(np.array_equal(one, other) for one, other in zip(given, before, strict=True))


@seeds
def test_at_least_counts_in_how_many_sets_a_row_is(seed: int) -> None:
    chance = np.random.default_rng(seed)
    drawn = [rows(chance) for _ in range(4)]
    given = [either_form(chance, each) for each in drawn]
    for count in range(6):
        wanted = {row for row in range(SIZE) if sum(row in each for each in drawn) >= count}
        assert as_set(sets.at_least(count, given, SIZE)) == wanted


@seeds
def test_many_sets_are_joined_whatever_their_forms(seed: int) -> None:
    chance = np.random.default_rng(seed)
    drawn = [rows(chance) for _ in range(int(chance.integers(0, 6)))]
    wanted: set[int] = reduce(set.union, (set(each.tolist()) for each in drawn), set())
    assert as_set(sets.either([either_form(chance, each) for each in drawn], SIZE)) == wanted


@seeds
def test_where_in_tells_membership_and_place(seed: int) -> None:
    chance = np.random.default_rng(seed)
    asked, held = rows(chance), rows(chance)
    found, place = sets.where_in(asked, held)
    for number, row in enumerate(asked.tolist()):
        assert found[number] == (row in held.tolist())
        if found[number]:
            assert held[place[number]] == row


def test_a_mask_given_to_without_is_left_as_it_was() -> None:
    mask = sets.everything(4)
    assert sets.without(mask, np.array([1, 2]), 4).tolist() == [True, False, False, True]
    assert mask.all()


def test_a_mask_given_to_either_is_left_as_it_was() -> None:
    mask = np.array([True, False, False, False])
    assert as_set(sets.either([mask, np.array([2, 3])], 4)) == {0, 2, 3}
    assert mask.tolist() == [True, False, False, False]


@seeds
def test_others_and_owners_are_those_of_a_loop(seed: int) -> None:
    chance = np.random.default_rng(seed)
    given = rows(chance)
    most = int(chance.choice([1, 4, 40, 400]))
    numbers = np.sort(chance.integers(0, most, SIZE)).astype(("u2", "u4")[chance.integers(2)])
    owners = sets.Owners(numbers)
    assert sets.others(given, SIZE).tolist() == sorted(set(range(SIZE)) - set(given.tolist()))
    for _ in range(2):
        assert owners.how_many(either_form(chance, given)) == len(set(numbers[given].tolist()))


def test_owners_of_no_rows_are_none() -> None:
    owners = sets.Owners(np.empty(0, dtype=np.uint8))
    assert owners.how_many(np.empty(0, dtype=np.bool_)) == 0
    assert owners.how_many(sets.NONE) == 0


@seeds
def test_a_mask_is_read_both_ways(seed: int) -> None:
    chance = np.random.default_rng(seed)
    mask = chance.random(int(chance.integers(0, 200))) < chance.random()
    marked = [row for row, mark in enumerate(mask.tolist()) if mark]
    assert sets.unmasked(mask).tolist() == marked
    assert sets.unmasked(mask, wanted=False).tolist() == sorted({*range(len(mask))} - {*marked})
