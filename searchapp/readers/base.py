"""What reading a file gives.

- source file: a file to read, with the name it has inside the documents' folder.
- dropped: a piece of text that is no paragraph (navigation debris), and why.
- note: something a reader of the report should know, such as the encoding that was detected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from searchapp.errors import UnreadableFile
from searchapp.model import Document


@dataclass(frozen=True, slots=True)
class SourceFile:
    """`name` is the path relative to the documents' folder, with forward slashes."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Dropped:
    origin: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileReading:
    """All that one file gave. A file may give documents and failures at once: a JSON Lines
    file with one malformed line loses that line alone."""

    documents: tuple[Document, ...] = ()
    failures: tuple[UnreadableFile, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Findings:
    """Collects what a reader meets on its way through one file."""

    name: str
    documents: list[Document] = field(default_factory=list)
    failures: list[UnreadableFile] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fail(self, reason: str, line: int | None = None) -> None:
        self.failures.append(UnreadableFile(self.name, reason, line))

    def drop(self, text: str, reason: str) -> None:
        self.dropped.append(Dropped(self.name, text, reason))

    def note(self, text: str) -> None:
        self.notes.append(f"{self.name}: {text}")

    def reading(self) -> FileReading:
        return FileReading(
            tuple(self.documents), tuple(self.failures), tuple(self.dropped), tuple(self.notes)
        )


Reader: TypeAlias = Callable[[SourceFile, bytes, Findings], None]
"""Adds the documents of a file's bytes to the findings. Raises UnreadableFile when nothing of
the file can be read."""
