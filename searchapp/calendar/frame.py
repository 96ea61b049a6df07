"""What has to be known of a text to understand its dates, and what a date means in it.

- frame: the day of publication, whether the text reports the day or narrates the past, what it
  named before, and whether the sentence speaks of the future.
- anchor: the last date that a narrating text named with its year.
- event: first and last day (ordinals) of the event that a narrating text is about.
- meaning: the EDTF value and the rule that led to it.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from searchapp.edtf import year_text
from searchapp.gregorian import days_in_month

STATED = "as stated"
NEAREST = "nearest day not after publication"
AHEAD = "nearest day ahead, by the future sense of the sentence"
NARRATED = "year as the text tells it"
AHEAD_TENSE, PAST_TENSE = "ahead", "past"
COUNTED = "counted from publication"


class Anchor(NamedTuple):
    """`passage` is where its year was named; `day` an ordinal, None where only the year was."""

    year: int
    day: int | None
    passage: int


class Frame(NamedTuple):
    published: date | None
    narrates: bool = False
    anchor: Anchor | None = None
    event: tuple[int, int] | None = None
    passage: int = 0
    speaks_ahead: bool = False
    tense: str = ""
    day_first: bool = False


class Meaning(NamedTuple):
    value: str
    rule: str


def day_text(year: int, month: int, day: int) -> str:
    return f"{year_text(year)}-{month:02d}-{day:02d}"


def month_text(year: int, month: int, part: str = "") -> str:
    """A month, or the part of it: "2022-10", "2022-10-01/2022-10-10"."""
    text = f"{year_text(year)}-{month:02d}"
    spans = [_MONTH_PARTS[each] for each in part.replace("half ", "half").split()]
    if not spans:
        return text
    last = min(spans[-1][1], days_in_month(year, month))
    return f"{text}-{spans[0][0]:02d}/{text}-{last:02d}"


def run_text(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"


_MONTH_PARTS = {
    "early": (1, 10),
    "beginning": (1, 10),
    "mid": (11, 20),
    "middle": (11, 20),
    "late": (21, 31),
    "end": (21, 31),
    "half1": (1, 15),
    "half2": (16, 31),
}
