"""EDTF (ISO 8601-2, levels 0 to 2): a date as text and the days that it covers.

- interval: first and last day as ordinals of the proleptic Gregorian calendar
  (`datetime.date.toordinal`, so 1 is 0001-01-01); None is an open end.
- range: what a filter asks for: an EDTF text, or `A..B`, `A..`, `..B` of two of them.
- bucket: a year, month or day that an EDTF text names, or "open".
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

OPEN = "open"
_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?$")
_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14)}


class EdtfError(ValueError):
    """The text is not EDTF, or names a day that does not exist."""


class Interval(NamedTuple):
    first: int | None
    last: int | None

    def overlaps(self, other: Interval) -> bool:
        before = self.last is not None and other.first is not None and self.last < other.first
        after = self.first is not None and other.last is not None and self.first > other.last
        return not (before or after)


@lru_cache(maxsize=100_000)
def interval(text: str) -> Interval:
    """The days an EDTF text covers. Raises EdtfError."""
    if "/" in text:
        start, end = text.split("/", 1)
        first = None if start in ("", "..") else interval(start).first
        last = None if end in ("", "..") else interval(end).last
        return Interval(first, last)
    match = _PLAIN.match(text)
    if not match:
        raise EdtfError(f"{text!r} is not an EDTF date")
    year, month, day = match.groups()
    try:
        return _period(int(year), month, day)
    except ValueError as error:
        raise EdtfError(f"{text!r} is no date: {error}") from error


def _period(year: int, month: str | None, day: str | None) -> Interval:
    first_month, last_month = 1, 12
    if month in _SEASONS:
        first_month, last_month = _SEASONS[month]
    elif month:
        first_month = last_month = int(month)
    if day:
        ordinal = date(year, first_month, int(day)).toordinal()
        return Interval(ordinal, ordinal)
    last_year, last_month = year + (last_month - 1) // 12, (last_month - 1) % 12 + 1
    last_day = calendar.monthrange(last_year, last_month)[1]
    return Interval(
        date(year, first_month, 1).toordinal(), date(last_year, last_month, last_day).toordinal()
    )


def read_range(text: str) -> Interval:
    """The days a filter value asks for. Raises EdtfError."""
    if ".." in text and "/" not in text:
        start, end = text.split("..", 1)
        first = interval(start).first if start else None
        last = interval(end).last if end else None
        return Interval(first, last)
    return interval(text)


@lru_cache(maxsize=100_000)
def buckets(text: str) -> tuple[str, ...]:
    """The deepest year, month or day that contains the whole interval, after what contains it;
    ("open",) when no single year does: "2023-02-14" gives ("2023", "2023-02", "2023-02-14")."""
    first, last = interval(text)
    if first is None or last is None:
        return (OPEN,)
    start, end = date.fromordinal(first), date.fromordinal(last)
    if start.year != end.year:
        return (OPEN,)
    named = [f"{start:%Y}", f"{start:%Y-%m}", f"{start:%Y-%m-%d}"]
    depth = 1 if start.month != end.month else 2 if start != end else 3
    return tuple(named[:depth])
