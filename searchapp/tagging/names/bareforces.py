"""Forces and bodies named without their country, resolved by what was spoken of before.

- mobilized personnel: those of the country named last, in the passage or before it.
- bare body: "the Ministry of Defense" is that of the country named last.
- bare army: "the military recaptured the hill": that of the state whose bodies and forces the
  document names far more often than others'; else of the only one in the passage.
- moved forces: "The Kremlin continues to withdraw forces": those of who moves them.
- own forces: "Russia counted the losses among its forces": those of the state named before.
"""

from __future__ import annotations

from searchapp.tagging.names.lexicon import Country, Lexicon
from searchapp.tagging.names.resolution import Memory
from searchapp.tagging.names.sides import SideReader
from searchapp.tagging.reading import Name, Reading
from searchapp.tagging.wordclasses import WordClass
from searchapp.text import words

SPOKEN_OF = "forces of the side spoken of"
SPOKEN_OF_BODY = "body of the country spoken of"
MOVED = "forces of who moves them"
OWN = "forces of the state named before"
SPOKEN_OF_ARMY = "army of the state spoken of"
_ARMIES = frozenset({"army", "military"})
_AFTER_ARMY = frozenset(
    "has have had was were is are will would could may might said says took held lost made sent "
    "began left came went withdrew drove fought struck met put kept won to in and on at from by "
    "with after which that also then later again".split()
)
_FAR_MORE = 2
_COUNCIL = "Security Council"
_NO_SUBJECT_AFTER = frozenset("in into to from against of with by near for on at over than".split())
_ACTING = frozenset({"body", "force", "group", "side", "person"})
_MOST_BETWEEN = 2
_PASSAGES_BACK = 20
_TOKENS_BACK = 300


class BareForces:
    def __init__(self, lexicon: Lexicon, sides: SideReader) -> None:
        self._forces = lexicon.forces
        self._bodies = lexicon.bodies
        self._exact = lexicon.exact
        self._sides = sides
        self._countries = {country.name: country for country in lexicon.countries}
        self._starts = frozenset(lexicon.forces.bare.root)
        # All words at which there is something to look for.
        self.words = WordClass.of(self._starts | lexicon.forces.moved | {"government"} | _ARMIES)
        self._adjectives = lexicon.adjectives
        self._country_names = lexicon.country_names

    def added(self, reading: Reading, names: list[Name], memory: Memory) -> list[Name]:
        """The names with those of bare forces put among them."""
        names = [self._with_country(reading, name, memory) for name in names]
        called = reading.where(self.words)
        if not called:
            return names
        taken = {
            token
            for name in names
            if name.kind != "unknown"
            for token in range(name.first, name.last)
        }
        found = []
        for at in called:
            word = reading.words[at]
            if at in taken:
                continue
            if word in self._starts and (bare := self._forces.bare.match(reading.words, at)):
                country = self._spoken_of(reading, at, memory)
                if country is not None:
                    found.append(self._made(country, at, bare[0], SPOKEN_OF))
            elif word == "government" and self._of_forces(reading, at):
                country = self._governed(memory) or self._present(names, memory)
                if country is not None:
                    found.append(self._made(country, at, at + 2, SPOKEN_OF))
            elif word in _ARMIES and _stands_alone(reading, at):
                country = self._beside(reading, at) or self._present(names, memory)
                if country is not None:
                    found.append(self._made(country, at - 1, at + 1, SPOKEN_OF_ARMY))
            elif word in self._forces.moved:
                if country := self._mover(reading, at, names):
                    found.append(self._made(country, at, at + 1, MOVED))
                elif country := self._owner(reading, at, names):
                    found.append(self._made(country, at, at + 1, OWN))
        return sorted([*names, *found], key=lambda name: name.first) if found else names

    def _with_country(self, reading: Reading, name: Name, memory: Memory) -> Name:
        """ "the Ministry of Defense" is that of the country spoken of last."""
        if name.place or name.country or name.kind not in ("body", "unknown"):
            return name
        found = self._bodies.match(reading.words, name.first)
        if found is None or found[0] != name.last:
            return name
        country = self._spoken_of(reading, name.first, memory)
        if country is None or country.people:
            return name
        if found[1] == _COUNCIL and (council := self._council_of_nations(name, memory)):
            return council
        return self._sides.institution(country, found[1]).at(name.first, name.last, SPOKEN_OF_BODY)

    def _council_of_nations(self, name: Name, memory: Memory) -> Name | None:
        """The Security Council of the United Nations, where the document names these."""
        known = self._exact.get(("united", "nations", "security", "council"))
        if known is None or not memory.names(known.name.removesuffix(f" {_COUNCIL}")):
            return None
        aliases, rule = known.aliases, SPOKEN_OF_BODY
        return Name(name.first, name.last, known.name, known.kind, rule, known.place, aliases)

    def _made(self, country: Country, first: int, last: int, rule: str) -> Name:
        return self._sides.forces(country).at(first, last, rule)

    def _spoken_of(self, reading: Reading, at: int, memory: Memory) -> Country | None:
        """The country named last before a token, in the passage or the ones before it."""
        place = memory.readings.index(reading)
        earlier = memory.readings[max(place - _PASSAGES_BACK, 0) : place]
        for each in (reading, *reversed(earlier)):
            last = at if each is reading else len(each.words)
            for token in range(last - 1, max(last - _TOKENS_BACK, 0) - 1, -1):
                if each.capitals[token] and (found := self._sides.country_at(each, token)):
                    return found
        return None

    def _of_forces(self, reading: Reading, at: int) -> bool:
        """ "government forces", with no country before."""
        return reading.words[at + 1 : at + 2] in (["forces"], ["troops"], ["soldiers"])

    def _governed(self, memory: Memory) -> Country | None:
        """The country whose government the document names most."""
        government = memory.most_named("government")
        led = self._adjectives.match(words(government), 0) if government else None
        return led[1] if led else None

    def _beside(self, reading: Reading, at: int) -> Country | None:
        """That of "Ukrainian officials and the military"."""
        if at < 4 or reading.words[at - 2] != "and":
            return None
        found = (self._sides.country_at(reading, token) for token in (at - 3, at - 4))
        return next(filter(None, found), None)

    def _present(self, names: list[Name], memory: Memory) -> Country | None:
        """The state whose bodies the document names by far most often, or the passage alone."""
        found = memory.most_present(_FAR_MORE)
        if not found:
            here = {memory.state_of(name) for name in names} - {""}
            found = here.pop() if len(here) == 1 else ""
        return self._countries.get(found)

    def _mover(self, reading: Reading, at: int, names: list[Name]) -> Country | None:
        """The country of the last body before a verb of moving that governs the forces."""
        text, begin = reading.words, reading.begins[at]
        verb = at - 1
        while verb > begin and at - verb <= _MOST_BETWEEN and text[verb] in self._forces.adjectives:
            verb -= 1
        if verb <= begin or text[verb] not in self._forces.moving or not reading.joined(verb):
            return None
        for name in reversed(names):
            if begin <= name.first < verb and name.kind in ("body", "force", "side"):
                if name.country:
                    return self._countries.get(name.country)
                return self._sides.country_at(reading, name.first)
        return None

    def _owner(self, reading: Reading, at: int, names: list[Name]) -> Country | None:
        """The state to which "its" before the forces points: what was named last in the sentence,
        not after a preposition."""
        text, begin = reading.words, reading.begins[at]
        its = at - 1
        while its > begin and at - its <= _MOST_BETWEEN and text[its] in self._forces.adjectives:
            its -= 1
        if its <= begin or text[its] != "its" or text[at] in self._forces.weak:
            return None
        named = {name.first: name for name in names if begin <= name.first < its}
        for token in range(its - 1, begin - 1, -1):
            before = token - 1 - (token > begin and text[token - 1] == "the")
            if before >= begin and text[before] in _NO_SUBJECT_AFTER:
                continue
            if token in named and named[token].kind in _ACTING:
                return self._countries.get(named[token].country)
            if reading.capitals[token] and (found := self._country_names.match(text, token)):
                country: Country = found[1]
                return country
        return None


def _stands_alone(reading: Reading, at: int) -> bool:
    """Whether "the army" or "the military" is no part of a longer name or phrase."""
    if at == 0 or reading.words[at - 1] != "the" or reading.capitals[at]:
        return False
    if reading.gaps[at] != " " or at + 1 == len(reading.words):
        return not reading.joined(at)
    after = reading.words[at + 1]
    return after in _AFTER_ARMY or after.endswith("ed")
