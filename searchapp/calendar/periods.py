"""Years and longer, seasons, quarters, weeks, weekdays and what is counted from publication.

A third of a year is four months ("early 2022" is January to April); its beginning, middle and
end are about a month. A winter without a year is written as its three months.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from searchapp.calendar.distance import day_at_distance
from searchapp.calendar.frame import (
    AHEAD,
    AHEAD_TENSE,
    COUNTED,
    NEAREST,
    PAST_TENSE,
    STATED,
    Frame,
    Meaning,
    month_text,
    run_text,
)
from searchapp.calendar.tokens import Point
from searchapp.edtf import interval, year_text

_WEEK = timedelta(days=7)
_YEAR_PARTS = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "half 1": (1, 6),
    "half 2": (7, 12),
    "early mid": (1, 8),
    "mid late": (5, 12),
    "early late": (1, 12),
}
_YEAR_EDGES = {"beginning": 1, "middle": 6, "end": 12}
_DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "beginning": (0, 2), "end": (8, 9)}
_SEASON_PARTS = {"early": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_WINTER = 24


# --- years and longer -----------------------------------------------------------------------


def _year(point: Point, frame: Frame) -> Meaning | None:
    return Meaning(_year_value(point.year or 0, point.part), STATED)


def _year_value(year: int, part: str) -> str:
    text = year_text(year)
    if part in _YEAR_EDGES:
        return f"{text}-{_YEAR_EDGES[part]:02d}~"
    if part in _YEAR_PARTS:
        first, last = _YEAR_PARTS[part]
        return f"{text}-{first:02d}/{text}-{last:02d}"
    return text


def _decade(point: Point, frame: Frame) -> Meaning | None:
    first = point.number or 0
    if point.part in _DECADE_PARTS:
        start, end = _DECADE_PARTS[point.part]
        return Meaning(f"{first + start:04d}/{first + end:04d}", STATED)
    return Meaning(f"{first // 10:03d}X", STATED)


def _century(point: Point, frame: Frame) -> Meaning | None:
    number = point.number or 1
    hundred = abs(number) - 1
    return Meaning(f"{'-' if number < 0 else ''}{hundred:02d}XX", STATED)


def _quarter(point: Point, frame: Frame) -> Meaning | None:
    months = 3 if point.kind == "quarter" else 6
    last = months * (point.number or 1)
    year = point.year
    if year is None:
        if frame.published is None:
            return None
        begun = last - months < frame.published.month
        year = frame.published.year + (point.shift if point.shift is not None else begun - 1)
    rule = COUNTED if point.year is None else STATED
    return Meaning(f"{month_text(year, last - months + 1)}/{month_text(year, last)}", rule)


# --- seasons --------------------------------------------------------------------------------


def _season(point: Point, frame: Frame) -> Meaning | None:
    number = point.number or 21
    if point.year is not None:
        return Meaning(_season_value(point.year, number, point.part, named=True), STATED)
    if frame.narrates and frame.anchor:
        return Meaning(_season_value(frame.anchor.year, number, point.part, named=False), STATED)
    if frame.published is None:
        return None
    year = _season_year(number, point.shift, frame.published)
    return Meaning(
        _season_value(year, number, point.part, named=False),
        COUNTED if point.shift is not None else NEAREST,
    )


def _season_months(year: int, number: int) -> list[tuple[int, int]]:
    first = 3 * (number - 20)
    return [(year + (first + n - 1) // 12, (first + n - 1) % 12 + 1) for n in range(3)]


def _season_value(year: int, number: int, part: str, *, named: bool) -> str:
    months = _season_months(year, number)
    if part in _SEASON_PARTS:
        months = [months[_SEASON_PARTS[part]]]
    elif number != _WINTER or (named and part != "across"):
        return f"{year_text(year)}-{number}"
    if len(months) == 1:
        return month_text(*months[0])
    return f"{month_text(*months[0])}/{month_text(*months[-1])}"


def _season_days(year: int, number: int) -> tuple[int, int]:
    months = _season_months(year, number)
    first, last = interval(month_text(*months[0])).first, interval(month_text(*months[-1])).last
    return first or 0, last or 0


def _season_year(number: int, shift: int | None, published: date) -> int:
    """The year of a season that names none: the one that is nearest to publication."""
    today = published.toordinal()
    years = range(published.year - 2, published.year + 3)
    spans = {year: _season_days(year, number) for year in years}
    if shift == -1:
        return max(year for year in years if spans[year][1] < today)
    if shift == 1:
        return min(year for year in years if spans[year][0] > today)
    return min(years, key=lambda year: max(spans[year][0] - today, today - spans[year][1], 0))


# --- weeks, months and years counted from publication ---------------------------------------


def _run(point: Point, frame: Frame) -> Meaning | None:
    """ "last week", "this month", "the past three days"."""
    published, shift = frame.published, point.shift or 0
    if published is None:
        return None
    if point.shift is None and published.weekday() < 5 and frame.tense != AHEAD_TENSE:
        shift = -1  # the weekend that was
    if point.unit == "weekend" and "coming" in point.words and published.weekday() < 5:
        shift = 0
    if point.number is not None:
        if shift > 0 and frame.tense == PAST_TENSE:
            return None  # "in the next two days they took the town"
        value = _counted_run(published, point.unit, point.number * shift)
    else:
        value = _running(published, point.unit, shift, point.part)
    return Meaning(value, COUNTED) if value else None


def _running(published: date, unit: str, shift: int, part: str) -> str | None:
    monday = published - timedelta(days=published.weekday()) + shift * _WEEK
    months = published.year * 12 + published.month - 1 + shift
    year = published.year + shift
    if unit == "week":
        return run_text(monday, monday + timedelta(days=6))
    if unit == "fortnight":
        return _counted_run(published, unit, shift) if shift else None
    if unit == "weekend":
        return run_text(monday + timedelta(days=5), monday + timedelta(days=6))
    if unit == "month":
        return month_text(months // 12, months % 12 + 1, part)
    if unit == "year":
        return _year_value(year, part)
    if unit == "quarter":
        quarters = published.year * 4 + (published.month - 1) // 3 + shift
        first = quarters % 4 * 3 + 1
        return f"{month_text(quarters // 4, first)}/{month_text(quarters // 4, first + 2)}"
    if unit == "decade":
        return f"{published.year // 10 + shift:03d}X"
    if unit == "century":
        return f"{published.year // 100 + shift:02d}XX"
    return None


def _counted_run(published: date, unit: str, count: int) -> str | None:
    """So many days, weeks, … before publication (count below 0) or after it."""
    if unit == "decade":
        first = published.year // 10 * 10 + min(count, 0) * 10 + (10 if count > 0 else 0)
        return f"{first:04d}/{first + 10 * abs(count) - 1:04d}"
    if unit == "quarter":
        present = published.year * 4 + (published.month - 1) // 3
        first = present + (count if count < 0 else 1)
        last = first + abs(count) - 1
        ends = (month_text(first // 4, first % 4 * 3 + 1), month_text(last // 4, last % 4 * 3 + 3))
        return "/".join(ends)
    if unit == "fortnight":
        unit, count = "week", 2 * count
    words = f"in {count} {unit}" if count > 0 else f"{-count} {unit} ago"
    other = day_at_distance(words, published)
    if other is None:
        return None
    if count > 0:
        return run_text(published + timedelta(days=1), other)
    return run_text(other, published - timedelta(days=1))


def _relative_day(point: Point, frame: Frame) -> Meaning | None:
    if frame.published is None:
        return None
    day = frame.published + timedelta(days=point.shift or 0)
    return Meaning(day.isoformat(), COUNTED)


def _distance(point: Point, frame: Frame) -> Meaning | None:
    if frame.published is None or (point.shift and frame.tense != AHEAD_TENSE):
        return None
    day = day_at_distance(point.words, frame.published)
    if day is None:
        return None
    far = abs(day.year - frame.published.year) >= 10
    if point.unit == "decade" or (point.unit == "year" and far):
        return Meaning(f"{year_text(day.year)}~", COUNTED)
    # "Two months ago" is not said of one day.
    return Meaning(day.isoformat() + ("" if point.unit == "day" else "~"), COUNTED)


def _weekday(point: Point, frame: Frame) -> Meaning | None:
    published, weekday = frame.published, point.weekday or 0
    if published is None:
        return None
    monday = published - timedelta(days=published.weekday())
    since = (published.weekday() - weekday) % 7
    if point.shift is None:
        day = published - timedelta(days=since)
        if frame.tense == AHEAD_TENSE:
            return Meaning((published + timedelta(days=-since % 7)).isoformat(), AHEAD)
        return Meaning(day.isoformat(), NEAREST)
    if point.words == "past":
        day = published - timedelta(days=since or 7)
    elif point.words in ("coming", "upcoming"):
        day = published + timedelta(days=7 - since)
    else:
        day = monday + timedelta(days=weekday) + point.shift * _WEEK
    return Meaning(day.isoformat(), COUNTED)


# --- weeks and weekdays of a month or year --------------------------------------------------


def within(point: Point, whole: Meaning) -> Meaning | None:
    """ "the week of May 9", "the third week of July", "the first Friday of next month"."""
    first, last = interval(whole.value)
    if first is None or last is None or not 1 < first <= last < date.max.toordinal() - 7:
        return None
    start, end = date.fromordinal(first), date.fromordinal(last)
    if point.number is None:
        monday = start - timedelta(days=start.weekday())
        opening = monday + timedelta(days=5 if point.unit == "weekend" else 0)
        return Meaning(run_text(opening, monday + timedelta(days=6)), whole.rule)
    # A week belongs to the month or year that has its Thursday.
    weekday = 3 if point.kind == "week" else point.weekday or 0
    if point.number == -1:
        day = end - timedelta(days=(end.weekday() - weekday) % 7)
    else:
        day = start + timedelta(days=(weekday - start.weekday()) % 7) + (point.number - 1) * _WEEK
    if not start <= day <= end:
        return None
    if point.kind == "weekday":
        return Meaning(day.isoformat(), whole.rule)
    monday = day - timedelta(days=3)
    return Meaning(run_text(monday, monday + timedelta(days=6)), whole.rule)


READERS: dict[str, Callable[[Point, Frame], Meaning | None]] = {
    "year": _year,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter,
    "half": _quarter,
    "season": _season,
    "run": _run,
    "relative day": _relative_day,
    "distance": _distance,
    "weekday": _weekday,
}
