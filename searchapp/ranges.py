"""Ranges of days as people type them, and the one spelling in which they are kept.

- typed: an EDTF date, `A..B`, `A..`, `..B`, `>=A`, `>A`, `<=B`, `<B`, `[A TO B]`, a date such as
  "14 February 2023", or words such as "last week", which mean other days tomorrow.
- canonical: an EDTF date, or `A..B` with either end left out; what URLs and queries hold.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from searchapp.edtf import EdtfError, canonical, interval

FORMS = "2023, 2023-02, 2023-02-14, 2023-02-01..2023-02-14, >=2023, <=2023-02 or “last week”"
_COMPARED = re.compile(r"(>=|<=|>|<)(.*)", re.DOTALL)
_BRACKETED = re.compile(r"\[\s*(\S+)\s+TO\s+(\S+)\s*\]")
_UNITS = re.compile(r"(this|last|past|next) (week|month|year)")
_COUNTED = re.compile(r"(?:last|past) ([0-9]{1,4}) (day|week)s?")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_SPELT_OUT = re.compile(
    r"(?:(?P<day>[0-9]{1,2}) )?(?P<month>[a-z]{3,9})\.?(?: (?P<later_day>[0-9]{1,2}))?,? "
    r"(?P<year>[0-9]{4})"
)
_IN_FIGURES = re.compile(
    r"(?P<d1>[0-9]{1,2})\.(?P<m1>[0-9]{1,2})\.(?P<y1>[0-9]{4})"
    r"|(?P<y2>[0-9]{4})/(?P<m2>[0-9]{2})(?:/(?P<d2>[0-9]{2}))?"
)
_STEPS = {"this": 0, "last": -1, "past": -1, "next": 1}
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}


class Range(NamedTuple):
    """`turned` tells that the range was typed with its end before its start."""

    text: str
    turned: bool = False


def read_typed(typed: str, *, today: date | None = None) -> Range:
    """A typed range in its canonical spelling; words are resolved against `today`, and a range
    that ends before it starts is turned round.

    >>> read_typed(">=2023-02").text
    '2023-02..'
    >>> read_typed("2023..2021")
    Range(text='2021..2023', turned=True)
    >>> read_typed("last month", today=date(2023, 3, 31)).text
    '2023-02'

    Raises EdtfError.
    """
    said = days_meant(typed, today=today) or _spelt_out(typed)
    if said:
        return Range(said)
    stripped = typed.strip()
    if compared := _COMPARED.fullmatch(stripped):
        return Range(_compared(compared[1], canonical(compared[2])))
    if bracketed := _BRACKETED.fullmatch(stripped):
        return _between(*(end.replace("*", "") for end in bracketed.groups()))
    if stripped.startswith(("[", "{")):
        return Range(canonical(stripped))
    if stripped.count("/") == 1:
        return _between(*(end.replace("..", "") for end in stripped.split("/")))
    if ".." in stripped:
        return _between(*stripped.split("..", 1))
    return Range(canonical(stripped))


def _spelt_out(typed: str) -> str:
    """ "14 February 2023", "Feb. 14, 2023", "February 2023", "14.2.2023" and "2023/02/14" in EDTF;
    "" for other text, "2/3/2023" among it, which may be of February or March."""
    if figures := _IN_FIGURES.fullmatch(typed.strip()):
        year, month = figures["y1"] or figures["y2"], figures["m1"] or figures["m2"]
        day = figures["d1"] or figures["d2"]
        return canonical(f"{year}-{int(month):02d}{f'-{int(day):02d}' if day else ''}")
    found = _SPELT_OUT.fullmatch(" ".join(typed.lower().split()))
    if not found or (found["day"] and found["later_day"]):
        return ""
    months = [
        number for number, name in enumerate(_MONTHS, 1) if name.startswith(found["month"][:4])
    ]
    if not months or found["month"] not in (name := _MONTHS[months[0] - 1], name[:3], "sept"):
        return ""
    day = found["day"] or found["later_day"]
    return canonical(f"{found['year']}-{months[0]:02d}{f'-{int(day):02d}' if day else ''}")


def _between(first: str, last: str) -> Range:
    if not first.strip() and not last.strip():
        raise EdtfError("a range needs a first or a last day")
    if not last.strip():
        return Range(f"{canonical(first)}..")
    if not first.strip():
        return Range(f"..{canonical(last)}")
    first, last = canonical(first), canonical(last)
    if first == last:
        return Range(first)
    start, end = interval(first).first, interval(last).last
    turned = start is not None and end is not None and start > end
    return Range(f"{last}..{first}" if turned else f"{first}..{last}", turned)


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
            return _between(first.isoformat(), now.isoformat()).text
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
