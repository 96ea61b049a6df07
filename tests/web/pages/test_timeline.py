from __future__ import annotations

from searchapp.model import Bucket, Histogram, Search
from searchapp.web.pages.frame import Site
from searchapp.web.pages.timeline import Timeline, timeline
from searchapp.web.strings import ENGLISH


def drawn(*buckets: Bucket) -> Timeline:
    return timeline(Search(), Histogram("month", buckets, 0), Site(ENGLISH, "", {}))


def test_every_bar_tells_its_share_of_all_that_was_published_then() -> None:
    bars = drawn(Bucket("2023-01", 5, 40), Bucket("2023-02", 0, 8), Bucket("2023-03", 0, 0)).bars
    assert [(bar.count, bar.base, bar.share) for bar in bars] == [
        ("5", "40", "12.5 %"),
        ("0", "8", "0.0 %"),
        ("0", "0", ""),
    ]


def test_a_period_without_reports_is_told_from_one_without_a_hit() -> None:
    line = drawn(Bucket("2023-01", 5, 40), Bucket("2023-02", 0, 8), Bucket("2023-03", 0, 0))
    assert [bar.reports for bar in line.bars] == [True, True, False]
    assert line.bars[1].title == "February 2023: 0 paragraphs of 8"
    assert line.bars[2].title == "March 2023: no reports"
    assert line.legend == (
        "A grey line alone: reports, but nothing found in them. No line: a month without reports."
    )


def test_the_drawing_explains_only_what_it_shows() -> None:
    assert drawn(Bucket("2023-01", 5, 40)).legend == ""
    assert drawn(Bucket("2023-01", 5, 40), Bucket("2023-02", 0, 0)).legend == (
        "No line: a month without reports."
    )
