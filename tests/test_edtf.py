"""EDTF texts and the days they cover."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from searchapp.edtf import (
    EdtfError,
    Interval,
    buckets,
    canonical,
    interval,
    qualities,
    read_range,
    year_text,
)
from searchapp.gregorian import days_in_month, from_ordinal, is_day, ordinal

EXAMPLES = Path(__file__).resolve().parents[2] / "shared" / "dates" / "edtf_examples.jsonl"
# Where an end is unknown, the examples' author counts ten years from the known one; to us it is
# open, so that nothing is invented.
UNKNOWN_ENDS = {"/2006", "2004-06-01/", "1984-06-02?/"}

years = st.integers(-99_999_999, 99_999_999)
days = st.dates()


def shown(found: Interval) -> tuple[str, str]:
    return tuple("open" if day is None else day_text(day) for day in found)  # type: ignore[return-value]


def day_text(days: int) -> str:
    year, month, day = from_ordinal(days)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-02-14", "2023-02-14", "2023-02-14"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("0000", "0000-01-01", "0000-12-31"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
        ("2023-02-14T08:15:00Z", "2023-02-14", "2023-02-14"),
        ("2023-02-14T08:15:00+02:00", "2023-02-14", "2023-02-14"),
        ("2023-21", "2023-03-01", "2023-05-31"),
        ("2023-23", "2023-09-01", "2023-11-30"),
        ("2023-24", "2023-12-01", "2023-12-31"),
        ("2023-29", "2023-09-01", "2023-11-30"),
        ("2023-34", "2023-04-01", "2023-06-30"),
        ("2023-38", "2023-05-01", "2023-08-31"),
        ("2023-41", "2023-07-01", "2023-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2022-XX", "2022-01-01", "2022-12-31"),
        ("1999-02-XX", "1999-02-01", "1999-02-28"),
        ("1999-1X", "1999-10-01", "1999-12-31"),
        ("1999-XX-31", "1999-01-31", "1999-12-31"),
        ("200X-02-29", "2000-02-29", "2008-02-29"),
        ("-01XX", "-0199-01-01", "-0100-12-31"),
        ("Y12023", "12023-01-01", "12023-12-31"),
        ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
        ("1950S2", "1950-01-01", "1950-12-31"),
        ("2023~", "2023-01-01", "2023-12-31"),
        ("2023-?02-~14", "2023-02-14", "2023-02-14"),
        ("2022-02-24/..", "2022-02-24", "open"),
        ("../2014", "open", "2014-12-31"),
        ("/2014", "open", "2014-12-31"),
        ("2014/2015-02", "2014-01-01", "2015-02-28"),
        ("2022-01~/2022-03?", "2022-01-01", "2022-03-31"),
        ("{2014,2022-02}", "2014-01-01", "2022-02-28"),
        ("[2014, 2016..2018]", "2014-01-01", "2018-12-31"),
        ("[..2014-03]", "open", "2014-03-31"),
        ("[2014, 2022..]", "2014-01-01", "open"),
    ],
)
def test_an_edtf_text_covers_these_days(text: str, first: str, last: str) -> None:
    assert shown(interval(text)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "yesterday",
        "2023-13",
        "2023-02-30",
        "2023-00",
        "2023-2-3",
        "23",
        "2023-42",
        "2023-2X",
        "2023-21-05",
        "-0000",
        "/",
        "../..",
        "2015/2014",
        "2014/2015/2016",
        "[2014",
        "{2014]",
        "[]",
        "[2014,]",
        "[..]",
        "(2014)?",
        "2014??",
        "Y12023-02",
        "1950S2-02",
        "Y1E99",
        "Y1E999999999",
        "XXX1-02-29",
        "2023-02-14T25:00:00",
        "٢٠٢٣",
        "2023\n",
        "2014" * 300,
    ],
)
def test_what_is_not_edtf_is_refused(text: str) -> None:
    if text == "2023\n":
        assert interval(text) == interval("2023")
        return
    with pytest.raises(EdtfError):
        interval(text)
    with pytest.raises(EdtfError):
        canonical(text)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        (" 2023-02 ", "2023-02"),
        ("~1984", "1984~"),
        ("?2004-06", "2004?-06"),
        ("~2004-~06-~11", "2004-06-11~"),
        ("2004-06~-11", "2004-06~-11"),
        ("2011-~06-~04", "2011-~06-~04"),
        ("[1667, 1668 , 1670..1672]", "[1667,1668,1670..1672]"),
        ("2023-02-14T08:15:00Z", "2023-02-14"),
        ("?1945/1959", "1945?/1959"),
        ("../2014", "../2014"),
        ("/2014", "/2014"),
    ],
)
def test_a_text_has_one_spelling(text: str, spelled: str) -> None:
    assert canonical(text) == spelled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-02-14", ("2023", "2023-02", "2023-02-14")),
        ("2023-02", ("2023", "2023-02")),
        ("2023-02-11/2023-02-20", ("2023", "2023-02")),
        ("2023-21", ("2023",)),
        ("2023~", ("2023",)),
        ("2022-12/2023-01", ("open",)),
        ("199X", ("open",)),
        ("2014/..", ("open",)),
        ("XXXX-05-09", ("open",)),
        ("-0043-03-15", ("-0043", "-0043-03", "-0043-03-15")),
        ("Y12023", ("Y12023",)),
    ],
)
def test_a_date_falls_in_the_buckets_that_it_names(text: str, expected: tuple[str, ...]) -> None:
    assert buckets(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-02..2023-03", "2023-02-01", "2023-03-31"),
        ("2023-02..", "2023-02-01", "open"),
        ("..2023-02-14", "open", "2023-02-14"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2014/..", "2014-01-01", "open"),
        ("[2014,2016..2018]", "2014-01-01", "2018-12-31"),
    ],
)
def test_a_range_asks_for_these_days(text: str, first: str, last: str) -> None:
    assert shown(read_range(text)) == (first, last)


@pytest.mark.parametrize("text", ["", "2023..2022", "x..2023", "2023..x", "2023..2024..2025"])
def test_a_malformed_range_is_refused(text: str) -> None:
    with pytest.raises(EdtfError):
        read_range(text)


def test_qualifiers_are_told_apart() -> None:
    assert qualities("2004?-~06") == (True, True, False)
    assert qualities("2004-%06") == (False, False, True)
    assert qualities("2004/2005") == (False, False, False)


@given(days)
def test_days_agree_with_the_standard_library(day: date) -> None:
    assert ordinal(day.year, day.month, day.day) == day.toordinal()
    assert from_ordinal(day.toordinal()) == (day.year, day.month, day.day)
    assert interval(day.isoformat()) == (day.toordinal(), day.toordinal())


@given(st.integers(-(10**13), 10**13))
def test_every_ordinal_is_a_day_and_comes_back(number: int) -> None:
    year, month, day = from_ordinal(number)
    assert is_day(year, month, day)
    assert ordinal(year, month, day) == number


@given(years, st.integers(1, 12))
def test_months_follow_one_another_without_a_gap(year: int, month: int) -> None:
    following = ordinal(year + month // 12, month % 12 + 1, 1)
    assert ordinal(year, month, days_in_month(year, month)) + 1 == following


@given(years)
def test_a_year_of_any_length_is_written_and_read(year: int) -> None:
    assert interval(year_text(year)) == (ordinal(year, 1, 1), ordinal(year, 12, 31))


dates_of_any_precision = st.one_of(
    days.map(date.isoformat),
    days.map(lambda day: f"{day:%Y-%m}".rjust(7, "0")),
    st.builds("{:04d}-{}".format, st.integers(0, 9999), st.integers(21, 41)),
    st.integers(-9999, 9999).map(year_text),
    st.sampled_from(["19XX", "201X", "2020-XX-15", "Y17E7", "1950S2"]),
)
qualified = st.builds("{}{}".format, dates_of_any_precision, st.sampled_from(["", "?", "~", "%"]))


@st.composite
def edtf_texts(draw: st.DrawFn) -> str:
    one, other = draw(qualified), draw(qualified)
    shape = draw(st.sampled_from(["{0}", "{0}/..", "../{0}", "/{0}", "{0}/{1}", "[{0},{1}]"]))
    if shape == "{0}/{1}":
        one, other = sorted((one, other), key=lambda text: interval(text)[0] or 0)
        if (interval(one).first or 0) > (interval(other).last or 0):
            return one
    return shape.format(one, other)


@given(edtf_texts())
def test_the_canonical_spelling_means_the_same_and_stays(text: str) -> None:
    assert interval(canonical(text)) == interval(text)
    assert canonical(canonical(text)) == canonical(text)


@given(edtf_texts())
def test_buckets_contain_the_interval(text: str) -> None:
    first, last = interval(text)
    for bucket in buckets(text):
        if bucket == "open":
            continue
        assert first is not None
        assert last is not None
        outer = interval(bucket)
        assert outer.first is not None
        assert outer.last is not None
        assert outer.first <= first <= last <= outer.last


@given(edtf_texts(), edtf_texts())
def test_overlap_is_symmetric_and_holds_for_itself(one: str, other: str) -> None:
    assert interval(one).overlaps(interval(other)) == interval(other).overlaps(interval(one))
    assert interval(one).overlaps(interval(one))


@given(st.text(alphabet="0123456789-/.XYES?~%[]{}, T:Z+", max_size=24))
@example("[2014..2013]")
@example("2004-~XX-3X?")
def test_no_text_raises_anything_but_an_edtf_error(text: str) -> None:
    for read in (interval, read_range, canonical, buckets, qualities):
        try:
            read(text)
        except EdtfError:
            continue


@pytest.mark.skipif(not EXAMPLES.is_file(), reason="the EDTF examples are not part of the project")
def test_published_examples_read_with_their_bounds() -> None:
    wrong = []
    for line in EXAMPLES.read_text("utf-8").splitlines():
        entry = json.loads(line)
        if entry.get("set") != "EXAMPLES" or entry["example"] in UNKNOWN_ENDS:
            continue
        bounds = entry["expect"][0]
        # One day stands once, and three or four bounds hold the padded ones after the strict.
        first, last = (bounds[0], bounds[0]) if len(bounds) % 2 else bounds[:2]
        expected = (first.replace("-inf", "open"), last.replace("inf", "open"))
        if shown(interval(entry["example"])) != expected:
            wrong.append(entry["example"])
    assert wrong == []


@pytest.mark.skipif(not EXAMPLES.is_file(), reason="the EDTF examples are not part of the project")
def test_published_malformed_examples_are_refused() -> None:
    for line in EXAMPLES.read_text("utf-8").splitlines():
        entry = json.loads(line)
        if entry.get("set") == "BAD_EXAMPLES":
            with pytest.raises(EdtfError):
                interval(entry["example"])
