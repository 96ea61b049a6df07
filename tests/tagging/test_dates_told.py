"""Dates of texts that narrate, of hostile texts, and agreement with coders."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.edtf import interval
from searchapp.errors import VocabularyError
from searchapp.tagging.dated_events import Events, Span
from searchapp.tagging.dates import tag_dates
from searchapp.tagging.vocabulary import Entry, Vocabulary
from tests.tagging.dating import dates, values


def test_without_a_day_of_publication_only_stated_dates_are_resolved() -> None:
    text = "He called on May 5, last week, on Tuesday and this spring."
    assert values(text, published=None) == []
    text = "He called in October 2021. On November 5 he left, and last week he came back."
    assert values(text, published=None) == ["2021-10", "2021-11-05"]


def test_a_text_that_narrates_takes_the_year_it_named_last() -> None:
    told = dates(
        "In 2014 protests began. In August troops came. A truce followed in January 2015, and in"
        " March it broke.",
        "On 12 July the town fell. On 25 July it was retaken.",
        published=date(2023, 10, 18),
    )
    assert [[mention.value for mention in passage] for passage in told] == [
        ["2014", "2014-08", "2015-01", "2015-03"],
        ["2015-07-12", "2015-07-25"],
    ]


def test_a_story_goes_over_the_turn_of_the_year() -> None:
    told = dates(
        "The siege began on 12 December 2016. On 3 January it ended. By 9 May all was calm."
    )
    assert [mention.value for mention in told[0]] == ["2016-12-12", "2017-01-03", "2017-05-09"]


def test_a_narrating_text_has_no_yesterday() -> None:
    told = dates(
        "On 12 July 2015 the town fell. On 14 July and on 16 July it was shelled.",
        'A witness said: "Yesterday they came." On 20 July they left.',
    )
    assert [mention.value for mention in told[1]] == ["2015-07-20"]


def test_a_report_is_no_narration_though_it_looks_back() -> None:
    told = dates(
        "Guns fired on February 13 and February 14. The line has stood since 2014.",
        "Troops left on May 5.",
    )
    assert [mention.value for mention in told[1]] == ["2022-05-05"]


def test_a_report_that_names_weekdays_is_no_narration() -> None:
    told = dates(
        "Guns fired before dawn on Friday, the first since the siege began in November.",
        "The port has been shelled since March 2015.",
    )
    assert [mention.value for mention in told[0]][1:] == ["2022-11"]


def test_a_title_with_its_year_dates_the_story() -> None:
    told = dates("On 20 June the town fell. On 3 July it was retaken.", title="2017 Oak offensive")
    assert [mention.value for mention in told[0]] == ["2017-06-20", "2017-07-03"]


def entry(**fields: str) -> Vocabulary:
    table = (Entry("events", "war", "Siege of Oakham", ("Battle of Oakham",), fields, "e", 3),)
    return Vocabulary({"events": table}, "")


def test_an_event_that_the_title_names_dates_its_days() -> None:
    events = Events(entry(**{"from": "2019-11-20", "to": "2020-02-10"}))
    told = dates(
        "In 1998 the town was rebuilt.",
        "On 25 November it was shelled. On 3 January it fell.",
        title="Battle of Oakham",
        events=events,
    )
    assert [mention.value for mention in told[1]] == ["2019-11-25", "2020-01-03"]
    assert events.of("the battle of Oakham, told") == Span(737383, 737465)
    assert events.of("Oakham") is None


@pytest.mark.parametrize(
    "fields", [{"to": "2020"}, {"from": "x", "to": "2020"}, {"from": "2021", "to": "2020"}]
)
def test_an_event_without_days_is_refused_with_its_line(fields: dict[str, str]) -> None:
    with pytest.raises(VocabularyError, match="e, line 3"):
        Events(entry(**fields))


@given(
    st.lists(
        st.sampled_from(
            "from to since between and - , . early mid late the of in on 5 14 31 2014 1999 May"
            " February October last next past three weeks week day year Friday summer quarter"
            " 19th century 1990s first second ago 2023-02-14 3/4 лютого року ² ( ) Q3 end".split()
        ),
        max_size=14,
    ).map(" ".join),
    st.one_of(st.none(), st.dates()),
)
def test_whatever_is_written_each_value_is_edtf_and_each_mention_its_words(
    text: str, published: date | None
) -> None:
    last = 0
    for mention in dates(text, published=published)[0]:
        interval(mention.value)
        assert mention.start >= last
        assert mention.text == text[mention.start : mention.end]
        assert mention.text
        last = mention.end


@pytest.mark.parametrize(
    "text",
    [
        "early in " * 2_000 + "May",
        "the first week of " * 2_000,
        "1, 2, 3 and " * 2_000 + "May",
        "May 5 and 6 to 7 " * 2_000,
        "from " * 5_000 + "2014",
        "a week and " * 3_000,
        "2014-" * 5_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_paragraphs_are_read_in_time(text: str) -> None:
    began = time.perf_counter()
    dates(text)
    assert time.perf_counter() - began < 10


def test_the_shipped_events_can_be_read() -> None:
    from searchapp.tagging.vocabulary import load

    assert Events(load()).of("Siege of Mariupol") == Span(738210, 738295)


GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"


@pytest.mark.skipif(not GOLD.is_dir(), reason="the coded paragraphs are not part of the project")
@pytest.mark.parametrize(("name", "bar"), [("seed", 0.97), ("dev2", 0.95), ("dev3", 0.90)])
def test_dates_agree_with_the_coders(name: str, bar: float) -> None:
    from searchapp.evaluate import compare, documents, read_gold
    from searchapp.model import Paragraph
    from searchapp.tagging.vocabulary import load

    right = extra = missing = 0
    events = Events(load())
    for document, coded in documents(read_gold(GOLD / f"{name}.jsonl")):
        for mentions, expected in zip(tag_dates(document, events), coded, strict=True):
            paragraph = Paragraph(
                "p", "d", 1, expected.text, "", mentions={"date": tuple(mentions)}
            )
            score, _ = compare(paragraph, expected, "date")
            right, extra = right + score.right, extra + score.extra
            missing += score.missing
    assert 2 * right / (2 * right + extra + missing) >= bar
