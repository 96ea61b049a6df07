from __future__ import annotations

import random
import re
import time

import pytest

from searchapp.likeness import distance, literal_start, wildcard_pattern, word_test
from searchapp.model import Fuzzy, Prefix, Wildcard

SEED = 20230214


def naive_distance(left: str, right: str) -> int:
    if not left or not right:
        return len(left) + len(right)
    if left[0] == right[0]:
        return naive_distance(left[1:], right[1:])
    return 1 + min(
        naive_distance(left[1:], right),
        naive_distance(left, right[1:]),
        naive_distance(left[1:], right[1:]),
    )


@pytest.mark.parametrize(
    ("left", "right", "at_most", "expected"),
    [
        ("kyiv", "kyiv", 0, 0),
        ("kyiv", "kiev", 2, 2),
        ("kyiv", "kiev", 1, None),
        ("prigozhin", "prigozhyn", 1, 1),
        ("prigozhin", "prigogine", 2, None),
        ("wagner", "vagner", 1, 1),
        ("wagner", "wagners", 1, 1),
        ("wagner", "wagnerites", 2, None),
        ("", "ab", 2, 2),
        ("ab", "", 1, None),
        ("київ", "киів", 1, 1),
    ],
)
def test_the_distance_counts_letters_changed(
    left: str, right: str, at_most: int, expected: int | None
) -> None:
    assert distance(left, right, at_most=at_most) == expected


def test_the_distance_is_levenshteins_up_to_its_bound() -> None:
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    for _ in range(1500):
        left = "".join(chance.choices("abc", k=chance.randrange(7)))
        right = "".join(chance.choices("abc", k=chance.randrange(7)))
        for at_most in range(4):
            expected = naive_distance(left, right)
            found = distance(left, right, at_most=at_most)
            assert found == (expected if expected <= at_most else None), (left, right, at_most)


@pytest.mark.parametrize(
    ("pattern", "word", "accepted"),
    [
        ("wom?n", "women", True),
        ("wom?n", "womn", False),
        ("mob*tion", "mobilization", True),
        ("mob*tion", "mobilize", False),
        ("mo*il*z*n", "mobilization", True),
        ("ab??*", "abc", False),
        ("ab??*", "abcd", True),
        ("ab*ba", "aba", False),
        ("ab*b", "abab", True),
    ],
)
def test_a_wildcard_stands_for_letters(pattern: str, word: str, accepted: bool) -> None:
    assert word_test(Wildcard(pattern))(word) is accepted


def test_wildcards_agree_with_the_plain_regular_expression() -> None:
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    for _ in range(3000):
        pattern = "".join(chance.choices("ab*?", k=chance.randrange(1, 8)))
        word = "".join(chance.choices("ab", k=chance.randrange(9)))
        plain = pattern.replace("?", ".").replace("*", ".*")
        expected = re.fullmatch(plain, word) is not None
        assert (wildcard_pattern(pattern).match(word) is not None) is expected, (pattern, word)


def test_a_long_word_does_not_make_a_wildcard_slow() -> None:
    started = time.thread_time()
    assert not wildcard_pattern("aa*a*a*a*a*b").match("a" * 20_000)
    assert time.thread_time() - started < 1.0


def test_a_fuzzy_word_keeps_its_first_letter() -> None:
    accepts = word_test(Fuzzy("wagner", 1))
    assert [word for word in ("wagner", "wagners", "vagner", "wagnr", "wgnr") if accepts(word)] == [
        "wagner",
        "wagners",
        "wagnr",
    ]


def test_a_prefix_accepts_the_word_itself() -> None:
    accepts = word_test(Prefix("mobil"))
    assert accepts("mobil")
    assert accepts("mobile")
    assert not accepts("immobile")


def test_every_accepted_word_begins_with_the_literal_start() -> None:
    assert literal_start(Prefix("mobil")) == "mobil"
    assert literal_start(Wildcard("mo?il*")) == "mo"
    assert literal_start(Fuzzy("wagner", 2)) == "w"
