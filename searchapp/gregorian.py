"""Days of the proleptic Gregorian calendar without `datetime.date`'s bounds.

- year: astronomical, so 0 is 1 BC and -1 is 2 BC.
- ordinal: days as `datetime.date.toordinal` counts them, so 1 is 0001-01-01; the calendar goes on
  before it (0 is 0000-12-31) and after 9999.
"""

from __future__ import annotations

from datetime import date

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


def is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)


def ordinal(year: int, month: int, day: int) -> int:
    """The ordinal of a day that exists; `is_day` tells whether it does."""
    cycles, year_of_cycle = divmod(year - 1, _CYCLE_YEARS)
    return cycles * _CYCLE_DAYS + date(year_of_cycle + 1, month, day).toordinal()


def from_ordinal(days: int) -> tuple[int, int, int]:
    """Year, month and day of an ordinal."""
    cycles, day_of_cycle = divmod(days - 1, _CYCLE_DAYS)
    found = date.fromordinal(day_of_cycle + 1)
    return found.year + cycles * _CYCLE_YEARS, found.month, found.day
