"""Credits of those whose trade is reporting: outlets, think tanks, monitors, channels.

Whatever they do in a sentence is to report, so that any verb of theirs is a credit: "ISW calls
this an invention", "which CNN could not check". Besides: "in ISW's view", "the opinion of ISW",
"for ISW, this means", "tells ISW that".
"""

from __future__ import annotations

from collections.abc import Sequence

from searchapp.tagging.credit.phrases import BE, MODAL, NEGATIVE
from searchapp.tagging.credit.subjects import Credited
from searchapp.tagging.credit.words import CreditWords
from searchapp.tagging.reading import OUTLETS, Name, Reading

_IRREGULAR = frozenset(
    "saw held took drew put gave found heard read wrote kept made led sees holds takes draws puts "
    "gives finds hears reads writes keeps makes went goes set sets drew laid lays".split()
)
# "A risk outlined by ISW".
_DONE_BY_REPORTERS = frozenset(
    "outlined noted seen reviewed obtained verified published cited described identified observed "
    "analyzed analysed compiled tracked geolocated documented interviewed assessed forecasted "
    "predicted forecast recorded counted collected".split()
)
_HELPING = frozenset("has have had does did do also still now again since later".split())
_BEFORE_SUBJECT = frozenset("which and but while whereas as although though that when if".split())
_NOT_BEFORE_SUBJECT = frozenset(
    "of by with to from for in on at about than into under against between via through".split()
)
_NO_VERBS = frozenset(
    "in on at of to for with by from and or as that which who when while via itself alone says "
    "about than this during after before".split()
)
_POSSESSIVES = ("'s ", "’s ", "' ", "’ ")
_WIDEST = 4


def reporters(
    reading: Reading, names: Sequence[Name], credited: Sequence[Credited], words: CreditWords
) -> list[Credited]:
    """The outlets and monitors credited here beside those already found."""
    by_sentence: dict[int, list[Credited]] = {}
    for each in credited:
        by_sentence.setdefault(reading.begins[each.first], []).append(each)
    known = {each.name.value for each in credited if each.name is not None}
    found = []
    for name in names:
        if name.kind in OUTLETS and name.value not in known and not name.role:
            nested = _nested(reading, name, by_sentence.get(reading.begins[name.first], ()))
            nested = nested and not _seen(reading, name)
            if not nested and (_acts(reading, name, words) or _views(reading, name, words)):
                found.append(Credited(name.first, name.last, name))
                known.add(name.value)
    return found


def _nested(reading: Reading, name: Name, credited: Sequence[Credited]) -> bool:
    """Whether the name stands in the clause of another credit of its sentence."""
    begin = reading.begins[name.first]
    before = [each for each in credited if begin <= each.first < name.first]
    if not before:
        return False
    opening = name.first - 1
    while opening > begin and reading.words[opening] in ("the", "tells", "told", "in", "by"):
        opening -= 1
    apart = reading.gaps[opening] if opening >= begin else ""
    parted = "," in apart or "," in reading.gaps[opening - 1]
    return not (parted or reading.words[opening] in ("which", "but", "while", "whereas"))


def _acts(reading: Reading, name: Name, words: CreditWords) -> bool:
    """Whether the name is the subject of a verb."""
    text = reading.words
    before = text[name.first - 1] if name.first > reading.begins[name.first] else ""
    if before == "the":
        before = text[name.first - 2] if name.first - 1 > reading.begins[name.first] else ""
    if before in ("tells", "told") and name.kind == "monitor":
        return True
    if before == "by" and _done_before(reading, name):
        return True
    if before in _NOT_BEFORE_SUBJECT or before in words.any_verb:
        return False
    at, helped = _past_additions(reading, name), False
    while at < len(text) and not reading.ends_sentence(at - 1):
        word = text[at]
        if word in MODAL or word in _HELPING or word in NEGATIVE:
            helped = helped or word not in ("also", "still", "now", "again", "later")
        elif not (word.endswith("ly") or word in ("previously", "even", "only", "likewise")):
            break
        at += 1
    else:
        return False
    word = text[at]
    if reading.capitals[at] or word in _NO_VERBS or word in BE or word in words.unnamed:
        return False
    if reading.gaps[at - 1] != " " and reading.gaps[at - 1] not in (") ", ", "):
        return False
    if helped:
        return True
    verbal = word in words.any_verb or word in _IRREGULAR or word.endswith(("ed", "s"))
    return verbal and (word not in words.nouns or word in words.any_verb)


def _seen(reading: Reading, name: Name) -> bool:
    """ "According to a report by experts seen by | AFP"."""
    at = name.first - 1 - (reading.words[name.first - 1] == "the")
    return reading.words[max(at - 1, 0) : at + 1] in (["seen", "by"], ["obtained", "by"])


def _done_before(reading: Reading, name: Name) -> bool:
    """ "images obtained (from Planet Labs) by | The New York Times"."""
    at = name.first - 2
    at -= reading.words[at] == "by"
    least = max(at - _WIDEST, reading.begins[name.first])
    for place in range(at, least - 1, -1):
        if reading.words[place] in _DONE_BY_REPORTERS:
            return True
        if not reading.joined(place):
            return False
    return False


def _past_additions(reading: Reading, name: Name) -> int:
    """The token after a bracket or a relative clause that belongs to the name."""
    at, text = name.last, reading.words
    gap = reading.gaps[at - 1]
    described = gap == ", " and text[at : at + 1] in (["which"], ["a"], ["an"], ["the"])
    closing = ")" if gap == " (" else "," if described else ""
    if not closing:
        return at
    while at < len(text) and closing not in reading.gaps[at]:
        at += 1
    return min(at + 1, len(text))


def _views(reading: Reading, name: Name, words: CreditWords) -> bool:
    """ "in ISW's judgment", "the assessment of ISW", "for ISW,"."""
    text, first = reading.words, name.first
    if reading.gaps[name.last - 1] in _POSSESSIVES:
        for at in range(name.last, min(name.last + _WIDEST, len(text))):
            if text[at] in words.versions:
                return True
            if not reading.joined(at):
                return False
        return False
    before = text[max(first - 2, 0) : first]
    if before[-1:] == ["of"]:
        return before[0] in words.versions
    opens = before[-1:] == ["for"] and first - 1 == reading.begins[first]
    return opens and (name.kind == "monitor" or reading.gaps[name.last - 1].startswith(","))
