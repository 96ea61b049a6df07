"""Weekdays and what is counted from publication: "Tuesday", "two weeks ago", "three days"."""

from __future__ import annotations

from searchapp.calendar.days import day_first, month_first
from searchapp.calendar.figures import numeric
from searchapp.calendar.tokens import Point, Read, Tokens, day_number
from searchapp.calendar.words import COUNTS, GOES_ON, MONTHS, SHIFTS, UNITS, WEEKDAYS

NAMED_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_SUFFIXES = frozenset("st nd rd th".split())
_NAMED_WEEKDAYS = frozenset("good bloody black palm easter ash holy".split())
_DISTANCES = frozenset("day week fortnight month year decade".split())

# Numbers in words up to this one often count things, if none of these words follows.
_COUNTED = 12
_NO_NOUNS = frozenset("at in of on by from until till for and or to is was i we they he".split())


def _counts_what_follows(t: Tokens, number: int, end: int) -> bool:
    """Whether a small number in words counts the noun behind it rather than the days."""
    word = t.words[end]
    return number <= _COUNTED and word.isalpha() and word not in _NO_NOUNS


def weekday_at(t: Tokens, i: int) -> Read:
    """ "Tuesday", "Tuesday, February 14", "Thursday the 21st", "Friday of next week"."""
    if t.words[i - 1] in _NAMED_WEEKDAYS or t.words[i - 1] in ("every", "each"):
        return None
    weekday = WEEKDAYS[t.words[i]]
    at = i + 1 + (t.words[i + 1] == "." and len(t.raw[i]) < 6)
    at += t.words[at] == ","
    at += t.words[at] == "the"
    items = (
        day_first(t, at)
        or (month_first(t, at) if t.words[at] in MONTHS else None)
        or numeric(t, at)
    )
    if items and items[0].first.kind == "day" and items[0].last is None:
        return items[0].first._replace(weekday=weekday), items[0].end
    number = day_number(t, at)
    if number and t.words[at].isalpha() and _counts_what_follows(t, *number):
        number = None  # "Friday, the first raids"
    if number and (t.words[number[1] - 1] in _SUFFIXES or t.words[at - 1] == "the"):
        return Point("day", day=number[0], weekday=weekday), number[1]
    of = at + (t.words[at] in ("of", "in"))
    if t.words[of] in SHIFTS and t.words[of + 1] == "week":
        return Point("weekday", weekday=weekday, shift=SHIFTS[t.words[of]], unit="week"), of + 2
    if len(t.raw[i]) < 6 and t.raw[i].isascii() and t.words[i - 1] != "on":
        return None
    return Point("weekday", weekday=weekday), i + 1


def shifted_unit(t: Tokens, i: int, shift: int) -> Read:
    unit = UNITS[t.words[i]]
    if t.words[i] != unit:
        return None
    at = i + 1 + (t.words[i + 1] in ("on", ","))
    if unit == "week" and t.words[at] in WEEKDAYS:
        return Point("weekday", weekday=WEEKDAYS[t.words[at]], shift=shift, unit="week"), at + 1
    return Point("run", shift=shift, unit=unit, words=t.words[i - 1]), i + 1


def counted_run(t: Tokens, i: int, shift: int) -> Read:
    """ "three days" of "the past three days"."""
    word = t.words[i]
    count = int(word) if word.isdecimal() and len(word) < 4 else COUNTS.get(word)
    unit = UNITS.get(t.words[i + 1])
    if not count or shift == 0 or unit in (None, "weekend", "century"):
        return None
    return Point("run", number=count, shift=shift, unit=unit or ""), i + 2


def run_reversed(t: Tokens, i: int) -> Read:
    """ "two previous weeks", "the 5 past years"."""
    if t.words[i + 1] not in SHIFTS or t.words[i + 2] not in UNITS:
        return None
    word, unit = t.words[i], UNITS[t.words[i + 2]]
    count = int(word) if word.isdecimal() and len(word) < 4 else COUNTS.get(word)
    shift = SHIFTS[t.words[i + 1]]
    if not count or not shift or unit in ("weekend", "century"):
        return None
    return Point("run", number=count, shift=shift, unit=unit), i + 3


def named_day(t: Tokens, i: int) -> Read:
    return Point("relative day", shift=NAMED_DAYS[t.words[i]]), i + 1


def distance(t: Tokens, i: int) -> Read:
    """ "two days ago", "a week ago", "1 month and 21 days ago", "in three weeks"."""
    at, words, unit = i, [], ""
    ahead = t.words[at] == "in"
    at += ahead
    while True:
        word = t.words[at]
        count = int(word) if word.isdecimal() and len(word) < 4 else COUNTS.get(word)
        count = 1 if word in ("a", "an") else count
        counted = UNITS.get(t.words[at + 1])
        if not count or counted not in _DISTANCES:
            break
        words += [str(2 * count), "week"] if counted == "fortnight" else [str(count), counted]
        unit, at = counted, at + 2
        at += t.words[at] in ("and", ",") and t.words[at + 1].isdecimal()
    if not words:
        return None
    if t.words[at] == "ago":
        return Point("distance", words=" ".join((*words, "ago")), unit=unit), at + 1
    if t.words[at] == "from" and t.words[at + 1] in ("now", "today"):
        return Point("distance", words=" ".join(("in", *words)), unit=unit), at + 2
    if ahead and t.words[at] == "'" and "time" in t.words[at + 1 : at + 3]:
        return Point("distance", words=" ".join(("in", *words)), unit=unit), at + 1
    ends = not t.words[at].isalpha() or t.words[at] in GOES_ON
    if ahead and ends and t.words[at] not in ("of", "a", "the"):
        return Point("distance", words=" ".join(("in", *words)), unit=unit, shift=1), at
    return None
