"""Every calendar expression of a document's paragraphs, resolved to EDTF by the codebook.

- report: a text of its day, in which "12 February" is the last one there was, or the next one
  where the sentence looks ahead.
- narrating text: one that tells the past, such as an encyclopedia's article, in which
  "12 February" is that of the year last named, or of the event that the title names.
- anchor: how far the story of a narrating text has come.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from searchapp.calendar.finding import Found, find
from searchapp.calendar.frame import Anchor, Frame, Meaning
from searchapp.calendar.resolving import days_around, meaning
from searchapp.calendar.tense import NEAR, is_ahead, sentence_around, tense
from searchapp.calendar.tokens import Phrase, Point
from searchapp.calendar.words import may_trigger
from searchapp.edtf import interval
from searchapp.model import Document, Mention, Passage
from searchapp.tagging.dated_events import Events, Span
from searchapp.tagging.mentions import mention
from searchapp.tagging.reading import Reading
from searchapp.tagging.wordclasses import WordClass

_DAY_FIRST_LANGUAGES = frozenset("uk ru be pl de fr es it".split())
# Words with which the trigger of a date may begin.
TRIGGERS = WordClass(lambda word, capital: may_trigger(word))
_REPORTED = 10  # days before publication on which a report reports
_SENTENCE_START = re.compile(r"(?:^|(?<![\s(][A-Za-z])[.!?;][\"”’)]*\s+)(?:\w+ ){0,2}$")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the frames of one document share."""

    published: date | None
    narrates: bool
    event: Span | None
    day_first: bool


_NO_EVENTS = Events()


def tag_dates(
    document: Document, events: Events = _NO_EVENTS, *, readings: Sequence[Reading] = ()
) -> list[list[Mention]]:
    """The dates of each passage, in order of place; one list a passage. `readings` are those of
    the passages, where there are any."""
    if readings:
        found = [list(find(each.text, _openings(each))) for each in readings]
    else:
        found = [list(find(passage.text)) for passage in document.passages]
    setting = _setting(document, found, events)
    anchor = _first_anchor(document.published, found)
    tagged = []
    for n, (passage, phrases) in enumerate(zip(document.passages, found, strict=True)):
        mentions, anchor = _mentions(passage, phrases, setting, anchor, n)
        tagged.append(mentions)
    return tagged


def _openings(reading: Reading) -> list[int]:
    starts = reading.starts
    return [starts[token] for token in reading.where(TRIGGERS)]


# --- resolving ------------------------------------------------------------------------------


def _mentions(
    passage: Passage, found: list[Found], setting: _Setting, anchor: Anchor | None, n: int
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
        rule = f"{each.phrase.item.first.kind}, {meant.rule}"
        mentions.append(mention(meant.value, each[1:], of=passage.text, rule=rule))
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


def _futures(text: str, found: Found, setting: _Setting) -> tuple[bool, str]:
    """Whether the sentence speaks of the future, and the tense just where the date stands."""
    point = found.phrase.item.last or found.phrase.item.first
    if point.year is not None or setting.narrates or setting.published is None:
        return False, ""
    if point.kind in ("weekday", "distance", "run") and point.shift in (None, 1):
        return False, tense(*sentence_around(text, found))
    if point.kind == "day" and point.month is None:
        return False, tense(*sentence_around(text, found))
    if point.kind not in ("day", "month"):
        return False, ""
    ago, ahead = days_around(point, setting.published)
    if ago <= NEAR or text[found.start : found.end].startswith(("since", "Since")):
        return False, ""
    before, after = sentence_around(text, found)
    return is_ahead(before, after, ago=ago, ahead=ahead, opened=found.phrase.open_ended), ""


# --- the frame of a document ----------------------------------------------------------------


def _setting(document: Document, found: list[list[Found]], events: Events) -> _Setting:
    phrases = [each.phrase for passage in found for each in passage]
    event = _years_of_title(document) or events.of(document.title) or events.of(document.id)
    past_title = event is not None and _is_past(event, document.published)
    narrates = _narrates(document.published, phrases, titled=past_title)
    day_first = document.language.partition("-")[0] in _DAY_FIRST_LANGUAGES
    return _Setting(document.published, narrates, event, day_first)


def _is_past(event: Span, published: date | None) -> bool:
    return published is not None and event.last < published.toordinal() - NEAR


def _narrates(published: date | None, phrases: list[Phrase], *, titled: bool) -> bool:
    """Whether a document tells the past rather than the day.

    The sign: of the days without a year few are the very days before publication, and past years
    are named. Where the title names a past event (`titled`), only a text most of whose days fall
    there is a report.
    """
    if published is None:
        return False
    points = [p for each in phrases for p in (each.item.first, each.item.last) if p is not None]
    stated = [p for p in points if p.year is not None and p.year <= published.year]
    looks_back = {id(each.item.first) for each in phrases if each.open_ended}
    bare = [
        each.item.first
        for each in phrases
        if each.item.first.kind == "day"
        and each.item.first.month is not None
        and each.item.first.year is None
        and not each.open_ended  # reports look back to what began everything
    ]
    if not bare:
        told = [p for p in stated if id(p) not in looks_back]
        return titled or _years_narrate(told, points, published)
    around = [days_around(point, published) for point in bare]
    near = sum(ago <= _REPORTED or ahead <= _REPORTED // 3 for ago, ahead in around)
    spoken = sum(p.kind == "relative day" for p in points)
    share = (near + spoken) / (len(bare) + spoken)
    if titled:
        return share < 0.8
    dated = any(p.month is not None for p in stated)
    return share < 0.3 and (dated or (bool(stated) and len(bare) >= 4))


def _years_narrate(stated: list[Point], points: list[Point], published: date) -> bool:
    """The same sign where no day stands without a year: what is dated is long past."""
    years = sorted(p.year for p in stated if p.year is not None)
    if not years or years[len(years) // 2] > published.year - 2:
        return False
    if len(years) >= 5:
        return True
    of_its_day = any(p.kind in ("relative day", "weekday") for p in points)
    return not of_its_day and any(p.kind == "month" and p.year is None for p in points)


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


def _first_anchor(published: date | None, found: list[list[Found]]) -> Anchor | None:
    """The first past year that a text names, for what it says before."""
    for phrases in found:
        for each in phrases:
            year = each.phrase.item.first.year
            if year is not None and 0 < year <= (published.year if published else date.max.year):
                return Anchor(year, None, -1)
    return None
