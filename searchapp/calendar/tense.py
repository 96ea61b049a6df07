"""Whether a sentence looks ahead or back where it names a date.

- tense: of the last verb before the date, or of the first one after a date that opens it.
- hint: a word anywhere in the sentence that speaks of plans ("scheduled", "deadline").
"""

from __future__ import annotations

import re

from searchapp.calendar.finding import Found
from searchapp.calendar.frame import AHEAD_TENSE, PAST_TENSE

SOON = 75  # days ahead within which a day without its year is hardly last year's
NEAR = 31  # days around publication in which a report's dates fall
_REACH = 400
# Matched as they are written, so that the month of May is no verb.
_AHEAD = re.compile(
    r"\b(?:will|shall|would|could|may|might|should|plan(?:s|ned|ning)?|inten[dt]\w*|schedul\w+"
    r"|expect\w*|upcoming|forthcoming|ahead|likely|unlikely|prepar\w+|deadline|propos\w+|potential"
    r"|must|before|due|set|slated|aim\w*|hop\w+|going to|later this|soon|begins?|starts?|opens?"
    r"|postpone\w*|next|annual|anniversary|commemorat\w+)\b|['’]ll\b"
)
_LOOKS_BACK = re.compile(r"(?:since|after|before|prior to|following|pre[-–])\s*(?:the )?$")
_WHEN = re.compile(r"\b(?:on|in|during)\s+(?:the |early |mid-|late |end of |\w+day, )*$")
_OBLIGES = re.compile(r"\b(?:must|have to|has to|needs? to|required to)\b")
_LOOKS_AHEAD = re.compile(
    r"(?:until|through|till|by|starting(?: in| on)?|beginning(?: in| on)?|no later than)"
    r"\s+(?:the |early |mid-|late |end of )*$"
)
_TENSES = re.compile(
    r"\b(?:(?P<ahead>[Ww]ill|shall|would|plan(?:s|ned|ning)?|intend\w*|scheduled|expected|expects|due"
    r"|going to|slated|(?:to )?be (?:\w+ed|held|made|sent|done)|to be|may|might|should|could"
    r"|can|wants? to|schedules?|[Ll]et['’]s|[Ll]et us|[Pp]lease)"
    r"|(?:\w{3,}ed|said|told|wrote|met|held|came|went|was|were|had|took|made|saw|left|began|got"
    r"|struck|shot|fell|gave|sent|hit|kept|did))\b|(?P<ll>['’]ll\b)"
)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-ZА-ЯЄІЇҐ])")


def sentence_around(text: str, found: Found) -> tuple[str, str]:
    """The sentence before and after the date, as far as it is near."""
    start, last = max(0, found.start - _REACH), found.end + _REACH
    for match in _SENTENCE_END.finditer(text, start, found.start):
        start = match.end()
    ending = _SENTENCE_END.search(text, found.end, last)
    return text[start : found.start], text[found.end : ending.start() if ending else last]


def tense(before: str, after: str) -> str:
    """Where the last verb before the date, or else the first one after it, looks; "" for none."""
    verbs = list(_TENSES.finditer(before))
    verb = verbs[-1] if verbs else _TENSES.search(after)
    if verb is None:
        return ""
    return AHEAD_TENSE if verb["ahead"] or verb["ll"] else PAST_TENSE


def is_ahead(before: str, after: str, *, ago: int, ahead: int, opened: bool) -> bool:
    """Whether a day or month that was `ago` and will be `ahead` days away is the coming one.

    In a report of the day hardly anything of ten months ago goes without its year, so the coming
    weeks need no further sign, unless it is the start of something (`opened`).
    """
    verb = tense(before[-100:], after if len(before) < 20 else "")
    if verb == PAST_TENSE and _LOOKS_BACK.search(before) and not _OBLIGES.search(before):
        return False
    if verb == AHEAD_TENSE and ahead < 300:
        return True
    happened = verb == PAST_TENSE and ahead > NEAR and _WHEN.search(before)
    if ahead <= SOON and not opened and not happened:
        return not _LOOKS_BACK.search(before) or _OBLIGES.search(before) is not None
    looks_ahead = _LOOKS_AHEAD.search(before) or _AHEAD.search(before) or _AHEAD.search(after)
    return 2 * ahead < ago and looks_ahead is not None
