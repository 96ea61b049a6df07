"""Whether a sentence looks ahead where it names a date."""

from __future__ import annotations

import pytest

from searchapp.calendar.finding import find
from searchapp.calendar.tense import is_ahead, sentence_around, tense


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The court will meet on ", ".", "ahead"),
        ("The court met on ", ".", "past"),
        ("The judge said on ", " that the court will meet.", "past"),
        ("On ", ", the court will meet.", "ahead"),
        ("The ruling is to be announced on ", ".", "ahead"),
        ("The ruling of ", " stands.", ""),
    ],
)
def test_the_last_verb_before_the_date_decides(before: str, after: str, expected: str) -> None:
    assert tense(before, after) == expected


@pytest.mark.parametrize(
    ("before", "ago", "ahead", "expected"),
    [
        ("The court will meet on ", 200, 165, True),
        ("The court met on ", 200, 165, False),
        ("The court expects a ruling in early ", 250, 115, True),
        ("The court gave its ruling in early ", 250, 115, False),
        ("The deadline of ", 345, 20, True),
        ("The lines of before ", 345, 20, False),
        ("Owners must leave before ", 345, 20, True),
    ],
)
def test_a_day_without_its_year_is_ahead_by_verb_hint_or_nearness(
    before: str, ago: int, ahead: int, expected: bool
) -> None:
    assert is_ahead(before, "", ago=ago, ahead=ahead, opened=False) is expected


def test_the_sentence_ends_where_the_next_begins() -> None:
    text = "Rain fell. The U.S. envoy left on May 5 by train. Snow fell."
    (found,) = find(text)
    assert sentence_around(text, found) == ("The U.S. envoy left on ", " by train")
