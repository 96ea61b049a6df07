"""Dates in figures: "2022-02-14", "14.02.2023", "2/14/2023", "3/2015"."""

from __future__ import annotations

from searchapp.calendar.tokens import Item, Point, Tokens
from searchapp.calendar.words import MONTHS, WEEKDAYS

_BEFORE_FIGURES = frozenset("on since by until from to between -".split())


def numeric(t: Tokens, i: int) -> list[Item] | None:
    """ "2022-02-14", "14.02.2023", "2/14/2023", "3/2015"; the order is the resolver's matter."""
    if not t.words[i].isdecimal() or (t.glued(i) and t.words[i - 1].isalnum()):
        return None
    figures, at, sign = [t.words[i]], i + 1, t.words[i + 1]
    while (
        sign in ("-", ".", "/")
        and len(figures) < 3
        and t.words[at] == sign
        and t.words[at + 1].isdecimal()
        and t.glued(at)
        and t.glued(at + 1)
    ):
        figures.append(t.words[at + 1])
        at += 2
    if len(figures) == 1 or (t.words[at] == sign and t.glued(at) and t.words[at + 1].isdecimal()):
        return None
    if t.words[at] in MONTHS or t.words[i - 1] in MONTHS:
        return None  # "27/28 May"
    before = t.words[i - 1]
    if before in ("to", "-") and t.words[i - 3] != "/":
        before = ""  # "14.02 to 3/4"
    point = _from_figures(figures, sign, before)
    return [Item(point, None, i, at)] if point else None


def _from_figures(figures: list[str], sign: str, before: str) -> Point | None:
    lengths = [len(figure) for figure in figures]
    numbers = [int(figure) for figure in figures]
    if lengths[0] == 4 and 1000 <= numbers[0] < 2200 and max(lengths[1:]) <= 2:
        return _year_leading(figures, numbers, sign)
    if len(figures) == 3 and max(lengths[:2]) <= 2 and lengths[2] in (2, 4):
        if lengths[2] == 2 and (sign == "." and lengths != [2, 2, 2]):
            return None
        return _day_leading(numbers, sign, short=lengths[2] == 2)
    if len(figures) == 2 and lengths[1] == 4 and lengths[0] <= 2 and sign != ".":
        return _month_of(numbers[1], numbers[0])
    if len(figures) == 2 and sign == "/" and (before in _BEFORE_FIGURES or before in WEEKDAYS):
        return _day_leading(numbers, sign, short=False) if numbers != [9, 11] else None
    return None


def _year_leading(figures: list[str], numbers: list[int], sign: str) -> Point | None:
    if len(numbers) == 3:
        return Point("day", year=numbers[0], month=numbers[1], day=numbers[2])
    # "2011-12" is the two years, "2011-10" the month.
    if numbers[1] == numbers[0] % 100 + 1 or (sign == "." and len(figures[1]) != 2):
        return None
    return _month_of(numbers[0], numbers[1]) if sign != "." else None


def _month_of(year: int, month: int) -> Point | None:
    in_reach = 1 <= month <= 12 and 1000 <= year < 2200
    return Point("month", year=year, month=month) if in_reach else None


def _day_leading(numbers: list[int], sign: str, *, short: bool) -> Point | None:
    """A day whose order of day and month is still open unless the numbers tell it."""
    first, second = numbers[0], numbers[1]
    year = numbers[2] if len(numbers) == 3 else None
    if year is not None and short:
        year += 2000 if year < 40 else 1900
    if sign == "." or first > 12:
        month, day = second, first
    else:
        month, day = first, second
    if not (1 <= month <= 12 and 1 <= day <= 31 and (year is None or 1000 <= year < 2200)):
        return None
    swappable = sign != "." and first <= 12 and second <= 12
    return Point("day", year=year, month=month, day=day, words="order" if swappable else "")
