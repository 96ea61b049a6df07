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
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from searchapp.edtf import interval
from searchapp.model import Document, Mention, Passage
from searchapp.tagging.calendar_frame import AHEAD_TENSE, PAST_TENSE, Anchor, Frame, Meaning
from searchapp.tagging.calendar_phrases import read_phrases
from searchapp.tagging.calendar_time import days_around, meaning
from searchapp.tagging.calendar_tokens import Phrase, Point, Tokens
from searchapp.tagging.calendar_words import CYRILLIC, LATIN_TRIGGER, TRIGGER
from searchapp.tagging.dated_events import Events, Span

_BEFORE, _AFTER = 70, 90
_MOST_LEADS = 12
_NEAR = 31
_DAY_FIRST_LANGUAGES = frozenset("uk ru be pl de fr es it".split())
_AHEAD = re.compile(
    r"\b(?:will|shall|would|could|(?-i:may)|might|should|plan(?:s|ned|ning)?|inten[dt]\w*|schedul\w+"
    r"|expect\w*|upcoming|forthcoming|ahead|likely|unlikely|prepar\w+|deadline|propos\w+|potential"
    r"|must|before|due|set|slated|aim\w*|hop\w+|going to|later this|soon|begins?|starts?|opens?"
    r"|postpone\w*|next|annual|anniversary|commemorat\w+)\b|['’]ll\b",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(r"(?:since|after|before|prior to|following|pre[-–])\s*(?:the )?$")
_LOOKS_AHEAD = re.compile(
    r"(?:until|through|till|by|starting(?: in| on)?|beginning(?: in| on)?|no later than)"
    r"\s+(?:the |early |mid-|late |end of )*$"
)
_TENSES = re.compile(
    r"\b(?:(?P<ahead>will|shall|would|plan(?:s|ned|ning)?|intend\w*|scheduled|expected|expects|due"
    r"|going to|slated|to be|(?-i:may)|might|should|could|can|let's|let us|please)"
    r"|(?:\w{3,}ed|said|told|wrote|met|held|came|went|was|were|had|took|made|saw|left|began|got"
    r"|struck|shot|fell|gave|sent|hit|kept|did))\b|(?P<ll>['’]ll\b)",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:^|[.!?;][\"”’)]*\s+)(?:\w+ ){0,2}$")
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
    event: Span | None
    day_first: bool


_NO_EVENTS = Events()


def tag_dates(document: Document, events: Events = _NO_EVENTS) -> list[list[Mention]]:
    """The dates of each passage, in order of place; one list a passage."""
    found = [list(_phrases(passage.text)) for passage in document.passages]
    setting = _setting(document, found, events)
    anchor = _first_anchor(document.published, found)
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
        if not (setting.narrates or setting.published is None):
            continue
        leads = each.start < 12 or bool(_SENTENCE_START.search(passage.text[: each.start][-24:]))
        anchor = _next_anchor(anchor, each.phrase, meant, frame, leads_sentence=leads)
    return mentions, anchor


def _next_anchor(
    anchor: Anchor | None, phrase: Phrase, meant: Meaning, frame: Frame, *, leads_sentence: bool
) -> Anchor | None:
    """What the text named last, as far as the story went there.

    A year still to come is an aim; "since 2014" and a year named in passing look back.
    """
    point = phrase.item.first
    if point.kind not in ("day", "month", "year", "season") or phrase.open_ended:
        return anchor
    if point.kind == "year" and anchor is not None and not leads_sentence:
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


def _futures(text: str, found: _Found, setting: _Setting) -> tuple[bool, str]:
    """Whether the sentence speaks of the future, and the tense just where the date stands."""
    point = found.phrase.item.last or found.phrase.item.first
    if point.year is not None or setting.narrates or setting.published is None:
        return False, ""
    if point.kind in ("weekday", "distance", "run") and point.shift in (None, 1):
        return False, _tense(*_sentence(text, found))
    if point.kind not in ("day", "month") or point.month is None:
        return False, ""
    ago, ahead = days_around(point, setting.published)
    if ago <= _NEAR or text[found.start : found.end].startswith(("since", "Since")):
        return False, ""
    return _is_ahead(*_sentence(text, found), ago=ago, ahead=ahead), ""


def _is_ahead(before: str, after: str, *, ago: int, ahead: int) -> bool:
    """Whether a day or month that was `ago` and will be `ahead` days away is the coming one.

    In a report of the day hardly anything of eleven months ago goes without its year, so the
    next weeks need no further sign.
    """
    tense = _tense(before[-100:], after if len(before) < 20 else "")
    if tense == PAST_TENSE and _LOOKS_BACK.search(before):
        return False
    if tense == AHEAD_TENSE and ahead < 300:
        return True
    if ahead <= _NEAR:
        return not _LOOKS_BACK.search(before)
    looks_ahead = _LOOKS_AHEAD.search(before) or _AHEAD.search(before) or _AHEAD.search(after)
    return 2 * ahead < ago and looks_ahead is not None


def _sentence(text: str, found: _Found) -> tuple[str, str]:
    """The sentence before and after the date."""
    start = 0
    for match in _SENTENCE_END.finditer(text, max(0, found.start - 400), found.start):
        start = match.end()
    ending = _SENTENCE_END.search(text, found.end)
    start = max(start, found.start - 400)
    return text[start : found.start], text[found.end : ending.start() if ending else len(text)]


def _tense(before: str, after: str) -> str:
    """Where the last verb before the date, or else the first one after it, looks; "" for none."""
    verbs = list(_TENSES.finditer(before))
    verb = verbs[-1] if verbs else _TENSES.search(after)
    if verb is None:
        return ""
    return AHEAD_TENSE if verb["ahead"] or verb["ll"] else PAST_TENSE


# --- the frame of a document ----------------------------------------------------------------


def _setting(document: Document, found: list[list[_Found]], events: Events) -> _Setting:
    items = [each.phrase.item for phrases in found for each in phrases]
    points = [point for item in items for point in (item.first, item.last) if point is not None]
    event = _years_of_title(document) or events.of(document.title) or events.of(document.id)
    past_title = event is not None and _is_past(event, document.published)
    narrates = _narrates(document.published, points, titled=past_title)
    day_first = document.language.partition("-")[0] in _DAY_FIRST_LANGUAGES
    return _Setting(document.published, narrates, event, day_first)


def _is_past(event: Span, published: date | None) -> bool:
    return published is not None and event.last < published.toordinal() - _NEAR


def _narrates(published: date | None, points: list[Point], *, titled: bool) -> bool:
    """Whether a document tells the past rather than the day.

    The sign: of the days without a year few fall in the weeks before publication, and past years
    are named. Where the title names a past event (`titled`), only a text most of whose days fall
    in those weeks is a report.
    """
    if published is None:
        return False
    bare = [p for p in points if p.kind == "day" and p.month and p.year is None]
    stated = [p for p in points if p.year is not None and p.year <= published.year]
    if not bare:
        return titled or _years_narrate(stated, points, published)
    near = sum(min(days_around(point, published)) <= _NEAR for point in bare)
    spoken = sum(p.kind == "relative day" for p in points)
    share = (near + spoken) / (len(bare) + spoken)
    if titled:
        return share < 0.8
    return share < 0.35 and bool(stated) and (len(bare) >= 2 or any(p.month for p in stated))


def _years_narrate(stated: list[Point], points: list[Point], published: date) -> bool:
    """The same sign where no day stands without a year: what is dated is long past."""
    years = sorted(p.year for p in stated if p.year is not None)
    if not years or years[len(years) // 2] > published.year - 2:
        return False
    return len(years) >= 5 or any(p.kind == "month" and p.year is None for p in points)


_YEAR_IN_TITLE = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?:[–-](?:20)?[0-9]{2})?(?![0-9])")


def _years_of_title(document: Document) -> Span | None:
    """The year or years that the title names: "Battle of Rastan (2011)"."""
    match = _YEAR_IN_TITLE.search(document.title)
    if not match:
        return None
    first = int(match[0][:4])
    last = int(f"{first // 100}{match[0][-2:]}")
    if not first <= last <= (document.published.year if document.published else date.max.year):
        return None
    return Span(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal())


def _first_anchor(published: date | None, found: list[list[_Found]]) -> Anchor | None:
    """The first past year that a text names, for what it says before."""
    for phrases in found:
        for each in phrases:
            year = each.phrase.item.first.year
            if year is not None and 0 < year <= (published.year if published else date.max.year):
                return Anchor(year, None, -1)
    return None
