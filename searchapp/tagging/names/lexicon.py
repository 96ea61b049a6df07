"""The vocabulary made ready for reading text: tries of names and sets of words.

- known name: an alias of an entry, as the words it is matched by.
- trie: nested dicts from word to word; the longest known name at a token wins.
- country: a state or people with its adjectives, and the names made by rule from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from searchapp.remembering import remembered
from searchapp.tagging.names.transliteration import person_key
from searchapp.tagging.vocabulary import Entry, Vocabulary
from searchapp.text import fold, words

# The tables whose names are looked up together.
NAMED = ("actors", "sources", "things")
_END = ""
_CREDIT_KINDS = ("unnamed", "noun", "report", "paper", "between", "part")
_PREFIXES = {("un",): 1, ("united", "nations"): 2, ("eu",): 1, ("nato",): 1}
_PLACE_WORDS = (
    "government_does",
    "befalls_a_town",
    "settlement",
    "locative",
    "government_is",
    "owed_to_a_government",
    "expected_of_a_government",
)
_GENERIC = frozenset(
    "task armed joint operations special popular free new central council general air ground "
    "main quick rapid response city local village civil operation town regional people "
    "internal protection democratic self revolutionary forces".split()
)
_DOTTED = frozenset({"un", "us", "uk", "eu"})
_LONGEST_ABBREVIATION = 8
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Known:
    """What a trie holds at the end of a name. `exact` asks for these very letters, for
    abbreviations; `capital` for a capital at the start."""

    entry: Entry
    exact: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Country:
    """`adjective` is the one that names made by rule begin with; `government` the value that
    stands for its government."""

    name: str
    people: bool
    adjective: str
    adjectives: tuple[str, ...]
    names: tuple[str, ...]
    capitals: tuple[str, ...]
    government: str
    place: str


class Trie:
    """Finds the longest entry that begins at a token."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}

    def add(self, name: Sequence[str], value: object) -> None:
        node = self.root
        for word in name:
            node = node.setdefault(word, {})
        node.setdefault(_END, value)

    def match(self, text: Sequence[str], start: int) -> tuple[int, Any] | None:
        """The token after the longest match and its value."""
        node = self.root.get(text[start])
        if node is None:
            return None
        found = None
        place = start + 1
        while True:
            if _END in node:
                found = place, node[_END]
            if place >= len(text):
                return found
            node = node.get(text[place])
            if node is None:
                return found
            place += 1


class Lexicon:
    """All that names are read with; made once for a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.known = Trie()
        self.small_starts: set[str] = set()
        self._states: dict[str, str] = {}
        self._bare_forms: dict[tuple[str, tuple[str, ...]], frozenset[tuple[str, ...]]] = {}
        self._bare_form = remembered(_REMEMBERED)(self._without_leading_country)
        self.exact: dict[tuple[str, ...], Entry] = {}
        self.persons: dict[tuple[str, str], Entry] = {}
        self.surnames: dict[str, Entry | None] = {}
        for table in NAMED:
            for entry in vocabulary.table(table):
                self._add(entry)
        # Words of which a document has to hold one for an abbreviation to mean this name.
        self.where: dict[str, frozenset[str]] = {
            entry.name: frozenset(map(fold, entry.fields["where"]))
            for entry in vocabulary.table("actors")
            if "where" in entry.fields
        }
        self.countries = tuple(country_of(entry) for entry in vocabulary.table("countries"))
        states = {country.name for country in self.countries if not country.people}
        self._heard_in = {
            entry.name: next((word for word in entry.fields["where"] if word in states), "")
            for entry in vocabulary.table("actors")
            if "where" in entry.fields
        }
        self._add_countries()
        self._add_institutions(vocabulary)
        self._add_words(vocabulary)

    def _add(self, entry: Entry) -> None:
        for name in (entry.name, *entry.aliases):
            key = tuple(words(name))
            if not key:
                continue
            short = name.isupper() and len(name) <= _LONGEST_ABBREVIATION and len(key) == 1
            exact = name if short else ""
            # "Al-Watan" is written "al-Watan" too.
            capital = not name[0].isalpha() or (name[0].isupper() and not name.startswith("Al-"))
            for form in (key, *dotted(key)):
                self.known.add(form, Known(entry, exact, capital))
            if not capital:
                self.small_starts.add(key[0])
            self.exact.setdefault(key, entry)
            if entry.kind == "person" and (found := person_key(key)):
                self.persons.setdefault(found, entry)
        if entry.kind == "person" and entry.fields.get("full") is not True:
            surname = words(entry.name)[-1]
            holder = self.surnames.get(surname, entry)
            self.surnames[surname] = entry if holder is entry else None

    def _add_countries(self) -> None:
        self.adjectives, self.country_names, self.capitals = Trie(), Trie(), Trie()
        for country in self.countries:
            for trie, names in (
                (self.adjectives, country.adjectives),
                (self.country_names, country.names),
                (self.capitals, country.capitals),
            ):
                for name in names:
                    trie.add(tuple(words(name)), country)

    def _add_institutions(self, vocabulary: Vocabulary) -> None:
        self.bodies, self.small_bodies, self.branches = Trie(), Trie(), Trie()
        self.state_media = Trie()
        self.body_spellings: dict[str, tuple[str, ...]] = {}
        for kind, trie in (
            ("body", self.bodies),
            ("small_body", self.small_bodies),
            ("state_media", self.state_media),
            ("branch", self.branches),
        ):
            for entry in vocabulary.table("institutions"):
                if entry.kind != kind:
                    continue
                value = str(entry.fields.get("of", entry.name))
                spellings = (entry.name, *entry.aliases)
                self.body_spellings.setdefault(value, spellings)
                for name in spellings:
                    trie.add(tuple(words(name)), value)

    def _add_words(self, vocabulary: Vocabulary) -> None:
        listed = vocabulary.words
        self.heads = listed("institutions", "head") - {"state", "learning", "society", "trade"}
        self.heads_of = remembered(_REMEMBERED)(lambda value: self.heads.intersection(words(value)))
        self.arms = _under(vocabulary, "institutions", "arms")
        self.learned = _under(vocabulary, "institutions", "learning")
        self.media = listed("institutions", "media")
        self.things = listed("institutions", "thing") - {"event", "paper", "weapon"}
        self.place_nouns = _under(vocabulary, "institutions", "place")
        self.ordinary = _single(
            frozenset(word for kind in _CREDIT_KINDS for word in listed("credit", kind))
            | self.things
        )
        self.openers = _single(listed("openers", "opener"))
        self.speakers = _single(listed("titles", "speaker"))
        roles = _single(listed("titles", "role")) - {"trade", "faith", "crown", "body"}
        self.ranks = _single(listed("titles", "rank")) - {"rank"}
        self.titles = roles | self.ranks | self.speakers
        self.title_parts = _single(listed("titles", "part")) | self.titles
        self.given = _single(listed("given_names", "given") | listed("given_names", "equivalent"))
        self.place_words = {kind: listed("placewords", kind) for kind in _PLACE_WORDS}
        self.government_words = tuple(
            listed("governments", kind) for kind in ("policy", "dealing", "addressing")
        )
        self.forces = _Forces(vocabulary)
        self.generic = self.heads | self.title_parts | self.forces.adjectives | _GENERIC

    def without_country(self, value: str, aliases: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
        """The spellings of a body with its country's adjective or "UN" left out, as words."""
        key = (value, aliases)
        found = self._bare_forms.get(key)
        if found is None:
            found = frozenset(self._bare_form(name) for name in (value, *aliases)) - {()}
            if aliases:
                # Names without aliases are mostly discovered; there is no end of those.
                self._bare_forms[key] = found
        return found

    def state_of(self, value: str) -> str:
        """The country with whose adjective a value begins, a people's left aside, or where alone
        a name is heard of."""
        if value not in self._states:
            led = self.adjectives.match(words(value), 0)
            state = led[1].name if led and not led[1].people else ""
            self._states[value] = state or self._heard_in.get(value, "")
        return self._states[value]

    def _without_leading_country(self, name: str) -> tuple[str, ...]:
        parts = tuple(words(name))
        if not parts:
            return ()
        led = self.adjectives.match(parts, 0) or self.country_names.match(parts, 0)
        after = led[0] if led else _PREFIXES.get(parts[:1], _PREFIXES.get(parts[:2], 0))
        return parts[after:] if 0 < after < len(parts) else ()

    def person(self, name: Sequence[str]) -> Entry | None:
        """The known person of this full name, however romanised."""
        key = person_key(name)
        return self.persons.get(key) if key else None


class _Forces:
    """The words of forces.toml."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        listed = vocabulary.words
        self.nouns = _trie(listed("forces", "noun"))
        self.weak = listed("forces", "weak_noun")
        self.before_noun = listed("forces", "before_noun")
        self.not_before = listed("forces", "not_before")
        self.people_nouns = listed("forces", "people_noun")
        self.adjectives = listed("forces", "adjective")
        self.bare = _trie(listed("forces", "bare"))
        self.units = {
            fold(short): entry.name
            for entry in vocabulary.table("forces")
            if entry.kind == "unit"
            for short in entry.aliases
        }
        self.moving = listed("forces", "moving")
        self.moved = listed("forces", "moved")


def dotted(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """ "U.N. refugee agency" for "UN refugee agency"."""
    if len(key) > 1 and key[0] in _DOTTED:
        yield (*key[0], *key[1:])


def country_of(entry: Entry) -> Country:
    adjectives = tuple(entry.fields.get("adjectives", ())) or (entry.name,)
    government = str(entry.fields.get("government", f"{adjectives[0]} government"))
    return Country(
        name=entry.name,
        people=entry.kind == "people",
        adjective=adjectives[0],
        adjectives=adjectives,
        names=(entry.name, *entry.aliases),
        capitals=tuple(entry.fields.get("capitals", ())),
        government=government,
        place=entry.place,
    )


def _trie(names: Iterable[str]) -> Trie:
    trie = Trie()
    for name in names:
        trie.add(tuple(words(name)), name)
    return trie


def _single(names: Iterable[str]) -> frozenset[str]:
    """The one-word names among these, hyphens taken for blanks."""
    parts = (words(name) for name in names)
    return frozenset(part[0] for part in parts if len(part) == 1)


def _under(vocabulary: Vocabulary, table: str, name: str) -> frozenset[str]:
    """The plain words listed under one key."""
    return frozenset(
        fold(alias)
        for entry in vocabulary.table(table)
        if entry.name == name
        for alias in entry.aliases
    )
