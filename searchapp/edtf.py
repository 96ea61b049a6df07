"""EDTF (ISO 8601-2, levels 0 to 2): a date as text and the days that it covers.

- interval: first and last day as ordinals of the proleptic Gregorian calendar
  (`datetime.date.toordinal`, so 1 is 0001-01-01, and 0 and less lie before); None is an open end.
- bounds: the earliest and latest day that the text allows. A qualifier (`?` uncertain, `~`
  approximate, `%` both) does not widen them: how far "about" reaches is not for a calendar to say.
- range: what a filter asks for: an EDTF text, or `A..B`, `A..`, `..B` of two of them.
- bucket: a year, month or day that an EDTF text names, or "open".
- component: one date of an interval or set: year, month and day, each with its qualifier.

Of a set (`[..]` one of, `{..}` all of) the interval is what lies between its first and its last
day. Of a year with significant digits (1950S2) it is the year that is named. Winter (24) is the
December of its year. A time of day is read and dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from searchapp.gregorian import days_in_month, from_ordinal, is_day, ordinal

OPEN = "open"
LONGEST = 1000
_YEAR_DIGITS = 12

_COMPONENT = re.compile(
    r"(?P<before_year>[?~%]?)"
    r"(?P<year>Y-?[0-9]+(?:E[0-9]+)?|-?[0-9X]{4})(?:S(?P<digits>[0-9]+))?"
    r"(?P<after_year>[?~%]?)"
    r"(?:-(?P<before_month>[?~%]?)(?P<month>[0-9X]{2})(?P<after_month>[?~%]?)"
    r"(?:-(?P<before_day>[?~%]?)(?P<day>[0-9X]{2})(?P<after_day>[?~%]?))?)?"
)
_TIMED = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-4]):[0-5][0-9]:[0-5][0-9]"
    r"(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_MONTHS = tuple(f"{month:02d}" for month in range(1, 13))
_DAYS = tuple(f"{day:02d}" for day in range(1, 32))
# First and last month of each season: 21-24 of no hemisphere, 25-28 northern, 29-32 southern,
# 33-36 quarters, 37-39 thirds, 40-41 halves of the year.
_SEASONS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("21", "25", "31"), (3, 5)),
    **dict.fromkeys(("22", "26", "32"), (6, 8)),
    **dict.fromkeys(("23", "27", "29"), (9, 11)),
    **dict.fromkeys(("24", "28", "30"), (12, 12)),
    **{str(33 + n): (3 * n + 1, 3 * n + 3) for n in range(4)},
    **{str(37 + n): (4 * n + 1, 4 * n + 4) for n in range(3)},
    **{str(40 + n): (6 * n + 1, 6 * n + 6) for n in range(2)},
}


class EdtfError(ValueError):
    """The text is not EDTF, or names a day that does not exist."""


class Interval(NamedTuple):
    first: int | None
    last: int | None

    def overlaps(self, other: Interval) -> bool:
        before = self.last is not None and other.first is not None and self.last < other.first
        after = self.first is not None and other.last is not None and self.first > other.last
        return not (before or after)


class Qualities(NamedTuple):
    """Whether any part of a text is marked `?`, `~` or `%`."""

    uncertain: bool
    approximate: bool
    both: bool


class _Component(NamedTuple):
    year: str
    month: str
    day: str
    digits: str
    qualifiers: tuple[str, ...]


@lru_cache(maxsize=100_000)
def interval(text: str) -> Interval:
    """The days an EDTF text covers. Raises EdtfError."""
    return _bounds(_tidy(text))


@lru_cache(maxsize=10_000)
def canonical(text: str) -> str:
    """The one spelling of an EDTF text: no spaces, no time of day, qualifiers of a whole date at
    its end. Raises EdtfError.

    "?2004-06" gives "2004?-06", "~1984" gives "1984~", "[1667, 1668]" gives "[1667,1668]".
    """
    tidy = _tidy(text)
    _bounds(tidy)
    if tidy[0] in "[{":
        members = (member.strip() for member in tidy[1:-1].split(","))
        spelled = ("..".join(map(_spelled, member.split(".."))) for member in members)
        return f"{tidy[0]}{','.join(spelled)}{tidy[-1]}"
    return "/".join(map(_spelled, tidy.split("/")))


def qualities(text: str) -> Qualities:
    """Which qualifiers the text bears. Raises EdtfError."""
    interval(text)
    return Qualities("?" in text, "~" in text, "%" in text)


def read_range(text: str) -> Interval:
    """The days a filter value asks for. Raises EdtfError."""
    typed = text.strip()
    if ".." not in typed or "/" in typed or typed[0] in "[{":
        return interval(typed)
    start, end = (side.strip() for side in typed.split("..", 1))
    first = interval(start).first if start else None
    last = interval(end).last if end else None
    return _in_order(first, last, text)


@lru_cache(maxsize=100_000)
def buckets(text: str) -> tuple[str, ...]:
    """The deepest year, month or day that contains the whole interval, after what contains it;
    ("open",) when no single year does: "2023-02-14" gives ("2023", "2023-02", "2023-02-14")."""
    first, last = interval(text)
    if first is None or last is None:
        return (OPEN,)
    start, end = from_ordinal(first), from_ordinal(last)
    if start[0] != end[0]:
        return (OPEN,)
    year = year_text(start[0])
    if start[1] != end[1] or year.startswith("Y"):
        return (year,)
    month = f"{year}-{start[1]:02d}"
    return (year, month) if start != end else (year, month, f"{month}-{start[2]:02d}")


def year_text(year: int) -> str:
    """A year in EDTF: 476 gives "0476", -43 "-0043", 12023 "Y12023"."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


# --- reading --------------------------------------------------------------------------------


def _tidy(text: str) -> str:
    tidy = text.strip()
    if not tidy:
        raise EdtfError("an empty text is no date")
    if len(tidy) > LONGEST:
        raise EdtfError(f"a date of {len(tidy)} characters is too long; {LONGEST} are allowed")
    return tidy


def _bounds(text: str) -> Interval:
    if text[0] in "[{":
        return _set_bounds(text)
    if "/" not in text:
        return _component_bounds(text)
    start, _, end = text.partition("/")
    if start in ("", "..") and end in ("", ".."):
        raise EdtfError(f"{text!r} has neither start nor end")
    first = None if start in ("", "..") else _component_bounds(start).first
    last = None if end in ("", "..") else _component_bounds(end).last
    return _in_order(first, last, text)


def _set_bounds(text: str) -> Interval:
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise EdtfError(f"{text!r} is not closed")
    members = [_member_bounds(member.strip()) for member in text[1:-1].split(",")]
    firsts = [member.first for member in members if member.first is not None]
    lasts = [member.last for member in members if member.last is not None]
    return Interval(
        min(firsts) if len(firsts) == len(members) else None,
        max(lasts) if len(lasts) == len(members) else None,
    )


def _member_bounds(member: str) -> Interval:
    if ".." not in member:
        return _component_bounds(member)
    start, _, end = member.partition("..")
    if not start and not end:
        raise EdtfError("'..' in a set needs a date on one side")
    first = _component_bounds(start).first if start else None
    last = _component_bounds(end).last if end else None
    return _in_order(first, last, member)


def _in_order(first: int | None, last: int | None, text: str) -> Interval:
    if first is not None and last is not None and first > last:
        raise EdtfError(f"{text!r} ends before it starts")
    return Interval(first, last)


def _parsed(text: str) -> _Component:
    timed = _TIMED.fullmatch(text)
    match = _COMPONENT.fullmatch(timed.group(1) if timed else text)
    if not match:
        raise EdtfError(f"{text!r} is not an EDTF date")
    part = match.groupdict(default="")
    long_year = part["year"].startswith("Y")
    if part["month"] and (long_year or part["digits"]):
        raise EdtfError(f"{text!r}: only a year of four digits has months")
    # A qualifier after a part holds for all before it, one in front of it for that part alone.
    day = part["after_day"] or part["before_day"]
    month = part["after_day"] or part["after_month"] or part["before_month"]
    year = part["after_day"] or part["after_month"] or part["after_year"] or part["before_year"]
    count = 1 + bool(part["month"]) + bool(part["day"])
    return _Component(
        part["year"], part["month"], part["day"], part["digits"], (year, month, day)[:count]
    )


def _component_bounds(text: str) -> Interval:
    part = _parsed(text)
    if part.year.startswith("Y"):
        year = _long_year(part.year)
        return Interval(ordinal(year, 1, 1), ordinal(year, 12, 31))
    if part.year == "-0000":
        raise EdtfError("there is no year -0000; 0000 is 1 BC")
    try:
        return Interval(
            next(ordinal(*day) for day in _days(part, latest=False)),
            next(ordinal(*day) for day in _days(part, latest=True)),
        )
    except StopIteration:
        raise EdtfError(f"{text!r} names a day that does not exist") from None


def _long_year(text: str) -> int:
    """The number of `Y170000002` or `Y-17E7`."""
    figures, _, exponent = text[1:].partition("E")
    sign, figures = (-1, figures[1:]) if figures.startswith("-") else (1, figures)
    if len(exponent) > 2 or len(figures) + int(exponent or 0) > _YEAR_DIGITS:
        raise EdtfError(f"{text!r} has more than {_YEAR_DIGITS} digits")
    return sign * int(figures + "0" * int(exponent or 0))


def _days(part: _Component, *, latest: bool) -> Iterator[tuple[int, int, int]]:
    """The first days that the component allows, earliest first, or the last days, latest first."""
    if part.month in _SEASONS:
        months = [_SEASONS[part.month][latest]]
        days = "XX" if part.day in ("", "XX") else "00"
    else:
        months = [int(month) for month in _fitting(part.month or "XX", _MONTHS, latest)]
        days = part.day or "XX"
    for year, month in product(_years(part.year, latest), months):
        if days == "XX":
            yield year, month, days_in_month(year, month) if latest else 1
        else:
            fitting = (int(day) for day in _fitting(days, _DAYS, latest))
            yield from ((year, month, day) for day in fitting if is_day(year, month, day))


def _years(pattern: str, latest: bool) -> Iterator[int]:
    sign, digits = (-1, pattern[1:]) if pattern.startswith("-") else (1, pattern)
    choices = [range(10) if digit == "X" else (int(digit),) for digit in digits]
    downward = latest == (sign > 0)
    for figures in product(*(choice[::-1] if downward else choice for choice in choices)):
        yield sign * int("".join(map(str, figures)))


@lru_cache(maxsize=1_000)
def _fitting(pattern: str, numbers: tuple[str, ...], latest: bool) -> tuple[str, ...]:
    ordered = numbers[::-1] if latest else numbers
    return tuple(
        number
        for number in ordered
        if all(want in ("X", has) for want, has in zip(pattern, number, strict=True))
    )


# --- spelling -------------------------------------------------------------------------------


def _spelled(text: str) -> str:
    """A component with the fewest qualifiers; "" and ".." as they are."""
    if text in ("", ".."):
        return text
    part = _parsed(text.strip())
    year = f"{part.year}S{part.digits}" if part.digits else part.year
    texts = (year, part.month, part.day)[: len(part.qualifiers)]
    first = part.qualifiers[0]
    shared = next(
        (n for n, mark in enumerate(part.qualifiers) if mark != first), len(part.qualifiers)
    )
    leading = "-".join(texts[:shared]) + first
    rest = (
        mark + text for mark, text in zip(part.qualifiers[shared:], texts[shared:], strict=True)
    )
    return "-".join((leading, *rest))
