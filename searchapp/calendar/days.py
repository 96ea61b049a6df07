"""Days named by number and month, and months: "14 February 2023", "May 5, 6, and 9", "October".

A row is a day number with the tokens it rests on and what joins it to the number before:
"-" for a range, "," for a list.
"""

from __future__ import annotations

from typing import NamedTuple

from searchapp.calendar.tokens import Item, Point, Tokens, day_number, year_after
from searchapp.calendar.words import COUNTED, GOES_ON, MONTHS, RANGE_JOINTS, SHIFTS
from searchapp.gregorian import is_day


class Row(NamedTuple):
    day: int
    start: int
    end: int
    joint: str


def _joint(t: Tokens, i: int, signs: frozenset[str]) -> int:
    """The token after a sign, or after ", and"; i when there is none."""
    if t.words[i] == "," and t.words[i + 1] in ("and", "or") and "," in signs:
        return i + 2
    return i + 1 if t.words[i] in signs else i


_LONGEST_LIST = 31
_LIST_JOINTS = frozenset({",", "and", "or", "&"})


def _day_numbers(t: Tokens, i: int) -> tuple[list[Row], int]:
    """The days of one month that stand together, and the token after them."""
    found: list[Row] = []
    at, joint = i, ""
    while len(found) < _LONGEST_LIST and (number := day_number(t, at)) is not None:
        mixed = t.words[at].isdecimal() != t.words[i].isdecimal()
        if found and mixed and joint != "-":
            break  # "on February 27, the second of four"
        found.append(Row(number[0], at, number[1], joint))
        after = number[1]
        if _next_day_follows(t, after, number[0]):
            at, joint = after + 1, "-"
            continue
        at = _joint(t, after, _LIST_JOINTS | RANGE_JOINTS)
        if at == after:
            break
        joint = "-" if t.words[after] in RANGE_JOINTS else ","
        at += t.words[at] == "the"
    return found, found[-1].end if found else i


def _next_day_follows(t: Tokens, i: int, day: int) -> bool:
    """Whether a stroke and the following day come: the night of "27/28 May"."""
    glued = t.words[i] == "/" and t.glued(i) and t.glued(i + 1)
    return glued and t.words[i + 1] == str(day + 1)


def _items_of_days(
    numbers: list[Row], month: int | None, year: int | None, paired: bool
) -> list[Item]:
    items: list[Item] = []
    for row in numbers:
        point = Point("day", year=year, month=month, day=row.day)
        if items and (row.joint == "-" or paired) and items[-1].last is None:
            items[-1] = items[-1]._replace(last=point, end=row.end)
        else:
            items.append(Item(point, None, row.start, row.end))
    return items


def day_first(t: Tokens, i: int, *, paired: bool = False) -> list[Item] | None:
    """ "14 February 2023", "the 3rd and 4th of May", "3–4 July"."""
    numbers, at = _day_numbers(t, i)
    if not numbers:
        return None
    at += t.words[at] == "." and t.words[at + 1] in MONTHS
    if t.words[i - 1] in ("from", "between") and len(numbers) == 1:
        crossed = _month_of_second(t, at, numbers[0])
        if crossed:
            return crossed
    at += t.words[at] == "day"
    at += t.words[at] in ("of", "in")
    if t.words[at] in SHIFTS and t.words[at + 1] == "month":
        shifted = _items_of_days(numbers, None, None, paired)
        return _of_shifted_month(shifted, SHIFTS[t.words[at]], at + 2)
    at += t.words[at] in ("/", "-") and t.glued(at)
    if t.words[at] not in MONTHS or not is_month(t, at, beside_day=True):
        return None
    month = MONTHS[t.words[at]]
    year, end = year_after(t, _after_month(t, at))
    items = _items_of_days(numbers, month, year, paired)
    items = [item for item in items if _exist(item)]
    return [*items[:-1], items[-1]._replace(end=end)] if items else None


def _month_of_second(t: Tokens, i: int, row: Row) -> list[Item] | None:
    """ "from 4 to January 22, 1995": the month stands with the second day."""
    if t.words[i] not in RANGE_JOINTS or t.words[i + 1] not in MONTHS:
        return None
    last = month_first(t, i + 1)
    if not last or last[0].first.kind != "day" or (last[0].first.day or 0) <= row.day:
        return None
    first = last[0].first._replace(day=row.day)
    return [Item(first, last[0].first, row.start, last[0].end)]


def _of_shifted_month(items: list[Item], shift: int, end: int) -> list[Item]:
    """ "the 20th of next month"."""
    moved = [
        item._replace(
            first=item.first._replace(shift=shift),
            last=item.last and item.last._replace(shift=shift),
        )
        for item in items
    ]
    return [*moved[:-1], moved[-1]._replace(end=end)]


def _after_month(t: Tokens, i: int) -> int:
    """The token after a month's name and the full stop that belongs to it."""
    abbreviated = t.raw[i].lower() not in MONTHS
    return i + 1 + (abbreviated and t.words[i + 1] == "." and t.glued(i + 1))


def _exist(item: Item) -> bool:
    return all(
        is_day(point.year or 2000, point.month or 1, point.day or 1)
        for point in (item.first, item.last)
        if point is not None
    )


def month_first(t: Tokens, i: int, *, paired: bool = False) -> list[Item] | None:
    """ "February 14, 2023", "May 5, 6, and 9", "July 3-4"; without a day, the month."""
    month = MONTHS[t.words[i]]
    at = _after_month(t, i)
    year, end = year_after(t, at, after_month=True)
    if year is not None:
        following = day_number(t, end) if t.words[end] == "-" else None
        return (
            [Item(Point("month", year=year, month=month), None, i, end)] if not following else None
        )
    of = at + (t.words[at] in ("of", ","))
    if t.words[of] in SHIFTS and t.words[of + 1] == "year" and is_month(t, i, beside_day=True):
        point = Point("month", month=month, shift=SHIFTS[t.words[of]], unit="year")
        return [Item(point, None, i, of + 2)]
    at += t.words[at] in ("/", "-") and t.glued(at) and t.words[at + 1].isdecimal()
    at += t.words[at] == "," and t.words[at + 2] in ("st", "nd", "rd", "th")
    at += t.words[at] == "the"
    numbers, end = _day_numbers(t, at)
    numbers = _days_not_counts(t, numbers)
    if not numbers or t.words[numbers[0].end] in COUNTED or not is_month(t, i, beside_day=True):
        if not is_month(t, i, beside_day=False):
            return None
        return [Item(Point("month", month=month), None, i, _after_month(t, i))]
    year, end = year_after(t, numbers[-1].end)
    items = [item for item in _items_of_days(numbers, month, year, paired) if _exist(item)]
    if not items:
        return None
    items[0] = items[0]._replace(start=i)
    return [*items[:-1], items[-1]._replace(end=end)]


def _days_not_counts(t: Tokens, numbers: list[Row]) -> list[Row]:
    """Without the numbers that count what follows: "on May 5 and 7 soldiers" names one day."""
    kept = list(numbers)
    while len(kept) > 1:
        day, _, after, joint = kept[-1]
        following = t.words[after]
        ends = not following.isalpha() or following in GOES_ON or following.endswith("ly")
        hyphenated = joint == "-" and not following.endswith("s")
        ascending = day > kept[-2][0] or joint != "-"
        # A following month takes the number for itself: "from June 28 to 3 July".
        takes = following in MONTHS or (following == "of" and t.words[after + 1] in MONTHS)
        if ascending and not takes and (ends or hyphenated or following.isdecimal()):
            break
        kept.pop()
    return kept


_BEFORE_MONTHS = frozenset(
    "in since by until of from during early mid late last next this to and between before after"
    " through throughout for around about - ( the its their his her a s or , end for beginning"
    " through current previous past as".split()
)


def is_month(t: Tokens, i: int, *, beside_day: bool) -> bool:
    """Whether the word is the month: "May", "March" and names such as "April" are other things
    too, so without a day beside them they need a word before them that months have."""
    word, raw = t.words[i], t.raw[i]
    if not raw.isascii() or beside_day:
        return beside_day or raw[0].isalpha()
    before = t.words[i - 1]
    if before in ("every", "each"):
        return False
    if raw[0].islower() and (word == "may" or (word == "march" and before in ("to", "the", "a"))):
        return False
    if t.words[i + 1] in RANGE_JOINTS and t.words[i + 2] in MONTHS:
        return True
    if t.raw[i - 1][:1].isupper() and before not in _BEFORE_MONTHS:
        return False  # "Red October", "Black September"
    if (
        len(raw) == 3
        and word != "may"
        and (before not in _BEFORE_MONTHS or t.raw[i + 1][:1].isupper())
    ):
        return False  # "Jan Egeland"
    if word in ("may", "march", "april", "june", "august"):
        if word == "march" and t.words[i + 1] in ("on", "for", "of") and t.words[i - 1] == "the":
            return False
        return i > 0 and before in _BEFORE_MONTHS
    return True
