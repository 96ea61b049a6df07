"""What a short name stands for, by what the document named in full.

- surname: "Austin" is Lloyd Austin where the document names him; "Motuzyanuk" too is
  Oleksandr Motuzyanyk, by near spelling.
- abbreviation: what stood before it when it was introduced in brackets.
- bare institution: "the Ministry of Defense" is the ministry of the country named last with it.
- anaphor: "the ministry", "the group" is the last body named with that noun.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import chain, compress
from operator import not_

from searchapp.tagging.names.lexicon import Lexicon
from searchapp.tagging.names.transliteration import near, person_key, skeleton
from searchapp.tagging.reading import Name, Reading
from searchapp.tagging.vocabulary import Entry
from searchapp.tagging.wordclasses import WordClass
from searchapp.text import words

BY_SURNAME = "surname in the document"
BY_NEAR_SPELLING = "near spelling in the document"
BY_PART = "part of a name in the document"
BY_ABBREVIATION = "abbreviation introduced in the document"
BY_COUNTRY = "body named with its country before"
ANAPHOR = "mention of a body named before"
# Nouns that after "the" may stand for a body named before.
ANAPHORIC = WordClass.of(
    "ministry group directorate regiment brigade corps fleet committee council party center centre "
    "agency organization organisation movement battalion division service department company "
    "commission institute alliance front".split()
)
_OPENS_BRACKET = (" (", ' ("', " (“")
_OFTEN = 2
_LOCATIVE = frozenset("in near from to at around of outside toward towards through".split())
_PERSON_PARTICLES = frozenset("al el ad ar as ash".split())


class Memory:
    """What one document has named."""

    def __init__(self, lexicon: Lexicon, readings: Sequence[Reading]) -> None:
        self.lexicon = lexicon
        self.readings = readings
        self._persons: dict[tuple[str, ...], Name] = {}
        self._keys: dict[tuple[str, str], Name] = {}
        self._surnames: dict[str, Name] = {}
        self._bearers: dict[str, Name] = {}
        self._full: set[str] = set()
        self._entitled: dict[tuple[str, ...], Entry] = {}
        self._abbreviations: dict[str, Name] = {}
        self._forms: dict[tuple[str, ...], Name] = {}
        self._near: dict[str, list[tuple[str, Name]]] = {}
        self._parts: dict[str, list[tuple[frozenset[str], Name]]] = {}
        self._counted: dict[str, str] = {}
        self._present: dict[int, str] = {}
        self._latest: dict[str, Name] = {}
        for reading in readings:
            for name in reading.names:
                if name.kind == "person":
                    self._remember_person(reading, name)
                elif name.kind in ("body", "force", "group") and not self._bare(name):
                    for form in _without_country(name, self.lexicon):
                        self._forms.setdefault(form, name)
                if reading.gaps[name.last - 1] in _OPENS_BRACKET:
                    self._remember_abbreviation(reading, name)

    @cached_property
    def _lower(self) -> set[str]:
        """The words that the document writes small."""
        small = (compress(each.words, map(not_, each.capitals)) for each in self.readings)
        return set(chain.from_iterable(small))

    def resolved(self, reading: Reading) -> list[Name]:
        """The names of a passage with each short one put for what it stands for."""
        found: list[Name] = []
        anaphors = self._anaphors(reading)
        for name in reading.names:
            while anaphors and anaphors[0] < name.first:
                found += self._anaphor(reading, anaphors.pop(0))
            meant = self._meant(reading, name)
            if meant.kind == "place":
                continue
            found.append(meant)
            if meant.kind in ("body", "force", "group"):
                for noun in self.lexicon.heads_of(meant.value):
                    self._latest[noun] = meant
                for form in _without_country(meant, self.lexicon):
                    self._forms[form] = meant
        for at in anaphors:
            found += self._anaphor(reading, at)
        return found

    def most_named(self, noun: str) -> str:
        """The value that ends in this noun and is named most often; empty where none does."""
        if noun not in self._counted:
            counts = Counter(
                name.value
                for reading in self.readings
                for name in reading.names
                if name.value.endswith(noun)
            )
            most = max(counts, key=lambda value: (counts[value], value), default="")
            self._counted[noun] = most
        return self._counted[noun]

    def most_present(self, factor: int) -> str:
        """The country whose bodies and forces are named so many times as often as any other's,
        forces counted twice; empty where none is."""
        if factor not in self._present:
            counts: Counter[str] = Counter()
            for reading in self.readings:
                for name in reading.names:
                    if state := self.state_of(name):
                        counts[state] += 1 if name.kind == "body" else _OFTEN
            (most, times), (_, next_times) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
            enough = times >= max(factor * next_times, _OFTEN)
            self._present[factor] = most if enough else ""
        return self._present[factor]

    def names(self, value: str) -> bool:
        """Whether the document names this value."""
        return any(name.value == value for reading in self.readings for name in reading.names)

    def state_of(self, name: Name) -> str:
        """The country whose state body or forces this is; empty where it is none's."""
        if name.kind not in ("side", "force", "body"):
            return ""
        return self.lexicon.state_of(name.value)

    # --- what the document names in full ----------------------------------------------------

    def _remember_person(self, reading: Reading, name: Name) -> None:
        parts = tuple(reading.words[name.first : name.last])
        if len(parts) < 2 and not name.place:
            return
        if len(parts) > 1:
            self._full.add(name.value)
            if not name.place:
                self._bearers.setdefault(parts[-1], name)
        if name.place:
            self._remember_surname(parts[-1], name)
            parts = tuple(words(name.value))
        key = person_key(parts)
        first = self._keys.setdefault(key, name) if key else name
        if parts not in self._persons:
            self._persons[parts] = first
            whole = frozenset(parts)
            for part in parts:
                self._parts.setdefault(part, []).append((whole, first))
        self._remember_surname(parts[-1], first)

    def _remember_surname(self, surname: str, person: Name) -> None:
        if surname not in self._surnames:
            self._surnames[surname] = person
            self._near.setdefault(skeleton(surname), []).append((surname, person))

    def _remember_abbreviation(self, reading: Reading, name: Name) -> None:
        at = name.last
        if at >= len(reading.words):
            return
        short = reading.shown(at, at + 1)
        if not (2 <= len(short) <= 8 and short[0].isupper() and short[-1:].isupper()):
            return
        known = self.lexicon.known.match((short.lower(),), 0)
        if known is not None and known[1].exact == short and self._bare(name):
            self._entitled[tuple(reading.words[name.first : name.last])] = known[1].entry
            return
        if name.rule == "numbered unit":
            return
        if name.kind == "unknown":
            initials = "".join(word[0] for word in reading.words[name.first : name.last])
            if short.lower() not in initials and initials not in short.lower():
                return
            name = name._replace(kind="body", rule=BY_ABBREVIATION)
        if known is not None and _initials(name.value) != short.lower():
            return
        if name.kind in ("body", "force", "group", "outlet", "monitor"):
            self._abbreviations.setdefault(short, name)

    # --- what a name means ------------------------------------------------------------------

    def _meant(self, reading: Reading, name: Name) -> Name:
        if name.kind == "person":
            return self._person(reading, name)
        if name.kind == "place":
            return self._bearer_of_place(reading, name)
        if name.last - name.first == 1:
            introduced = self._abbreviations.get(reading.shown(name.first, name.last))
            if introduced is not None and introduced.value != name.value:
                return _as(name, introduced, BY_ABBREVIATION)
        if self._bare(name):
            entry = self._entitled.get(tuple(reading.words[name.first : name.last]))
            if entry is not None:
                return _entitled(name, entry)
            return self._with_country(reading, name) or self._introduced(reading, name)
        if name.kind == "unknown":
            return self._unknown(reading, name)
        return name

    def _introduced(self, reading: Reading, name: Name) -> Name:
        if name.kind != "unknown":
            return name
        return self._unknown(reading, name)

    def _bare(self, name: Name) -> bool:
        """Whether a body goes without the country it belongs to, so that it may be any's."""
        return not name.place and not name.country and name.kind in ("body", "force", "unknown")

    def _with_country(self, reading: Reading, name: Name) -> Name | None:
        form = tuple(reading.words[name.first : name.last])
        other = self._forms.get(form)
        if other is None or other.value == name.value:
            return None
        return _as(name, other, BY_COUNTRY)

    def _person(self, reading: Reading, name: Name) -> Name:
        if name.place:
            return self._own_bearer(reading, name)
        parts = tuple(reading.words[name.first : name.last])
        if len(parts) == 1:
            return self._by_surname(name, parts[0]) or name
        key = person_key(parts)
        first = self._keys.get(key) if key else None
        if first is None or first.value == name.value:
            return self._by_part(name, parts) or name
        return _as(name, first, BY_NEAR_SPELLING)

    def _bearer_of_place(self, reading: Reading, name: Name) -> Name:
        """The person whom the document names in full by a surname that is a place too."""
        word = reading.words[name.first]
        before = reading.words[name.first - 1] if name.first else ""
        person = self._surnames.get(word) if before not in _LOCATIVE else None
        if person is None or person.value not in self._full:
            return name
        return _as(name, person, BY_SURNAME)

    def _own_bearer(self, reading: Reading, name: Name) -> Name:
        """A surname the vocabulary knows, unless the document names another who bears it."""
        if name.last - name.first > 1 or name.value in self._full:
            return name
        other = self._bearers.get(reading.words[name.first])
        return _as(name, other, BY_SURNAME) if other is not None else name

    def _unknown(self, reading: Reading, name: Name) -> Name:
        parts = tuple(reading.words[name.first : name.last])
        if len(parts) > 1:
            bare = tuple(part for part in parts if part not in _PERSON_PARTICLES)
            if len(bare) == 1 and (found := self._by_surname(name, bare[0])):
                return found
            key = person_key(parts)
            first = self._keys.get(key) if key else None
            if first is not None and len(key[1] if key else "") >= 4:
                return _as(name, first, BY_NEAR_SPELLING)
            return self._by_part(name, parts) or name
        if parts[0] in self.lexicon.heads and parts[0] in self._latest:
            return _as(name, self._latest[parts[0]], ANAPHOR)
        if reading.starts_sentence(name.first) and parts[0] in self._lower:
            return name._replace(role="thing")
        return self._by_surname(name, parts[0]) or name

    def _by_surname(self, name: Name, surname: str) -> Name | None:
        found = self._surnames.get(surname)
        if found is not None:
            return _as(name, found, BY_SURNAME)
        for other, person in self._near.get(skeleton(surname), ()):
            if other[:1] == surname[:1] and near(other, surname):
                return _as(name, person, BY_NEAR_SPELLING)
        return None

    def _by_part(self, name: Name, parts: tuple[str, ...]) -> Name | None:
        """ "Salih Muslim" where the document names Salih Muslim Muhammad."""
        wanted = set(parts)
        for whole, person in self._parts.get(parts[0], ()):
            if wanted < whole:
                return _as(name, person, BY_PART)
        return None

    # --- "the ministry" ---------------------------------------------------------------------

    def _anaphors(self, reading: Reading) -> list[int]:
        text = reading.words
        found: list[int] = []
        for noun in reading.where(ANAPHORIC):
            at = noun - 1
            if noun and text[at] == "the" and not reading.capitals[noun]:
                following = text[at + 2] if at + 2 < len(text) else ""
                compound = reading.gaps[at + 1] in (" ", "-") and following in ("of", "for", "s")
                if reading.joined(at) and not compound:
                    found.append(at)
        return found

    def _anaphor(self, reading: Reading, at: int) -> list[Name]:
        meant = self._latest.get(reading.words[at + 1])
        if meant is None:
            return []
        return [meant.at(at, at + 2, ANAPHOR)]


def _entitled(name: Name, entry: Entry) -> Name:
    """A long form that the document put before an abbreviation the vocabulary knows."""
    return Name(
        name.first, name.last, entry.name, entry.kind, BY_ABBREVIATION, entry.place, entry.aliases
    )


def _as(name: Name, meant: Name, rule: str) -> Name:
    """The name at its own place with the value of another."""
    return meant.at(name.first, name.last, rule)


def _initials(value: str) -> str:
    return "".join(part[0] for part in words(value))


def _without_country(name: Name, lexicon: Lexicon) -> frozenset[tuple[str, ...]]:
    """The spellings of a body with the country's adjective left out."""
    return lexicon.without_country(name.value, name.aliases)
