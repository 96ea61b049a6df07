"""Where dates are found in a text, and what each phrase rests on."""

from __future__ import annotations

import os
import random

import pytest

from searchapp.calendar.finding import find
from searchapp.calendar.words import TRIGGER, may_trigger
from searchapp.text import tokens

SEED = os.environ.get("SEED")
PIECES = (
    "May MAY may march March's Mayor 5 05 2022 20222 1990s 90s 12.5. 14/2 3-04-22 7th the last "
    "night Q3 h1 44 BC weeks weekend w лютого Лютого п'ятниця пятницы травень x2022 2022x - / ."
).split(" ")


def found(text: str) -> list[str]:
    return [text[each.start : each.end] for each in find(text)]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Guns fired on May 5 and again on 7 May 2022.", ["May 5", "7 May 2022"]),
        ("Guns fired since early July.", ["since early July"]),
        ("Guns fired from May 5 to May 7, 2022, and later.", ["from May 5 to May 7, 2022"]),
        ("Guns fired on May 5, 6, and 9.", ["May 5", "6", "9"]),
        ("The law applies from May 5 onward.", ["from May 5 onward"]),
        ("Guns fired in the first weeks of 2023.", ["first weeks of 2023"]),
        ("Guns fired at the 1815 Congress in Vienna.", ["1815"]),
        ("Бої тривають з 24 лютого 2022 року.", ["з 24 лютого 2022 року"]),
        ("Nothing is dated here.", []),
        ("", []),
    ],
)
def test_a_phrase_rests_on_its_words(text: str, phrases: list[str]) -> None:
    assert found(text) == phrases


def test_a_long_paragraph_is_read_around_its_dates_only() -> None:
    filler = "Nobody came and nobody went along the road that day or night. " * 40
    text = f"{filler}They met on May 5, 2022. {filler}They parted in June 2022. {filler}"
    assert found(text) == ["May 5, 2022", "June 2022"]


def test_phrases_do_not_overlap() -> None:
    text = "from May 5 to May 7 to May 9 and 11, 2022 to 2023 since 2014-2015"
    ends = [0]
    for each in find(text):
        assert each.start >= ends[-1]
        ends.append(each.end)


@pytest.mark.parametrize("seed", [int(SEED)] if SEED else range(60))
def test_a_scan_of_the_whole_text_finds_no_trigger_but_at_tokens_that_may_be_one(seed: int) -> None:
    print(f"SEED={seed}")
    chance = random.Random(seed)
    text = "".join(chance.choice(PIECES) + chance.choice(("", " ", " ")) for _ in range(40))
    may_be = {each.start for each in tokens(text) if may_trigger(each.word)}
    assert {match.start() for match in TRIGGER.finditer(text)} <= may_be
