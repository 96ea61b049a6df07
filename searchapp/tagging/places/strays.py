"""Places of which their neighbours know more than the gazetteer.

- stray: a small place for which only a far namesake is listed, while the places named around it
  lie together: "Chyhyryn" between two suburbs of another region. It goes with its neighbours
  where the words say that it is a place, else it is left out.
- called: "the village of X", "X Hill" of no list: filed under the division of its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from searchapp.tagging.places.candidates import Candidate
from searchapp.tagging.places.company import Company
from searchapp.tagging.places.evidence import is_listed
from searchapp.tagging.places.gazetteer import Gazetteer
from searchapp.tagging.places.namesakes import Setting, kilometres
from searchapp.tagging.places.placenames import Reading
from searchapp.tagging.places.sites import Found, under, without_first_words
from searchapp.tagging.reading import Reading as Passage
from searchapp.tagging.wordclasses import WordClass
from searchapp.text import words

_TOGETHER_KM, _FAR_KM = 100.0, 120.0
_SMALL, _SMALL_AND_ALONE = 50_000, 10_000
_NEIGHBOUR_LETTERS = 300
_SHARE = 0.3
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŁŚŞŠŽČİ]"
_PART = rf"(?:[Aa]l[- ]|(?:[Aa][shrtnd]|[Aa]sh|[Ee]l)-)?{_CAPITAL}[\w'’‘]+"
_NAME = rf"{_PART}(?:[- ]{_PART}){{0,2}}"
_CALLED = re.compile(
    r"(?<!home )\b(?:villages?|towns?|hamlets?|settlements?|hills?|hilltops?) of "
    rf"(?P<after>{_NAME})"
    rf"|\b(?P<before>{_NAME}) (?:[Hh]ill|village|hamlet|hilltop|settlement)\b(?! of\b)"
)
_LISTED = re.compile(rf"(?:,? and |, )(?P<name>{_NAME})(?=[,.;)]| [a-z]+\b)")
# "An Alawite village".
_PEOPLE = re.compile(r"(?:ite|ish|ic|ian|ese|i)$")
CALLS = WordClass.of(
    "village villages town towns hamlet hamlets settlement settlements"
    " hill hills hilltop hilltops".split()
)


class Strays:
    """Judges the small places of a text by those around them."""

    def __init__(self, gazetteer: Gazetteer, company: Company) -> None:
        self._gazetteer, self._company = gazetteer, company

    def settled(
        self, reading: Reading, kept: Mapping[int, Candidate], setting: Setting
    ) -> dict[int, Candidate]:
        """The places kept, strays among their neighbours or left out."""
        found = dict(kept)
        for index, place in kept.items():
            around = self._around(reading, index, place, kept)
            if around is None or setting.is_near(place) or index in reading.said:
                continue
            naming = reading.namings[index]
            if self._company.is_called_settlement(naming) or is_listed(reading, index, kept):
                name = reading.text[naming.start : naming.end]
                found[index] = under(around, name, self._gazetteer)
            else:
                del found[index]
        return found

    def _around(
        self, reading: Reading, index: int, place: Candidate, kept: Mapping[int, Candidate]
    ) -> Candidate | None:
        """The nearer of the two next places in the text, where they lie together and far off."""
        alone = len(reading.namings[index].namesakes.candidates) == 1
        if place.kind != "place" or not place.located:
            return None
        if place.population >= (_SMALL_AND_ALONE if alone else _SMALL):
            return None
        if any(each.division == place.division for each in kept.values() if each is not place):
            return None
        others = [
            (abs(reading.namings[other].start - reading.namings[index].start), each)
            for other, each in kept.items()
            if each.kind == "place" and each.located and each.value != place.value
            if self.divides(each)
        ]
        others.sort(key=lambda other: other[0])
        nearest = list({each.value: each for _, each in others}.values())[:2]
        if len(nearest) < 2 or kilometres(*nearest) > _TOGETHER_KM:
            return None
        far = all(kilometres(place, each) > _FAR_KM for each in nearest)
        return nearest[0] if far else None

    def called(
        self,
        reading: Reading,
        kept: Mapping[int, Candidate],
        setting: Setting,
        beside: Sequence[Candidate],
    ) -> Iterator[Found]:
        """Places of no list that the text calls a village, a town or a hill; `beside` are those
        of the paragraphs around, in which they may lie."""
        if not (kept or beside) or not _may_call(reading.passage):
            return
        for start, end in _called(reading.text):
            if start >= end or self._is_known(reading, start, end):
                continue
            above = self.neighbour(reading, start, kept, setting)
            if above is None and not kept:
                above = next(filter(self.divides, beside), None)
            if above is not None:
                place = under(above, reading.text[start:end], self._gazetteer)
                yield Found(start, end, place, "unlisted, beside a place of this division")

    def divides(self, place: Candidate) -> bool:
        """Whether a place tells of a division in which it lies."""
        division = self._gazetteer.division_of(place)
        return division is not None and (place.kind != "place" or division.value != place.value)

    def _is_known(self, reading: Reading, start: int, end: int) -> bool:
        """Whether these words are a name of something else or name a listed place."""
        if any(first < end and start < last for first, last in reading.blocked):
            return True
        if any(each.start < end and start < each.end for each in reading.namings):
            return not self._is_cut(reading, start, end)
        named = words(reading.text[start:end])
        return not named or named[0] in self._company.adjectives

    def _is_cut(self, reading: Reading, start: int, end: int) -> bool:
        """Whether the only namings inside were refused as parts of a longer name."""
        inside = [
            index
            for index, each in enumerate(reading.namings)
            if each.start < end and start < each.end
        ]
        return all(reading.refused.get(index) == "part of a name" for index in inside)

    def neighbour(
        self, reading: Reading, start: int, kept: Mapping[int, Candidate], setting: Setting
    ) -> Candidate | None:
        """The nearest place in the text that tells of a division: a city that is one itself does
        not, nor does a place far from what the document is about."""
        beside = [
            (abs(reading.namings[index].start - start), index)
            for index, place in kept.items()
            if self.divides(place) and setting.share(place.country) >= _SHARE
        ]
        if not beside or min(beside)[0] > _NEIGHBOUR_LETTERS:
            return None
        return kept[min(beside)[1]]


def _may_call(passage: Passage) -> bool:
    """Whether a word for a settlement stands behind a capital or before "of"."""
    words, capitals = passage.words, passage.capitals
    return any(
        capitals[token - 1] or words[token + 1 : token + 2] == ["of"]
        for token in passage.where(CALLS)
    )


def _called(text: str) -> Iterator[tuple[int, int]]:
    """The spans of names that are called a settlement or a hill, those in a list with them too."""
    for match in _CALLED.finditer(text):
        kind = "after" if match["after"] else "before"
        start, end = without_first_words(text, *match.span(kind))
        if kind == "after" or " " in text[start:end] or not _PEOPLE.search(text[start:end]):
            yield start, end
        listed = match if kind == "after" and "s of " in match.group() else None
        position = match.end()
        while listed and (listed := _LISTED.match(text, position)):
            position = listed.end()
            yield listed.span("name")
