"""Which spellings mean the same name, gathered while an index is built.

- group: all spellings of one value: those that its mentions carry, and of a place those that
  the gazetteer knows.
- written: spellings whose words stand in the index; only they are worth looking for.
- ordinary: words that the texts also write small, "who" beside "WHO": they are no names.

What is gathered holds only names that occur in the index, so it is small enough to be kept
beside it as JSON and read when the index is opened.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from searchapp.aliases import Names, Spelling, others_than
from searchapp.errors import IndexDamaged
from searchapp.model import Mention, Paragraph
from searchapp.text import pieces, tokens, words

NAMES = "names.json"
_NAMED = ("region", "actor", "source")
_ORDINARY = 2

_Group = tuple[Spelling, ...]
_Groups = dict[tuple[str, str], dict[Spelling, None]]


def names_in(
    paragraphs: Iterable[Paragraph],
    places: Iterable[tuple[str, str]] = (),
    *,
    known: Iterable[tuple[str, Iterable[str]]] = (),
) -> Names:
    """The names of one word with their other spellings that stand in the paragraphs.

    `places` are spellings with the paths of the places they mean, as `Gazetteer.spellings` has
    them; `known` are values with their aliases from the vocabulary, for paragraphs that were
    read back from an index, whose mentions have lost theirs.
    """
    gathered = _Gathered()
    for paragraph in paragraphs:
        gathered.add(paragraph)
    for value, aliases in known:
        gathered.add_aliases(value, aliases)
    for spelling, path in places:
        if ("region", path) in gathered.groups:
            gathered.groups["region", path][tuple(spelling.split())] = None
    return gathered.names()


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


@dataclass(slots=True)
class _Gathered:
    groups: _Groups = field(default_factory=dict)
    pieces: Counter[str] = field(default_factory=Counter)

    def add(self, paragraph: Paragraph) -> None:
        self.pieces.update(pieces(paragraph.text))
        for facet in _NAMED:
            for mention in paragraph.mentions.get(facet, ()):
                self._add_mention(facet, mention)

    def add_aliases(self, value: str, aliases: Iterable[str]) -> None:
        """The aliases of an actor or source, where it is mentioned."""
        for facet in ("actor", "source"):
            if (facet, value) in self.groups:
                self._add_mention(facet, Mention(value, 0, 0, "", "", aliases=tuple(aliases)))

    def _add_mention(self, facet: str, mention: Mention) -> None:
        known = self.groups.setdefault((facet, mention.value), {})
        if not known or mention.aliases:
            known.update(dict.fromkeys(_spellings(facet, mention)))

    def names(self) -> Names:
        """A spelling that means a place means it alone, though a government may be called so."""
        places: set[Spelling] = set()
        groups: list[_Group] = []
        for facet in _NAMED:
            of_facet = [group for (name, _), group in sorted(self.groups.items()) if name == facet]
            groups += (
                tuple(sorted(each for each in group if each not in places)) for group in of_facet
            )
            if facet == "region":
                places = {spelling for group in of_facet for spelling in group}
        written, small = self._words()
        return dict(_names_of_one_word(dict.fromkeys(groups), written, small))

    def _words(self) -> tuple[set[str], Counter[str]]:
        """The words of the texts, and how often each is written small."""
        written: set[str] = set()
        small: Counter[str] = Counter()
        for piece, count in self.pieces.items():
            for token in tokens(piece):
                written.add(token.word)
                if piece[token.start : token.end].islower():
                    small[token.word] += count
        return written, small


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
