"""Days and EDTF texts in words: "2023-02-14" is "14 February 2023"."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from searchapp.web.strings import Language

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)$")
_ENDS = ("", "..")


def day(value: date, say: Language) -> str:
    month = say("months").split()[value.month - 1]
    return say("day.full", day=value.day, month=month, year=value.year)


def weekday(value: date, say: Language) -> str:
    """`date(2023, 2, 14)` gives "Tuesday, 14 February 2023"."""
    name = say("weekdays").split()[value.weekday()]
    return say("day.weekday", weekday=name, day=day(value, say))


def moment(text: str, say: Language) -> str:
    """`2026-01-02T03:04:05+00:00` gives "2 January 2026, 03:04 UTC"; what is none stays."""
    try:
        at = datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        return text
    return say("day.moment", day=day(at.date(), say), time=f"{at:%H:%M}")


def edtf(text: str, say: Language) -> str:
    """An EDTF text or range `A..B` in words; what is neither comes back as it is.

    "2014/.." gives "since 2014", "2023-02~" gives "about February 2023".
    """
    if text == "open":
        return say("facet.open")
    for joint in ("/", ".."):
        if joint in text:
            first, last = text.split(joint, 1)
            return _span(first, last, say)
    return _point(text, say)


def _span(first: str, last: str, say: Language) -> str:
    if first in _ENDS and last in _ENDS:
        return say("day.any")
    if first in _ENDS:
        return say("day.until", date=_point(last, say))
    if last in _ENDS:
        return say("day.since", date=_point(first, say))
    return say("day.to", first=_point(first, say), last=_point(last, say))


def _point(text: str, say: Language) -> str:
    match = _EDTF.match(text)
    if not match:
        return text
    year, month, day_of_month, doubt = match.groups()
    words = year
    if month and say.has(f"season.{month}"):
        words = say(f"season.{month}", year=year)
    elif month and 1 <= int(month) <= 12:
        name = say("months").split()[int(month) - 1]
        words = say("day.month", month=name, year=year)
        if day_of_month:
            words = say("day.full", day=int(day_of_month), month=name, year=year)
    elif month:
        return text
    key = {"~": "day.about", "?": "day.perhaps", "%": "day.about"}.get(doubt)
    return say(key, date=words) if key else words
