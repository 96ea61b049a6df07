"""Points that are not a numbered day or a named month: years, seasons, weekdays, "last week".

Each reader takes the tokens and a place and gives the point there with the token after it, or
None. `read_point` tries the readers that the word at the place calls for.
"""

from __future__ import annotations

from collections.abc import Callable

from searchapp.calendar.days import day_first, is_month, month_first
from searchapp.calendar.figures import numeric
from searchapp.calendar.relative import (
    NAMED_DAYS,
    counted_run,
    distance,
    named_day,
    run_reversed,
    shifted_unit,
    weekday_at,
)
from searchapp.calendar.tokens import (
    Item,
    Point,
    Read,
    Tokens,
    day_number,
    year_after,
    year_number,
)
from searchapp.calendar.words import (
    ABOUT,
    CIRCA,
    COUNTS,
    DECADE_WORDS,
    GOES_ON,
    MONTHS,
    ORDINALS,
    PARTS,
    SEASONAL,
    SEASONS,
    SHIFTS,
    UNITS,
    WEEKDAYS,
)
from searchapp.calendar.years import (
    century,
    decade,
    decade_word,
    quarter_of_year,
    short_quarter,
    year_alone,
    year_of_words,
)

_VERBS_OF_SEASONS = frozenset(
    "will would is was comes came sets begins began has may could".split()
)
_DEEPEST = 4  # "the first week of early May" is two points deep
_PARTS_OF_DAY = frozenset("morning afternoon evening night".split())
_BEFORE_DAYS = frozenset("on of by until since from for to around before after and".split())
_AFTER_DAYS = frozenset(
    "it they he she we i only no not there this these those all most some several another when"
    " both each".split()
)
_TEMPORAL = frozenset(
    "in by before during until since through throughout over from this for into to end beginning"
    " early mid late - starting following on at".split()
)


def read_point(t: Tokens, i: int) -> Read:
    """The point at token i, after "the", "around" and the like."""
    at, circa = i, False
    while t.words[at] in CIRCA or t.words[at] in ABOUT or (circa and t.words[at] == "."):
        circa = circa or (t.words[at] in CIRCA and t.words[at - 1] != "/")
        at += 1
    at += t.words[at] == "the"
    found = _first_found(t, at)
    return (found[0]._replace(circa=True), found[1]) if found and circa else found


def _first_found(t: Tokens, i: int) -> Read:
    if t.depth > _DEEPEST:
        return None
    t.depth += 1
    try:
        for reader in _readers(t.words[i]):
            found = reader(t, i)
            if found:
                return found
        return None
    finally:
        t.depth -= 1


def read_items(t: Tokens, i: int, *, paired: bool) -> list[Item] | None:
    """The days or months at token i, each an item; else the one point there.

    `paired` tells that "and" joins the ends of a range ("between 8 and 9 March").
    """
    at = i + 1 if t.words[i] == "the" else i
    word = t.words[at]
    items = None
    if word in MONTHS:
        items = month_first(t, at, paired=paired)
    elif word.isdecimal() or word in ORDINALS or word == "twenty" or word == "thirty":
        items = numeric(t, at) or day_first(t, at, paired=paired)
    if items:
        return items
    found = read_point(t, i)
    return [Item(found[0], None, i, found[1])] if found else None


def _readers(word: str) -> tuple[Callable[[Tokens, int], Read], ...]:
    if word.isdecimal():
        return _OF_FIGURES
    if word in MONTHS:
        return _OF_MONTHS
    return _BY_WORD.get(word, ())


def _as_point(reader: Callable[[Tokens, int], list[Item] | None]) -> Callable[[Tokens, int], Read]:
    def read(t: Tokens, i: int) -> Read:
        items = reader(t, i)
        return (items[0].first, items[0].end) if items and items[0].last is None else None

    return read


# --- numeric dates --------------------------------------------------------------------------


# --- years, decades, centuries --------------------------------------------------------------


# --- seasons, parts, quarters ---------------------------------------------------------------


def _season(t: Tokens, i: int) -> Read:
    number = SEASONS[t.words[i]]
    year, end = year_after(t, i + 1)
    if year is not None:
        return _season_of_year(t, number, year, end)
    lead = i - (t.words[i - 1] in ("whole", "entire") if i else 0)
    before = t.words[lead - 1] if lead else ""
    after = t.words[i + 1]
    if (
        after in _VERBS_OF_SEASONS
        and t.words[i] != "fall"
        and before in ("that", "", ".", "as", "when")
    ):
        return Point("season", number=number), i + 1
    goes_on = not after.isalpha() or after in GOES_ON or after == "s"
    listed = after in ("and", "or", "-", "to", "through") and t.words[i + 2] in SEASONS
    if (after in SEASONAL or listed) and before not in ("-", "free"):
        return Point("season", number=number), i + 1
    if before == "the":
        before = t.words[lead - 2]
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
        found = decade(t, at) or found
    elif word in SEASONS:
        year, end = year_after(t, at + 1)
        found = Point("season", year=year, number=SEASONS[word]), end
    else:
        found = read_point(t, at)
    return (found[0]._replace(part=part), found[1]) if found and not found[0].part else None


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
    if plural or word in ("week", "weekend", "month") or word in WEEKDAYS:
        at += word in WEEKDAYS and t.words[at + 1] in _PARTS_OF_DAY
        if word in WEEKDAYS and not last and t.words[i].isalpha() and t.words[at + 1] in ("", "."):
            # "On the second Tuesday.": of this month.
            month = Point("run", unit="month", shift=0)
            return Point("weekday", number=count, weekday=WEEKDAYS[word], within=month), at + 1
        of = at + 1 + (t.words[at + 1] in ("of", "in"))
        if of == at + 1 and t.words[of] not in SHIFTS:
            return None
        whole = _part_of_whole(t, of)
        if whole is None:
            return None
        if plural:
            return whole[0]._replace(part="end" if last else "beginning"), whole[1]
        if word == "month":
            return _month_by_number(count, whole)
        if word in WEEKDAYS:
            named = Point("weekday", number=count, weekday=WEEKDAYS[word], within=whole[0])
            return named, whole[1]
        return Point("week", number=count, within=whole[0]), whole[1]
    return None


def _month_by_number(count: int, year: tuple[Point, int]) -> Read:
    """ "the third month of 2021", "the ninth month of next year"."""
    point, end = year
    if not 1 <= count <= 12 or "year" not in (point.kind, point.unit) or point.number is not None:
        return None
    return Point("month", year=point.year, month=count, shift=point.shift, unit="year"), end


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
        return quarter_of_year(kind, count, year), end
    at = i + (t.words[i] in ("of", "in"))
    if kind == "quarter" and (t.words[at], t.words[at + 1]) == ("the", "year"):
        return quarter_of_year(kind, count, None)._replace(shift=0), at + 2
    if kind == "quarter" and t.words[at] in SHIFTS and t.words[at + 1] == "year":
        return quarter_of_year(kind, count, None)._replace(shift=SHIFTS[t.words[at]]), at + 2
    if kind == "half" and at > i:
        whole = _part_of_whole(t, at)
        if whole and whole[0].kind in ("month", "run"):
            return whole[0]._replace(part=f"half {count}"), whole[1]
    return None


# --- weekdays and what is counted from publication ------------------------------------------


def _shifted(t: Tokens, i: int) -> Read:
    """ "last week", "next June", "this Friday", "the past three days", "last night"."""
    shift, word = SHIFTS[t.words[i]], t.words[i + 1]
    anaphoric = t.words[i] == "previous" and t.words[i - 1] == "the"
    if word in UNITS and word != "day":
        if t.words[i] == "last" and t.words[i + 2] in ("of", "in"):
            found = _ordinal(t, i)
            if found:
                return found
        return None if anaphoric else shifted_unit(t, i + 1, shift)
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
    return counted_run(t, i + 1, shift)


def _unit(t: Tokens, i: int) -> Read:
    """ "the week of May 9", "the year 2014", "the day before yesterday"."""
    unit, at = t.words[i], i + 1
    if t.words[i : at + 2] == ["w", "/", "c"]:
        return _week_of(t, i + 3, "week")
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
    return _week_of(t, at + 1 + (t.words[at + 1] == "on"), unit)


def _day_of_month(t: Tokens, i: int) -> Read:
    """ "the 26th" in "on the 26th", but not in "the 26th Brigade" or "the 26th day"."""
    number = day_number(t, i)
    if number is None or t.words[number[1] - 1] not in ("st", "nd", "rd", "th"):
        return None
    before, after = t.words[i - 2], t.words[number[1]]
    ends = not after.isalnum() or after in GOES_ON or after in _AFTER_DAYS
    if after in ("and", "or", ",") and day_number(t, number[1] + 1):
        return None  # "of the 1st and 2nd Corps"
    if t.words[i - 1] != "the" or before not in _BEFORE_DAYS or not ends or after in ("-", "/"):
        return None
    return Point("day", day=number[0]), number[1]


def _week_of(t: Tokens, i: int, unit: str) -> Read:
    found = read_point(t, i)
    if found and found[0].kind == "day":
        return Point("week", within=found[0], unit=unit), found[1]
    return None


_OF_FIGURES: tuple[Callable[[Tokens, int], Read], ...] = (
    _as_point(numeric),
    _as_point(day_first),
    century,
    _ordinal,
    _day_of_month,
    decade,
    year_alone,
    distance,
    run_reversed,
)
_OF_MONTHS: tuple[Callable[[Tokens, int], Read], ...] = (_as_point(month_first),)
_BY_WORD: dict[str, tuple[Callable[[Tokens, int], Read], ...]] = {
    **dict.fromkeys((*COUNTS, "a", "an", "in"), (distance, run_reversed, year_of_words)),
    **dict.fromkeys(
        (*ORDINALS, "twenty", "thirty", "final"),
        (_as_point(day_first), century, _ordinal, distance, year_of_words),
    ),
    **dict.fromkeys(NAMED_DAYS, (named_day,)),
    **dict.fromkeys(SHIFTS, (_shifted,)),
    **dict.fromkeys(PARTS, (_part,)),
    **dict.fromkeys(SEASONS, (_season,)),
    **dict.fromkeys(WEEKDAYS, (weekday_at,)),
    **dict.fromkeys(("day", "week", "weekend", "year", "w"), (_unit,)),
    **dict.fromkeys((*DECADE_WORDS, "noughties"), (decade_word,)),
    **dict.fromkeys(("q", "h"), (short_quarter,)),
    "'": (lambda t, i: decade(t, i + 1) if t.words[i + 1].isdecimal() else None,),
}
