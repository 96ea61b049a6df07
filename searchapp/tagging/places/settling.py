"""Which place each naming of a paragraph most likely means.

- narrowed: a division or a town of one name, the river or the town, by the words around it.
- chosen: of the namesakes left, the one that lies in the place named after it, else the one that
  agrees best with its neighbours and the document (see namesakes.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from searchapp.tagging.places import divisions
from searchapp.tagging.places.candidates import KNOWN_TOWN, Candidate, weight
from searchapp.tagging.places.company import Company
from searchapp.tagging.places.evidence import LARGE, neighbours
from searchapp.tagging.places.gazetteer import Gazetteer
from searchapp.tagging.places.namesakes import Setting, likeliest
from searchapp.tagging.places.placenames import Naming, Reading

# Countries whose name is a division elsewhere as well.
_HUNDREDFOLD = 100
_STATES_TOO = frozenset({"georgia"})


class Settler:
    """Settles the namings of one document's paragraphs."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        company: Company,
        setting: Setting,
        readings: Sequence[Reading],
    ) -> None:
        self._gazetteer, self._company, self._setting = gazetteer, company, setting
        self._named_in_full = {value for reading in readings for value in _said(reading)}
        self._city_style = divisions.has_city_style([reading.text for reading in readings])

    def settle(self, reading: Reading) -> dict[int, Candidate]:
        """The likeliest place of each naming: sure ones first."""
        settled: dict[int, Candidate] = {}
        waiting: list[tuple[int, tuple[Candidate, ...]]] = []
        senses = self._senses(reading)
        for index, naming in enumerate(reading.namings):
            if index in reading.refused:
                continue
            choice = self._narrowed(reading, index, senses)
            if len(choice) == 1 and not naming.namesakes.doubtful:
                settled[index] = choice[0]
            else:
                waiting.append((index, choice))
        # Fewest namesakes first: what is nearly sure helps with what is not.
        waiting.sort(key=lambda each: len(reading.namings[each[0]].namesakes.candidates))
        for index, choice in waiting:
            settled[index] = self._chosen(reading, index, choice, settled)
        return settled

    def _chosen(
        self,
        reading: Reading,
        index: int,
        choice: Sequence[Candidate],
        settled: Mapping[int, Candidate],
    ) -> Candidate:
        if len(choice) == 1:
            return choice[0]
        if inside := self._within_named(reading, index, choice):
            return inside
        naming = reading.namings[index]
        around = [
            (reading.namings[other].start, place) for other, place in neighbours(index, settled)
        ]
        fits = self._setting.fits(naming.namesakes.key, choice)
        return likeliest(choice, fits, around, at=naming.start)

    def _senses(self, reading: Reading) -> set[str]:
        """Keys whose bare mentions in this paragraph mean the division."""
        senses = set()
        named = _said(reading)
        for index, naming in enumerate(reading.namings):
            division = divisions.division_of(naming)
            if division is None or index in reading.said or index in reading.refused:
                continue
            in_paragraph = division.value in named
            if divisions.means_division(
                reading.text,
                naming,
                self._company,
                in_paragraph=in_paragraph,
                in_document=division.value in self._named_in_full,
            ) or (in_paragraph and self._city_style):
                senses.add(naming.namesakes.key)
        return senses

    def _narrowed(self, reading: Reading, index: int, senses: set[str]) -> tuple[Candidate, ...]:
        """The candidates left when the words tell a division from a town."""
        naming = reading.namings[index]
        meant = naming.namesakes
        if meant.countries:
            return meant.candidates if meant.key in _STATES_TOO else meant.countries
        if river := self._river(naming):
            return (river,)
        full, towns = meant.divisions, meant.towns
        if not full or not towns:
            return meant.candidates
        if index in reading.said:
            return full
        if (
            meant.key in senses or self._closes_a_path(reading, index, full)
        ) and not self._company.is_called_city(naming):
            return full
        same_country = [each for each in towns if each.country == full[0].country]
        if not any(each.population >= KNOWN_TOWN for each in same_country):
            large = [each for each in towns if each.population >= LARGE]
            return (*full, *large)
        # The city by which a division is called is meant before villages of that name.
        city = max(same_country, key=weight)
        if city.population < LARGE or self._company.is_called_settlement(naming):
            return towns
        return tuple(each for each in towns if each.population * _HUNDREDFOLD >= city.population)

    def _river(self, naming: Naming) -> Candidate | None:
        """ "the Dnipro" is the river, "Dnipro" the town."""
        if naming.follows.lower() != "the" or self._company.is_followed_by_a_noun(naming):
            return None
        found = self._gazetteer.candidates(f"{naming.namesakes.key} river")
        return next((each for each in found if each.kind == "feature"), None)

    def _closes_a_path(self, reading: Reading, index: int, full: Sequence[Candidate]) -> bool:
        """ "Nova Kakhovka, occupied Kherson": the first lies in the division of the second."""
        if index == 0:
            return False
        earlier = reading.namings[index - 1]
        between = reading.between(index - 1, index)
        return (
            between.startswith(",")
            and divisions.leads_inside(between)
            and any(
                place.kind == "place" and place.value.startswith(division.value + "/")
                for place in earlier.namesakes.candidates
                for division in full
            )
        )

    def _within_named(
        self, reading: Reading, index: int, choice: Sequence[Candidate]
    ) -> Candidate | None:
        """The candidate that lies in the place named just after: "Tripoli, Lebanon"."""
        above = divisions.named_after(reading, index)
        if above is None:
            return None
        inside = [each for each in choice if each.value.startswith(above.value + "/")]
        return max(inside, key=weight, default=None)


def _said(reading: Reading) -> set[str]:
    """The divisions that a paragraph names in full."""
    found = (divisions.division_of(reading.namings[index]) for index in reading.said)
    return {division.value for division in found if division}
