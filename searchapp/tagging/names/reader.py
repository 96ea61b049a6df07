"""Who is named in a document, where, and under which preferred name.

- known names come from the vocabulary, in one pass over the tokens.
- names by rule: forces and institutions of any country (sides.py), numbered units (units.py),
  names written so that they explain themselves (discovery.py).
- names by the document: what a surname, an abbreviation in brackets, "the ministry" or "the
  group" stands for is what the document named in full (resolution.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from searchapp.tagging.names import roles
from searchapp.tagging.names.bareforces import BareForces
from searchapp.tagging.names.discovery import Discoverer
from searchapp.tagging.names.lexicon import Known, Lexicon
from searchapp.tagging.names.persons import IsPlace
from searchapp.tagging.names.resolution import ANAPHORIC, Memory
from searchapp.tagging.names.sides import SideReader
from searchapp.tagging.names.units import read_units
from searchapp.tagging.reading import Name, Reading, Role
from searchapp.tagging.vocabulary import Entry, Vocabulary
from searchapp.tagging.wordclasses import WordClass
from searchapp.text import words

KNOWN = "known name"
SURNAME = "known surname"


@dataclass(frozen=True, slots=True)
class PassageNames:
    """The names of one passage in order. `memory` is shared by the passages of a document."""

    reading: Reading
    names: tuple[Name, ...]
    memory: Memory

    @property
    def blocked(self) -> tuple[tuple[int, int], ...]:
        """Spans in which no place is to be read. A local administration names its place."""
        return tuple(
            self.reading.span(name)
            for name in self.names
            if name.kind != "unknown" and "administration" not in name.value.lower()
        )


class NameReader:
    """Reads the names of documents by one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, is_place: IsPlace) -> None:
        self.lexicon = Lexicon(vocabulary)
        self.is_place = is_place
        self._sides = SideReader(self.lexicon)
        self._discoverer = Discoverer(self.lexicon, is_place)
        self._known_starts = frozenset(self.lexicon.known.root)
        self._side_starts = self._sides.starts
        self._bare = BareForces(self.lexicon, self._sides)
        small_starts = self._sides.small_starts | self.lexicon.small_starts
        # Tokens at which a name may begin, some of them though they are written small.
        self._starts = WordClass(
            lambda word, capital: capital or word in small_starts or word[0].isdigit()
        )
        self._where = self.lexicon.where
        self._surnames: dict[str, Entry | None] = {
            surname: entry
            for surname, entry in self.lexicon.surnames.items()
            if entry is not None and not is_place((surname,))
        }

    @property
    def classes(self) -> tuple[WordClass, ...]:
        """The classes of words that are looked for."""
        return self._starts, self._bare.words, ANAPHORIC

    def read(self, readings: Sequence[Reading]) -> list[PassageNames]:
        """The names of each passage, resolved over the whole document; puts them into the
        readings too."""
        for reading in readings:
            reading.names = self._scan(reading)
        self._drop_elsewhere(readings)
        memory = Memory(self.lexicon, readings)
        found = []
        for reading in readings:
            names = memory.resolved(reading)
            names = self._bare.added(reading, names, memory)
            names = roles.assigned(reading, names, self.lexicon)
            found.append(PassageNames(reading, tuple(names), memory))
        return found

    def _drop_elsewhere(self, readings: Sequence[Reading]) -> None:
        """Leaves out abbreviations that stand for a name of one part of the world only, in
        documents that do not speak of it."""
        for reading in readings:
            doubted = [name for name in reading.names if name.value in self._where]
            for name in doubted:
                shown = reading.shown(name.first, name.last)
                where = self._where[name.value]
                if " " not in shown and all(where.isdisjoint(each.words) for each in readings):
                    reading.names.remove(name)

    def value_of(self, name: str) -> str:
        """The preferred name of a stated source, or the name itself."""
        entry = self.lexicon.exact.get(tuple(words(name)))
        return entry.name if entry is not None else name

    # --- one pass over the tokens -----------------------------------------------------------

    def _scan(self, reading: Reading) -> list[Name]:
        found: list[Name] = []
        taken = 0
        for at in reading.where(self._starts):
            if at >= taken:
                names, taken = self._at(reading, at)
                found += names
        return found

    def _at(self, reading: Reading, at: int) -> tuple[list[Name], int]:
        word = reading.words[at]
        best = None
        if word in self._known_starts:
            best = self._known(reading, at)
        elif word in self._surnames:
            best = self._by_surname(reading, at)
        if word in self._side_starts:
            side = self._sides.read(reading, at)
            if side is not None and (best is None or side.last > best.last):
                best = side
        if word[0].isdigit():
            units = read_units(reading, at, self.lexicon)
            if units and (best is None or units[-1].last >= best.last):
                return units, units[-1].last
        if best is not None:
            return ([best] if best.role != "thing" else []), best.last
        if reading.capitals[at]:
            name, after = self._discoverer.read(reading, at)
            return ([name] if name is not None else []), after
        return [], at + 1

    def _known(self, reading: Reading, at: int) -> Name | None:
        found = self.lexicon.known.match(reading.words, at)
        if found is None:
            return self._by_surname(reading, at)
        last, known = found
        if not self._written_so(reading, at, last, known):
            return None
        entry = known.entry
        if self._of_officials(reading, last):
            return None
        if last - at == 1 and self._part_of_longer(reading, at, entry):
            return None
        if _goes_on(reading, last):
            return None
        role: Role = "thing" if entry.table == "things" else ""
        country = str(entry.fields.get("of", ""))
        return Name(
            at, last, entry.name, entry.kind, KNOWN, entry.place, entry.aliases, role, country
        )  # fmt: skip

    def _written_so(self, reading: Reading, at: int, last: int, known: Known) -> bool:
        if known.exact:
            return reading.shown(at, last) in (known.exact, known.exact + "s")
        if known.capital and not (reading.capitals[at] or reading.words[at][0].isdigit()):
            return False
        if last - at > 1 and any(reading.ends_sentence(each) for each in range(at, last - 1)):
            return False
        return known.entry.fields.get("full") is not True or self._stands_alone(reading, at, last)

    def _stands_alone(self, reading: Reading, at: int, last: int) -> bool:
        """Whether a name of common words is meant: "The National", not "The National Council"."""
        if last - at == 1:
            return False
        longer = last < len(reading.words) and reading.capitals[last] and reading.joined(last - 1)
        return not longer

    def _of_officials(self, reading: Reading, last: int) -> bool:
        """Whether a government is named only to say whose officials speak."""
        return reading.words[last - 1] == "government" and reading.words[last : last + 1] in (
            ["official"],
            ["officials"],
            ["sources"],
        )

    def _part_of_longer(self, reading: Reading, at: int, entry: Entry) -> bool:
        """ "Azov" in "Sea of Azov" or "Azov Sea", "Fatah" in "Fatah Halab"."""
        text, after = reading.words, at + 1
        if at >= 2 and text[at - 1] == "of" and text[at - 2] in self.lexicon.place_nouns:
            return True
        if text[at] in self.lexicon.heads and text[after : after + 1] == ["of"]:
            return True  # "Coalition of the Willing"
        if after < len(text) and reading.capitals[after] and reading.gaps[at] == " ":
            if text[after] in self.lexicon.things:
                return True
            return (
                entry.kind == "body"
                and reading.shown(at, after).isupper()
                and (self._heads_a_body(reading, after))
            )
        return entry.kind == "person" and bool(at) and self._given_before(reading, at)

    def _heads_a_body(self, reading: Reading, after: int) -> bool:
        """Whether capitalised words that end in a noun for a body follow: "UN | Mission"."""
        last = after
        while last < len(reading.words) and reading.capitals[last] and reading.joined(last - 1):
            last += 1
        final = reading.words[last - 1]
        return final in self.lexicon.heads and final not in self.lexicon.titles

    def _given_before(self, reading: Reading, at: int) -> bool:
        return (
            reading.capitals[at - 1]
            and reading.joined(at - 1)
            and reading.words[at - 1] in self.lexicon.given
        )

    def _by_surname(self, reading: Reading, at: int) -> Name | None:
        """A known person by surname alone, where no other first name stands before it."""
        entry = self._surnames.get(reading.words[at])
        if entry is None or not reading.capitals[at]:
            return None
        after = at + 1
        if after < len(reading.words) and reading.gaps[at] == " ":
            # "Saleh | al-Arouri" is another man's first name.
            first = reading.words[after] == "al" and reading.gaps[after] in ("-", " ")
            if reading.capitals[after] or first:
                return None
        return Name(at, after, entry.name, "person", SURNAME, entry.place, entry.aliases)


def _goes_on(reading: Reading, last: int) -> bool:
    """Whether a longer name follows: "Liwa al-Tawhid | wal-Jihad"."""
    text = reading.words
    return (
        last + 1 < len(text)
        and text[last] in ("wal", "wa")
        and reading.gaps[last - 1] in (" ", "-")
        and reading.gaps[last] == "-"
        and reading.capitals[last + 1]
    )
