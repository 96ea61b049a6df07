"""Points that are not a numbered day or a named month: years, seasons, weekdays, "last week".

Each reader takes the tokens and a place and gives the point there with the token after it, or
None. `read_point` tries the readers that the word at the place calls for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from searchapp.tagging.calendar_days import day_first, is_month, month_first
from searchapp.tagging.calendar_tokens import (
    Item,
    Point,
    Tokens,
    day_number,
    inside_a_number,
    year_after,
    year_in_words,
    year_number,
)
from searchapp.tagging.calendar_words import (
    ABOUT,
    CIRCA,
    COUNTED,
    COUNTS,
    DECADE_WORDS,
    GOES_ON,
    MONTHS,
    ORDINALS,
    PARTS,
    RANGE_JOINTS,
    SEASONAL,
    SEASONS,
    SHIFTS,
    UNITS,
    WEEKDAYS,
)

Read: TypeAlias = tuple[Point, int] | None

_SIMPLE = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_PARTS_OF_DAY = frozenset("morning afternoon evening night".split())
_SUFFIXES = frozenset("st nd rd th".split())
_NAMED_WEEKDAYS = frozenset("good bloody black palm easter ash holy".split())
_TEMPORAL = frozenset(
    "in by before during until since through throughout over from this for into to end beginning"
    " early mid late - starting following on at".split()
)
_BEFORE_FIGURES = frozenset("on since by until from to between -".split())
_BEFORE_YEARS = frozenset(
    "in since by until from during before after through throughout year circa early mid late"
    " between prior least as".split()
)
_BESIDE_YEARS = _BEFORE_YEARS | frozenset("the its s of to and ( around about a an - their".split())


def read_point(t: Tokens, i: int) -> Read:
    """The point at token i, after "the", "around" and the like."""
    at, circa = i, False
    while t.words[at] in CIRCA or t.words[at] in ABOUT or (circa and t.words[at] == "."):
        circa = circa or (t.words[at] in CIRCA and t.words[at - 1] != "/")
        at += 1
    at += t.words[at] == "the"
    word = t.words[at]
    for reader in _readers(word):
        found = reader(t, at)
        if found:
            return (replace(found[0], circa=True), found[1]) if circa else found
    return None


def read_items(t: Tokens, i: int, *, paired: bool) -> list[Item] | None:
    """The days or months at token i, each an item; else the one point there.

    `paired` tells that "and" joins the ends of a range ("between 8 and 9 March").
    """
    at = i + 1 if t.words[i] == "the" else i
    word = t.words[at]
    items = None
    if word in MONTHS:
        items = month_first(t, at, paired)
    elif word.isdigit() or word in ORDINALS or word == "twenty" or word == "thirty":
        items = _numeric(t, at) or day_first(t, at, paired)
    if items:
        return items
    found = read_point(t, i)
    return [Item(found[0], None, i, found[1])] if found else None


def _readers(word: str) -> tuple[Callable[[Tokens, int], Read], ...]:
    if word.isdigit():
        return (
            _as_point(_numeric),
            _as_point(_days),
            _century,
            _ordinal,
            _decade,
            _year,
            _distance,
            _run_reversed,
        )
    if word in MONTHS:
        return (_as_point(_months),)
    if word in SHIFTS:
        return (_shifted,)
    if word in PARTS:
        return (_part,)
    if word in SEASONS:
        return (_season,)
    if word in WEEKDAYS:
        return (_weekday,)
    if word in ORDINALS or word in ("twenty", "final"):
        return (_as_point(_days), _century, _ordinal, _distance)
    return _OTHERS.get(word, ())


def _as_point(reader: Callable[[Tokens, int], list[Item] | None]) -> Callable[[Tokens, int], Read]:
    def read(t: Tokens, i: int) -> Read:
        items = reader(t, i)
        return (items[0].first, items[0].end) if items and items[0].last is None else None

    return read


def _days(t: Tokens, i: int) -> list[Item] | None:
    return day_first(t, i, False)


def _months(t: Tokens, i: int) -> list[Item] | None:
    return month_first(t, i, False)


# --- numeric dates --------------------------------------------------------------------------


def _numeric(t: Tokens, i: int) -> list[Item] | None:
    """ "2022-02-14", "14.02.2023", "2/14/2023", "3/2015"; the order is the resolver's matter."""
    if not t.words[i].isdigit() or (t.glued(i) and t.words[i - 1].isalnum()):
        return None
    figures, at, sign = [t.words[i]], i + 1, t.words[i + 1]
    while (
        sign in ("-", ".", "/")
        and len(figures) < 3
        and t.words[at] == sign
        and t.words[at + 1].isdigit()
        and t.glued(at)
        and t.glued(at + 1)
    ):
        figures.append(t.words[at + 1])
        at += 2
    if len(figures) == 1 or (t.words[at] == sign and t.glued(at) and t.words[at + 1].isdigit()):
        return None
    point = _from_figures(figures, sign, t.words[i - 1])
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


# --- years, decades, centuries --------------------------------------------------------------


def _year(t: Tokens, i: int) -> Read:
    year = year_number(t, i)
    if year is None:
        return _before_christ(t, i)
    before = t.words[i - 1] if i else ""
    after = t.words[i + 1]
    if named := _year_first(t, i, year):
        return named
    cyrillic_year = after in ("year", "р", "г") and not t.raw[i + 1].isascii()
    if cyrillic_year:
        return Point("year", year=year), i + 2
    if before in _BEFORE_YEARS or (before == "the" and t.words[i - 2] in _BEFORE_YEARS):
        counted = year % 50 == 0 and after.endswith("s") and after not in GOES_ON
        return None if counted else (Point("year", year=year), i + 1)
    ranged = after in RANGE_JOINTS and (year_number(t, i + 2) or 0) > year
    if ranged and 1700 <= year <= 2100 and before not in ("at", "around", "about"):
        return Point("year", year=year), i + 1
    if before in RANGE_JOINTS and year_number(t, i - 2) is not None:
        return Point("year", year=year), i + 1
    recent = 1800 <= year <= 2100 and year % 100 != 0
    opens = not before or before in ".!?;"
    if recent and (before in _BESIDE_YEARS or opens or before in PARTS):
        return Point("year", year=year), i + 1
    return None


def _year_first(t: Tokens, i: int, year: int) -> Read:
    """ "2016 June", "2016 Q3", "2019-Sep-01"."""
    at = i + 1 + (t.words[i + 1] in ("-", "/") and t.glued(i + 1))
    if t.words[at] in ("q", "h"):
        return _short_quarter(t, at, year)
    if t.words[at] in SEASONS and at == i + 1:
        return Point("season", year=year, number=SEASONS[t.words[at]]), at + 1
    if t.words[at] in MONTHS and len(t.words[i]) == 4:
        month, end = MONTHS[t.words[at]], at + 1
        if at == i + 2 and t.words[end] in ("-", "/") and (number := day_number(t, end + 1)):
            return Point("day", year=year, month=month, day=number[0]), number[1]
        if year_number(t, end) is None and not day_number(t, end):
            return Point("month", year=year, month=month), end
    return None


def _before_christ(t: Tokens, i: int) -> Read:
    if t.raw[i + 1] not in ("BC", "BCE") or inside_a_number(t, i) or len(t.words[i]) > 4:
        return None
    return Point("year", year=1 - int(t.words[i])), i + 2


def _decade(t: Tokens, i: int) -> Read:
    """ "the 1990s", "the 90s", "1970's"."""
    at = i + 1 + (t.words[i + 1] == "'" and t.glued(i + 1))
    word = t.words[i]
    if t.words[at] != "s" or not t.glued(at) or not word.endswith("0") or inside_a_number(t, i):
        return None
    if len(word) == 4 and 1000 <= int(word) < 2200:
        hundred = word.endswith("00") and int(word) < 2000
        kind = Point("century", number=int(word) // 100 + 1)
        return (kind if hundred else Point("decade", number=int(word))), at + 1
    if len(word) == 2 and (t.words[i - 1] in ("the", "'") or t.words[i - 1] in PARTS):
        return Point("decade", number=1900 + int(word)), at + 1
    return None


def _decade_word(t: Tokens, i: int) -> Read:
    if t.words[i - 1] not in ("the", "mid", "late", "early", "-", "in", "nineteen"):
        return None
    number = 2000 if t.words[i] == "noughties" else DECADE_WORDS[t.words[i]]
    return Point("decade", number=number), i + 1


def _year_of_words(t: Tokens, i: int) -> Read:
    """ "in nineteen ninety-six"."""
    at = i + (t.words[i] == "the" and t.words[i + 1] == "year")
    found = year_in_words(t, at) if t.words[at - 1] in _BEFORE_YEARS else None
    if found is None or t.words[found[1]] in COUNTED or t.words[found[1]] in DECADE_WORDS:
        return None
    return Point("year", year=found[0]), found[1]


def _century(t: Tokens, i: int) -> Read:
    number = day_number(t, i)
    if number is None or (t.words[i] == str(number[0]) and number[1] == i + 1):
        return None
    after = number[1]
    after += t.words[after] == "-" and t.glued(after)
    if UNITS.get(t.words[after]) == "century":
        before_christ = t.raw[after + 1] in ("BC", "BCE")
        return Point("century", number=-number[0] if before_christ else number[0]), (
            after + 1 + before_christ
        )
    joined = t.words[number[1]] in ("-", "to", "and")
    ahead = day_number(t, number[1] + 1) if joined else None
    if ahead and UNITS.get(t.words[ahead[1]]) == "century":
        return Point("century", number=number[0]), number[1]
    return None


# --- seasons, parts, quarters ---------------------------------------------------------------


def _season(t: Tokens, i: int) -> Read:
    number = SEASONS[t.words[i]]
    year, end = year_after(t, i + 1)
    if year is not None:
        return _season_of_year(t, number, year, end)
    before = t.words[i - 1] if i else ""
    after = t.words[i + 1]
    goes_on = not after.isalpha() or after in GOES_ON or after == "s"
    listed = after in ("and", "or", "-", "to", "through") and t.words[i + 2] in SEASONS
    if (after in SEASONAL or listed) and before not in ("-", "free"):
        return Point("season", number=number), i + 1
    if before == "the":
        before = t.words[i - 2]
        if before == "after" or (after == "of" and t.words[i] == "fall"):
            return None
    falls = t.words[i] == "fall" and before in ("to", "-", "for", "following")
    if before in _TEMPORAL and goes_on and not falls and not (after == "-" and t.glued(i + 1)):
        return Point("season", number=number), i + 1
    return None


def _season_of_year(t: Tokens, number: int, year: int, end: int) -> Read:
    """ "winter 2022", "the winter of 2022-2023"."""
    following = t.words[end + 1]
    if t.words[end] in "-/" and following in (str(year + 1), f"{(year + 1) % 100:02d}"):
        return Point("season", year=year, number=number, part="across"), end + 2
    return Point("season", year=year, number=number), end


def _part(t: Tokens, i: int) -> Read:
    """ "early October", "mid-2014", "the end of March", "early to mid-May"."""
    part, at = PARTS[t.words[i]], i + 1
    if t.words[at] in ("-", "to", "or") and t.words[at + 1] in PARTS and part in ("early", "mid"):
        at += 1
    elif t.words[at] == "-" and t.words[at + 1] == "to" and t.words[at + 2] == "-":
        at += 3
    second = PARTS.get(t.words[at], "") if at > i + 1 or t.words[i] == "mid" else ""
    if second:
        part, at = f"{part} {second}", at + 1
    at += t.words[at] == "-"
    if part in ("beginning", "middle", "end") and t.raw[i].isascii():
        if t.words[at] != "of" and t.words[at] not in SHIFTS:
            return None
        at += t.words[at] == "of"
    elif t.words[at] in ("in", "of"):
        at += 1
    return _whole_with_part(t, at, part)


def _whole_with_part(t: Tokens, i: int, part: str) -> Read:
    at = i + (t.words[i] == "the")
    word = t.words[at]
    if at > i and UNITS.get(word) in ("week", "month", "year") and part in ("beginning", "end"):
        # The running one: "by the end of the year".
        return Point("run", shift=0, unit=UNITS[word], part=part), at + 1
    found: Read = None
    if word in MONTHS and (t.raw[at][0].isupper() or not t.raw[at].isascii()):
        year, end = year_after(t, at + 1, after_month=True)
        if year is None and day_number(t, at + 1):
            return None  # "late on" a day: "late March 10"
        found = Point("month", year=year, month=MONTHS[word]), end
    elif (year := year_number(t, at)) is not None:
        found = Point("year", year=year), at + 1
        found = _decade(t, at) or found
    elif word in SEASONS:
        year, end = year_after(t, at + 1)
        found = Point("season", year=year, number=SEASONS[word]), end
    else:
        found = read_point(t, at)
    return (replace(found[0], part=part), found[1]) if found and not found[0].part else None


def _ordinal(t: Tokens, i: int) -> Read:
    """ "the first week of October", "the third quarter of 2022", "the first Friday of July"."""
    last = t.words[i] in ("last", "final")
    number = (-1, i + 1) if last else day_number(t, i)
    if number is None:
        return None
    count, at = number
    word = t.words[at]
    plural = word in ("days", "weeks", "months")
    if word in ("half", "quarter"):
        return _quarter_of(t, at + 1, count, "half" if word == "half" else "quarter")
    if plural or word in ("week", "weekend") or word in WEEKDAYS:
        of = at + 1 + (t.words[at + 1] in ("of", "in"))
        if of == at + 1 and t.words[of] not in SHIFTS:
            return None
        whole = _part_of_whole(t, of)
        if whole is None:
            return None
        if plural:
            return replace(whole[0], part="end" if last else "beginning"), whole[1]
        kind = "weekday" if word in WEEKDAYS else "week"
        weekday = WEEKDAYS.get(word)
        return Point(kind, number=count, weekday=weekday, within=whole[0]), whole[1]
    return None


def _part_of_whole(t: Tokens, i: int) -> Read:
    found = read_point(t, i)
    return found if found and found[0].kind in ("month", "year", "season", "run") else None


def _quarter_of(t: Tokens, i: int, count: int, kind: str) -> Read:
    limit = 4 if kind == "quarter" else 2
    count = limit if count == -1 else count
    if not 1 <= count <= limit:
        return None
    year, end = year_after(t, i)
    if year is not None:
        return _quarter(kind, count, year), end
    at = i + (t.words[i] in ("of", "in"))
    if kind == "quarter" and (t.words[at], t.words[at + 1]) == ("the", "year"):
        return replace(_quarter(kind, count, None), shift=0), at + 2
    if kind == "quarter" and t.words[at] in SHIFTS and t.words[at + 1] == "year":
        return replace(_quarter(kind, count, None), shift=SHIFTS[t.words[at]]), at + 2
    if kind == "half" and at > i:
        whole = _part_of_whole(t, at)
        if whole and whole[0].kind in ("month", "run"):
            return replace(whole[0], part=f"half {count}"), whole[1]
    return None


def _quarter(kind: str, count: int, year: int | None) -> Point:
    return Point("quarter" if kind == "quarter" else "half", year=year, number=count)


def _short_quarter(t: Tokens, i: int, year: int | None = None) -> Read:
    """ "Q3 2016", "H1 2023"; the year may have been read before."""
    if t.words[i] not in ("q", "h") or not t.words[i + 1].isdigit() or not t.glued(i + 1):
        return None
    kind, count = "quarter" if t.words[i] == "q" else "half", int(t.words[i + 1])
    end = i + 2
    if year is None:
        year, end = year_after(t, i + 2)
    if year is None and t.words[end] in SHIFTS and t.words[end + 1] == "year":
        return replace(_quarter(kind, count, None), shift=SHIFTS[t.words[end]]), end + 2
    alone = year is None and (t.raw[i] != "Q" or not 1 <= count <= 4)
    if alone or not 1 <= count <= (4 if kind == "quarter" else 2):
        return None
    return _quarter(kind, count, year), end


# --- weekdays and what is counted from publication ------------------------------------------


def _weekday(t: Tokens, i: int) -> Read:
    """ "Tuesday", "Tuesday, February 14", "Thursday the 21st", "Friday of next week"."""
    if i and t.words[i - 1] in _NAMED_WEEKDAYS:
        return None
    weekday = WEEKDAYS[t.words[i]]
    at = i + 1 + (t.words[i + 1] == "." and len(t.raw[i]) < 6)
    at += t.words[at] == ","
    at += t.words[at] == "the"
    items = _days(t, at) or (_months(t, at) if t.words[at] in MONTHS else None) or _numeric(t, at)
    if items and items[0].first.kind == "day" and items[0].last is None:
        return replace(items[0].first, weekday=weekday), items[0].end
    number = day_number(t, at)
    if number and (t.words[number[1] - 1] in _SUFFIXES or t.words[at - 1] == "the"):
        return Point("day", day=number[0], weekday=weekday), number[1]
    of = at + (t.words[at] in ("of", "in"))
    if t.words[of] in SHIFTS and t.words[of + 1] == "week":
        return Point("weekday", weekday=weekday, shift=SHIFTS[t.words[of]], unit="week"), of + 2
    if len(t.raw[i]) < 6 and t.raw[i].isascii() and t.words[i - 1] != "on":
        return None
    return Point("weekday", weekday=weekday), i + 1


def _shifted(t: Tokens, i: int) -> Read:
    """ "last week", "next June", "this Friday", "the past three days", "last night"."""
    shift, word = SHIFTS[t.words[i]], t.words[i + 1]
    anaphoric = t.words[i] in ("previous", "following") and t.words[i - 1] == "the"
    if word in UNITS and word != "day":
        if t.words[i] == "last" and t.words[i + 2] in ("of", "in"):
            found = _ordinal(t, i)
            if found:
                return found
        return None if anaphoric else _shifted_unit(t, i + 1, shift)
    if t.words[i] == "last" and word in ("half", "quarter"):
        return _ordinal(t, i)
    if word in WEEKDAYS:
        if t.words[i] == "last" and t.words[i + 2] == "of":
            return _ordinal(t, i)
        words = t.words[i]
        return Point("weekday", weekday=WEEKDAYS[word], shift=shift, words=words), i + 2
    if word in MONTHS and is_month(t, i + 1, beside_day=False) and day_number(t, i + 2) is None:
        return Point("month", month=MONTHS[word], shift=shift), i + 2
    if word in SEASONS:
        return Point("season", number=SEASONS[word], shift=shift), i + 2
    if word in _PARTS_OF_DAY and t.words[i] in ("last", "this"):
        return Point("relative day", shift=shift), i + 2
    return _run(t, i + 1, shift)


def _shifted_unit(t: Tokens, i: int, shift: int) -> Read:
    unit = UNITS[t.words[i]]
    if t.words[i] != unit:
        return None
    at = i + 1 + (t.words[i + 1] in ("on", ","))
    if unit == "week" and t.words[at] in WEEKDAYS:
        return Point("weekday", weekday=WEEKDAYS[t.words[at]], shift=shift, unit="week"), at + 1
    return Point("run", shift=shift, unit=unit), i + 1


def _run(t: Tokens, i: int, shift: int) -> Read:
    """ "three days" of "the past three days"."""
    word = t.words[i]
    count = int(word) if word.isdigit() and len(word) < 4 else COUNTS.get(word)
    unit = UNITS.get(t.words[i + 1])
    if not count or shift == 0 or unit in (None, "weekend", "century"):
        return None
    return Point("run", number=count, shift=shift, unit=unit or ""), i + 2


def _run_reversed(t: Tokens, i: int) -> Read:
    """ "two previous weeks", "the 5 past years"."""
    if t.words[i + 1] not in SHIFTS or t.words[i + 2] not in UNITS:
        return None
    word, unit = t.words[i], UNITS[t.words[i + 2]]
    count = int(word) if word.isdigit() and len(word) < 4 else COUNTS.get(word)
    shift = SHIFTS[t.words[i + 1]]
    if not count or not shift or unit in ("weekend", "century"):
        return None
    return Point("run", number=count, shift=shift, unit=unit), i + 3


def _simple(t: Tokens, i: int) -> Read:
    return Point("relative day", shift=_SIMPLE[t.words[i]]), i + 1


def _unit(t: Tokens, i: int) -> Read:
    """ "the week of May 9", "the year 2014", "the day before yesterday"."""
    unit, at = t.words[i], i + 1
    if unit == "day":
        pair = (t.words[at], t.words[at + 1])
        shift = {("before", "yesterday"): -2, ("after", "tomorrow"): 2}.get(pair)
        return (Point("relative day", shift=shift), at + 2) if shift else None
    if unit == "year":
        year = year_number(t, at)
        return (Point("year", year=year), at + 1) if year is not None else None
    if unit == "weekend" and t.words[i - 1] == "the" and t.words[i - 2] in _TEMPORAL:
        return Point("run", unit=unit), at
    if t.words[at] not in ("of", "beginning", "commencing", "starting"):
        return None
    at += 1 + (t.words[at + 1] == "on")
    found = read_point(t, at)
    if found and found[0].kind == "day":
        return Point("week", within=found[0], unit=unit), found[1]
    return None


_DISTANCES = frozenset("day week fortnight month year decade".split())


def _distance(t: Tokens, i: int) -> Read:
    """ "two days ago", "a week ago", "1 month and 21 days ago", "in three weeks"."""
    at, words, unit = i, [], ""
    ahead = t.words[at] == "in"
    at += ahead
    while True:
        word = t.words[at]
        count = int(word) if word.isdigit() and len(word) < 4 else COUNTS.get(word)
        count = 1 if word in ("a", "an") else count
        counted = UNITS.get(t.words[at + 1])
        if not count or counted not in _DISTANCES:
            break
        words += [str(2 * count), "week"] if counted == "fortnight" else [str(count), counted]
        unit, at = counted, at + 2
        at += t.words[at] in ("and", ",") and t.words[at + 1].isdigit()
    if not words:
        return None
    if t.words[at] == "ago":
        return Point("distance", words=" ".join((*words, "ago")), unit=unit), at + 1
    if t.words[at] == "from" and t.words[at + 1] in ("now", "today"):
        return Point("distance", words=" ".join(("in", *words)), unit=unit), at + 2
    ends = not t.words[at].isalpha() or t.words[at] in GOES_ON
    if ahead and ends and t.words[at] not in ("of", "a", "the"):
        return Point("distance", words=" ".join(("in", *words)), unit=unit, shift=1), at
    return None


_OTHERS: dict[str, tuple[Callable[[Tokens, int], Read], ...]] = {
    **dict.fromkeys(_SIMPLE, (_simple,)),
    **dict.fromkeys(("day", "week", "weekend", "year"), (_unit,)),
    **dict.fromkeys((*DECADE_WORDS, "noughties"), (_decade_word,)),
    **dict.fromkeys(("q", "h"), (_short_quarter,)),
    **dict.fromkeys((*COUNTS, "a", "an", "in"), (_distance, _run_reversed, _year_of_words)),
    "'": (lambda t, i: _decade(t, i + 1) if t.words[i + 1].isdigit() else None,),
}
