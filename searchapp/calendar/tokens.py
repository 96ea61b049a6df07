"""What a date is said with: tokens, points and the numbers of days and years.

- token: a run of letters, a run of figures or one sign; the grammar reads its standard word.
- point: one day, month, season, … as far as it is said: "14 February" has no year.
- item: a point, or two points that are the ends of a range, with the tokens it rests on.
- phrase: an item and whether it goes on without end ("since 2014").

Nothing here knows when the text was published; resolving.py turns points into EDTF.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias

from searchapp.calendar.words import (
    ALL_TENS,
    COUNTED,
    COUNTS,
    LEADS,
    MONTHS,
    ORDINALS,
    PARTS,
    STANDARD,
    TENS,
)
from searchapp.remembering import remembered

# An apostrophe stands inside a Ukrainian word, but ends an English one.
_TOKEN_KEPT = re.compile(r"([0-9]+|[^\W\d_]+(?:['’](?=[а-яєіїґ])[^\W\d_]+)?|[^\w\s]|_)")
# The same where all is ASCII, found quicker.
_ASCII_TOKEN_KEPT = re.compile(r"([A-Za-z]+|[0-9]+|[!-/:-@\[-`{-~])")
Kind = Literal[
    "day", "month", "year", "season", "quarter", "half", "decade", "century",
    "week", "weekend", "weekday", "relative day", "run", "distance",
]  # fmt: skip


class Point(NamedTuple):
    """One calendar expression as far as it is said.

    `number` is the season's EDTF code, the quarter or half (from 1), the first year of a decade,
    the century, the ordinal of a week or weekday (-1: last), or the count of a run. `shift` counts
    units from publication: last -1, this 0, next 1. `words` of a distance ("two weeks ago") are
    for dateparser.
    """

    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None
    weekday: int | None = None
    part: str = ""
    shift: int | None = None
    unit: str = ""
    words: str = ""
    circa: bool = False
    within: Point | None = None


class Item(NamedTuple):
    first: Point
    last: Point | None
    start: int
    end: int


class Phrase(NamedTuple):
    item: Item
    open_ended: bool = False


Read: TypeAlias = tuple[Point, int] | None


class Tokens:
    """The tokens of a stretch of text, `offset` code points into the paragraph."""

    __slots__ = ("_ends", "_starts", "count", "depth", "offset", "raw", "words")

    def __init__(self, text: str, offset: int) -> None:
        pattern = _ASCII_TOKEN_KEPT if text.isascii() else _TOKEN_KEPT
        pieces = pattern.split(text)  # gap, token, gap, token, …, gap
        places = list(accumulate(map(len, pieces)))
        self._starts, self._ends = places[:-1:2], places[1::2]
        self.offset = offset
        self.count = len(self._starts)
        self.depth = 0
        self.raw = pieces[1::2]
        self.words = list(map(_standard, self.raw))
        # So that looking ahead never runs off the end.
        self.words += _PADDING
        self.raw += _PADDING

    def start(self, i: int) -> int:
        """Where token i begins in the paragraph."""
        return self._starts[i] + self.offset

    def end(self, i: int) -> int:
        return self._ends[i] + self.offset

    def glued(self, i: int) -> bool:
        """Whether nothing stands between token i and the one before it."""
        return 0 < i < self.count and self._starts[i] == self._ends[i - 1]

    def leads(self, i: int) -> bool:
        """Whether a phrase may begin at token i."""
        word = self.words[i]
        return word in LEADS or word.isdecimal()


_PADDING = [""] * 8


@remembered(50_000)
def _standard(raw: str) -> str:
    """The standard word of a token."""
    lowered = raw.lower().replace("’", "'")
    return STANDARD.get(lowered, lowered)


# --- numbers --------------------------------------------------------------------------------


def day_number(t: Tokens, i: int) -> tuple[int, int] | None:
    """A day of a month at token i, and the token after it: "14", "14th", "twenty-first"."""
    word = t.words[i]
    if word.isdecimal():
        if len(word) > 2 or not 1 <= int(word) <= 31 or inside_a_number(t, i):
            return None
        after = i + 1
        if t.words[after] in ("st", "nd", "rd", "th") and t.glued(after):
            after += 1
        if t.words[after] in ("%", "°") and t.glued(after):
            return None
        return int(word), after
    if word in TENS:
        after = i + 2 if t.words[i + 1] == "-" else i + 1
        unit = ORDINALS.get(t.words[after]) or COUNTS.get(t.words[after]) or 10
        return (TENS[word] + unit, after + 1) if unit < 10 else None
    return (ORDINALS[word], i + 1) if word in ORDINALS else None


_BEFORE_HYPHENS = frozenset((*MONTHS, *PARTS, "s", "st", "nd", "rd", "th", "pre", "post"))


def inside_a_number(t: Tokens, i: int) -> bool:
    """Whether token i is only a piece: of "T1303", "Su-24", "107.31", "10:31", "2,014"."""
    if t.glued(i):
        before = t.words[i - 1]
        if before in "$€£#_" or (before.isalnum() and before not in MONTHS):
            return True
        if t.glued(i - 1):
            piece = t.words[i - 2]
            if before in ".,:" and piece.isdecimal():
                return True
            if before in "-/" and piece.isalpha() and piece not in _BEFORE_HYPHENS:
                return True
    after = t.words[i + 1]
    if after in (".", ",", ":") and t.glued(i + 1) and t.glued(i + 2):
        return t.words[i + 2].isdecimal()
    return False


def year_number(t: Tokens, i: int, *, after_month: bool = False) -> int | None:
    """The year that token i is when it stands alone and counts nothing; right after a month it
    counts nothing anyway."""
    word = t.words[i]
    if len(word) != 4 or not word.isdecimal() or not 1000 <= int(word) < 2200:
        return None
    after = t.words[i + 1]
    if inside_a_number(t, i) or after == "%" or (after in COUNTED and not after_month):
        return None
    if t.glued(i + 1) and (
        after.isalpha() or (after == "/" and not _may_follow_slash(t.words[i + 2]))
    ):
        return None
    return int(word)


def _short_year_number(t: Tokens, i: int) -> int | None:
    """1987 of "April of 87"; a smaller number would be a day."""
    word = t.words[i]
    shaped = len(word) == 2 and word.isdecimal() and int(word) > 31 and not inside_a_number(t, i)
    return 1900 + int(word) if shaped and not t.words[i + 1].isalnum() else None


def year_after(t: Tokens, i: int, *, after_month: bool = False) -> tuple[int | None, int]:
    """The year that follows a day, month or season: "2022", ", 2022", "of 2022", "2022 року"."""
    at = i
    if t.words[at] == "," or (t.words[at] in ("-", "/") and t.glued(at) and t.glued(at + 1)):
        at += 1
    if t.words[at] in ("of", "in"):
        at += 1
    if t.words[at] in ("the", "year"):
        at += 1 + (t.words[at + 1] == "year")
    year = year_number(t, at, after_month=after_month)
    if year is None and (after_month or t.words[at - 1] == "of"):
        year = _short_year_number(t, at)
    if year is None:
        return year_in_words(t, at) or (None, i)
    at += 1
    if t.words[at] in ("year", "р", "г") and not t.raw[at].isascii():
        at += 1 + (t.words[at + 1] == "." and t.glued(at + 1) and len(t.words[at]) == 1)
    return year, at


def _may_follow_slash(word: str) -> bool:
    return len(word) == 2 or word in MONTHS


def year_in_words(t: Tokens, i: int) -> tuple[int, int] | None:
    """ "two thousand and eighteen", "nineteen seventy-eight", "nineteen hundred ninety three"."""
    count, at = COUNTS.get(t.words[i], 0), i + 1
    if t.words[at] == "thousand" and count in (1, 2):
        whole, at = 1000 * count, at + 1
        if t.words[at + 1] == "hundred":
            whole, at = whole + 100 * COUNTS.get(t.words[at], 0), at + 2
    elif t.words[at] == "hundred" and 10 <= count <= 20:
        whole, at = 100 * count, at + 1
    elif 10 <= count <= 20 and ((_below_hundred(t, at) or (0, 0))[0] > 9 or t.words[at] == "zero"):
        whole = 100 * count
    else:
        return None
    at += t.words[at] == "and" and _below_hundred(t, at + 1) is not None
    rest = _below_hundred(t, at) or (0, at)
    return whole + rest[0], rest[1]


def _below_hundred(t: Tokens, i: int) -> tuple[int, int] | None:
    word = t.words[i]
    if word in ("zero", "oh"):
        unit = COUNTS.get(t.words[i + 1], 0)
        return (unit, i + 2) if 0 < unit < 10 else None
    if word in ALL_TENS:
        at = i + 1 + (t.words[i + 1] == "-")
        unit = COUNTS.get(t.words[at], 0)
        return (ALL_TENS[word] + unit, at + 1) if 0 < unit < 10 else (ALL_TENS[word], i + 1)
    return (COUNTS[word], i + 1) if word in COUNTS else None
