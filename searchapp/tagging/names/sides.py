"""Names made of a country or people and what belongs to it, read by rule for all of them.

- forces of a side: "Russian mobilized servicemen", "Turkish troops", "Kurdish fighters".
- institution: "Turkish Interior Ministry", "Ministry of the Interior of Turkey", "Greece's
  Navy", "the government of Greece".
- capital for a government: "Kyiv's decision", "Tehran has warned Ankara".

Each value has its other usual spellings as aliases, and one that the vocabulary knows by another
name takes that name ("Israeli forces" is the Israel Defense Forces).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from searchapp.tagging.names.capitals import CapitalReader
from searchapp.tagging.names.lexicon import Country, Lexicon
from searchapp.tagging.reading import Name, Reading
from searchapp.text import words

FORCES = "forces of a side"
INSTITUTION = "institution of a country"
CAPITAL = "capital for its government"
_MOST_BETWEEN = 4
_COMPOUNDS = frozenset(
    "backed led held occupied controlled appointed made installed speaking born supported trained "
    "aligned allied affiliated friendly sponsored majority owned based run language style built "
    "supplied funded language dominated claimed administered annexed imposed".split()
)
_PEOPLE_IN_OFFICE = frozenset(
    "officials authorities leaders leadership politicians administrators proxies police "
    "separatists mercenaries diplomats civilians media sources".split()
)
_OF_ARMED_FORCES = "of the armed forces of".split()
_OFFICIALS = frozenset("official officials sources source officer forces troops soldiers".split())


class _Found(NamedTuple):
    name: Name
    after: int


class SideReader:
    """Reads names led by, or ending in, a country."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._capitals = CapitalReader(lexicon)
        self._made: dict[tuple[str, str, str], Name] = {}
        self._before_of = {"armed"}.union(
            lexicon.bodies.root, lexicon.branches.root, self.small_starts
        )

    @cached_property
    def starts(self) -> frozenset[str]:
        """The words that any of these names can begin with."""
        tries = (
            self.lexicon.adjectives,
            self.lexicon.country_names,
            self.lexicon.capitals,
            self.lexicon.bodies,
            self.lexicon.small_bodies,
            self.lexicon.branches,
            self.lexicon.state_media,
        )
        return frozenset(word for trie in tries for word in trie.root) | {"armed"}

    @cached_property
    def small_starts(self) -> frozenset[str]:
        """Those that need no capital."""
        return frozenset(self.lexicon.small_bodies.root) | {"armed"}

    def read(self, reading: Reading, start: int) -> Name | None:
        """The longest name of this kind that begins at a token."""
        lexicon, text = self.lexicon, reading.words
        if reading.capitals[start]:
            if led := lexicon.adjectives.match(text, start):
                return self._after_adjective(reading, start, *led)
            if led := lexicon.country_names.match(text, start):
                return self._after_country(reading, start, *led)
            if led := lexicon.capitals.match(text, start):
                if reading.gaps[led[0] - 1][:2] in ("'s", "’s") and led[0] < len(text):
                    owned = self._after_country(reading, start, *led)
                    if owned is not None:
                        return owned
                governs = self._capitals.governs(reading, start, led[0])
                return self.government(led[1]).at(start, led[0]) if governs else None
        return self._of_country(reading, start) if text[start] in self._before_of else None

    def country_at(self, reading: Reading, start: int) -> Country | None:
        """The country whose adjective or name begins at a token."""
        if not reading.capitals[start]:
            return None
        for trie in (self.lexicon.adjectives, self.lexicon.country_names):
            if found := trie.match(reading.words, start):
                country: Country = found[1]
                return country
        return None

    # --- "Russian …" ------------------------------------------------------------------------

    def _after_adjective(
        self, reading: Reading, start: int, after: int, country: Country
    ) -> Name | None:
        text = reading.words
        if after >= len(text):
            return None
        gap = reading.gaps[after - 1]
        if "-" in gap and text[after] in _COMPOUNDS:
            return None
        if not reading.joined(after - 1):
            return None
        if text[after] in ("and", "or", "/") and gap in (" ", ". "):
            return self._shared(reading, start, after, country)
        if found := self._institution(reading, after, country):
            return found.name.at(start, found.after)
        if last := self._force_noun(reading, after, country):
            return self.forces(country).at(start, last)
        if self._elided(reading, after, country):
            return self.forces(country).at(start, start + 1)
        return None

    def _elided(self, reading: Reading, at: int, country: Country) -> bool:
        """ "Russian | occupation officials and military leadership": forces in second place."""
        text = reading.words
        for place in range(at, min(at + _MOST_BETWEEN, len(text) - 1)):
            if reading.capitals[place] or reading.gaps[place] != " ":
                return False
            if text[place] in ("and", "or"):
                people = place > at and text[place - 1] in _PEOPLE_IN_OFFICE
                return people and bool(self._force_noun(reading, place + 1, country))
        return False

    def _after_country(
        self, reading: Reading, start: int, after: int, country: Country
    ) -> Name | None:
        """ "Russia's Ministry of Defense", "Ukraine's forces", "US President" aside."""
        if after >= len(reading.words):
            return None
        gap = reading.gaps[after - 1]
        if gap not in ("'s ", "’s ", " ", "' ", "’ "):
            return None
        if gap == " " and not reading.capitals[after]:
            return None
        if found := self._institution(reading, after, country):
            return found.name.at(start, found.after)
        if gap != " " and (last := self._force_noun(reading, after, country)):
            return self.forces(country).at(start, last)
        return None

    def _shared(
        self, reading: Reading, start: int, conjunction: int, country: Country
    ) -> Name | None:
        """ "Turkish and American governments", "Russian and proxy forces": the first side."""
        text = reading.words
        at = conjunction + 1
        if at >= len(text):
            return None
        if second := self.lexicon.adjectives.match(text, at):
            at = second[0]
            if at >= len(text):
                return None
            # "Afghan and US/NATO forces".
            at += reading.gaps[at - 1] == "/" and at + 1 < len(text)
        elif not reading.capitals[at]:
            at += 1 if at + 1 < len(text) else 0
        elif known := self.lexicon.known.match(text, at):
            at = min(known[0], len(text) - 1)
        if found := self._institution(reading, at, country):
            if text[found.after - 1].endswith("s"):
                return found.name.at(start, start + 1)
            return None
        if self._force_noun(reading, at, country):
            return self.forces(country).at(start, start + 1)
        return None

    def _institution(self, reading: Reading, at: int, country: Country) -> _Found | None:
        text = reading.words
        if text[at] not in self.starts:
            return None
        for trie, kind, cased in (
            (self.lexicon.bodies, "body", True),
            (self.lexicon.branches, "force", False),
            (self.lexicon.small_bodies, "body", False),
            (self.lexicon.state_media, "outlet", False),
        ):
            found = trie.match(text, at)
            if not found or (cased and not reading.capitals[at]):
                continue
            after, value = found
            if kind == "outlet" and after < len(text) and reading.capitals[after]:
                continue  # "The Syrian state news agency SANA"
            if value == "government" and after < len(text) and text[after] in _OFFICIALS:
                if text[after] in ("forces", "troops", "soldiers"):
                    return None
                continue
            if value == "administration" or (value == "intelligence" and kind == "body"):
                if after < len(text) and text[after] in _OFFICIALS:
                    continue
                value = str(value)
            if not all(
                reading.joined(each) or "'" in reading.gaps[each] or "’" in reading.gaps[each]
                for each in range(at, after - 1)
            ):
                continue
            return _Found(self._made_name(country, str(value), kind), after)
        return None

    def _force_noun(self, reading: Reading, at: int, country: Country) -> int:
        """The token after a noun for forces that follows with only fit words between; 0 if none."""
        forces, text = self.lexicon.forces, reading.words
        for place in range(at, min(at + _MOST_BETWEEN + 1, len(text))):
            if place > at and not reading.joined(place - 1):
                return 0
            word = text[place]
            found = forces.nouns.match(text, place)
            if found is None and country.people and word in forces.people_nouns:
                found = (place + 1, word)
            if found and self._counts(reading, at, place, found[0], str(found[1])):
                return found[0]
            if word not in forces.adjectives:
                return 0
        return 0

    def _counts(self, reading: Reading, at: int, place: int, after: int, noun: str) -> bool:
        forces, text = self.lexicon.forces, reading.words
        weak = noun in forces.weak and noun not in ("units", "officers", "command")
        if weak and place == at and not _mobilized_before(reading, at):
            return False
        if after < len(text) and reading.capitals[place] and reading.capitals[after]:
            # "Ukrainian Military Bureau" is a name of its own.
            return not reading.joined(after - 1)
        if noun in forces.before_noun and after < len(text):
            follows = text[after]
            if reading.gaps[after - 1] in (" ", "-") and follows in forces.not_before:
                return False
        return not (after < len(text) and reading.gaps[after - 1] == "-")

    # --- "Ministry of Defense of Ukraine", "government of Greece" ---------------------------

    def _of_country(self, reading: Reading, start: int) -> Name | None:
        text = reading.words
        for trie, kind, cased in (
            (self.lexicon.bodies, "body", True),
            (self.lexicon.branches, "force", True),
            (self.lexicon.small_bodies, "body", False),
        ):
            found = trie.match(text, start)
            if not found or (cased and not reading.capitals[start]):
                continue
            after, value = found
            if text[after : after + 5] == _OF_ARMED_FORCES:
                # "Air Force of the Armed Forces of Ukraine".
                after += 4
            if after + 1 < len(text) and text[after] == "of" and reading.joined(after - 1):
                at = after + 2 if text[after + 1] == "the" else after + 1
                led = self.lexicon.country_names.match(text, at) if at < len(text) else None
                if led and reading.capitals[at]:
                    return self._made_name(led[1], str(value), kind).at(start, led[0])
        if text[start] == "armed" and text[start + 1 : start + 3] == ["forces", "of"]:
            at = start + 4 if text[start + 3 : start + 4] == ["the"] else start + 3
            led = self.lexicon.country_names.match(text, at) if at < len(text) else None
            if led:
                return self.forces(led[1]).at(start, led[0])
        return None

    # --- values -----------------------------------------------------------------------------

    def forces(self, country: Country) -> Name:
        """The unspecified armed forces of a side, without a span."""
        key = (country.name, "forces", "side")
        if key not in self._made:
            value = f"{country.adjective} forces"
            aliases = tuple(_force_spellings(country))
            self._made[key] = self._known_as(value, aliases, "side", FORCES, country)
        return self._made[key]

    def government(self, country: Country) -> Name:
        key = (country.name, "government", "capital")
        if key not in self._made:
            aliases = (
                f"{country.adjective} government",
                f"Government of {country.name}",
                *country.capitals,
            )
            made = self._known_as(country.government, aliases, "body", CAPITAL, country)
            self._made[key] = made
        return self._made[key]

    def institution(self, country: Country, value: str) -> Name:
        """A body that every country has, without a span."""
        return self._made_name(country, value, "body")

    def _made_name(self, country: Country, institution: str, kind: str) -> Name:
        key = (country.name, institution, kind)
        if key not in self._made:
            spellings = self.lexicon.body_spellings.get(institution, (institution,))
            aliases = tuple(
                dict.fromkeys(
                    form
                    for spelling in spellings
                    for form in _institution_spellings(country, spelling)
                )
            )
            value = f"{country.adjective} {institution}"
            self._made[key] = self._known_as(value, aliases, kind, INSTITUTION, country)
        return self._made[key]

    def _known_as(
        self, value: str, aliases: tuple[str, ...], kind: str, rule: str, country: Country
    ) -> Name:
        entry = self.lexicon.exact.get(tuple(words(value)))
        if entry is None:
            return Name(0, 0, value, kind, rule, country.place, aliases, country=country.name)
        both = tuple(dict.fromkeys((*entry.aliases, *aliases)))
        return Name(0, 0, entry.name, entry.kind, rule, entry.place, both, country=country.name)


def _mobilized_before(reading: Reading, at: int) -> bool:
    """ "mobilized Russian personnel": the adjective stands before the country."""
    return at >= 2 and reading.words[at - 2] in ("mobilized", "mobilised", "military")


def _force_spellings(country: Country) -> Iterator[str]:
    nouns = ("forces", "troops", "Armed Forces", "military", "army", "Army", "soldiers")
    for adjective in country.adjectives:
        for noun in (*nouns, "fighters") if country.people else nouns:
            yield f"{adjective} {noun}"
    for name in country.names:
        yield f"Armed Forces of {name}"
        yield f"Armed Forces of the {name}"


def _institution_spellings(country: Country, spelling: str) -> Iterator[str]:
    for adjective in country.adjectives:
        yield f"{adjective} {spelling}"
    for name in country.names:
        yield f"{spelling} of {name}"
        yield f"{spelling} of the {name}"
        yield f"{name}'s {spelling}"
        yield f"{name} {spelling}"
