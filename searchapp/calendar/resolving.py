"""From what a date says to the EDTF that it means.

Weeks run from Monday to Sunday. Thirds of a month are the days 1-10, 11-20 and 21 to the end;
thirds of a year are four months each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from searchapp.calendar import periods
from searchapp.calendar.frame import (
    AHEAD,
    AHEAD_TENSE,
    COUNTED,
    NARRATED,
    NEAREST,
    STATED,
    Frame,
    Meaning,
    day_text,
    month_text,
)
from searchapp.calendar.tokens import Phrase, Point
from searchapp.edtf import interval
from searchapp.gregorian import days_in_month, is_day, ordinal

_SEASON = re.compile(r"^-?[0-9]{4}-2[1-4]$")
_NEVER = 10_000
_LATE_IN_YEAR = 245  # days back beyond which a narrated day is the next year's


def meaning(phrase: Phrase, frame: Frame) -> Meaning | None:
    """What the phrase means in this frame; None when the frame cannot tell."""
    item = phrase.item
    try:
        found = (
            _meaning_of_range(item.first, item.last, frame)
            if item.last is not None
            else _meaning_of_point(item.first, frame)
        )
        if found is None:
            return None
        value = f"{found.value.split('/')[0]}/.." if phrase.open_ended else found.value
        interval(value)
    except (ValueError, OverflowError):
        # No such day ("fifth Sunday of July"), an end before its start, or beyond the calendar.
        return None
    return Meaning(value, found.rule)


def _meaning_of_point(point: Point, frame: Frame) -> Meaning | None:
    if frame.narrates and point.kind in ("relative day", "run", "weekday", "distance"):
        return None
    if point.within is not None:
        whole = _meaning_of_point(point.within, frame)
        found = periods.within(point, whole) if whole else None
    else:
        found = _READERS[point.kind](point, frame)
    if found and point.circa and "/" not in found.value:
        return Meaning(f"{found.value}~", found.rule)
    return found


# --- ranges ---------------------------------------------------------------------------------


def _meaning_of_range(first: Point, last: Point, frame: Frame) -> Meaning | None:
    first, last = _sharing_year(first, last)
    if frame.speaks_ahead and first.year is None and last.year is None:
        running = _meaning_of_range(first, last, frame._replace(speaks_ahead=False))
        if running and frame.published and _covers(running.value, frame.published):
            return running
    start = _meaning_of_point(first, frame)
    if start is None:
        return None
    if last.year is None and last.shift is None and last.kind != "distance":
        last = _after(first, last, start)
    end = _meaning_of_point(last, frame)
    if end is None:
        return None
    opening = _month_of_season(start.value.split("/")[0], last=False)
    closing = _month_of_season(end.value.split("/")[-1], last=True)
    return Meaning(f"{opening}/{closing}", start.rule)


def _month_of_season(value: str, *, last: bool) -> str:
    """The first or last month of a season, so that a range has months at its ends."""
    if not _SEASON.search(value):
        return value
    day = interval(value)[last]
    return date.fromordinal(day).isoformat()[:7] if day else value


def _covers(value: str, day: date) -> bool:
    return interval(value).overlaps(interval(day.isoformat()))


def _after(first: Point, last: Point, start: Meaning) -> Point:
    """The end of a range where its start has been found: the first such day after it."""
    opening = interval(start.value).first
    if opening is None or not 0 < opening < date.max.toordinal() - 7:
        return last
    day = date.fromordinal(opening)
    if last.kind == "weekday" and first.kind in ("weekday", "day", "relative day"):
        days = (((last.weekday or 0) - day.weekday() - 1) % 7) + 1
        ahead = day + timedelta(days=days)
        return Point("day", year=ahead.year, month=ahead.month, day=ahead.day)
    if last.month is None:
        return last
    earlier = (last.month, last.day or 31) < (day.month, day.day)
    return last._replace(year=day.year + earlier)


def _sharing_year(first: Point, last: Point) -> tuple[Point, Point]:
    """Both points with the year that only one of them has."""
    if first.kind not in ("day", "month", "season") or last.kind not in ("day", "month", "season"):
        return first, last
    earlier = _place_in_year(first) <= _place_in_year(last)
    if first.year is None and last.year is not None and first.shift is None:
        return first._replace(year=last.year - (not earlier)), last
    if last.year is None and first.year is not None and last.shift is None:
        return first, last._replace(year=first.year + (not earlier))
    return first, last


def _place_in_year(point: Point) -> tuple[int, int]:
    if point.kind == "season":
        return 3 * ((point.number or 21) - 20), 0
    return point.month or 0, point.day or 0


# --- days and months ------------------------------------------------------------------------


def _day(point: Point, frame: Frame) -> Meaning | None:
    if point.words == "order" and frame.day_first:
        point = point._replace(month=point.day, day=point.month)
    if point.month is None:
        return _day_of_no_month(point, frame)
    month, day = point.month, point.day or 1
    if point.year is not None:
        known = is_day(point.year, month, day)
        return Meaning(day_text(point.year, month, day), STATED) if known else None
    found = _year_for(point, frame)
    return Meaning(day_text(found[0], month, day), found[1]) if found else None


def _month(point: Point, frame: Frame) -> Meaning | None:
    month = point.month or 1
    found: tuple[int, str] | None = None
    if point.year is not None:
        found = point.year, STATED
    elif point.shift is not None and frame.published:
        year = frame.published.year + point.shift
        if point.unit != "year":
            year = _shifted_year(month, point.shift, frame.published)
        found = year, COUNTED
    elif point.shift is None:
        found = _year_for(point, frame)
    return Meaning(month_text(found[0], month, point.part), found[1]) if found else None


def _shifted_year(month: int, shift: int, published: date) -> int:
    """The year of "last June", "this June", "next June"."""
    if shift < 0:
        return published.year - (month >= published.month)
    return published.year + (shift > 0 and month <= published.month)


def _year_for(point: Point, frame: Frame) -> tuple[int, str] | None:
    """The year of a day or month that names none, and the rule that gave it."""
    if frame.narrates and (year := _narrated_year(point, frame)) is not None:
        return year, NARRATED
    if frame.published is None:
        year = _narrated_year(point, frame) if frame.anchor else None
        return (year, NARRATED) if year is not None else None
    return _nearest_year(point, frame.published, ahead=frame.speaks_ahead)


def _narrated_year(point: Point, frame: Frame) -> int | None:
    anchor, month, day = frame.anchor, point.month or 1, point.day or 15
    if frame.event and (anchor is None or anchor.passage != frame.passage):
        first, last = frame.event
        years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
        known = [year for year in years if is_day(year, month, day)]
        inside = [year for year in known if first <= ordinal(year, month, day) <= last]
        if len(inside) == 1 and (anchor is None or anchor.year not in years):
            return inside[0]
    if anchor is None:
        return None
    year = anchor.year
    if anchor.day is not None and anchor.day - ordinal(year, month, min(day, 28)) >= _LATE_IN_YEAR:
        year += 1
    if frame.published and year > frame.published.year:
        year = anchor.year
    return year if is_day(year, month, point.day or 1) else None


def _nearest_year(point: Point, published: date, *, ahead: bool) -> tuple[int, str] | None:
    before, after = _occurrences(point.month or 1, point.day, point.weekday, published)
    fits_ahead = after.agrees and (not before.agrees or after.days < before.days)
    if after.year and ((ahead and not before.agrees) or not before.year or fits_ahead):
        return after.year, AHEAD
    return (before.year, NEAREST) if before.year else None


def days_around(point: Point, published: date) -> tuple[int, int]:
    """How many days ago the day or month was last, and in how many it will be next."""
    before, after = _occurrences(point.month or 1, point.day, point.weekday, published)
    return before.days if before.year else _NEVER, after.days if after.year else _NEVER


class _Occurrence(NamedTuple):
    """A year in which a day or month falls and how many days it is away; year 0 is none.

    `agrees` tells that a weekday was named and is the right one in that year."""

    year: int
    days: int
    agrees: bool = False


@lru_cache(maxsize=10_000)
def _occurrences(
    month: int, day: int | None, weekday: int | None, published: date
) -> tuple[_Occurrence, _Occurrence]:
    """The last occurrence not after publication and the first one after it.

    Where a weekday is named, a year in which it agrees is preferred to one in which it does not.
    """
    today = published.toordinal()
    before: list[tuple[_Occurrence, int]] = []
    after: list[tuple[_Occurrence, int]] = []
    for year in range(published.year - 8, published.year + 9):
        if not 1 <= year <= 9999 or not is_day(year, month, day or 1):
            continue
        first = ordinal(year, month, day or 1)
        last = first if day else ordinal(year, month, days_in_month(year, month))
        if first <= today:
            before.insert(0, (_Occurrence(year, max(today - last, 0)), first))
        else:
            after.append((_Occurrence(year, first - today), first))
    return _agreeing(before, weekday), _agreeing(after, weekday)


def _agreeing(found: list[tuple[_Occurrence, int]], weekday: int | None) -> _Occurrence:
    if not found:
        return _Occurrence(0, 0)
    fitting = [each for each, day in found[:2] if (day - 1) % 7 == weekday]
    return fitting[0]._replace(agrees=True) if fitting else found[0][0]


def _day_of_no_month(point: Point, frame: Frame) -> Meaning | None:
    """ "Thursday the 21st", "the 20th of next month", "on the 26th"."""
    published = frame.published
    if published is None or frame.narrates:
        return None
    if point.shift is not None:
        months = published.year * 12 + published.month - 1 + point.shift
        year, month = months // 12, months % 12 + 1
        return Meaning(day_text(year, month, point.day or 1), COUNTED)
    days = (published + timedelta(days=n) for n in range(-200, 200))
    fitting = [day for day in days if day.day == point.day]
    if point.weekday is not None:
        fitting = [day for day in fitting if day.weekday() == point.weekday]
        nearest = min(fitting, key=lambda day: abs((day - published).days), default=None)
    elif frame.tense == AHEAD_TENSE:
        nearest = min((day for day in fitting if day >= published), default=None)
        return Meaning(nearest.isoformat(), AHEAD) if nearest else None
    else:
        nearest = max((day for day in fitting if day <= published), default=None)
    return Meaning(nearest.isoformat(), NEAREST) if nearest else None


_READERS: dict[str, Callable[[Point, Frame], Meaning | None]] = {
    "day": _day,
    "month": _month,
    **periods.READERS,
}
