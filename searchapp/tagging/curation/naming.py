"""Other spellings of the names in an index: from the vocabulary and the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from searchapp.aliases import Names
from searchapp.model import Paragraph
from searchapp.namebook import names_in
from searchapp.tagging.places.gazetteer import Gazetteer
from searchapp.tagging.vocabulary import SHIPPED, Vocabulary, digest_of, load

_TABLES = ("actors", "sources")


def names_of(paragraphs: Sequence[Paragraph], folders: Sequence[Path] = ()) -> Names:
    """The names that the paragraphs mention, with their other spellings that stand there, by the
    shipped vocabulary and the folders that override it. Raises VocabularyError."""
    paths = {value for paragraph in paragraphs for value in paragraph.values("region")}
    if not any(paragraph.mentions for paragraph in paragraphs):
        return {}
    vocabulary, gazetteer = _read(tuple(folders), digest_of((SHIPPED, *folders)))
    known = ((each.name, each.aliases) for table in _TABLES for each in vocabulary.table(table))
    return names_in(paragraphs, gazetteer.spellings(paths), known=known)


def no_names(paragraphs: Sequence[Paragraph]) -> Names:
    """For an index that is built without the vocabulary."""
    return {}


@lru_cache(maxsize=1)
def _read(folders: tuple[Path, ...], digest: str) -> tuple[Vocabulary, Gazetteer]:
    """Kept for the next build, as long as no file has changed."""
    vocabulary = load(folders)
    return vocabulary, Gazetteer(vocabulary)
