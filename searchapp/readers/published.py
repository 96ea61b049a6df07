"""The day a text was published, inferred from the dates it names.

- stated: what the text names with its year and tells as past; the latest of it is the base.
- bare: a day without a year; it is taken in the year that begins some weeks before the base, since
  a text goes on from what it has named and rarely back.

A report names the days it reports on, so its own is the latest of the days that stand closest
together. One year named in passing ("in 2014") dates nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from searchapp.calendar.finding import Found, find
from searchapp.calendar.frame import AHEAD_TENSE, Frame
from searchapp.calendar.resolving import meaning
from searchapp.calendar.tense import sentence_around, tense
from searchapp.calendar.tokens import Point
from searchapp.edtf import interval

_BACK = timedelta(days=60)
_CLOSE = timedelta(days=120)
_WITHIN = timedelta(days=400)
_CLUSTER = timedelta(days=14)
_LONGEST = 1_000_000  # characters that are read
_MOST_BASES = 100
_AIMS = frozenset("by until before through for after since pre post".split())


class _Stated(NamedTuple):
    """First and last day of what is named with its year; `whole` tells that it is just a year."""

    first: date
    last: date
    whole: bool


def infer_published(text: str, *, today: date | None = None) -> date | None:
    """The latest plausible day that the text itself names, or None without evidence.

    "February 14" beside "the first weeks of 2023" gives 2023-02-14. `today` is the last day that
    is believed; the day of the call where it is left out.
    """
    last_day = today or date.today()
    text = text[:_LONGEST]
    found = [each for each in find(text) if not _looks_elsewhere(text, each)]
    stated = [each for each in map(_stated, found) if each and each.first <= last_day]
    bare = [point for each in found for point in _bare_days(each)]
    firsts = sorted(each.first for each in stated)
    for base in sorted(_bases(stated, bare), reverse=True)[:_MOST_BASES]:
        day = _best(base, bare, stated, firsts, last_day)
        if day is not None:
            return day
    return None


def stated_day(title: str) -> date | None:
    """The one day that a title states with its year: "Assessment, February 24, 2022"."""
    stated = {each for each in map(_stated, find(title)) if each and each.first == each.last}
    return stated.pop().first if len(stated) == 1 else None


def _best(
    base: _Stated,
    bare: list[Point],
    stated: list[_Stated],
    firsts: Sequence[date],
    last_day: date,
) -> date | None:
    """The day that stands closest to others, under one base; None where the days do not fit it."""
    near = [day for point in bare if (day := _near(point, base)) is not None]
    exact = [each.first for each in stated if each.first == each.last]
    fitting = [day for day in near or exact if day <= last_day and _agrees(day, base, firsts)]
    if not fitting:
        return None
    candidates = {*fitting, *(day for day in exact if day <= base.last)}
    days = sorted(near + exact)
    return max(candidates, key=lambda day: (_between(days, day - _CLUSTER, day), day))


def _looks_elsewhere(text: str, found: Found) -> bool:
    """Whether the date is an aim or a mere bound: "by 2030", "since 2014", "will end on May 5"."""
    if found.phrase.open_ended and found.phrase.item.first.kind == "year":
        return True
    before, _ = sentence_around(text, found)
    words = before.replace("-", " ").lower().split()
    return bool(_AIMS & set(words[-1:])) or tense(before[-60:], "") == AHEAD_TENSE


def _stated(found: Found) -> _Stated | None:
    item = found.phrase.item
    if item.first.year is None and (item.last is None or item.last.year is None):
        return None
    meant = meaning(found.phrase, Frame(None))
    first, last = interval(meant.value) if meant else (None, None)
    if first is None or not date(1900, 1, 1).toordinal() <= first <= date.max.toordinal():
        return None
    end = first if last is None else min(last, date.max.toordinal())
    whole = item.first.kind == "year" and not item.first.part
    return _Stated(date.fromordinal(first), date.fromordinal(end), whole)


def _bare_days(found: Found) -> list[Point]:
    points = (found.phrase.item.first, found.phrase.item.last)
    return [p for p in points if p and p.kind == "day" and p.year is None and p.month is not None]


def _bases(stated: list[_Stated], bare: list[Point]) -> set[_Stated]:
    """What may date the text: of bare years only those that are named again or that put a named
    weekday on its day."""
    years = Counter(each.first.year for each in stated)
    on_weekdays = {point for point in bare if point.weekday is not None}
    return {
        each
        for each in set(stated)
        if not each.whole
        or years[each.first.year] > 1
        or any(_near(point, each) for point in on_weekdays)
    }


def _near(point: Point, base: _Stated) -> date | None:
    """The day in the base's year, or in the twelve months that begin some weeks before a base that
    is no whole year; on its weekday if one is named. None where there is no such day."""
    year = base.first.year
    for each in (year,) if base.whole else (year - 1, year, year + 1):
        try:
            day = date(each, point.month or 1, point.day or 1)
        except ValueError:
            continue
        if base.whole or timedelta(0) <= day - (base.first - _BACK) < timedelta(days=365):
            return day if point.weekday in (None, day.weekday()) else None
    return None


def _agrees(day: date, base: _Stated, firsts: Sequence[date]) -> bool:
    """Whether enough of what is stated, by its sorted first days, lies shortly before the day."""
    if base.whole:
        return day.year == base.first.year
    if day - base.last <= _CLOSE:
        return True
    return _between(firsts, day - _WITHIN, day) > 1


def _between(days: Sequence[date], first: date, last: date) -> int:
    """How many of the sorted days lie between two days, both included."""
    return bisect_right(days, last) - bisect_left(days, first)
