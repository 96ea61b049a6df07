"""Ranges of days as people type them, and the one spelling in which they are kept.

- typed: an EDTF date, `A..B`, `A..`, `..B`, `>=A`, `>A`, `<=B`, `<B`, `[A TO B]`, or words such
  as "last week", which mean other days tomorrow.
- canonical: an EDTF date, or `A..B` with either end left out; what URLs and queries hold.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from searchapp.edtf import EdtfError, interval, read_range

FORMS = "2023, 2023-02, 2023-02-14, 2023-02-01..2023-02-14, >=2023, <=2023-02 or “last week”"
_COMPARED = re.compile(r"(>=|<=|>|<)(.*)", re.DOTALL)
_BRACKETED = re.compile(r"\[\s*(\S+)\s+TO\s+(\S+)\s*\]")
_UNITS = re.compile(r"(this|last|past|next) (week|month|year)")
_COUNTED = re.compile(r"(?:last|past) ([0-9]{1,4}) (day|week)s?")
_STEPS = {"this": 0, "last": -1, "past": -1, "next": 1}
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}


def canonical_range(typed: str, *, today: date | None = None) -> str:
    """The canonical spelling of a typed range; words are resolved against `today`.

    >>> canonical_range(">=2023-02")
    '2023-02..'
    >>> canonical_range("last month", today=date(2023, 3, 31))
    '2023-02'

    Raises EdtfError.
    """
    stripped = typed.strip()
    said = days_meant(stripped, today=today)
    if said is not None:
        return said
    found = _ends(stripped)
    if not found.isascii() or re.search(r"\s", found):
        raise EdtfError(f"{typed!r} is no date or range")
    read_range(found)
    return found


def _ends(typed: str) -> str:
    if compared := _COMPARED.fullmatch(typed):
        return _compared(compared[1], compared[2].strip())
    if bracketed := _BRACKETED.fullmatch(typed):
        return _joined(*(end.replace("*", "") for end in bracketed.groups()))
    if typed.count("/") == 1:
        return _joined(*(end.replace("..", "") for end in typed.split("/")))
    if ".." in typed and typed[0] not in "[{":
        return _joined(*(end.strip() for end in typed.split("..", 1)))
    return typed


def _joined(first: str, last: str) -> str:
    if not first and not last:
        raise EdtfError("a range needs a first or a last day")
    return first if first == last else f"{first}..{last}"


def _compared(sign: str, day: str) -> str:
    """`>=A` begins with A's first day, `>A` after its last one; the other two likewise."""
    first, last = interval(day)
    if sign == ">=":
        return f"{day}.."
    if sign == "<=":
        return f"..{day}"
    edge, step = (last, 1) if sign == ">" else (first, -1)
    if edge is None or not 1 <= edge + step <= date.max.toordinal():
        raise EdtfError(f"no day lies beyond {day}")
    beyond = date.fromordinal(edge + step).isoformat()
    return f"{beyond}.." if sign == ">" else f"..{beyond}"


def is_reversed(canonical: str) -> bool:
    """Whether a range ends before it begins, so that nothing can lie in it."""
    first, last = read_range(canonical)
    return first is not None and last is not None and first > last


def turned_round(canonical: str) -> str:
    """The range with its ends exchanged."""
    return "..".join(reversed(canonical.split("..")))


def days_meant(typed: str, *, today: date | None = None) -> str | None:
    """The days that words such as "last week" mean, as a canonical range; None for other text.

    Weeks begin on Monday; "last 7 days" ends with today.
    """
    words = " ".join(typed.lower().split())
    now = today or date.today()
    try:
        if words in _DAYS:
            return (now + timedelta(days=_DAYS[words])).isoformat()
        if unit := _UNITS.fullmatch(words):
            return _unit(unit[2], _STEPS[unit[1]], now)
        if counted := _COUNTED.fullmatch(words):
            days = int(counted[1]) * (7 if counted[2] == "week" else 1)
            first = now - timedelta(days=max(days, 1) - 1)
            return _joined(first.isoformat(), now.isoformat())
    except (OverflowError, ValueError) as error:
        raise EdtfError(f"{typed!r} lies outside the calendar") from error
    return None


def _unit(unit: str, step: int, now: date) -> str:
    if unit == "year":
        return f"{now.replace(year=now.year + step, day=1):%Y}".zfill(4)
    if unit == "month":
        months = now.year * 12 + now.month - 1 + step
        return date(months // 12, months % 12 + 1, 1).isoformat()[:7]
    monday = now - timedelta(days=now.weekday()) + timedelta(weeks=step)
    return f"{monday.isoformat()}..{(monday + timedelta(days=6)).isoformat()}"
