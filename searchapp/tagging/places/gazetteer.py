"""The places of the world as they may be named in a text.

- key: the folded words of a spelling, joined by blanks; a key that begins with "~" is the
  normal form of a spelling (see spellings.py), tried where no place is spelt just so.

Settlements and divisions lie in vocabulary/gazetteer/, countries and features in the table
"regions" of the vocabulary, where a researcher adds to them.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, count
from pathlib import Path
from typing import NamedTuple

from searchapp.errors import VocabularyError
from searchapp.tagging.places import spellings
from searchapp.tagging.places.candidates import (
    Candidate,
    Division,
    Namesakes,
    division_candidate,
    division_names,
    namesakes,
    other_paths,
    short_name,
)
from searchapp.tagging.vocabulary import SHIPPED, Entry, Vocabulary
from searchapp.text import words

FOLDER = SHIPPED / "gazetteer"
_LONGEST = 6
SLAVIC = frozenset({"UA", "RU", "BY", "MD"})
_LEAST_LETTERS = 5
_LARGE = 100_000
_REMEMBERED = 200_000
_FEW = 4
# What kind of division a name ends or begins with; in text any of them may stand for another.
DIVISION_WORDS = frozenset(
    "oblast oblasts region regions province provinces governorate governorates krai kray okrug "
    "state states county counties voivodeship republic область області обл край".split()
)
# "West Region" is a name, "West" is none.
_NO_NAMES_ALONE = frozenset(
    "west east north south western eastern northern southern central centre center river rivers"
    " lake lakes upper coast coastal capital plateau borders highlands unity mountain national"
    " northwest southwest northeast southeast northwestern federal state island islands bay"
    " valley savannas savanes littoral est ouest nord sud centro north-west south-west".split()
)


class Gazetteer:
    """Looks places up by the folded words of a spelling. Reading takes about 0.2 s."""

    def __init__(self, vocabulary: Vocabulary, folder: Path = FOLDER) -> None:
        self._lines, self._numbers, starts = _settlements(folder)
        self._doubtful = (
            frozenset(_listed(folder / "doubtful.txt")) | vocabulary.words("placewords", "doubtful")
        ) - vocabulary.words("placewords", "undoubted")
        self._named: dict[str, tuple[Candidate, ...]] = {}
        self._countries: dict[str, str] = {}
        self._divisions: dict[str, Division] = {}
        self._places: dict[int, Candidate] = {}
        self._found: dict[str, tuple[Candidate, ...]] = {}
        self._forms: dict[str, bool] = {}
        self._namesakes: dict[str, Namesakes] = {}
        self._longest: dict[str, int] = {}
        self._begun: dict[tuple[str, str], bool] = {}
        # Words that were found to begin no spelling; most capitals of a text do not.
        self.ordinary: set[str] = set()
        # Words found to name nothing by themselves, though longer names begin with them.
        self.openers: set[str] = set()
        for candidate, names in self._read_regions(vocabulary, folder):
            for name in names:
                if name.lower() in _NO_NAMES_ALONE:
                    continue
                self._add(words(name), candidate)
        self._starts = _starts(self._named, known=starts)
        self._doubtful |= frozenset(self._given_names(vocabulary))

    def is_place(self, named: tuple[str, ...]) -> bool:
        """Whether these folded words, all of them, name a place and hardly anything else."""
        key = " ".join(named)
        return not self.is_doubtful(key) and bool(self.candidates(key))

    def is_doubtful(self, key: str) -> bool:
        """Whether the key is as often a common word or a person's name as a place."""
        return key in self._doubtful

    def longest_from(self, word: str) -> int:
        """How many words the longest spelling that begins with this word has; 0 for none."""
        known = self._longest.get(word)
        if known is None:
            if len(self._longest) > _REMEMBERED:
                self._longest.clear()
                self.ordinary.clear()
                self.openers.clear()
            known = self._longest[word] = self._find_longest(word)
        return known

    def _find_longest(self, word: str) -> int:
        longest = self._starts.longest
        return longest.get(word) or longest.get("~" + spellings.slavic_form(word), 0)

    def begins(self, first: str, second: str) -> bool:
        """Whether any spelling may begin with these two words; of most neighbours none does."""
        both = (first, second)
        known = self._begun.get(both)
        if known is None:
            if len(self._begun) > _REMEMBERED:
                self._begun.clear()
            known = self._begun[both] = self._has_beginning(both)
        return known

    def _has_beginning(self, both: tuple[str, str]) -> bool:
        key, arabic = " ".join(both), spellings.arabic_form(both)
        if " " not in arabic:
            return True  # an article, which Arabic forms leave out, may begin any name
        forms = (key, f"~{spellings.slavic_form_of(both)}", f"~{arabic}")
        return not self._starts.double.isdisjoint(forms) or self.knows(key) or self.knows_form(key)

    def namesakes(self, key: str) -> Namesakes:
        """The places that the key may mean, told apart."""
        known = self._namesakes.get(key)
        if known is None:
            if len(self._namesakes) > _REMEMBERED:
                self._namesakes.clear()
            known = self._namesakes[key] = self.namesakes_among(key, self.candidates(key))
        return known

    def namesakes_among(self, key: str, candidates: tuple[Candidate, ...]) -> Namesakes:
        known, doubtful = self.knows(key), self.is_doubtful(key)
        return namesakes(key, candidates, known=known, doubtful=doubtful)

    def candidates(self, key: str) -> tuple[Candidate, ...]:
        """All places that the key may mean: by spelling, else by normal form; larger first."""
        known = self._found.get(key)
        if known is None:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            known = self._found[key] = self._look_up(key)
        return known

    def knows(self, key: str) -> bool:
        """Whether something is spelt just so; quicker than `candidates`."""
        return key in self._numbers or key in self._named

    def knows_form(self, key: str) -> bool:
        """Whether the normal form of a key of several words is some place's."""
        known = self._forms.get(key)
        if known is None:
            if len(self._forms) > _REMEMBERED:
                self._forms.clear()
            known = self._forms[key] = self._has_form(key)
        return known

    def _has_form(self, key: str) -> bool:
        parts = tuple(key.split(" "))
        slavic = "~" + spellings.slavic_form_of(parts)
        if slavic in self._numbers or slavic in self._named:
            return True
        arabic = spellings.arabic_form(parts)
        return " " in arabic and "~" + arabic in self._numbers

    def division_of(self, candidate: Candidate) -> Division | None:
        return self._divisions.get(candidate.division)

    def division_candidate(self, candidate: Candidate) -> tuple[Candidate, ...]:
        """The division that a place lies in, as a candidate of its own."""
        division = self._divisions.get(candidate.division)
        return (division_candidate(division),) if division else ()

    def country_named(self, code: str) -> str:
        return self._countries.get(code, code)

    def spellings(self, paths: Collection[str]) -> Iterator[tuple[str, str]]:
        """The spellings of the settlements, countries and features with these paths, as keys;
        not those that rather mean a larger place, many places, or something else."""
        names = {path.rsplit("/", 1)[-1] for path in paths}
        called = (line[: line.find("\t")] in names for line in self._lines)
        alike = {str(number) for number in compress(count(), called)}
        for key, numbers in self._numbers.items():
            first = numbers if numbers in alike else numbers.partition(" ")[0]
            if first not in alike or key.startswith("~") or numbers.count(" ") >= _FEW:
                continue
            path = self._place(int(first)).value
            if path in paths and key not in self._doubtful:
                yield key, path
        for key, named in self._named.items():
            if key.startswith("~") or key in self._doubtful or key in self._numbers:
                continue
            if named[0].kind != "division" and named[0].value in paths:
                yield key, named[0].value

    def _look_up(self, key: str) -> tuple[Candidate, ...]:
        named = self._named.get(key, ())
        numbers = self._numbers.get(key, "")
        if not named and not numbers and len(key) >= _LEAST_LETTERS and key not in self._doubtful:
            named, numbers = self._by_form(key)
        elif numbers:
            numbers = self._with_other_spellings(key, numbers)
        settlements = tuple(self._place(int(number)) for number in numbers.split())
        # A city of first-level status is in both lists; the settlement knows more.
        known = {candidate.value for candidate in settlements}
        found = (*(each for each in named if each.value not in known), *settlements)
        # Namesakes in one division have one value but stand in different places.
        return tuple(dict.fromkeys(found))

    def _with_other_spellings(self, key: str, numbers: str) -> str:
        """All places of a Slavic name: only the town of Kamianka is listed as Kamyanka too."""
        form = spellings.slavic_form_of(tuple(key.split(" ")))
        other = self._numbers.get(f"~{form}", "")
        return other if set(numbers.split()) <= set(other.split()) else numbers

    def _by_form(self, key: str) -> tuple[tuple[Candidate, ...], str]:
        parts = tuple(key.split(" "))
        slavic, arabic = spellings.slavic_form_of(parts), spellings.arabic_form(parts)
        named, numbers = self._named.get(f"~{slavic}", ()), self._numbers.get(f"~{slavic}", "")
        return named, numbers or ("" if named else self._numbers.get(f"~{arabic}", ""))

    def _given_names(self, vocabulary: Vocabulary) -> Iterator[str]:
        """The given names that are small places too: "Patrick"."""
        listed = vocabulary.words
        for name in listed("given_names", "given") | listed("given_names", "equivalent"):
            found = self.candidates(name)
            if all(p.kind in ("place", "division") and p.population < _LARGE for p in found):
                yield name

    def _place(self, number: int) -> Candidate:
        if number not in self._places:
            self._places[number] = self._read_place(self._lines[number])
        return self._places[number]

    def _read_place(self, line: str) -> Candidate:
        name, code, population, latitude, longitude = line.split("\t")
        country = self._countries.get(code[:2], code[:2])
        division = self._divisions.get(code)
        at = (int(population), float(latitude), float(longitude))
        if division is None:
            return Candidate(f"{country}/{name}", "place", code[:2], code, *at)
        if name == division.name or name in division.others:
            others = tuple(f"{country}/{other}" for other in division.others)
            others = (*others, f"{division.value}/{name}")
            return Candidate(division.value, "place", code[:2], code, *at, others)
        others = other_paths(country, division, name)
        return Candidate(f"{division.value}/{name}", "place", code[:2], code, *at, others)

    def _read_regions(
        self, vocabulary: Vocabulary, folder: Path
    ) -> Iterator[tuple[Candidate, Iterable[str]]]:
        """Countries, then divisions, then features, each with its names."""
        entries = vocabulary.table("regions")
        for entry in entries:
            if entry.kind == "country":
                code = str(entry.fields.get("code", ""))
                self._countries[code] = entry.name
                yield (
                    Candidate(entry.name, "country", code, f"{code}.", others=entry.aliases),
                    (entry.name, *entry.aliases),
                )
        named = tuple(self._countries.items())
        for division, candidate, names in _divisions(folder / "divisions.csv", named):
            self._divisions[division.code] = division
            yield candidate, names
        codes = {name: f"{code}." for code, name in self._countries.items()}
        # Of two divisions of one name the first.
        codes |= {each.value: each.code for each in reversed(self._divisions.values())}
        for entry in entries:
            if entry.kind != "country":
                yield self._feature(entry, codes), (entry.name, *entry.aliases)

    def _feature(self, entry: Entry, codes: dict[str, str]) -> Candidate:
        """A feature as a candidate; `codes` are those of countries and divisions by path."""
        under = entry.fields.get("under")
        above = [under] if isinstance(under, str) else under
        if not isinstance(above, list) or not above:
            raise VocabularyError(entry.file, entry.line, "`under` has to name a country or path")
        paths = [f"{path}/{entry.name}" for path in above]
        latitude, longitude = entry.fields.get("at", (0.0, 0.0))
        first = above[0].split("/")[0]
        if first not in codes:
            raise VocabularyError(entry.file, entry.line, f"there is no country {first!r}")
        others = [f"{path}/{alias}" for path in above for alias in entry.aliases]
        for division in filter(None, (self._divisions.get(codes.get(path, "")) for path in above)):
            others += other_paths(division.value.split("/")[0], division, entry.name)
        same = [entry.fields["same_as"]] if "same_as" in entry.fields else []
        value = paths[0] if not entry.fields.get("gives_town") else above[0]
        inside = "/".join(value.split("/")[:-1][:2])
        return Candidate(
            value,
            "feature",
            codes[first].rstrip("."),
            codes.get(inside, codes[first]),
            0,
            latitude,
            longitude,
            (*paths[1:], *others, *same, entry.name, *entry.aliases),
            tuple(paths) if len(paths) > 1 else (),
        )

    def _add(self, parts: Sequence[str], candidate: Candidate) -> None:
        keys = [" ".join(parts)]
        if candidate.country in SLAVIC and candidate.kind != "country":
            keys.append("~" + spellings.slavic_form_of(tuple(parts)))
        for key in keys:
            known = self._named.get(key, ())
            if candidate.kind == "feature" and parts[-1] == "sea":
                # "Red Sea" is the sea, not the governorate on its shore.
                self._named[key] = (candidate,)
            elif candidate not in known:
                self._named[key] = (*known, candidate)


@lru_cache(maxsize=2)
def _divisions(
    file: Path, countries: tuple[tuple[str, str], ...]
) -> list[tuple[Division, Candidate, tuple[str, ...]]]:
    """The divisions under countries of these names, by code: each as a candidate, too, and its
    own names. Shared, and nobody changes it."""
    found = []
    name_of = dict(countries)
    with file.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            country = name_of.get(row["country"], row["country"])
            name = row["name"]
            division = Division(
                f"{row['country']}.{row['code']}",
                f"{country}/{name}",
                name,
                short_name(name),
                tuple(other for other in row["other_names"].split("|") if other),
            )
            names = tuple(division_names(division))
            found.append((division, division_candidate(division), names))
    return found


class _Starts(NamedTuple):
    """How keys begin: how many words the longest has by its first word, and the first two words
    of those of more than two."""

    longest: dict[str, int]
    double: frozenset[str]


@lru_cache(maxsize=1)
def _settlements(folder: Path) -> tuple[list[str], dict[str, str], _Starts]:
    """Lines of places, their numbers by key, how the keys begin; shared, and nobody changes it."""
    lines = _unpacked(folder / "places.txt.gz").split("\n")
    columns = _unpacked(folder / "names.txt.gz").replace("\n", "\t").split("\t")
    numbers = dict(zip(columns[::2], columns[1::2], strict=True))
    return lines, numbers, _starts(numbers, known=_Starts({}, frozenset()))


def _starts(keys: Iterable[str], *, known: _Starts) -> _Starts:
    longest, double = dict(known.longest), set(known.double)
    for key in keys:
        count = key.count(" ")
        if count:
            end = key.index(" ")
            first = key[:end]
            if count >= longest.get(first, 0):
                longest[first] = min(count + 1, _LONGEST)
            if count > 1:
                double.add(key[: key.index(" ", end + 1)])
    return _Starts(longest, frozenset(double))


def _unpacked(file: Path) -> str:
    return gzip.decompress(file.read_bytes()).decode("utf-8")


def _listed(file: Path) -> Iterator[str]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()
