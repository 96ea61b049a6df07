"""Which spellings mean the same name, gathered while an index is built.

- group: all spellings of one value: those that its mentions carry, and of a place those that
  the gazetteer knows.
- written: spellings whose words stand in the index; only they are worth looking for.
- ordinary: words that the texts also write small, "who" beside "WHO": they are no names.
- gathered: what the paragraphs of an index say of all this, kept for the next build, which
  takes from it what went and adds what came.

The names hold only what occurs in the index, so they are small enough to be kept beside it as
JSON and read when the index is opened.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from searchapp.aliases import Names, Spelling, others_than
from searchapp.errors import IndexDamaged
from searchapp.model import Mention, Paragraph
from searchapp.text import pieces, tokens, words

NAMES = "names.json"
GATHERED = "gathered.json.gz"
_LEVEL = 1
_NAMED = ("region", "actor", "source")
_ORDINARY = 2

_Value = tuple[str, str]
_Group = tuple[Spelling, ...]


@dataclass(slots=True)
class Gathered:
    """How often each value is mentioned, by facet and value; the spellings that its mentions
    carry, without the vocabulary's; and how often each piece of text stands there."""

    mentioned: Counter[_Value] = field(default_factory=Counter)
    spelt: dict[_Value, dict[Spelling, None]] = field(default_factory=dict)
    pieces: Counter[str] = field(default_factory=Counter)

    def add(self, paragraph: Paragraph) -> None:
        self.pieces.update(pieces(paragraph.text))
        for facet in _NAMED:
            for mention in paragraph.mentions.get(facet, ()):
                value = (facet, mention.value)
                self.mentioned[value] += 1
                known = self.spelt.setdefault(value, {})
                if not known or mention.aliases:
                    known.update(dict.fromkeys(_spellings(facet, mention)))

    def take_back(self, paragraphs: Iterable[Paragraph]) -> None:
        """Take from what was gathered what these paragraphs gave; of a value that is mentioned
        elsewhere their spellings stay, as long as their words are written."""
        for paragraph in paragraphs:
            self.pieces.subtract(pieces(paragraph.text))
            self.mentioned.subtract(
                (facet, each.value)
                for facet in _NAMED
                for each in paragraph.mentions.get(facet, ())
            )
        self.pieces, self.mentioned = +self.pieces, +self.mentioned
        self.spelt = {value: self.spelt[value] for value in self.mentioned}

    @property
    def paths(self) -> set[str]:
        """The places that are mentioned."""
        return {value for facet, value in self.mentioned if facet == "region"}

    def names(
        self,
        places: Iterable[tuple[str, str]] = (),
        *,
        known: Iterable[tuple[str, Iterable[str]]] = (),
    ) -> Names:
        """The names of one word with their other spellings that stand in the paragraphs.

        `places` are spellings with the paths of the places they mean, as `Gazetteer.spellings`
        has them; `known` are values with their aliases from the vocabulary, for paragraphs that
        were read back from an index, whose mentions have lost theirs.
        """
        groups = {value: set(spelt) for value, spelt in self.spelt.items()}
        for name, aliases in known:
            for facet in ("actor", "source"):
                if (facet, name) in groups:
                    mention = Mention(name, 0, 0, "", "", aliases=tuple(aliases))
                    groups[facet, name].update(_spellings(facet, mention))
        for spelling, path in places:
            if ("region", path) in groups:
                groups["region", path].add(tuple(spelling.split()))
        written, small = self._words()
        return dict(_names_of_one_word(_told_apart(groups), written, small))

    def _words(self) -> tuple[set[str], Counter[str]]:
        """The words of the texts, and how often each is written small."""
        written: set[str] = set()
        small: Counter[str] = Counter()
        for piece, count in self.pieces.items():
            if piece.isascii() and piece.isalnum():  # most are a word as it stands
                word = piece.lower()
                written.add(word)
                if piece.islower():
                    small[word] += count
                continue
            for token in tokens(piece):
                written.add(token.word)
                if piece[token.start : token.end].islower():
                    small[token.word] += count
        return written, small

    # --- kept -------------------------------------------------------------------------------

    def write(self, place: Path) -> None:
        """Keep it in the generation in `place`; the same gives the same bytes."""
        values = [
            [facet, value, count, *map(" ".join, self.spelt[facet, value])]
            for (facet, value), count in sorted(self.mentioned.items())
        ]
        told = {"values": values, "pieces": dict(sorted(self.pieces.items()))}
        record = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        packed = gzip.compress(record.encode("utf-8", "surrogatepass"), _LEVEL, mtime=0)
        (place / GATHERED).write_bytes(packed)


def gathered_from(paragraphs: Iterable[Paragraph]) -> Gathered:
    gathered = Gathered()
    for paragraph in paragraphs:
        gathered.add(paragraph)
    return gathered


def read_gathered(place: Path) -> Gathered | None:
    """What was kept in a generation; None where it cannot be read, since it can be gathered
    anew."""
    try:
        packed = (place / GATHERED).read_bytes()
        told = json.loads(gzip.decompress(packed).decode("utf-8", "surrogatepass"))
        gathered = Gathered(pieces=Counter(told["pieces"]))
        for facet, value, count, *spelt in told["values"]:
            gathered.mentioned[facet, value] = count
            gathered.spelt[facet, value] = {tuple(each.split()): None for each in spelt}
        return gathered
    except (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError):
        return None


def dump(names: Names) -> str:
    """The names as JSON, in a stable order."""
    rows = {" ".join(key): [" ".join(other) for other in others] for key, others in names.items()}
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, indent=0)


def load(text: str) -> Names:
    """The names from what `dump` wrote. Raises ValueError for anything else."""
    rows = json.loads(text)
    if not isinstance(rows, dict) or not all(map(_is_listed, rows.values())):
        raise ValueError("these are no names with their spellings")
    return {
        tuple(key.split()): tuple(tuple(other.split()) for other in others)
        for key, others in rows.items()
    }


def write(place: Path, names: Names) -> None:
    """Write the names beside the index in the folder `place`."""
    (place / NAMES).write_text(dump(names), encoding="utf-8")


def read(place: Path) -> Names:
    """The names beside the index in `place`; none where none were gathered.

    Raises IndexDamaged.
    """
    try:
        return load((place / NAMES).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{place / NAMES}: cannot be read ({error})") from error


def _is_listed(others: object) -> bool:
    return isinstance(others, list) and all(isinstance(other, str) for other in others)


def _told_apart(groups: Mapping[_Value, set[Spelling]]) -> Iterator[_Group]:
    """The groups of spellings. One that means a place means it alone, though a government may be
    called so."""
    places: set[Spelling] = set()
    found: dict[_Group, None] = {}
    for facet in _NAMED:
        of_facet = [group for (name, _), group in groups.items() if name == facet]
        found.update(dict.fromkeys(tuple(sorted(group - places)) for group in of_facet))
        if facet == "region":
            places = places.union(*of_facet)
    return iter(found)


def _names_of_one_word(
    groups: Iterable[_Group], written: set[str], small: Counter[str]
) -> Iterator[tuple[Spelling, tuple[Spelling, ...]]]:
    """Each spelling of one word that stands in one group alone, with those others of its group
    that are written."""
    holders: dict[Spelling, list[_Group]] = {}
    for group in groups:
        for spelling in group:
            if len(spelling) == 1:
                holders.setdefault(spelling, []).append(group)
    for spelling, held in holders.items():
        if len(held) > 1 or small[spelling[0]] >= _ORDINARY:
            continue
        # Whoever is written holds written ones alone, so the others cannot stand in its way.
        others = [each for each in held[0] if each == spelling or written.issuperset(each)]
        if len(others) == 1:
            continue
        found = tuple(each for each in others_than(spelling, others) if written.issuperset(each))
        if found:
            yield spelling, found


def _spellings(facet: str, mention: Mention) -> list[Spelling]:
    """The value and its aliases that are names: with a capital, or of a script without any.

    Of a place only its own name, and only aliases of as many words, since "Luhansk" may stand
    for the oblast but is the name of the city.
    """
    every = [mention.value, *mention.aliases]
    if facet == "region":
        every = [each.rsplit("/", 1)[-1] for each in every]
        every = [each for each in every if each.count(" ") == every[0].count(" ")]
    named = (each for each in every if each != each.lower() or not each.upper().isupper())
    return [found for each in named if (found := tuple(words(each)))]
