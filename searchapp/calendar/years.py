"""Years, decades, centuries and quarters: "in 2014", "2016 June", "the 1990s", "Q3 2016".

A bare number is a year only where its neighbours say so: "2014 soldiers" are counted.
"""

from __future__ import annotations

from searchapp.calendar.tokens import (
    Point,
    Read,
    Tokens,
    day_number,
    inside_a_number,
    year_after,
    year_in_words,
    year_number,
)
from searchapp.calendar.words import (
    CIRCA,
    COUNTED,
    DECADE_WORDS,
    GOES_ON,
    MONTHS,
    PARTS,
    RANGE_JOINTS,
    SEASONS,
    SHIFTS,
    UNITS,
)

_BEFORE_YEARS = frozenset(
    "in since by until from during before after through throughout year circa early mid late"
    " between prior least as".split()
)
_BESIDE_YEARS = _BEFORE_YEARS | frozenset("the its s of to and ( around about a an - their".split())


def year_alone(t: Tokens, i: int) -> Read:
    year = year_number(t, i)
    if year is None:
        return _of_era(t, i)
    before = t.words[i - 1] if i else ""
    after = t.words[i + 1]
    if named := year_first(t, i, year):
        return named
    cyrillic_year = after in ("year", "р", "г") and not t.raw[i + 1].isascii()
    if cyrillic_year:
        return Point("year", year=year), i + 2
    if before == "than" and t.words[i - 2] in ("earlier", "later"):
        return Point("year", year=year), i + 1
    if (
        before in _BEFORE_YEARS
        or before in CIRCA
        or (before == "the" and t.words[i - 2] in _BEFORE_YEARS)
    ):
        counted = year % 50 == 0 and after.endswith("s") and after not in GOES_ON
        return None if counted else (Point("year", year=year), i + 1)
    onwards = after in ("or", "and") and t.words[i + 2] in ("later", "after", "onwards")
    if onwards and not t.words[i + 3].isalnum():
        return Point("year", year=year), i + 1
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


def year_first(t: Tokens, i: int, year: int) -> Read:
    """ "2016 June", "2016 Q3", "2019-Sep-01"."""
    at = i + 1 + (t.words[i + 1] in ("-", "/") and t.glued(i + 1))
    if t.words[at] in ("q", "h"):
        return short_quarter(t, at, year)
    if t.words[at] in SEASONS and at == i + 1:
        return Point("season", year=year, number=SEASONS[t.words[at]]), at + 1
    if t.words[at] in MONTHS and len(t.words[i]) == 4:
        month, end = MONTHS[t.words[at]], at + 1
        if at == i + 2 and t.words[end] in ("-", "/") and (number := day_number(t, end + 1)):
            return Point("day", year=year, month=month, day=number[0]), number[1]
        if year_number(t, end) is None and not day_number(t, end):
            return Point("month", year=year, month=month), end
    return None


def _of_era(t: Tokens, i: int) -> Read:
    if inside_a_number(t, i) or len(t.words[i]) > 4 or int(t.words[i]) == 0:
        return None
    if t.raw[i + 1] in ("BC", "BCE"):
        return Point("year", year=1 - int(t.words[i])), i + 2
    if t.raw[i + 1] in ("AD", "CE"):
        return Point("year", year=int(t.words[i])), i + 2
    return None


def decade(t: Tokens, i: int) -> Read:
    """ "the 1990s", "the 90s", "1970's"."""
    at = i + 1 + (t.words[i + 1] == "'" and t.glued(i + 1))
    word = t.words[i]
    apart = not t.glued(at) and t.words[at + 1] not in ("", ".", ",")
    if t.words[at] != "s" or apart or not word.endswith("0") or inside_a_number(t, i):
        return None
    if len(word) == 4 and 1000 <= int(word) < 2200:
        hundred = word.endswith("00") and int(word) < 2000
        kind = Point("century", number=int(word) // 100 + 1)
        return (kind if hundred else Point("decade", number=int(word))), at + 1
    if len(word) == 2 and (t.words[i - 1] in ("the", "'", "in") or t.words[i - 1] in PARTS):
        return Point("decade", number=1900 + int(word)), at + 1
    return None


def decade_word(t: Tokens, i: int) -> Read:
    if t.words[i - 1] not in ("the", "mid", "late", "early", "-", "in", "nineteen"):
        return None
    number = 2000 if t.words[i] == "noughties" else DECADE_WORDS[t.words[i]]
    return Point("decade", number=number), i + 1


def year_of_words(t: Tokens, i: int) -> Read:
    """ "in nineteen ninety-six"."""
    at = i + (t.words[i] == "the" and t.words[i + 1] == "year")
    found = year_in_words(t, at) if t.words[at - 1] in (*_BEFORE_YEARS, "of") else None
    if found is None or t.words[found[1]] in COUNTED or t.words[found[1]] in DECADE_WORDS:
        return None
    return Point("year", year=found[0]), found[1]


def century(t: Tokens, i: int) -> Read:
    number = day_number(t, i)
    if number is None or (number[1] == i + 1 and t.words[i + 1] != "-" and t.words[i].isdecimal()):
        return None
    after = number[1]
    after += t.words[after] == "-" and t.glued(after)
    if UNITS.get(t.words[after]) == "century":
        before_christ = t.words[after + 1] in ("bc", "bce")
        return Point("century", number=-number[0] if before_christ else number[0]), (
            after + 1 + before_christ
        )
    joined = t.words[number[1]] in ("-", "to", "and")
    ahead = day_number(t, number[1] + 1) if joined else None
    if ahead and UNITS.get(t.words[ahead[1]]) == "century":
        return Point("century", number=number[0]), number[1]
    return None


def short_quarter(t: Tokens, i: int, year: int | None = None) -> Read:
    """ "Q3 2016", "H1 2023"; the year may have been read before."""
    if t.words[i] not in ("q", "h") or not t.words[i + 1].isdecimal() or not t.glued(i + 1):
        return None
    kind, count = "quarter" if t.words[i] == "q" else "half", int(t.words[i + 1])
    end = i + 2
    if year is None:
        year, end = year_after(t, i + 2)
    if year is None and t.words[end] in SHIFTS and t.words[end + 1] == "year":
        return quarter_of_year(kind, count, None)._replace(shift=SHIFTS[t.words[end]]), end + 2
    alone = year is None and (t.raw[i] != "Q" or not 1 <= count <= 4)
    if alone or not 1 <= count <= (4 if kind == "quarter" else 2):
        return None
    return quarter_of_year(kind, count, year), end


def quarter_of_year(kind: str, count: int, year: int | None) -> Point:
    return Point("quarter" if kind == "quarter" else "half", year=year, number=count)
