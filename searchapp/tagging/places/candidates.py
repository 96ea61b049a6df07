"""What a place is as the gazetteer has it, and the places that share one spelling.

- candidate: one place that a spelling may mean, with its path: country/division/place.
- feature: what is no settlement: a sea, river, macro-region, peninsula, base or plant.
- division: a first-level division, with the other names that paths may give it.
- namesakes: all places that one spelling may mean, told apart by what they are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

# From so many inhabitants a town is known without further words.
KNOWN_TOWN = 10_000
_SURE_POPULATION = 50_000
_NAMESAKE_FACTOR = 10
_CELLS_A_DEGREE = 2
_DIVISION_TAIL = re.compile(
    r" (Autonomous Okrug|Autonomous Oblast|Oblast|Region|Province|Governorate|Krai|State|County"
    r"|District|Voivodeship|Republic|Department|Autonomous Region)$"
)
_REPUBLIC_OF = re.compile(r"^Republic of ")


@dataclass(frozen=True, slots=True)
class Candidate:
    """`value` is the path; `division` is the code "UA.05" or ends in "." where there is none;
    `others` are other paths and names of the same place; `cell` is its square of the map."""

    value: str
    kind: str
    country: str
    division: str
    population: int = 0
    latitude: float = 0.0
    longitude: float = 0.0
    others: tuple[str, ...] = ()
    shores: tuple[str, ...] = ()
    located: bool = field(init=False, compare=False, repr=False)
    cell: tuple[int, int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        row, column = self.latitude * _CELLS_A_DEGREE, self.longitude * _CELLS_A_DEGREE
        object.__setattr__(self, "located", bool(self.latitude or self.longitude))
        object.__setattr__(self, "cell", (math.floor(row), math.floor(column)))

    @property
    def name(self) -> str:
        return self.value.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Division:
    """A first-level division; `short` is its name without the word for its kind."""

    code: str
    value: str
    name: str
    short: str
    others: tuple[str, ...]


class Namesakes(NamedTuple):
    """The places of one spelling, larger first. `known` tells that a place is spelt just so and
    not only alike, `doubtful` that the spelling is as often something else; `sure` is the place
    that is meant whatever the text is about: a country, a large town of a rare name."""

    key: str
    candidates: tuple[Candidate, ...]
    known: bool
    doubtful: bool
    countries: tuple[Candidate, ...]
    divisions: tuple[Candidate, ...]
    towns: tuple[Candidate, ...]
    sure: Candidate | None

    @property
    def first(self) -> Candidate:
        return self.candidates[0]


def namesakes(
    key: str, candidates: tuple[Candidate, ...], *, known: bool, doubtful: bool
) -> Namesakes:
    """The candidates of a key; all that are neither country nor division count as towns."""
    return Namesakes(
        key,
        candidates,
        known,
        doubtful,
        countries=tuple(each for each in candidates if each.kind == "country"),
        divisions=tuple(each for each in candidates if each.kind == "division"),
        towns=tuple(each for each in candidates if each.kind != "division"),
        sure=_sure(candidates) if candidates and known and not doubtful else None,
    )


def _sure(candidates: Sequence[Candidate]) -> Candidate | None:
    settled = [each for each in candidates if each.kind != "division"]
    first = max(settled, key=weight) if settled else candidates[0]
    others = [each.population for each in settled if each.value != first.value]
    if not others:
        known = first.kind != "place" or first.population >= KNOWN_TOWN
        return first if known else None
    if first.kind == "country" or (
        first.population >= _SURE_POPULATION and first.population >= _NAMESAKE_FACTOR * max(others)
    ):
        return first
    return None


def weight(candidate: Candidate) -> int:
    """By what the better known of two places is told: inhabitants, a country before all."""
    return 10**9 if candidate.kind == "country" else candidate.population


def short_name(name: str) -> str:
    """A division's name without the word for its kind."""
    return _REPUBLIC_OF.sub("", _DIVISION_TAIL.sub("", name))


def division_candidate(division: Division) -> Candidate:
    country = division.value.split("/")[0]
    others = [f"{country}/{name}" for name in (*division.others, division.short)]
    kinds = ("Oblast", "Region", "Province", "Governorate", "Republic")
    others += [f"{country}/{division.short} {kind}" for kind in kinds]
    others += [f"{country}/Republic of {division.short}"]
    own = dict.fromkeys(other for other in others if other != division.value)
    return Candidate(
        division.value, "division", division.code[:2], division.code, 0, others=tuple(own)
    )


def division_names(division: Division) -> Iterator[str]:
    yield division.name
    yield from division.others
    for name in (division.name, *division.others):
        # "Chechen" is an adjective, "Komi" a people: a republic has no short name of its own.
        if not name.endswith(" Republic"):
            yield short_name(name)


def other_paths(country: str, division: Division, name: str) -> tuple[str, ...]:
    """Paths by which others may file the place; never one that could be a division's."""
    paths = [f"{country}/{other}/{name}" for other in (division.short, *division.others)]
    paths += [f"{division.value}/{name} City"]
    if name not in (division.short, division.name):
        paths.append(f"{country}/{name}")
    return tuple(dict.fromkeys(path for path in paths if path != f"{division.value}/{name}"))
