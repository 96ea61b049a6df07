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
from itertools import pairwise
from operator import attrgetter

from searchapp.model import Mention
from searchapp.schema import ancestors
from searchapp.tagging.mentions import mention
from searchapp.tagging.places import divisions
from searchapp.tagging.places.candidates import KNOWN_TOWN, Candidate
from searchapp.tagging.places.company import Company
from searchapp.tagging.places.evidence import Evidence
from searchapp.tagging.places.gazetteer import Gazetteer
from searchapp.tagging.places.namesakes import Setting
from searchapp.tagging.places.placenames import Naming, Reading, namings
from searchapp.tagging.places.settling import Settler
from searchapp.tagging.places.sites import LANDFORMS, SITES, Found, Sites
from searchapp.tagging.places.strays import CALLS, Strays
from searchapp.tagging.places.unlisted import Unlisted, names_of, settled_on
from searchapp.tagging.reading import Reading as Passage
from searchapp.tagging.vocabulary import Vocabulary
from searchapp.tagging.wordclasses import CAPITALS, WordClass
from searchapp.text import APOSTROPHES

# Without a word of one of them no pattern of a place fits.
_OF_PATTERNS = (LANDFORMS, SITES, CALLS)
# "Donetsk and Luhansk People's Republics".
_COORDINATED = frozenset({" and ", " or ", "/"})
_COMPASS = frozenset("north south east west northern southern eastern western".split())
_HALF = re.compile(r"\b((?:North|South|East|West)(?:ern)?)(?: and| or) $")
_PEOPLES = tuple(f" People{mark}s" for mark in APOSTROPHES)
_ADMINISTRATION = re.compile(r"Administrations?$|Council$|Hospital$")


class RegionTagger:
    """Finds places by one vocabulary; holds no state between documents."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.gazetteer = Gazetteer(vocabulary)
        self._company = Company(vocabulary)
        self._adjectives = WordClass.capitalised(self._company.adjectives)
        self._sites = Sites(self.gazetteer)
        self._strays = Strays(self.gazetteer, self._company)
        self._unlisted = Unlisted(vocabulary, self.gazetteer, self._strays)

    @property
    def classes(self) -> tuple[WordClass, ...]:
        """The classes of words that are looked for."""
        return CAPITALS, self._adjectives, self._unlisted.mounds, *_OF_PATTERNS

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
        evidence = Evidence(self._company, setting)
        settled = [settler.settle(reading) for reading in readings]
        all_kept = evidence.kept(readings, settled)
        for reading, kept in zip(readings, all_kept, strict=True):
            ashore = {index: self._ashore(place, setting) for index, place in kept.items()}
            kept.clear()
            kept.update(self._strays.settled(reading, ashore, setting))
        found = [
            self._found(reading, all_kept[n], setting, _beside(all_kept, n))
            for n, reading in enumerate(readings)
        ]
        if names := names_of(found):
            for reading, kept, each in zip(readings, all_kept, found, strict=True):
                each[:] = [settled_on(place, names) for place in each]
                each += self._unlisted.told(reading, kept, names)
        return [
            _without_ancestors([_mention(reading.text, each) for each in _longest(places)])
            for reading, places in zip(readings, found, strict=True)
        ]

    def _read(self, passage: Passage, blocked: Sequence[tuple[int, int]]) -> Reading:
        text = passage.text
        found = namings(passage, self.gazetteer, self._company.adjectives)
        refused: dict[int, str] = {}
        mounds = passage.where(self._unlisted.mounds)
        for index in range(len(found) - 1, -1, -1):
            naming = found[index]
            if _is_blocked(naming, blocked, text):
                refused[index] = "name"
            elif reason := self._company.refuses(text, naming):
                refused[index] = reason
            elif (
                (mounds and self._unlisted.splits(naming))
                or self._is_cut(found, index, blocked)
                or (index + 1 in refused and _shares_a_name(text, naming, found[index + 1]))
            ):
                refused[index] = "part of a name"
        said = divisions.said(text, found)
        return Reading(passage, text, found, refused, said, blocked)

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
            meant, reason = naming.namesakes, reading.refused.get(index)
            if reason:
                if reason in ("institution", "attribute") and meant.first.kind == "country":
                    setting.hint((meant.first.country,))
            elif index in reading.said:
                if len(meant.divisions) == 1:
                    setting.add(meant.divisions[0])
            elif meant.sure:
                setting.add(meant.sure)
        words, adjectives = reading.passage.words, reading.passage.where(self._adjectives)
        setting.hint(self._company.countries_of([words[token] for token in adjectives]))

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

    def _found(
        self,
        reading: Reading,
        kept: Mapping[int, Candidate],
        setting: Setting,
        beside: Sequence[Candidate],
    ) -> list[Found]:
        listed = [_listed(reading, index, place) for index, place in kept.items()]
        taken = self._unlisted.taken(reading, kept, setting, beside)
        return [*self._patterned(reading, kept, setting, beside), *taken, *listed]

    def _patterned(
        self,
        reading: Reading,
        kept: Mapping[int, Candidate],
        setting: Setting,
        beside: Sequence[Candidate],
    ) -> list[Found]:
        """Places that no list has, read by pattern."""
        text, sites = reading.text, self._sites
        found: list[Found] = []
        if any(map(reading.passage.where, _OF_PATTERNS)):
            places = [(reading.namings[index].start, place) for index, place in kept.items()]
            found += sites.landforms(reading, places, setting)
            found += sites.sites(reading, places)
            found += self._strays.called(reading, kept, setting, beside)
        for index, place in kept.items():
            if place.kind == "division" and not _inside_is_known(reading, index, kept):
                unlisted = sites.unlisted(text, reading.namings[index].start, place)
                found += [unlisted] if unlisted else []
        for index, place in kept.items():
            if place.kind == "division" and reading.namings[index].before in ("and", "or"):
                found += self._first_half(reading, index)
        divisions_here = frozenset(
            place.division for place in kept.values() if not place.division.endswith(".")
        )
        found += sites.misspelt(reading, divisions_here)
        return found

    def _first_half(self, reading: Reading, index: int) -> list[Found]:
        """ "North and | South Kivu": the division that shares the last word of the next."""
        naming = reading.namings[index]
        match = _HALF.search(reading.text[max(0, naming.start - 20) : naming.start])
        first, _, rest = naming.namesakes.key.partition(" ")
        if not match or not rest or first not in _COMPASS:
            return []
        found = self.gazetteer.namesakes(f"{match[1].lower()} {rest}").divisions
        start = naming.start - len(match[0])
        return [
            Found(start, start + len(match[1]), each, _rule("division", 1)) for each in found[:1]
        ]


def _beside(kept: Sequence[Mapping[int, Candidate]], n: int) -> list[Candidate]:
    """The places of the paragraphs before and after the nth, the nearest first."""
    before = list(kept[n - 1].values())[::-1] if n else []
    after = kept[n + 1].values() if n + 1 < len(kept) else ()
    return [*before, *after]


def _is_blocked(naming: Naming, blocked: Sequence[tuple[int, int]], text: str) -> bool:
    """Whether the naming lies in a name; an administration still names the place it is of."""
    for start, end in blocked:
        if start > naming.start:
            break
        if naming.end <= end:
            return not (naming.start == start and _ADMINISTRATION.search(text[start:end]))
    return False


def _shares_a_name(text: str, naming: Naming, following: Naming) -> bool:
    """Whether the naming is coordinated with one before "People's Republics"."""
    link = text[naming.end : following.start]
    return link in _COORDINATED and text.startswith(_PEOPLES, following.end)


_start = attrgetter("start")


def _listed(reading: Reading, index: int, candidate: Candidate) -> Found:
    naming = reading.namings[index]
    end = max(naming.end, reading.said.get(index, 0))
    rule = _rule(candidate.kind, len(naming.namesakes.candidates))
    return Found(naming.start, end, candidate, rule)


def _inside_is_known(reading: Reading, index: int, kept: Mapping[int, Candidate]) -> bool:
    """Whether the name before a division is settled or plainly something else: a list."""
    if index == 0:
        return False
    earlier, naming = reading.namings[index - 1], reading.namings[index]
    if earlier.end < naming.start - 2:
        return False
    known = kept.get(index - 1)
    large = any(each.population >= KNOWN_TOWN for each in earlier.namesakes.candidates)
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
    """Those that overlap no longer one, in order of place; of equals the earlier in the list."""
    by_place = sorted(found, key=_start)
    if all(one.end <= other.start for one, other in pairwise(by_place)):
        return by_place
    taken = bytearray(max(each.end for each in found))
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: each.start - each.end):
        if 1 not in taken[each.start : each.end]:
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
            kept.append(each)
    return sorted(kept, key=_start)


def _without_ancestors(mentions: list[Mention]) -> list[Mention]:
    values = {each.value for each in mentions}
    implied = {above for value in values for above in _ancestors(value)}
    return [each for each in mentions if each.value not in implied]
