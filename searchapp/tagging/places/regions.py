"""Which places each paragraph names, as paths: Ukraine/Donetsk Oblast/Bakhmut.

- first all names that may be places are read (placenames.py), and those refused that are part of
  a name, an institution or a government (company.py);
- then the places that are sure make the document's setting (namesakes.py): a country, a large
  town of a rare name; in its light the others are settled (settling.py);
- then each is weighed (evidence.py), those far from their neighbours are put right (strays.py),
  and places in no list are added (sites.py).

A value implies what it lies in, so "Ukraine" is left out beside "Ukraine/Kyiv".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from searchapp.model import Mention
from searchapp.schema import ancestors
from searchapp.tagging.mentions import mention
from searchapp.tagging.places import divisions
from searchapp.tagging.places.company import Company
from searchapp.tagging.places.evidence import ENOUGH, Evidence
from searchapp.tagging.places.gazetteer import Candidate, Gazetteer
from searchapp.tagging.places.namesakes import Setting
from searchapp.tagging.places.placenames import Naming, Reading, capitals, namings
from searchapp.tagging.places.settling import KNOWN_TOWN, Settler, weight
from searchapp.tagging.places.sites import Found, Sites
from searchapp.tagging.places.strays import Strays
from searchapp.tagging.reading import Reading as Passage
from searchapp.tagging.vocabulary import Vocabulary
from searchapp.text import APOSTROPHES

_SURE_POPULATION = 50_000
_NAMESAKE_FACTOR = 10
# "Donetsk and Luhansk People's Republics".
_COORDINATED = frozenset({" and ", " or ", "/"})
_PEOPLES = tuple(f" People{mark}s" for mark in APOSTROPHES)
_ADMINISTRATION = re.compile(r"Administrations?$|Council$|Hospital$")


class RegionTagger:
    """Finds places by one vocabulary; holds no state between documents."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.gazetteer = Gazetteer(vocabulary)
        self._company = Company(vocabulary)
        self._sites = Sites(self.gazetteer)
        self._strays = Strays(self.gazetteer, self._company)

    def tag(
        self, passages: Sequence[Passage], blocked: Sequence[Sequence[tuple[int, int]]]
    ) -> list[list[Mention]]:
        """The mentions of each passage of a document; `blocked` are spans that are names of
        something else."""
        readings = [
            self._read(passage, spans) for passage, spans in zip(passages, blocked, strict=True)
        ]
        setting = Setting()
        for reading in readings:
            self._find_sure(reading, setting)
        settler = Settler(self.gazetteer, self._company, setting, readings)
        evidence = Evidence(self.gazetteer, self._company, setting)
        found = []
        for reading in readings:
            settled = settler.settle(reading)
            kept = {
                index: self._ashore(place, setting)
                for index, place in sorted(settled.items())
                if evidence.of(reading, index, place, settled) >= ENOUGH
            }
            kept = self._strays.settled(reading, kept, setting)
            found.append(self._mentions(reading, kept, setting))
        return found

    def _read(self, passage: Passage, blocked: Sequence[tuple[int, int]]) -> Reading:
        text, written_large = passage.text, capitals(passage)
        found = namings(passage, written_large, self.gazetteer, self._company.country_of_adjective)
        refused: dict[int, str] = {}
        for index in range(len(found) - 1, -1, -1):
            naming = found[index]
            if _is_blocked(naming, blocked, text):
                refused[index] = "name"
            elif reason := self._company.refuses(text, naming, naming.candidates[0]):
                refused[index] = reason
            elif self._is_cut(found, index, blocked) or (
                index + 1 in refused and _shares_a_name(text, naming, found[index + 1])
            ):
                refused[index] = "part of a name"
        said = divisions.said(text, found)
        held = frozenset(passage.words)
        return Reading(text, held, written_large, found, refused, said, blocked)

    def _is_cut(
        self, found: Sequence[Naming], index: int, blocked: Sequence[tuple[int, int]]
    ) -> bool:
        """Whether the capitalised run goes on after the naming, with nothing else beginning there:
        "Qara | Qozak"."""
        naming = found[index]
        if naming.gap not in (" ", "-") or naming.possessive or not naming.after[:1].isupper():
            return False
        following = naming.end + len(naming.gap)
        if index + 1 < len(found) and found[index + 1].start <= following:
            return False
        if any(start <= following < end for start, end in blocked):
            return False
        return self._company.is_cut(naming)

    def _find_sure(self, reading: Reading, setting: Setting) -> None:
        for index, naming in enumerate(reading.namings):
            first = naming.candidates[0]
            reason = reading.refused.get(index)
            if reason in ("institution", "attribute") and first.kind == "country":
                setting.hint((first.country,))
            if reason:
                continue
            if index in reading.said:
                stated = divisions.division_of(naming)
                if stated and sum(each.kind == "division" for each in naming.candidates) == 1:
                    setting.add(stated)
            elif sure := self._sure(naming):
                setting.add(sure)
        setting.hint(self._company.countries_of([raw.lower() for _, _, raw in reading.capitals]))

    def _sure(self, naming: Naming) -> Candidate | None:
        if naming.by_form or self.gazetteer.is_doubtful(naming.key):
            return None
        settled = [each for each in naming.candidates if each.kind != "division"]
        first = max(settled, key=weight) if settled else naming.candidates[0]
        others = [each.population for each in settled if each.value != first.value]
        if not others:
            known = first.kind != "place" or first.population >= KNOWN_TOWN
            return first if known else None
        if first.kind == "country" or (
            first.population >= _SURE_POPULATION
            and first.population >= _NAMESAKE_FACTOR * max(others)
        ):
            return first
        return None

    def _ashore(self, place: Candidate, setting: Setting) -> Candidate:
        """What several states share goes with the one of them that the document speaks of most."""
        if not place.shores:
            return place
        countries = setting.countries
        by_name = {self.gazetteer.country_named(code): countries[code] for code in countries}
        path = max(place.shores, key=lambda shore: by_name.get(shore.split("/")[0], 0))
        if path == place.value:
            return place
        others = tuple(each for each in (place.value, *place.others) if each != path)
        return replace(place, value=path, others=others)

    def _mentions(
        self, reading: Reading, kept: Mapping[int, Candidate], setting: Setting
    ) -> list[Mention]:
        listed = [_listed(reading, index, place) for index, place in kept.items()]
        found = _longest([*self._patterned(reading, kept, setting), *listed])
        found.sort(key=lambda each: each.start)
        return _without_ancestors([_mention(reading.text, each) for each in found])

    def _patterned(
        self, reading: Reading, kept: Mapping[int, Candidate], setting: Setting
    ) -> list[Found]:
        """Places that no list has, read by pattern."""
        text, sites = reading.text, self._sites
        places = [(reading.namings[index].start, place) for index, place in kept.items()]
        found = [*sites.landforms(reading, places, setting)]
        found += sites.sites(reading, places)
        found += self._strays.called(reading, kept, setting)
        for index, place in kept.items():
            if place.kind == "division" and not _inside_is_known(reading, index, kept):
                unlisted = sites.unlisted(text, reading.namings[index].start, place)
                found += [unlisted] if unlisted else []
        divisions_here = frozenset(
            place.division for place in kept.values() if not place.division.endswith(".")
        )
        found += sites.misspelt(text, reading.capitals, reading.namings, divisions_here)
        return found


def _is_blocked(naming: Naming, blocked: Sequence[tuple[int, int]], text: str) -> bool:
    """Whether the naming lies in a name; an administration still names the place it is of."""
    for start, end in blocked:
        if start <= naming.start and naming.end <= end:
            return not (naming.start == start and _ADMINISTRATION.search(text[start:end]))
    return False


def _shares_a_name(text: str, naming: Naming, following: Naming) -> bool:
    """Whether the naming is coordinated with one before "People's Republics"."""
    link = text[naming.end : following.start]
    return link in _COORDINATED and text.startswith(_PEOPLES, following.end)


def _listed(reading: Reading, index: int, candidate: Candidate) -> Found:
    naming = reading.namings[index]
    end = max(naming.end, reading.said.get(index, 0))
    return Found(naming.start, end, candidate, _rule(candidate.kind, len(naming.candidates)))


def _inside_is_known(reading: Reading, index: int, kept: Mapping[int, Candidate]) -> bool:
    """Whether the name before a division is settled or plainly something else: a list."""
    if index == 0:
        return False
    earlier, naming = reading.namings[index - 1], reading.namings[index]
    if earlier.end < naming.start - 2:
        return False
    known = kept.get(index - 1)
    large = any(each.population >= KNOWN_TOWN for each in earlier.candidates)
    return (
        large
        or (known is not None and known.kind != "place")
        or (known is not None and known.division == kept[index].division)
    )


@lru_cache(maxsize=1_000)
def _rule(kind: str, namesakes: int) -> str:
    shown = "first-level division" if kind == "division" else kind
    if namesakes > 1 and kind == "place":
        return f"gazetteer: {shown}, one of {namesakes} of this name"
    return f"gazetteer: {shown}"


def _mention(text: str, found: Found) -> Mention:
    place = found.candidate
    written = text[found.start : found.end]
    above, _, name = place.value.rpartition("/")
    as_spelt = (f"{above}/{written}",) if above and written != name else ()
    aliases = (*place.others, *as_spelt)
    return mention(place.value, (found.start, found.end), of=text, rule=found.rule, aliases=aliases)


@lru_cache(maxsize=20_000)
def _ancestors(value: str) -> frozenset[str]:
    return frozenset(ancestors(value))


def _longest(found: list[Found]) -> list[Found]:
    """Those that overlap no longer one; of equals the earlier in the list."""
    taken = bytearray(max((each.end for each in found), default=0))
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: each.start - each.end):
        if 1 not in taken[each.start : each.end]:
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
            kept.append(each)
    return kept


def _without_ancestors(mentions: list[Mention]) -> list[Mention]:
    values = {each.value for each in mentions}
    implied = {above for value in values for above in _ancestors(value)}
    return [each for each in mentions if each.value not in implied]
