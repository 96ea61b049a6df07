"""The day of publication, inferred from what a text names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.readers.published import infer_published

ARTICLE = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "000_b9ab37c44f03fdbb.txt"
TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (
            "The minister spoke on February 14. Half of them fell in the first weeks of 2023.",
            date(2023, 2, 14),
        ),
        (
            "It rained on November 3, November 8 and November 9, after a dry October 2021.",
            date(2021, 11, 9),
        ),
        ("The bridge was hit on 12 March 2022.", date(2022, 3, 12)),
        ("On Tuesday, February 14, talks began. The war did not end in 2023.", date(2023, 2, 14)),
        ("Shops closed in December 2022 and opened again on January 9.", date(2023, 1, 9)),
        ("Президент прибув 14 лютого 2023 року.", date(2023, 2, 14)),
    ],
)
def test_the_latest_day_under_the_named_year_is_taken(text: str, published: date) -> None:
    assert infer_published(text, today=TODAY) == published


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nothing here names a day.",
        "The minister spoke on February 14.",
        "Fighting has gone on since 2014. The minister spoke on April 26.",
        "The minister, elected in 2010, spoke on April 26.",
        "The army should be rebuilt by 2030. The minister spoke on April 26.",
        "The fleet will sail on May 5, 2023.",
        "On Monday, February 14, talks began. The war did not end in 2023.",
    ],
)
def test_without_evidence_no_day_is_inferred(text: str) -> None:
    assert infer_published(text, today=TODAY) is None


def test_a_day_after_today_is_not_believed() -> None:
    text = "The bridge opened on 12 March 2031."
    assert infer_published(text, today=TODAY) is None
    assert infer_published(text, today=date(2031, 3, 12)) == date(2031, 3, 12)


@given(st.text(max_size=200))
def test_no_text_fails(text: str) -> None:
    inferred = infer_published(text, today=TODAY)
    assert inferred is None or inferred <= TODAY


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the article is not part of the project")
def test_the_first_article_is_dated_by_its_own_words() -> None:
    assert infer_published(ARTICLE.read_text("utf-8"), today=TODAY) == date(2023, 2, 14)
