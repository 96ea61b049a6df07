"""Rules by what they need, compared with looking at every rule."""

from __future__ import annotations

import os
import random
from itertools import pairwise

import pytest

from searchapp.kernels.needs import Need, Rules, Term, placed

SEED = int(os.environ.get("SEED", "20261123"))


def need(*terms: Term) -> Need:
    return frozenset(terms)


def test_a_rule_needs_all_its_needs() -> None:
    rules = Rules([[need(0, 1), need(2)], [need(1), need(3)]])
    assert rules.met([1, 7, 2]) == [0]
    assert rules.met([3, 2, 1]) == [0, 1]
    assert rules.met([2, -1, 3]) == []


def test_words_that_follow_one_another_are_a_term_of_their_own() -> None:
    rules = Rules([[need((0, 1))], [need((0, 1), 2)]])
    assert rules.met([0, 1]) == [0, 1]
    assert rules.met([0, -1, 1]) == []
    assert rules.met([1, 0, 2]) == [1]


def test_a_rule_without_needs_is_always_met() -> None:
    rules = Rules([[need(0)], []])
    assert (rules.met([]), rules.met([0])) == ([1], [0, 1])


def test_no_rules_are_never_met() -> None:
    assert Rules([]).met([0, 1]) == []


@pytest.mark.parametrize("round_", range(30))
def test_random_rules_are_met_as_when_every_one_is_looked_at(round_: int) -> None:
    print(f"SEED={SEED} round {round_}")
    drawn = random.Random(f"{SEED} {round_}")
    size = drawn.choice([2, 6, 40])

    def term() -> Term:
        one, other = drawn.randrange(size), drawn.randrange(size)
        return (one, other) if drawn.random() < 0.3 else one

    rules = [
        [need(*[term() for _ in range(drawn.randint(1, 3))]) for _ in range(drawn.randrange(4))]
        for _ in range(drawn.randrange(60))
    ]
    ready = Rules(rules)
    for _ in range(40):
        text = [drawn.randrange(-1, size + 3) for _ in range(drawn.randrange(12))]
        held = {*text, *pairwise(text)}
        met = [rule for rule, needs in enumerate(rules) if all(map(held.intersection, needs))]
        assert ready.met(text) == met


def test_words_are_found_by_the_names_of_their_numbers() -> None:
    found = placed([2, -1, 0, 2], ["deep", "ice", "snow"])
    assert found == {"snow": [0, 3], "deep": [2]}
    assert placed([], []) == {}


@pytest.mark.parametrize("number", [3, 10**6])
def test_a_number_without_a_name_is_refused(number: int) -> None:
    with pytest.raises(IndexError):
        placed([0, number], ["deep", "ice", "snow"])
