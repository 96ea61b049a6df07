"""Which of several places of one name is meant.

- setting: the places, divisions and countries that a document, or one paragraph, speaks of.
- fit: how well a candidate agrees with the settings; inhabitants decide where nothing does.

A village is known by its neighbours: of the hundred Ivanivkas of Ukraine the one is meant that
lies near the other places of the paragraph, else of the document.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from searchapp.tagging.places.candidates import Candidate

_NEAR_KM = 40.0
_FAR_DEGREES = 1.5
_KM_A_DEGREE = 111.2
# Weights of agreement, where a tenfold number of inhabitants weighs nearly one.
_SAME_CELL, _NEXT_CELL = 1.6, 1.0
_DIVISION_IN_DOCUMENT, _DIVISION_IN_PARAGRAPH = 1.0, 2.4
_COUNTRY = 3.0
_NEIGHBOUR = 3.5
_TENFOLD_INHABITANTS = 0.8
# Features are few and kept by hand: who says Golan hardly means a village of that name.
_FEATURE = 4.0
# What an adjective weighs against a place: "Russian forces" are often abroad.
_HINT = 0.5
# Georgia is the state of Georgia only where much else is of the United States.
_WHOLE_COUNTRY = 2.0
_MENTION_IS_NEAR = 150
_FAR_MENTION = 0.7


class Setting:
    """What a document speaks of, by country code, division code and cell of the map."""

    def __init__(self) -> None:
        self.countries: defaultdict[str, float] = defaultdict(float)
        self._mentions = 0.0
        self.divisions: Counter[str] = Counter()
        # Those in which a place lies that is sure, and those with the ones around them.
        self._cells: set[tuple[int, int]] = set()
        self._beside: set[tuple[int, int]] = set()
        self._fits: dict[tuple[str, int], list[float]] = {}

    def add(self, candidate: Candidate) -> None:
        self.countries[candidate.country] += 1
        self._mentions += 1
        if candidate.kind != "country" and not candidate.division.endswith("."):
            self.divisions[candidate.division] += 1
        if candidate.located and candidate.kind == "place":
            self._add_cell(*candidate.cell)

    def _add_cell(self, row: int, column: int) -> None:
        if (row, column) not in self._cells:
            self._cells.add((row, column))
            self._beside.update(
                (row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)
            )

    def hint(self, countries: Iterable[str]) -> None:
        """Adjectives such as "Turkish" say whose country it is about, though name no place."""
        for country in countries:
            self.countries[country] += _HINT
            self._mentions += _HINT

    def share(self, country: str) -> float:
        """The part of all mentions that fall on the country, 0 to 1."""
        return self.countries[country] / self._mentions if self._mentions else 0.0

    def main_country(self) -> str:
        return max(self.countries, key=lambda code: self.countries[code], default="")

    def fits(self, key: str, candidates: Sequence[Candidate]) -> list[float]:
        """How well each candidate agrees with the document.

        Asked once for each key and number of candidates, by which one narrowing differs from
        another.
        """
        asked = (key, len(candidates))
        known = self._fits.get(asked)
        if known is None:
            known = self._fits[asked] = [self._fit(candidate) for candidate in candidates]
        return known

    def is_near(self, candidate: Candidate) -> bool:
        """Whether another place that is sure lies in the candidate's cell or beside it."""
        return candidate.cell in self._beside

    def _fit(self, candidate: Candidate) -> float:
        fit = _TENFOLD_INHABITANTS * math.log10(candidate.population + 10)
        fit += _COUNTRY * self.share(candidate.country)
        if candidate.kind == "feature":
            fit += _FEATURE
        elif candidate.kind == "country":
            fit += _WHOLE_COUNTRY
        if candidate.division in self.divisions:
            fit += _DIVISION_IN_DOCUMENT
        if candidate.located and candidate.cell in self._beside:
            fit += _SAME_CELL if candidate.cell in self._cells else _NEXT_CELL
        return fit


def likeliest(
    candidates: Sequence[Candidate],
    fits: Sequence[float],
    neighbours: Sequence[tuple[int, Candidate]],
    *,
    at: int,
) -> Candidate:
    """The candidate that agrees best with the document's fits and the paragraph's neighbours.

    `neighbours` are places already settled with their offsets; `at` is the offset asked for.
    """
    if len(candidates) == 1:
        return candidates[0]
    divisions = [
        neighbour.division for _, neighbour in neighbours if not neighbour.division.endswith(".")
    ]
    total = len(divisions) or 1
    near = [
        (place, neighbour.latitude, neighbour.longitude)
        for place, neighbour in neighbours
        if neighbour.kind == "place" and neighbour.located
    ]
    best, best_fit = candidates[0], -math.inf
    for candidate, fit in zip(candidates, fits, strict=True):
        if fit + _DIVISION_IN_PARAGRAPH + _NEIGHBOUR <= best_fit:
            continue
        fit += _DIVISION_IN_PARAGRAPH * divisions.count(candidate.division) / total
        if candidate.located and fit + _NEIGHBOUR > best_fit:
            fit += _NEIGHBOUR * _closeness(candidate, near, at)
        if fit > best_fit:
            best, best_fit = candidate, fit
    return best


def _closeness(
    candidate: Candidate, neighbours: Sequence[tuple[int, float, float]], at: int
) -> float:
    """1 beside a neighbour, falling to 0 with distance; neighbours far off in the text less.

    `neighbours` are offsets in the text with latitude and longitude.
    """
    latitude, longitude = candidate.latitude, candidate.longitude
    narrowing = 0.0
    near = far = math.inf
    for place, north, east in neighbours:
        north -= latitude
        if not -_FAR_DEGREES <= north <= _FAR_DEGREES:
            continue
        narrowing = narrowing or math.cos(math.radians(latitude))
        away = math.hypot(north, (longitude - east) * narrowing)
        if -_MENTION_IS_NEAR < place - at < _MENTION_IS_NEAR:
            near = away if away < near else near
        else:
            far = away if away < far else far
    return max(_nearness(near), _FAR_MENTION * _nearness(far))


def _nearness(degrees: float) -> float:
    return math.exp(-_KM_A_DEGREE * degrees / _NEAR_KM)


def kilometres(one: Candidate, other: Candidate) -> float:
    """The distance on a flat map, near enough for neighbours."""
    across = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return _KM_A_DEGREE * math.hypot(one.latitude - other.latitude, across)
