"""What speaks for and against a naming being a place.

- evidence: a sum of weights; from _ENOUGH upwards a place counts. Countries and large towns speak
  for themselves, villages and names like "Nice" by their company.
- surroundings: the places settled in the same paragraph, and those that the document speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from searchapp.tagging.places import divisions
from searchapp.tagging.places.candidates import Candidate
from searchapp.tagging.places.company import Company, opens_dateline
from searchapp.tagging.places.namesakes import Setting, kilometres
from searchapp.tagging.places.placenames import Naming, Reading

# All weights are in hundredths, so that sums are exact. Those that end in 2 break ties against
# the place.
_ENOUGH = 100
_ENOUGH_TOLD = 40
LARGE = 100_000
_BY_POPULATION = ((1_000_000, 300), (LARGE, 220), (20_000, 150), (5_000, 100), (0, 60))
_NO_SETTLEMENT = 300
_DOUBTFUL, _LIKE_A_SURNAME = -250, -70
_LOCATED, _CALLED_SETTLEMENT, _LISTED = 120, 300, 80
_NEIGHBOURS, _DIVISION_SPOKEN_OF, _COUNTRY_SPOKEN_OF = 180, 120, 60
_ELSEWHERE, _FAR_CITY, _FORM_FAR_OFF = -162, -40, -900
_SPEAKS, _TITLED, _STRANGER_AFTER = -150, -200, -120
_STRANGER_BEFORE, _STRANGER_OPENS = -222, -112
_BY_FORM, _ALL_CAPITALS = -82, -250
_NEARBY_KM = 120.0
# How many namings before and after one are its neighbours.
_WINDOW = 30
_LIST = re.compile(r"^(?:,? (?:and|or|to|&) |, |[-–/]| – )$")
_ADJOINING = frozenset({"-", "–", "/", "'s ", "’s "})
_SURNAME = re.compile(r"(?:enko|chuk|yuk|[sc]k[iy]+|[oey]v|in|ovych|dze|shvili|yan)$")

Settled = Mapping[int, Candidate]


class Evidence:
    """Weighs the namings of one document."""

    def __init__(self, company: Company, setting: Setting) -> None:
        self._company, self._setting = company, setting

    def kept(
        self, readings: Sequence[Reading], settled: Sequence[Settled]
    ) -> list[dict[int, Candidate]]:
        """The namings of each paragraph that are places; what is one in a paragraph needs less
        evidence in the others."""
        found = [
            {
                index: place
                for index, place in sorted(each.items())
                if self.is_enough(reading, index, place, each)
            }
            for reading, each in zip(readings, settled, strict=True)
        ]
        told = {place.value for kept in found for place in kept.values()}
        for number, (reading, each) in enumerate(zip(readings, settled, strict=True)):
            if len(found[number]) < len(each):
                more = {
                    index: place
                    for index, place in each.items()
                    if index not in found[number]
                    and place.value in told
                    and self._is_plain(reading.namings[index])
                    and self.is_enough(reading, index, place, each, least=_ENOUGH_TOLD)
                }
                found[number] = dict(sorted((found[number] | more).items()))
        return found

    def is_enough(
        self,
        reading: Reading,
        index: int,
        candidate: Candidate,
        settled: Settled,
        *,
        least: int = _ENOUGH,
    ) -> bool:
        """Whether a naming is this place, given what its neighbours were taken for.

        What speaks for it is only looked for where the rest does not suffice.
        """
        if index in reading.said or opens_dateline(reading.namings[index]):
            return True
        above = divisions.named_after(reading, index)
        if above is not None and candidate.value.startswith(above.value + "/"):
            return True
        score = self._alone(reading, index, candidate)
        around = self._spoken_of(reading.namings[index], candidate)
        if score + around >= least:
            return True
        score += self._in_favour(reading, index, settled)
        if score + around >= least:
            return True
        if candidate.kind != "place" or score + _NEIGHBOURS < least:
            return False
        return any(_is_near(candidate, other) for _, other in neighbours(index, settled))

    def _is_plain(self, naming: Naming) -> bool:
        """Whether no capitalised word beside speaks of a longer name."""
        company = self._company
        return not (company.has_stranger_before(naming) or company.has_stranger_after(naming))

    def _alone(self, reading: Reading, index: int, candidate: Candidate) -> int:
        """How well known a place of this name is, less what speaks against one here."""
        naming, company = reading.namings[index], self._company
        meant = naming.namesakes
        score = _DOUBTFUL * meant.doubtful + _BY_FORM * (not meant.known)
        if candidate.kind != "place":
            score += _NO_SETTLEMENT
        else:
            score += _weight(candidate.population)
            if candidate.population < LARGE and _is_like_a_surname(meant.key):
                score += _LIKE_A_SURNAME
            if reading.text[naming.start : naming.end].isupper():
                score += _ALL_CAPITALS
        score += _SPEAKS * company.is_spoken_by(naming) + _TITLED * company.follows_title(naming)
        score += _STRANGER_AFTER * company.has_stranger_after(naming)
        if company.has_stranger_before(naming) and not _adjoins(reading, index):
            score += _STRANGER_OPENS if naming.word_before_opens else _STRANGER_BEFORE
        return score

    def _in_favour(self, reading: Reading, index: int, settled: Settled) -> int:
        naming, company = reading.namings[index], self._company
        score = _LOCATED * company.is_located(naming)
        score += _CALLED_SETTLEMENT * company.is_called_settlement(naming)
        return score + _LISTED * is_listed(reading, index, settled)

    def _spoken_of(self, naming: Naming, candidate: Candidate) -> int:
        """How far the document speaks of what a settlement lies in."""
        if candidate.kind != "place":
            return 0
        if candidate.division in self._setting.divisions:
            return _DIVISION_SPOKEN_OF
        if self._setting.countries[candidate.country]:
            return _COUNTRY_SPOKEN_OF
        if not naming.namesakes.known:
            return _FORM_FAR_OFF
        return _FAR_CITY if candidate.population >= LARGE else _ELSEWHERE


def _weight(population: int) -> int:
    for least, weight in _BY_POPULATION:
        if population >= least:
            return weight
    return 0


@lru_cache(maxsize=20_000)
def _is_like_a_surname(key: str) -> bool:
    return _SURNAME.search(key) is not None


def _adjoins(reading: Reading, index: int) -> bool:
    """Whether the word before is a place itself: "Avdiivka-Donetsk"."""
    if index == 0 or index - 1 in reading.refused:
        return False
    known = not reading.namings[index - 1].namesakes.doubtful
    return known and reading.between(index - 1, index) in _ADJOINING


def is_listed(reading: Reading, index: int, settled: Settled) -> bool:
    """Whether a place stands in one list with the next before or behind it."""
    for other in (index - 1, index + 1):
        if other not in settled:
            continue
        first, second = sorted((index, other))
        if _LIST.match(reading.between(first, second)):
            return True
    return False


def neighbours(index: int, settled: Settled) -> list[tuple[int, Candidate]]:
    """The settled places among the namings around this one, with their numbers."""
    first, last = index - _WINDOW, index + _WINDOW
    if len(settled) <= _WINDOW:
        each = settled.items()
        return [(n, place) for n, place in each if n != index and first <= n <= last]
    around = range(first, last + 1)
    return [(other, settled[other]) for other in around if other != index and other in settled]


def _is_near(one: Candidate, other: Candidate) -> bool:
    if one.value == other.value:
        return False
    if one.division == other.division and not one.division.endswith("."):
        return True
    located = one.located and other.located and other.kind == "place"
    return located and kilometres(one, other) < _NEARBY_KM
