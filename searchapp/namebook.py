"""Which spellings mean the same name, gathered while an index is built.

- group: all spellings of one value: those that its mentions carry, and of a place those that
  the gazetteer knows.
- written: spellings whose words stand in the index; only they are worth looking for.
- ordinary: words that the texts also write small, "who" beside "WHO": they are no names.
- gathered: what the documents of an index say of all this, kept for the next build, since an
  index does not keep the aliases of mentions. A change of vocabulary that gives a value other
  aliases tags every document anew that has a claim to it (tagging/retagging).

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
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from searchapp.aliases import Names, Spelling, others_than
from searchapp.errors import IndexDamaged
from searchapp.manifest import link
from searchapp.model import Mention, Paragraph
from searchapp.text import pieces, tokens, words

NAMES = "names.json"
GATHERED = "gathered.json.gz"
_LEVEL = 1
_NAMED = ("region", "actor", "source")
_ORDINARY = 2

_Value = tuple[str, str]
_Group = tuple[Spelling, ...]


class Claim(NamedTuple):
    """That a value is spelt so, by a mention; `spellings` may be those of its aliases, too."""

    facet: str
    value: str
    spellings: tuple[Spelling, ...]


@dataclass(slots=True)
class Gathered:
    """The claims of each document, by id, and how often each piece of text stands in all; `kept`
    is a generation that has the same."""

    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    pieces: Counter[str] = field(default_factory=Counter)
    kept: Path | None = field(default=None, compare=False)

    def renew(
        self,
        claims: Mapping[str, tuple[Claim, ...]],
        came: Iterable[Paragraph],
        went: Iterable[Paragraph],
    ) -> None:
        """Have these claims, count the pieces of what came and not those of what went. A text that
        came back is not cut again."""
        before, after = ({each.id: each.text for each in some} for some in (went, came))
        new = [text for name, text in after.items() if before.get(name) != text]
        old = [text for name, text in before.items() if after.get(name) != text]
        if new or old or claims != self.claims:
            self.kept = None
        self.claims = claims
        for text in new:
            self.pieces.update(pieces(text))
        for text in old:
            self.pieces.subtract(pieces(text))
        if old:
            self.pieces = +self.pieces

    @property
    def paths(self) -> set[str]:
        """The places that are mentioned."""
        return {each.value for each in self._distinct() if each.facet == "region"}

    def _distinct(self) -> Iterable[Claim]:
        # By identity, since most are made once (see `claims_of`), and equal ones do no harm.
        return {id(each): each for claims in self.claims.values() for each in claims}.values()

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
        groups: dict[_Value, set[Spelling]] = {}
        for facet, value, spellings in self._distinct():
            groups.setdefault((facet, value), set()).update(spellings)
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
        if self.kept:
            link(self.kept / GATHERED, place / GATHERED)
            return
        claims = sorted(set(self._distinct()))
        number_of = {claim: number for number, claim in enumerate(claims)}
        told = {
            "claims": [[*claim[:2], *map(" ".join, claim.spellings)] for claim in claims],
            "documents": {
                name: sorted(map(number_of.__getitem__, of_document))
                for name, of_document in sorted(self.claims.items())
            },
            "pieces": dict(sorted(self.pieces.items())),
        }
        record = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        packed = gzip.compress(record.encode("utf-8", "surrogatepass"), _LEVEL, mtime=0)
        (place / GATHERED).write_bytes(packed)


def claims_of(paragraphs: Iterable[Paragraph]) -> tuple[Claim, ...]:
    """What the mentions of a document say of names."""
    said = {
        (facet, each.value, each.aliases)
        for paragraph in paragraphs
        for facet in _NAMED
        for each in paragraph.mentions.get(facet, ())
    }
    return tuple(sorted({_claim(*each) for each in said}))


@lru_cache(maxsize=200_000)
def _claim(facet: str, value: str, aliases: tuple[str, ...]) -> Claim:
    mention = Mention(value, 0, 0, "", "", aliases=aliases)
    return Claim(facet, value, tuple(dict.fromkeys(_spellings(facet, mention))))


def gathered_from(paragraphs: Iterable[Paragraph]) -> Gathered:
    claims: dict[str, tuple[Claim, ...]] = {}
    counted: Counter[str] = Counter()
    for document, own in groupby(paragraphs, key=attrgetter("document")):
        held = tuple(own)
        claims[document] = claims_of(held)
        for paragraph in held:
            counted.update(pieces(paragraph.text))
    return Gathered(claims, counted)


def read_gathered(place: Path) -> Gathered | None:
    """What was kept in a generation; None where it cannot be read, since it can be gathered
    anew."""
    try:
        packed = (place / GATHERED).read_bytes()
        told = json.loads(gzip.decompress(packed).decode("utf-8", "surrogatepass"))
        claims = [
            Claim(facet, value, tuple(tuple(each.split()) for each in spellings))
            for facet, value, *spellings in told["claims"]
        ]
        held = {
            name: tuple(claims[number] for number in numbers)
            for name, numbers in told["documents"].items()
        }
        return Gathered(held, Counter(told["pieces"]), place)
    except (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError, AttributeError):
        return None


def dump(names: Names) -> str:
    """The names as JSON, in a stable order."""
    rows = {" ".join(key): [" ".join(other) for other in others] for key, others in names.items()}
    return json.dumps(rows, ensure_ascii=False, sort_keys=True)


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
        # Whoever is written holds written ones alone, so the others cannot stand in its way.
        alike = tuple(each for each in group if written.issuperset(each))
        for spelling in group:
            if len(spelling) == 1:
                holders.setdefault(spelling, []).append(alike)
    for spelling, held in holders.items():
        if len(held) > 1 or small[spelling[0]] >= _ORDINARY or held[0] in ((), (spelling,)):
            continue
        if found := others_than(spelling, held[0]):
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
