from __future__ import annotations

from datetime import date

import pytest

from searchapp.edtf import EdtfError, read_range
from searchapp.ranges import Range, days_meant, read_typed

TODAY = date(2024, 2, 29)  # a Thursday


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("2023", "2023"),
        (" 2023-02 ", "2023-02"),
        ("2023-02-14", "2023-02-14"),
        ("2023-02-01..2023-02-14", "2023-02-01..2023-02-14"),
        ("2023-02 .. 2023-03", "2023-02..2023-03"),
        ("2023..2023", "2023"),
        ("2023..", "2023.."),
        ("..2023-02", "..2023-02"),
        (">=2023", "2023.."),
        (">= 2023", "2023.."),
        ("<=2023-02", "..2023-02"),
        (">2023", "2024-01-01.."),
        (">2024-02", "2024-03-01.."),
        ("<2023-02-01", "..2023-01-31"),
        ("[2022 TO 2023-02]", "2022..2023-02"),
        ("[* TO 2023]", "..2023"),
        ("2023-02-01/2023-02-14", "2023-02-01..2023-02-14"),
        ("2023/..", "2023.."),
        ("../2023", "..2023"),
        ("2023~", "2023~"),
        ("2022-23", "2022-23"),
        ("[2022, 2023]", "[2022,2023]"),
    ],
)
def test_a_range_has_one_spelling(typed: str, canonical: str) -> None:
    assert read_typed(typed) == Range(canonical)
    assert read_typed(canonical) == Range(canonical)
    read_range(canonical)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("14 February 2023", "2023-02-14"),
        ("February 14, 2023", "2023-02-14"),
        ("Feb. 14 2023", "2023-02-14"),
        ("feb 2023", "2023-02"),
        ("1  May  2023", "2023-05-01"),
        ("Sept 2023", "2023-09"),
        ("june 2023", "2023-06"),
        ("jul 2023", "2023-07"),
        ("14.2.2023", "2023-02-14"),
        ("2023/02", "2023-02"),
        ("2023/02/14", "2023-02-14"),
    ],
)
def test_a_date_may_be_spelt_out(typed: str, canonical: str) -> None:
    assert read_typed(typed) == Range(canonical)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("2023..2021", "2021..2023"),
        ("2023-02-14..2023-01", "2023-01..2023-02-14"),
        ("[2020 TO 1990]", "1990..2020"),
        ("2023/2021", "2021..2023"),
    ],
)
def test_a_range_that_ends_before_it_starts_is_turned_round(typed: str, canonical: str) -> None:
    assert read_typed(typed) == Range(canonical, turned=True)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "..", "/", ">", ">=", "soon", "2023-13", "2023-02-30", "20230214", "23"),
        *("２０２３", "2023\n-02", "[2020", "[* TO *]", "2023..2024..2025", ">=2023..2024"),
        *("2023-02-14T", "-0000", "9" * 5000, "..".join("2023" for _ in range(500))),
        *("[20001399 TO 20010000]", "[yesterday TO tomorrow]", "last 9999999 days", "n/a"),
        *("14.13.2023", "2023/13", "2/3/2023", "02/14/2023", "31.2.2023", "2023/2"),
        *("30 February 2023", "14 Foo 2023", "14 February 14 2023", "februar 2023", "sept. 2023 x"),
    ],
)
def test_what_is_no_range_is_refused(typed: str) -> None:
    with pytest.raises(EdtfError):
        read_typed(typed, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", "2024-02-29"),
        ("Yesterday", "2024-02-28"),
        ("tomorrow", "2024-03-01"),
        ("this week", "2024-02-26..2024-03-03"),
        ("last week", "2024-02-19..2024-02-25"),
        ("past  week", "2024-02-19..2024-02-25"),
        ("next week", "2024-03-04..2024-03-10"),
        ("this month", "2024-02"),
        ("last month", "2024-01"),
        ("next month", "2024-03"),
        ("this year", "2024"),
        ("last year", "2023"),
        ("last 1 day", "2024-02-29"),
        ("last 7 days", "2024-02-23..2024-02-29"),
        ("past 2 weeks", "2024-02-16..2024-02-29"),
        ("last 0 days", "2024-02-29"),
    ],
)
def test_words_mean_days_counted_from_today(typed: str, meant: str) -> None:
    assert days_meant(typed, today=TODAY) == meant
    assert read_typed(typed, today=TODAY) == Range(meant)


def test_december_and_january_are_neighbours() -> None:
    assert days_meant("last month", today=date(2024, 1, 31)) == "2023-12"
    assert days_meant("next month", today=date(2023, 12, 31)) == "2024-01"


@pytest.mark.parametrize("typed", ["2023", "soon", "week", "last", "last fortnight", ""])
def test_other_text_is_not_said_in_words(typed: str) -> None:
    assert days_meant(typed, today=TODAY) is None


def test_days_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(EdtfError):
        days_meant("last year", today=date(1, 1, 1))
    with pytest.raises(EdtfError):
        days_meant("yesterday", today=date(1, 1, 1))
    with pytest.raises(EdtfError):
        read_typed(">9999")
