"""What the shipped vocabularies hold: their files, with the number of entries in each.

- entry: a preferred name or rule with its other names; of the gazetteer a line, of its list of
  doubtful words a word.
- group: the first part of a file's path: what all files of a folder are about.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from searchapp.tagging.vocabulary import SHIPPED, digest_of, read_file

_NOT_ENTRIES = (".md",)


@dataclass(frozen=True, slots=True)
class File:
    """`name` is relative to the folder of vocabularies: `actors/russia.toml`."""

    name: str
    entries: int

    @property
    def group(self) -> str:
        return self.name.split("/")[0].removesuffix(".toml")


@dataclass(frozen=True, slots=True)
class Shipped:
    digest: str
    files: tuple[File, ...]


@lru_cache(maxsize=1)
def shipped() -> Shipped:
    """Read once, since the files change with the program alone. Raises VocabularyError."""
    paths = sorted(path for path in SHIPPED.rglob("*") if path.is_file())
    named = [(path, path.relative_to(SHIPPED).as_posix()) for path in paths]
    files = (File(name, _entries(path, name)) for path, name in named if _holds(path))
    return Shipped(digest_of((SHIPPED,)), tuple(files))


def _holds(path: Path) -> bool:
    return path.suffix not in _NOT_ENTRIES


def _entries(path: Path, name: str) -> int:
    if path.suffix == ".toml":
        return sum(1 for _ in read_file(path, name))
    packed = path.suffix == ".gz"
    raw = path.read_bytes()
    lines = (gzip.decompress(raw) if packed else raw).decode("utf-8").splitlines()
    if path.suffix == ".txt":
        return sum(len(line.split()) for line in lines if not line.startswith("#"))
    return len(lines) - (path.suffix == ".csv")
