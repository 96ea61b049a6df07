"""Other spellings of the names in an index: from the vocabulary and the gazetteer."""

from __future__ import annotations

from searchapp.aliases import Names
from searchapp.namebook import Gathered
from searchapp.tagging.places.gazetteer import Gazetteer
from searchapp.tagging.vocabulary import Vocabulary

_TABLES = ("actors", "sources")


def names_of(gathered: Gathered, vocabulary: Vocabulary, gazetteer: Gazetteer) -> Names:
    """The names that were gathered, with their other spellings that stand in the texts."""
    known = ((each.name, each.aliases) for table in _TABLES for each in vocabulary.table(table))
    return gathered.names(gazetteer.spellings(gathered.paths), known=known)
