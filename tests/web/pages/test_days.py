from __future__ import annotations

from datetime import date

import pytest

from searchapp.web.pages.days import edtf, moment, weekday
from searchapp.web.strings import ENGLISH


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023", "2023"),
        ("2023-02", "February 2023"),
        ("2023-02-14", "14 February 2023"),
        ("2023-02~", "about February 2023"),
        ("2023?", "perhaps 2023"),
        ("2022-23", "autumn 2022"),
        ("2014/..", "since 2014"),
        ("2014..", "since 2014"),
        ("../2021-11", "until November 2021"),
        ("2022-10-21/2022-10-31", "21 October 2022 to 31 October 2022"),
        ("2023-02-01..2023-02-14", "1 February 2023 to 14 February 2023"),
        ("open", "open-ended"),
        ("../..", "any date"),
        ("2023-99", "2023-99"),
        ("[2021,2023]", "[2021,2023]"),
        ("soon", "soon"),
    ],
)
def test_dates_are_said_in_words(text: str, words: str) -> None:
    assert edtf(text, ENGLISH) == words


def test_the_day_of_publication_comes_with_its_weekday() -> None:
    assert weekday(date(2023, 2, 14), ENGLISH) == "Tuesday, 14 February 2023"


def test_a_moment_is_told_in_words_and_in_universal_time() -> None:
    assert moment("2026-01-02T03:04:05+00:00", ENGLISH) == "2 January 2026, 03:04 UTC"
    assert moment("2026-01-02T01:04:05+02:00", ENGLISH) == "1 January 2026, 23:04 UTC"
    assert moment("", ENGLISH) == ""
