"""Other spellings of the names in an index: from the vocabulary and the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from searchapp.aliases import Names
from searchapp.namebook import Gathered
from searchapp.tagging.places.gazetteer import Gazetteer
from searchapp.tagging.vocabulary import SHIPPED, Vocabulary, digest_of, load

_TABLES = ("actors", "sources")


def names_of(gathered: Gathered, folders: Sequence[Path] = ()) -> Names:
    """The names that were gathered, with their other spellings that stand in the texts, by the
    shipped vocabulary and the folders that override it. Raises VocabularyError."""
    if not gathered.mentioned:
        return {}
    vocabulary, gazetteer = _read(tuple(folders), digest_of((SHIPPED, *folders)))
    known = ((each.name, each.aliases) for table in _TABLES for each in vocabulary.table(table))
    return gathered.names(gazetteer.spellings(gathered.paths), known=known)


@lru_cache(maxsize=1)
def _read(folders: tuple[Path, ...], digest: str) -> tuple[Vocabulary, Gazetteer]:
    """Kept for the next build, as long as no file has changed."""
    vocabulary = load(folders)
    return vocabulary, Gazetteer(vocabulary)
