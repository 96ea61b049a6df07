"""The register of a generation: what every file gave when it was read, for the next run.

- entry: one file: its name, the hash of its bytes and its sidecar's, and all it gave.
- register: the recipes that were followed, and the entries, in `register.jsonl.gz`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

from searchapp.errors import IndexDamaged, UnreadableFile
from searchapp.model import Document
from searchapp.readers.base import Dropped, FileReading, SourceFile
from searchapp.stored import document_record, read_document

FILE = "register.jsonl.gz"
_SIDECAR = ".meta.toml"
_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """`content` is "" for a file that could not be opened; `digests` are the SHA-256 of its
    documents' records."""

    name: str
    content: str
    reading: FileReading
    digests: tuple[bytes, ...] = field(compare=False)

    @classmethod
    def of(cls, name: str, content: str, reading: FileReading) -> Entry:
        records = map(document_record, reading.documents)
        return cls(name, content, reading, tuple(map(_digest, records)))


@dataclass(frozen=True, slots=True)
class Register:
    reading_recipe: str
    tagging_recipe: str
    entries: tuple[Entry, ...]


def content_of(file: SourceFile) -> str:
    """The SHA-256 of a file and of its sidecar, "" where it cannot be read.

    A pipe or device is not opened, since that might wait for ever.
    """
    if file.path.is_symlink() or not file.path.is_file():
        return ""
    digest = hashlib.sha256()
    beside = file.path.with_name(file.path.name + _SIDECAR)
    try:
        with file.path.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
        if os.path.isfile(beside):  # unlike Path.is_file it bears names that are too long
            digest.update(beside.read_bytes())
    except OSError:
        return ""
    return digest.hexdigest()


def digests_of(documents: Iterable[Document], entries: Iterable[Entry]) -> Iterator[bytes]:
    """The digests of documents, which are those of entries."""
    digest_of = {
        id(document): digest
        for each in entries
        for document, digest in zip(each.reading.documents, each.digests, strict=True)
    }
    return (digest_of[id(each)] for each in documents)


def write(place: Path, register: Register, *, like: Path | None = None) -> None:
    """Write the register into a generation. The same register gives the same bytes. `like` is a
    generation whose register has the same entries, which are copied then."""
    recipes = {"reading": register.reading_recipe, "tagging": register.tagging_recipe}
    entries = _packed_entries(like) if like else b""
    with (place / FILE).open("wb") as raw:
        _pack(raw, [json.dumps(recipes) + "\n"])
        if entries:
            raw.write(entries)
        else:
            _pack(raw, map(_lines_of, register.entries))


def _pack(raw: BinaryIO, texts: Iterable[str]) -> None:
    """Write a part of a packed file; parts one after another are read as one."""
    with (
        gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as packed,
        TextIOWrapper(packed, encoding="utf-8", newline="\n") as lines,
    ):
        lines.writelines(texts)


def _packed_entries(place: Path) -> bytes:
    """What follows the first part of a register; nothing where it is no register of ours."""
    try:
        recipes = zlib.decompressobj(16 + zlib.MAX_WBITS)
        recipes.decompress((place / FILE).read_bytes())
    except (OSError, zlib.error):
        return b""
    return recipes.unused_data


def read(place: Path) -> Register:
    """Raises IndexDamaged."""
    path = place / FILE
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            recipes = json.loads(next(lines, ""))
            entries = tuple(_entries(lines))
        return Register(recipes["reading"], recipes["tagging"], entries)
    except (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError) as error:
        raise IndexDamaged(f"{path} cannot be read: {error}") from error


def _lines_of(entry: Entry) -> str:
    """A line that tells of the file, and a line for each of its documents."""
    reading = entry.reading
    told = {
        "file": entry.name,
        "content": entry.content,
        "documents": len(reading.documents),
        "failures": [[each.path, each.reason, each.line] for each in reading.failures],
        "dropped": [[each.origin, each.text, each.reason] for each in reading.dropped],
        "notes": list(reading.notes),
    }
    records = (document_record(each) for each in reading.documents)
    return "".join(f"{line}\n" for line in (json.dumps(told), *records))


def _entries(lines: Iterable[str]) -> Iterator[Entry]:
    remaining = iter(lines)
    for line in remaining:
        told: dict[str, Any] = json.loads(line)
        records = [next(remaining, "").removesuffix("\n") for _ in range(told["documents"])]
        reading = FileReading(
            documents=tuple(map(read_document, records)),
            failures=tuple(UnreadableFile(*each) for each in told["failures"]),
            dropped=tuple(Dropped(*each) for each in told["dropped"]),
            notes=tuple(told["notes"]),
        )
        yield Entry(told["file"], told["content"], reading, tuple(map(_digest, records)))


def _digest(record: str) -> bytes:
    return hashlib.sha256(record.encode()).digest()
