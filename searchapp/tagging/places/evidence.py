"""What speaks for and against a naming being a place.

- evidence: a sum of weights; a place counts from ENOUGH upwards. Countries and large towns speak
  for themselves, villages and names like "Nice" by their company.
- surroundings: the places settled in the same paragraph, and those that the document speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from searchapp.tagging.places import divisions
from searchapp.tagging.places.company import Company
from searchapp.tagging.places.gazetteer import Candidate, Gazetteer
from searchapp.tagging.places.namesakes import Setting, kilometres
from searchapp.tagging.places.placenames import Naming, Reading

ENOUGH = 1.0
LARGE = 100_000
_BY_POPULATION = ((1_000_000, 3.0), (LARGE, 2.2), (20_000, 1.5), (5_000, 1.0), (0, 0.6))
_NO_SETTLEMENT = 3.0
_DOUBTFUL, _LIKE_A_SURNAME = -2.5, -0.7
_LOCATED, _CALLED_SETTLEMENT, _INSIDE_NAMED, _LISTED = 1.2, 3.0, 3.0, 0.8
_NEIGHBOURS, _COUNTRY_SPOKEN_OF, _ELSEWHERE, _FAR_CITY = 1.2, 0.6, -1.6, -0.4
_SPEAKS, _TITLED, _STRANGER_BEFORE, _STRANGER_AFTER = -1.5, -2.0, -2.2, -1.2
_BY_FORM, _FORM_FAR_OFF, _ALL_CAPITALS = -0.8, -9.0, -2.5
_NEARBY_KM = 120.0
# How many namings before and after one are its neighbours.
_WINDOW = 30
_LIST = re.compile(r"^(?:,? (?:and|or|to|&) |, |[-–/]| – )$")
_ADJOINING = frozenset({"-", "–", "/", "'s ", "’s "})
_SURNAME = re.compile(r"(?:enko|chuk|yuk|[sc]k[iy]+|[oey]v|in|ovych|dze|shvili|yan)$")

Settled = Mapping[int, Candidate]


class Evidence:
    """Weighs the namings of one document."""

    def __init__(self, gazetteer: Gazetteer, company: Company, setting: Setting) -> None:
        self._gazetteer, self._company, self._setting = gazetteer, company, setting

    def of(self, reading: Reading, index: int, candidate: Candidate, settled: Settled) -> float:
        """The evidence that a naming is this place, given what its neighbours were taken for."""
        naming, company = reading.namings[index], self._company
        if index in reading.said:
            return ENOUGH
        above = divisions.named_after(reading, index)
        if above is not None and candidate.value.startswith(above.value + "/"):
            return _INSIDE_NAMED
        doubtful = self._gazetteer.is_doubtful(naming.key)
        score = self._weight_alone(candidate, naming) + _DOUBTFUL * doubtful
        score += _BY_FORM * naming.by_form
        if candidate.kind == "place" and reading.text[naming.start : naming.end].isupper():
            score += _ALL_CAPITALS
        score += _LOCATED * company.is_located(naming)
        score += _CALLED_SETTLEMENT * company.is_called_settlement(naming)
        score += _LISTED * is_listed(reading, index, settled)
        score += _SPEAKS * company.is_spoken_by(naming) + _TITLED * company.follows_title(naming)
        if not self._adjoins(reading, index) and company.has_stranger_before(naming):
            score += _STRANGER_BEFORE * (0.5 if naming.word_before_opens else 1.0)
        score += _STRANGER_AFTER * company.has_stranger_after(naming)
        if candidate.kind == "place":
            score += self._surroundings(candidate, index, settled, by_form=naming.by_form)
        return score

    def _weight_alone(self, candidate: Candidate, naming: Naming) -> float:
        if candidate.kind != "place":
            return _NO_SETTLEMENT
        weight = next(each for least, each in _BY_POPULATION if candidate.population >= least)
        if candidate.population < LARGE and _SURNAME.search(naming.key):
            weight += _LIKE_A_SURNAME
        return weight

    def _adjoins(self, reading: Reading, index: int) -> bool:
        """Whether the word before is a place itself: "Avdiivka-Donetsk"."""
        if index == 0:
            return False
        known = not self._gazetteer.is_doubtful(reading.namings[index - 1].key)
        if not known or index - 1 in reading.refused:
            return False
        return reading.between(index - 1, index) in _ADJOINING

    def _surroundings(
        self, candidate: Candidate, index: int, settled: Settled, *, by_form: bool
    ) -> float:
        if any(_is_near(candidate, other) for _, other in neighbours(index, settled)):
            return _NEIGHBOURS + _COUNTRY_SPOKEN_OF
        if candidate.division in self._setting.divisions:
            return _NEIGHBOURS / 2 + _COUNTRY_SPOKEN_OF
        if self._setting.countries[candidate.country]:
            return _COUNTRY_SPOKEN_OF
        if by_form:
            return _FORM_FAR_OFF
        return _FAR_CITY if candidate.population >= LARGE else _ELSEWHERE


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
