"""The vocabulary by which an index was tagged, kept in its generation for the next run.

- recipe: the digest of all that decided the tags (see recipes.py); a vocabulary that was kept
  with another recipe than the index's tags says nothing of them.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from searchapp.tagging.vocabulary import Entry, Vocabulary, of_entries

FILE = "vocabulary.json.gz"
_LEVEL = 4


def write(place: Path, vocabulary: Vocabulary, *, recipe: str) -> None:
    """Write a vocabulary into a generation. The same vocabulary gives the same bytes."""
    entries = [_told(entry) for entry in vocabulary.entries]
    told = json.dumps({"recipe": recipe, "entries": entries}, default=str, ensure_ascii=False)
    (place / FILE).write_bytes(gzip.compress(told.encode("utf-8"), _LEVEL, mtime=0))


def read(place: Path, *, recipe: str) -> Vocabulary | None:
    """The vocabulary of a generation; None where none was kept with this recipe, since all tags
    can be made anew without it."""
    try:
        told = json.loads(gzip.decompress((place / FILE).read_bytes()))
        if told["recipe"] != recipe:
            return None
        return of_entries(_entries(told["entries"]), "")
    except (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError):
        return None


def say_the_same(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same, as it is kept; not where they stand."""
    first, second = (_told(each)[:-2] for each in (one, other))
    if first == second and repr(first) == repr(second):  # 1 == True, which are not kept alike
        return True
    return _written(first) == _written(second)


def _written(said: list[Any]) -> str:
    return json.dumps(said, default=str, sort_keys=True, ensure_ascii=False)


def _told(entry: Entry) -> list[Any]:
    fields = dict(entry.fields)
    said = [entry.table, entry.kind, entry.name, list(entry.aliases), fields]
    return [*said, entry.file, entry.line]


def _entries(told: Iterable[list[Any]]) -> Iterable[Entry]:
    for table, kind, name, aliases, fields, file, line in told:
        shown: Mapping[str, Any] = MappingProxyType(dict(fields))
        yield Entry(table, kind, name, tuple(aliases), shown, file, line)
