"""Every calendar expression of a document's paragraphs, resolved to EDTF by the codebook.

- trigger: a word or number without which there is no date; paragraphs that have none cost a scan.
- stretch: the text around triggers that is taken apart; the rest of a long paragraph is not.
- narrating: a text that tells the past, such as an encyclopedia's article, in which "12 February"
  is the one of the year last named. A report's "12 February" is the last one there was.

The steps: calendar_tokens and calendar_points read what is said, calendar_phrases puts ranges and
lists together, calendar_time resolves them in a frame, and this module finds the frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from searchapp.edtf import interval
from searchapp.model import Document, Mention, Passage
from searchapp.tagging.calendar_frame import Anchor, Frame, Meaning
from searchapp.tagging.calendar_phrases import read_phrases
from searchapp.tagging.calendar_time import days_around, meaning
from searchapp.tagging.calendar_tokens import Phrase, Point, Tokens
from searchapp.tagging.calendar_words import CYRILLIC, LATIN_TRIGGER, TRIGGER
from searchapp.tagging.dated_events import Events

_BEFORE, _AFTER = 70, 90
_MOST_LEADS = 12
_NEAR = 45
_DAY_FIRST_LANGUAGES = frozenset("uk ru be pl de fr es it".split())
_AHEAD = re.compile(
    r"\b(?:will|shall|would|could|(?-i:may)|might|should|plan(?:s|ned|ning)?|inten[dt]\w*|schedul\w+"
    r"|expect\w*|upcoming|forthcoming|ahead|likely|unlikely|prepar\w+|deadline|propos\w+|until"
    r"|before|by|due|set|slated|aim\w*|hop\w+|going to|later this|soon|begins?|starts?|opens?"
    r"|postpone\w*|next|annual|anniversary|commemorat\w+)\b|['’]ll\b",
    re.IGNORECASE,
)
_TENSES = re.compile(
    r"\b(?:(?P<ahead>will|shall|would|plan(?:s|ned|ning)?|intend\w*|scheduled|expected|expects|due"
    r"|going to|slated|to be|(?-i:may)|might|should|could|can|let's|let us|please)"
    r"|(?:\w{3,}ed|said|told|wrote|met|held|came|went|was|were|had|took|made|saw|left|began|got"
    r"|struck|shot|fell|gave|sent|hit|kept|did))\b|(?P<ll>['’]ll\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-ZА-ЯЄІЇҐ])")


class _Found(NamedTuple):
    """A phrase of a passage with its place in code points."""

    phrase: Phrase
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the frames of one document share."""

    published: date | None
    narrates: bool
    event: tuple[int, int] | None
    day_first: bool


_NO_EVENTS = Events()


def tag_dates(document: Document, events: Events = _NO_EVENTS) -> list[list[Mention]]:
    """The dates of each passage, in order of place; one list a passage."""
    found = [list(_phrases(passage.text)) for passage in document.passages]
    setting = _setting(document, found, events)
    anchor = _title_anchor(document)
    tagged = []
    for n, (passage, phrases) in enumerate(zip(document.passages, found, strict=True)):
        mentions, anchor = _mentions(passage, phrases, setting, anchor, n)
        tagged.append(mentions)
    return tagged


# --- finding --------------------------------------------------------------------------------


def _phrases(text: str) -> Iterator[_Found]:
    pattern = TRIGGER if CYRILLIC.search(text) else LATIN_TRIGGER
    triggers = [match.span() for match in pattern.finditer(text)]
    for first, last in _stretches(triggers):
        start = max(triggers[first][0] - _BEFORE, triggers[first - 1][1] if first else 0, 0)
        start = text.find(" ", start, triggers[first][0]) if start else 0
        start = triggers[first][0] if start < 0 else start
        end = min(len(text), triggers[last - 1][1] + _AFTER)
        yield from _phrases_of_stretch(text[start:end], start, triggers[first:last])


def _stretches(triggers: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of triggers that stand near enough to be one stretch, as (first, past the last)."""
    first = 0
    for n in range(1, len(triggers) + 1):
        if n == len(triggers) or triggers[n][0] - triggers[n - 1][1] > _AFTER + _BEFORE:
            yield first, n
            first = n


def _phrases_of_stretch(
    text: str, offset: int, triggers: list[tuple[int, int]]
) -> Iterator[_Found]:
    tokens = Tokens(text, offset)
    taken = 0
    at = 0
    for start, _ in triggers:
        while at < len(tokens) and tokens.ends[at] <= start:
            at += 1
        if at < taken or at >= len(tokens):
            continue
        read = _read_around(tokens, taken, at)
        if read is None:
            continue
        phrases, taken = read
        for phrase in phrases:
            item = phrase.item
            yield _Found(phrase, tokens.starts[item.start], tokens.ends[item.end - 1])


def _read_around(tokens: Tokens, taken: int, at: int) -> tuple[list[Phrase], int] | None:
    """The phrases that begin furthest before the trigger at token `at` and reach over it."""
    for i in range(max(taken, at - _MOST_LEADS), at + 1):
        if i < at and not tokens.leads(i):
            continue
        read = read_phrases(tokens, i)
        if read and read[1] > at:
            return read
    return None


# --- resolving ------------------------------------------------------------------------------


def _mentions(
    passage: Passage, found: list[_Found], setting: _Setting, anchor: Anchor | None, n: int
) -> tuple[list[Mention], Anchor | None]:
    mentions = []
    for each in found:
        frame = Frame(
            setting.published,
            setting.narrates,
            anchor,
            setting.event,
            n,
            *_futures(passage.text, each, setting),
            setting.day_first,
        )
        meant = meaning(each.phrase, frame)
        if meant is None:
            continue
        words = passage.text[each.start : each.end]
        rule = f"{each.phrase.item.first.kind}, {meant.rule}"
        mentions.append(Mention(meant.value, each.start, each.end, words, rule))
        anchor = _next_anchor(anchor, each.phrase.item.first, meant, frame)
    return mentions, anchor


def _next_anchor(
    anchor: Anchor | None, point: Point, meant: Meaning, frame: Frame
) -> Anchor | None:
    """What the text named last; a year still to come is an aim, not a place in the story."""
    if point.kind not in ("day", "month", "year", "season"):
        return anchor
    first = interval(meant.value).first
    if first is None or not 1 <= first <= date.max.toordinal():
        return anchor
    day = date.fromordinal(first)
    if frame.published and day > frame.published:
        return anchor
    # Only a stated year holds for the passage; a narrated day moves the story on.
    passage = frame.passage if point.year is not None else (anchor.passage if anchor else -1)
    return Anchor(day.year, None if point.kind == "year" else first, passage)


def _futures(text: str, found: _Found, setting: _Setting) -> tuple[bool, bool]:
    """Whether the sentence speaks of the future at all, and just where the date stands."""
    point = found.phrase.item.last or found.phrase.item.first
    if point.year is not None or setting.narrates or found.phrase.open_ended:
        return False, False
    if point.kind in ("weekday", "distance", "run") and point.shift in (None, 1):
        before, after = _sentence(text, found)
        return False, _ahead_here(before, after)
    if point.kind not in ("day", "month") or point.month is None or setting.published is None:
        return False, False
    ago, ahead = days_around(point, setting.published)
    if ago <= _NEAR:
        return False, False
    before, after = _sentence(text, found)
    hinted = 2 * ahead < ago and (_AHEAD.search(before) or _AHEAD.search(after))
    return bool(hinted) or (ahead < 300 and _ahead_here(before[-80:], "")), False


def _sentence(text: str, found: _Found) -> tuple[str, str]:
    """The sentence before and after the date."""
    start = 0
    for match in _SENTENCE_END.finditer(text, max(0, found.start - 400), found.start):
        start = match.end()
    ending = _SENTENCE_END.search(text, found.end)
    start = max(start, found.start - 400)
    return text[start : found.start], text[found.end : ending.start() if ending else len(text)]


def _ahead_here(before: str, after: str) -> bool:
    """Whether the last verb before the date, or else the first one after it, looks ahead."""
    verbs = list(_TENSES.finditer(before))
    verb = verbs[-1] if verbs else _TENSES.search(after)
    return verb is not None and (verb["ahead"] or verb["ll"]) is not None


# --- the frame of a document ----------------------------------------------------------------


def _setting(document: Document, found: list[list[_Found]], events: Events) -> _Setting:
    named = events.of(document.title) or events.of(document.id)
    event = named if _title_anchor(document) is None else None
    day_first = document.language.partition("-")[0] in _DAY_FIRST_LANGUAGES
    plain = _Setting(document.published, False, event, day_first)
    items = [each.phrase.item for phrases in found for each in phrases]
    points = [point for item in items for point in (item.first, item.last) if point is not None]
    return replace(plain, narrates=_narrates(document, points, event is not None))


def _narrates(document: Document, points: list[Point], has_event: bool) -> bool:
    """Whether a document tells the past rather than the day.

    The sign: no day without a year falls within some weeks of publication, and past years are
    named, by the title, the text or the event it is about.
    """
    published = document.published
    if published is None:
        return False
    bare = [p for p in points if p.kind == "day" and p.month and p.year is None]
    frame = Frame(published)
    near = far = 0
    for point in set(bare):
        days = _days_from(point, frame, published)
        near, far = near + (days <= _NEAR), far + (days > _NEAR)
    if any(p.kind == "relative day" for p in points):
        near += 1
    named = [p.year for p in points if p.year is not None and p.year <= published.year]
    dated = [p for p in points if p.year is not None and p.month is not None]
    title = _title_anchor(document)
    past = has_event or bool(named) or (title is not None and title.year <= published.year)
    if not bare:
        return _months_narrate(points, published)
    if near * 4 > far or not past:
        return False
    return far >= 2 or bool(dated) or title is not None or has_event


def _days_from(point: Point, frame: Frame, published: date) -> int:
    """How far the day lies from publication in the nearest year."""
    today = published.toordinal()
    month, day = point.month or 1, min(point.day or 1, 28)
    years = (published.year - 1, published.year, published.year + 1)
    return min(abs(date(year, month, day).toordinal() - today) for year in years)


def _months_narrate(points: list[Point], published: date) -> bool:
    """The same sign where only months stand without a year: stated dates are all long past."""
    stated = [p.year for p in points if p.kind in ("day", "month") and p.year is not None]
    bare = any(p.kind == "month" and p.year is None for p in points)
    return bare and bool(stated) and max(stated) <= published.year - 2


_YEAR_IN_TITLE = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")


def _title_anchor(document: Document) -> Anchor | None:
    """The year that the title names: "Battle of Rastan (2011)"."""
    match = _YEAR_IN_TITLE.search(document.title)
    if not match or (document.published and int(match[1]) > document.published.year):
        return None
    return Anchor(int(match[1]), None, -1)
