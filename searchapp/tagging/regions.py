"""Which places each paragraph names, as paths: Ukraine/Donetsk Oblast/Bakhmut.

- reading: first all names that may be places, then the places that are sure (a country, a large
  town of a rare name), then, in their light, the namesakes and villages.
- evidence: a place counts when what speaks for it outweighs what speaks against it. Countries
  and large towns speak for themselves, villages and names like "Nice" by their company.
- a value implies what it lies in, so "Ukraine" is left out beside "Ukraine/Kyiv".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from searchapp.model import Document, Mention
from searchapp.schema import ancestors
from searchapp.tagging import divisions
from searchapp.tagging.company import Company
from searchapp.tagging.gazetteer import Candidate, Gazetteer
from searchapp.tagging.namesakes import Setting, kilometres, likeliest
from searchapp.tagging.placenames import Capital, Naming, capitals, namings
from searchapp.tagging.sites import Found, Sites
from searchapp.tagging.vocabulary import Vocabulary

_SURE_POPULATION = 50_000
_SURE_WHEN_ALONE = 10_000
_NAMESAKE_FACTOR = 10
_LIST = re.compile(r"^(?:,? (?:and|or|to|&) |, |[-–/]| – )$")
_IN = re.compile(
    r"^,? ?(?:in |\()?(?:the )?(?:\w+ly |occupied |northern |southern |eastern |western |northeastern |northwestern |southeastern |southwestern |central )?$"
)
_SURNAME = re.compile(r"(?:enko|chuk|yuk|[sc]k[iy]+|[oey]v|in|ovych|dze|shvili|yan)$")
_ADJOINING = frozenset({" ", "-", "–", "/", "'s ", "’s "})
# "Donetsk and Luhansk People's Republics".
_COORDINATED = frozenset({" and ", " or ", "/"})
_ADMINISTRATION = re.compile(r"Administrations?$|Council$|Hospital$")
_NEARBY_KM = 120.0
# Evidence. A place counts from ENOUGH upwards.
ENOUGH = 1.0
_BY_POPULATION = ((1_000_000, 3.0), (100_000, 2.2), (20_000, 1.5), (5_000, 1.0), (0, 0.6))
_DOUBTFUL, _LIKE_A_SURNAME = -2.5, -0.7
_LOCATED, _CALLED_SETTLEMENT, _INSIDE_NAMED, _LISTED = 1.2, 3.0, 3.0, 0.8
_NEIGHBOURS, _COUNTRY_SPOKEN_OF, _ELSEWHERE, _FAR_CITY = 1.2, 0.6, -1.0, -0.4
_SPEAKS, _TITLED, _STRANGER_BEFORE, _STRANGER_AFTER = -1.5, -2.0, -2.2, -1.2
_BY_FORM, _FORM_FAR_OFF, _ALL_CAPITALS = -0.8, -9.0, -2.5
_LARGE = 100_000
# Countries whose name is a division elsewhere as well.
_STATES_TOO = frozenset({"georgia"})


@dataclass(slots=True)
class Passage:
    """A paragraph being read: its namings, those refused with the reason, and its divisions."""

    text: str
    capitals: list[Capital]
    namings: list[Naming]
    refused: dict[int, str]
    said: dict[int, int]


class RegionTagger:
    """Finds places by one vocabulary; holds no state between documents."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.gazetteer = Gazetteer(vocabulary)
        self._company = Company(vocabulary)
        self._sites = Sites(self.gazetteer)

    def tag(
        self, document: Document, blocked: Sequence[Sequence[tuple[int, int]]]
    ) -> list[list[Mention]]:
        """The mentions of each paragraph; `blocked` are spans that are names of something else."""
        passages = [
            self._read(passage.text, spans)
            for passage, spans in zip(document.passages, blocked, strict=True)
        ]
        setting = Setting()
        for passage in passages:
            self._find_sure(passage, setting)
        reader = _Resolver(self.gazetteer, self._company, self._sites, setting, passages)
        return [reader.mentions(passage) for passage in passages]

    def _read(self, text: str, blocked: Sequence[tuple[int, int]]) -> Passage:
        written_large = capitals(text)
        found = namings(text, written_large, self.gazetteer, self._company.country_of_adjective)
        passage = Passage(text, written_large, found, {}, divisions.said(text, found))
        for index, naming in enumerate(found):
            if _is_blocked(naming, blocked, text):
                passage.refused[index] = "name"
            elif reason := self._company.refuses(text, naming, naming.candidates[0]):
                passage.refused[index] = reason
        for index in range(len(found) - 2, -1, -1):
            between = text[found[index].end : found[index + 1].start]
            reason = passage.refused.get(index + 1)
            ends_a_name = reason == "part of a name" or (
                reason == "name" and text.startswith((" People's", " People’s"), found[index + 1].end)
            )
            if ends_a_name and between in _COORDINATED:
                passage.refused[index] = "part of a name"
        return passage

    def _find_sure(self, passage: Passage, setting: Setting) -> None:
        for index, naming in enumerate(passage.namings):
            first = naming.candidates[0]
            reason = passage.refused.get(index)
            if reason in ("institution", "attribute") and first.kind == "country":
                setting.hint((first.country,))
            if reason:
                continue
            if index in passage.said:
                stated = divisions.division_of(naming)
                if stated and sum(each.kind == "division" for each in naming.candidates) == 1:
                    setting.add(stated)
            elif sure := self._sure(naming):
                setting.add(sure)
        country_of = self._company.country_of_adjective
        setting.hint(filter(None, (country_of(raw.lower()) for _, _, raw in passage.capitals)))

    def _sure(self, naming: Naming) -> Candidate | None:
        if self.gazetteer.is_doubtful(naming.key):
            return None
        settled = [each for each in naming.candidates if each.kind != "division"]
        first = max(settled, key=_weight) if settled else naming.candidates[0]
        others = [each.population for each in settled if each.value != first.value]
        if not others:
            known = first.kind != "place" or first.population >= _SURE_WHEN_ALONE
            return first if known else None
        if first.kind == "country" or (
            first.population >= _SURE_POPULATION
            and first.population >= _NAMESAKE_FACTOR * max(others)
        ):
            return first
        return None



def _weight(candidate: Candidate) -> int:
    return 10**9 if candidate.kind == "country" else candidate.population


def _is_blocked(naming: Naming, blocked: Sequence[tuple[int, int]], text: str) -> bool:
    """Whether the naming lies in a name; an administration still names the place it is of."""
    for start, end in blocked:
        if start <= naming.start and naming.end <= end:
            return not (naming.start == start and _ADMINISTRATION.search(text[start:end]))
    return False


class _Resolver:
    """Settles the namings of one document's paragraphs in the light of its sure places."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        company: Company,
        sites: Sites,
        setting: Setting,
        passages: Sequence[Passage],
    ) -> None:
        self._gazetteer, self._company, self._sites = gazetteer, company, sites
        self._setting = setting
        self._full = {
            found.value
            for passage in passages
            for index in passage.said
            if (found := divisions.division_of(passage.namings[index]))
        }
        self._city_style = divisions.has_city_style([passage.text for passage in passages])

    def mentions(self, passage: Passage) -> list[Mention]:
        settled = self._settle(passage)
        kept: dict[int, Candidate] = {}
        for index in sorted(settled):
            if self._evidence(passage, index, settled[index], settled) >= ENOUGH:
                kept[index] = settled[index]
        listed = [self._listed(passage, index, place) for index, place in kept.items()]
        patterned = self._patterned(passage, kept)
        found = sorted(_longest([*patterned, *listed]), key=lambda each: each.start)
        return _without_ancestors([_mention(passage.text, each) for each in found])

    def _listed(self, passage: Passage, index: int, candidate: Candidate) -> Found:
        naming = passage.namings[index]
        end = max(naming.end, passage.said.get(index, 0))
        return Found(naming.start, end, candidate, _rule(naming, candidate))

    def _patterned(self, passage: Passage, kept: dict[int, Candidate]) -> list[Found]:
        """Places that no list has, read by pattern."""
        text, sites = passage.text, self._sites
        places = [(passage.namings[index].start, place) for index, place in kept.items()]
        found = [*sites.landforms(passage.text, passage.capitals, self._setting)]
        found += sites.sites(text, places)
        for index, place in kept.items():
            if place.kind == "division" and not self._inside_is_known(passage, index, kept):
                unlisted = sites.unlisted(text, passage.namings[index].start, place)
                found += [unlisted] if unlisted else []
        divisions_here = frozenset(
            place.division for place in kept.values() if not place.division.endswith(".")
        )
        taken = [(naming.start, naming.end) for naming in passage.namings]
        found += sites.misspelt(text, passage.capitals, taken, divisions_here)
        return found

    def _inside_is_known(self, passage: Passage, index: int, kept: dict[int, Candidate]) -> bool:
        """Whether the name before a division is settled or plainly something else: a list."""
        if index == 0:
            return False
        earlier, naming = passage.namings[index - 1], passage.namings[index]
        if earlier.end < naming.start - 2:
            return False
        known = kept.get(index - 1)
        large = any(each.population >= _SURE_WHEN_ALONE for each in earlier.candidates)
        return (
            large
            or (known is not None and known.kind != "place")
            or (known is not None and known.division == kept[index].division)
        )

    def _settle(self, passage: Passage) -> dict[int, Candidate]:
        """The likeliest place of each naming: sure ones first, then in order of the text."""
        settled: dict[int, Candidate] = {}
        waiting: list[int] = []
        named = {
            found.value
            for index in passage.said
            if (found := divisions.division_of(passage.namings[index]))
        }
        senses = self._senses(passage, named)
        for index, naming in enumerate(passage.namings):
            if index in passage.refused:
                continue
            choice = self._narrowed(passage, index, senses)
            if len(choice) == 1 and not self._gazetteer.is_doubtful(naming.key):
                settled[index] = choice[0]
            else:
                waiting.append(index)
        # Twice, so that the first of several unsure places profits from the later ones too.
        for _ in range(2 if len(waiting) > 1 else 1):
            for index in waiting:
                choice = self._narrowed(passage, index, senses)
                settled[index] = self._chosen(passage, index, choice, settled)
        return settled

    def _chosen(
        self,
        passage: Passage,
        index: int,
        choice: Sequence[Candidate],
        settled: dict[int, Candidate],
    ) -> Candidate:
        if inside := self._within_named(passage, index, choice):
            return inside
        naming = passage.namings[index]
        neighbours = [
            (passage.namings[other].start, place)
            for other, place in settled.items()
            if other != index
        ]
        fits = self._setting.fits(naming.key, choice)
        return likeliest(choice, fits, neighbours, at=naming.start)

    def _senses(self, passage: Passage, named: set[str]) -> set[str]:
        """Keys whose bare mentions in this paragraph mean the division."""
        senses = set()
        for index, naming in enumerate(passage.namings):
            division = divisions.division_of(naming)
            if division is None or index in passage.said or index in passage.refused:
                continue
            in_paragraph = division.value in named
            if divisions.means_division(
                passage.text,
                naming,
                self._company,
                in_paragraph=in_paragraph,
                in_document=division.value in self._full,
            ) or (in_paragraph and self._city_style):
                senses.add(naming.key)
        return senses

    def _narrowed(self, passage: Passage, index: int, senses: set[str]) -> tuple[Candidate, ...]:
        """The candidates left when the words tell a division from a town."""
        naming = passage.namings[index]
        if countries := tuple(each for each in naming.candidates if each.kind == "country"):
            return naming.candidates if naming.key in _STATES_TOO else countries
        if river := self._river(naming):
            return (river,)
        full = tuple(each for each in naming.candidates if each.kind == "division")
        towns = tuple(each for each in naming.candidates if each.kind != "division")
        if not full or not towns:
            return naming.candidates
        if index in passage.said:
            return full
        if (
            naming.key in senses or self._closes_a_path(passage, index, full)
        ) and not self._company.is_called_city(naming):
            return full
        same_country = [each for each in towns if each.country == full[0].country]
        if not any(each.population >= _SURE_WHEN_ALONE for each in same_country):
            large = [each for each in towns if each.population >= _LARGE]
            return (*full, *large)
        return towns

    def _river(self, naming: Naming) -> Candidate | None:
        """ "the Dnipro" is the river, "Dnipro" the town."""
        if naming.follows.lower() != "the" or self._company.is_followed_by_a_noun(naming):
            return None
        found = self._gazetteer.candidates(f"{naming.key} river")
        return next((each for each in found if each.kind == "feature"), None)

    def _closes_a_path(self, passage: Passage, index: int, full: Sequence[Candidate]) -> bool:
        """ "Nova Kakhovka, occupied Kherson": the first lies in the division of the second."""
        if index == 0:
            return False
        earlier = passage.namings[index - 1]
        between = passage.text[earlier.end : passage.namings[index].start]
        return (
            between.startswith(",")
            and bool(_IN.match(between))
            and any(
                place.kind == "place" and place.value.startswith(division.value + "/")
                for place in earlier.candidates
                for division in full
            )
        )

    def _within_named(
        self, passage: Passage, index: int, choice: Sequence[Candidate]
    ) -> Candidate | None:
        """The candidate that lies in the place named just after: "Tripoli, Lebanon"."""
        above = self._named_after(passage, index)
        if above is None:
            return None
        inside = [each for each in choice if each.value.startswith(above.value + "/")]
        return max(inside, key=_weight, default=None)

    def _named_after(self, passage: Passage, index: int) -> Candidate | None:
        if index + 1 >= len(passage.namings):
            return None
        naming, following = passage.namings[index], passage.namings[index + 1]
        if not _IN.match(passage.text[naming.end : following.start]):
            return None
        if index + 1 in passage.said:
            return divisions.division_of(following)
        wide = [each for each in following.candidates if each.kind in ("country", "division")]
        return wide[0] if wide and "," in passage.text[naming.end : following.start] else None

    def _evidence(
        self, passage: Passage, index: int, candidate: Candidate, settled: dict[int, Candidate]
    ) -> float:
        naming, company = passage.namings[index], self._company
        if index in passage.said:
            return ENOUGH
        above = self._named_after(passage, index)
        if above is not None and candidate.value.startswith(above.value + "/"):
            return _INSIDE_NAMED
        doubtful = self._gazetteer.is_doubtful(naming.key)
        score = self._weight_alone(candidate, naming) + _DOUBTFUL * doubtful
        score += _BY_FORM * naming.by_form
        if candidate.kind == "place" and passage.text[naming.start : naming.end].isupper():
            score += _ALL_CAPITALS
        score += _LOCATED * company.is_located(naming)
        score += _CALLED_SETTLEMENT * company.is_called_settlement(naming)
        score += _LISTED * self._is_listed(passage, index, settled)
        score += _SPEAKS * company.is_spoken_by(naming) + _TITLED * company.follows_title(naming)
        if not self._adjoins(passage, index) and company.has_stranger_before(naming):
            score += _STRANGER_BEFORE * (0.5 if naming.word_before_opens else 1.0)
        score += _STRANGER_AFTER * company.has_stranger_after(naming)
        if candidate.kind == "place":
            score += self._surroundings(candidate, index, settled, by_form=naming.by_form)
        return score

    def _weight_alone(self, candidate: Candidate, naming: Naming) -> float:
        if candidate.kind != "place":
            return 3.0
        weight = next(each for least, each in _BY_POPULATION if candidate.population >= least)
        if candidate.population < _LARGE and _SURNAME.search(naming.key):
            weight += _LIKE_A_SURNAME
        return weight

    def _is_listed(self, passage: Passage, index: int, settled: dict[int, Candidate]) -> bool:
        for other in (index - 1, index + 1):
            if other not in settled:
                continue
            first, second = sorted((index, other))
            between = passage.text[passage.namings[first].end : passage.namings[second].start]
            if _LIST.match(between):
                return True
        return False

    def _adjoins(self, passage: Passage, index: int) -> bool:
        """Whether the word before is a place itself: "Avdiivka-Donetsk"."""
        if index == 0:
            return False
        between = passage.text[passage.namings[index - 1].end : passage.namings[index].start]
        known = not self._gazetteer.is_doubtful(passage.namings[index - 1].key)
        return between in _ADJOINING and known and index - 1 not in passage.refused

    def _surroundings(
        self, candidate: Candidate, index: int, settled: dict[int, Candidate], *, by_form: bool
    ) -> float:
        others = [each for number, each in settled.items() if number != index]
        if any(_is_near(candidate, other) for other in others):
            return _NEIGHBOURS + _COUNTRY_SPOKEN_OF
        if candidate.division in self._setting.divisions:
            return _NEIGHBOURS / 2 + _COUNTRY_SPOKEN_OF
        if self._setting.countries[candidate.country]:
            return _COUNTRY_SPOKEN_OF
        if by_form:
            return _FORM_FAR_OFF
        return _FAR_CITY if candidate.population >= _LARGE else _ELSEWHERE


def _is_near(one: Candidate, other: Candidate) -> bool:
    if one.value == other.value:
        return False
    if one.division == other.division and not one.division.endswith("."):
        return True
    located = one.located and other.located and other.kind == "place"
    return located and kilometres(one, other) < _NEARBY_KM


def _rule(naming: Naming, candidate: Candidate) -> str:
    kind = {"division": "first-level division"}.get(candidate.kind, candidate.kind)
    if len(naming.candidates) > 1 and candidate.kind == "place":
        return f"gazetteer: {kind}, one of {len(naming.candidates)} of this name"
    return f"gazetteer: {kind}"


def _mention(text: str, found: Found) -> Mention:
    place = found.candidate
    written = text[found.start : found.end]
    above, _, name = place.value.rpartition("/")
    as_spelt = (f"{above}/{written}",) if above and written != name else ()
    aliases = (*place.others, *as_spelt)
    return Mention(place.value, found.start, found.end, written, found.rule, aliases=aliases)


def _longest(found: list[Found]) -> list[Found]:
    """Those that overlap no longer one; of equals the earlier in the list."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: each.start - each.end):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return kept


def _without_ancestors(mentions: list[Mention]) -> list[Mention]:
    values = {mention.value for mention in mentions}
    implied = {each for value in values for each in ancestors(value)}
    return [mention for mention in mentions if mention.value not in implied]
