"""What is wrong with a vocabulary: for `searchapp vocab check`.

- finding: a place in a file and what is wrong there.
- twice: the same name in two places of one table.
- shared alias: a spelling that stands for two values, so that one of them is never found.
- query: a topic's query that can only be read as plain words.

Files that cannot be read at all raise VocabularyError; its file and line become a finding too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from searchapp.errors import VocabularyError
from searchapp.tagging.names.lexicon import NAMED
from searchapp.tagging.topics import query_of
from searchapp.tagging.vocabulary import SHIPPED, Entry, files, read_file
from searchapp.text import words


@dataclass(frozen=True, slots=True)
class Finding:
    """`file` is relative to its vocabulary folder; `line` counts from 1, 0 where unknown."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return (
            f"{self.file}:{self.line}: {self.reason}"
            if self.line
            else f"{self.file}: {self.reason}"
        )


def check(folders: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """All findings in the shipped vocabulary and the given folders, in reading order."""
    found: list[Finding] = []
    for folder in (SHIPPED, *folders):
        entries: list[Entry] = []
        for file in files(folder):
            shown = file.relative_to(folder).as_posix()
            try:
                entries += read_file(file, shown)
            except VocabularyError as error:
                found.append(Finding(error.path, error.line or 0, error.reason))
        found += _twice(entries)
        found += _shared_aliases(entries)
        found += _queries(entries)
    return tuple(found)


def _twice(entries: Iterable[Entry]) -> Iterator[Finding]:
    first: dict[tuple[str, str, tuple[str, ...]], Entry] = {}
    for entry in entries:
        key = (entry.table, entry.kind, tuple(words(entry.name)))
        earlier = first.setdefault(key, entry)
        if earlier is not entry:
            yield Finding(entry.file, entry.line, f"{entry.name!r} stands in {earlier.place} too")


def _shared_aliases(entries: Iterable[Entry]) -> Iterator[Finding]:
    first: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        if entry.table not in NAMED or entry.fields.get("drop") is True:
            continue
        for name in (entry.name, *entry.aliases):
            key = tuple(words(name))
            if not key:
                yield Finding(entry.file, entry.line, f"the name {name!r} holds no word")
                continue
            earlier = first.setdefault(key, entry)
            if earlier.name != entry.name:
                reason = f"{name!r} stands for {earlier.name!r} already ({earlier.place})"
                yield Finding(entry.file, entry.line, reason)


def _queries(entries: Iterable[Entry]) -> Iterator[Finding]:
    for entry in entries:
        if entry.table == "topics":
            try:
                query_of(entry)
            except VocabularyError as error:
                yield Finding(error.path, error.line or 0, error.reason)
