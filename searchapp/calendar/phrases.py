"""Points put together: "from February 24 to March 3", "since 2014", "in June and July 2022"."""

from __future__ import annotations

from searchapp.calendar.points import read_items, read_point
from searchapp.calendar.tokens import Item, Phrase, Point, Tokens
from searchapp.calendar.words import ABOUT, DATED_THINGS, MONTHS, PARTS, RANGE_JOINTS, STARTS_OPEN

_AFTER_LEADS = tuple(
    words.split() for words in ("at least", "as early as", "as late as", "on", "in", "from")
)
_NIGHT = frozenset(("night", "nights", "overnight"))


def read_phrases(t: Tokens, i: int) -> tuple[list[Phrase], int] | None:
    """The phrases that begin at token i, and the token after them; None when none does."""
    lead = t.words[i] if t.words[i] in STARTS_OPEN or t.words[i] == "between" else ""
    if lead == "beginning" and not t.raw[i].isascii():
        lead = ""
    at = _after_lead(t, i) if lead else i
    items = read_items(t, at, paired=lead == "between" or _one_night(t, at))
    if not items:
        return None
    if len(items) == 1 and items[0].last is None:
        items = _continued(t, items[0], lead)
    if lead == "between" and items[0].last is None:
        return None
    end = items[-1].end
    ranged = items[0].last is not None
    onwards = _onwards(t, end)
    opens = _opens(t, i, lead) and not _of_something(t, i, items[0])
    opened = not ranged and len(items) == 1 and (onwards > 0 or opens)
    start = i if opened or (lead and ranged) else items[0].start
    while t.words[start] == "the" or t.words[start] in ABOUT:
        start += 1
    items[0] = items[0]._replace(start=start, end=items[0].end + opened * onwards)
    return [Phrase(item, opened) for item in items], items[-1].end


def _onwards(t: Tokens, i: int) -> int:
    """How many words at token i say that it goes on: "onwards", "or later"."""
    if t.words[i] in ("onward", "onwards", "forward"):
        return 1
    pair = t.words[i] in ("and", "or") and t.words[i + 1] in ("onward", "onwards", "later", "after")
    return 2 if pair and not t.words[i + 2].isalnum() else 0


def _after_lead(t: Tokens, i: int) -> int:
    at = i + 1
    for words in _AFTER_LEADS:
        if t.words[at : at + len(words)] == words:
            at += len(words)
    return at


def _one_night(t: Tokens, i: int) -> bool:
    """Whether "and" joins the two days of one night: "the night of May 6 and 7"."""
    return not _NIGHT.isdisjoint(t.words[max(0, i - 3) : i])


def _opens(t: Tokens, i: int, lead: str) -> bool:
    """Whether what follows the lead goes on: "since May 9", but not "footage from May 9"."""
    if lead == "beginning":
        following = t.words[i + 1]
        dated = following in ("on", "in", "from") or following in MONTHS
        return dated or t.words[i - 1] == ","
    # "From early to mid-September" ends.
    ends = t.words[i + 1] in PARTS and t.words[i + 2] == "to" and t.words[i + 3] in PARTS
    return bool(lead) and not (lead == "from" and (ends or t.words[i - 1] in DATED_THINGS))


def _of_something(t: Tokens, i: int, item: Item) -> bool:
    """Whether the date only describes a noun: "from the October attacks"."""
    described = t.words[item.end].isalpha() and not item.first.part
    return t.words[i : i + 2] == ["from", "the"] and described and item.first.kind != "year"


def _continued(t: Tokens, item: Item, lead: str) -> list[Item]:
    """The item with the end of its range, or with those of a list that shares its year."""
    joint = t.words[item.end]
    ranged = joint in RANGE_JOINTS or (lead == "between" and joint == "and")
    if ranged:
        at = item.end + 1
        at += t.words[at] in ("-", "around", "about", "at")
        short = _short_year(t, item)
        if short:
            return [item._replace(last=short, end=item.end + 2)]
        found = read_point(t, at)
        if found and _may_end(item.first, found[0]):
            return [item._replace(last=found[0], end=found[1])]
        return [item]
    if joint not in (",", "and", "or", "/"):
        return [item]
    return _shared_year(t, item)


def _may_end(first: Point, last: Point) -> bool:
    if first.kind in ("day", "month") and last.kind == "year":
        return first.year is not None
    return not (first.kind == "year" and last.kind == "season" and last.year is None)


def _short_year(t: Tokens, item: Item) -> Point | None:
    """ "15" of "2014-15", "52" of "1851-52"."""
    word, year = t.words[item.end + 1], item.first.year
    if item.first.kind != "year" or year is None or len(word) != 2 or not word.isdecimal():
        return None
    whole = year - year % 100 + int(word)
    return Point("year", year=whole) if whole > year and t.glued(item.end + 1) else None


def _shared_year(t: Tokens, item: Item) -> list[Item]:
    """Months or years in a list whose last names the year: "June, July and August 2022"."""
    kind = item.first.kind
    items = [item]
    while kind in ("month", "year", "season") and len(items) < 12:
        at = items[-1].end
        if t.words[at] not in (",", "and", "or", "/"):
            break
        at += 1 + (t.words[at] == "," and t.words[at + 1] in ("and", "or"))
        found = read_point(t, at)
        if not found or found[0].kind != kind or found[0].part:
            break
        items.append(Item(found[0], None, at, found[1]))
    year = items[-1].first.year
    if year is not None:
        shared = (
            each._replace(first=each.first._replace(year=each.first.year or year)) for each in items
        )
        return list(shared)
    return items
