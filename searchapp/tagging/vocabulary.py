"""What the tagger knows by heart, read from files that a researcher can edit.

- table: what a folder or file of the vocabulary is about: "actors", "sources", "topics".
- entry: one preferred name in a table, with its kind, its aliases and what else is said of it.
- override: an entry of the same name in a later folder. It adds aliases and replaces the
  other fields; `replace = true` forgets the earlier aliases, `drop = true` the whole entry.

A vocabulary is a folder of TOML files. `actors.toml` and `actors/russia.toml` both belong to
the table "actors". Inside a file each section is a kind, each key a preferred name:

    [body]
    "Federal Security Service" = ["FSB", "ФСБ"]          # aliases
    "Kremlin" = { aliases = ["The Kremlin"], of = "Russia" }
    [body."Federation Council"]                          # the same, over several lines
    aliases = ["Russian Federation Council"]
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from searchapp.errors import VocabularyError
from searchapp.text import fold

SHIPPED = Path(__file__).resolve().parent.parent / "vocabulary"
LONGEST_NAME = 256
_HEADER = re.compile(r"^\s*(\[[^\[\]]+\])\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)\s*=""")
# One that TOML reads as it stands, which is quicker seen than read.
_PLAIN_KEY = re.compile(r"""["']?([^"'\\]+)["']?""")
_LINE_IN_ERROR = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A preferred name. `file` is relative to its vocabulary folder, `line` counts from 1."""

    table: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    fields: Mapping[str, Any]
    file: str
    line: int

    @property
    def place(self) -> str:
        """Where a researcher finds the entry: `actors/russia.toml:12`."""
        return f"{self.file}:{self.line}"

    @property
    def key(self) -> tuple[str, str, str]:
        """By what an entry of a later folder is known to be the same."""
        return (self.table, self.kind, fold(self.name))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All entries after overriding. `digest` changes when any file's content does."""

    tables: Mapping[str, tuple[Entry, ...]]
    digest: str

    def table(self, name: str) -> tuple[Entry, ...]:
        """The entries of a table in reading order; empty where there is no such table."""
        return self.tables.get(name, ())

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries, table by table."""
        return (entry for entries in self.tables.values() for entry in entries)

    def words(self, table: str, kind: str) -> frozenset[str]:
        """All names and aliases of one kind, folded: for lists of plain words."""
        entries = (entry for entry in self.table(table) if entry.kind == kind)
        return frozenset(fold(name) for entry in entries for name in (entry.name, *entry.aliases))


def load(folders: Sequence[Path] = ()) -> Vocabulary:
    """The shipped vocabulary, then the overriding folders in order.

    Raises VocabularyError with file and line.
    """
    merged: dict[tuple[str, str, str], Entry] = {}
    for folder in (SHIPPED, *folders):
        for entry in read_folder(folder):
            if entry.fields.get("drop") is True:
                merged.pop(entry.key, None)
            else:
                merged[entry.key] = _over(merged.get(entry.key), entry)
    return of_entries(merged.values(), digest_of((SHIPPED, *folders)))


def of_entries(entries: Iterable[Entry], digest: str) -> Vocabulary:
    """The vocabulary of these entries, none of which overrides another."""
    tables: dict[str, list[Entry]] = {}
    for entry in entries:
        tables.setdefault(entry.table, []).append(entry)
    frozen = {name: tuple(each) for name, each in tables.items()}
    return Vocabulary(MappingProxyType(frozen), digest)


def digest_of(folders: Iterable[Path]) -> str:
    """SHA-256 over the names and contents of all files of the folders, in order."""
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()


def files(folder: Path) -> list[Path]:
    """The TOML files of a vocabulary folder in a stable order. Raises VocabularyError."""
    if not folder.is_dir():
        raise VocabularyError(str(folder), None, "there is no such folder")
    return sorted(file for file in folder.rglob("*.toml") if file.is_file())


def read_folder(folder: Path) -> Iterator[Entry]:
    """Every entry as it stands in the folder's files, before any overriding."""
    for file in files(folder):
        yield from read_file(file, file.relative_to(folder).as_posix())


def _over(earlier: Entry | None, later: Entry) -> Entry:
    if earlier is None or later.fields.get("replace") is True:
        return later
    aliases = tuple(dict.fromkeys((*later.aliases, *earlier.aliases)))
    return replace(later, aliases=aliases, fields={**earlier.fields, **later.fields})


def read_file(file: Path, shown: str) -> Iterator[Entry]:
    """The entries of one file; `shown` is how messages name it. Raises VocabularyError."""
    try:
        source = file.read_text(encoding="utf-8")
        content = tomllib.loads(source)
    except UnicodeDecodeError as error:
        raise VocabularyError(shown, None, "the file is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        found = _LINE_IN_ERROR.search(str(error))
        raise VocabularyError(shown, int(found[1]) if found else None, str(error)) from error
    table = shown.split("/")[0].removesuffix(".toml")
    lines = _lines(source)
    for kind, names in content.items():
        if not isinstance(names, dict):
            raise VocabularyError(shown, lines.get(("", kind)), f"{kind!r} stands in no section")
        for name, stated in names.items():
            line = lines.get((kind, name), 0)
            aliases, fields = _stated(stated, shown, line)
            for each in (name, *aliases):
                _check_name(each, shown, line)
            yield Entry(table, kind, name, aliases, fields, shown, line)


def _stated(stated: object, file: str, line: int) -> tuple[tuple[str, ...], Mapping[str, Any]]:
    """The aliases and fields of a key's value in any of its three forms."""
    fields: dict[str, Any] = {}
    if isinstance(stated, dict):
        fields = {name: value for name, value in stated.items() if name != "aliases"}
        stated = stated.get("aliases", [])
    elif isinstance(stated, str):
        fields, stated = {"value": stated}, []
    if not isinstance(stated, list) or not all(isinstance(alias, str) for alias in stated):
        raise VocabularyError(file, line, "aliases have to be a list of texts")
    return tuple(stated), MappingProxyType(fields)


def _check_name(name: str, file: str, line: int) -> None:
    if not name.strip():
        raise VocabularyError(file, line, "a name is empty")
    if len(name) > LONGEST_NAME:
        raise VocabularyError(file, line, f"a name is longer than {LONGEST_NAME} characters")
    if not name.isprintable() and any(
        unicodedata.category(letter) in ("Cc", "Cs") for letter in name
    ):
        raise VocabularyError(file, line, f"the name {name!r} holds a control character")


def _lines(source: str) -> dict[tuple[str, str], int]:
    """The line on which each (kind, name) begins; TOML readers do not tell."""
    found: dict[tuple[str, str], int] = {}
    kind, inside = "", False
    for number, line in enumerate(source.splitlines(), start=1):
        if header := _HEADER.match(line):
            ((kind, below),) = _keys(header[1]).items()
            inside = bool(below)
            for name in below:
                found.setdefault((kind, name), number)
        elif not inside and (key := _KEY.match(line)):
            plain = _PLAIN_KEY.fullmatch(key[1])
            for name in [plain[1]] if plain else _keys(f"{key[1]} = 0"):
                found.setdefault((kind, name), number)
    return found


def _keys(fragment: str) -> dict[str, Any]:
    try:
        return tomllib.loads(fragment) or {"": {}}
    except tomllib.TOMLDecodeError:
        # A line inside a longer text can look like a header; it names nothing.
        return {"": {}}
