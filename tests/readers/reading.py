"""Reading one file of a test, in a line."""

from __future__ import annotations

from pathlib import Path

from searchapp import readers
from searchapp.model import Document
from searchapp.readers import FileReading, SourceFile


def read(folder: Path, name: str, content: str | bytes) -> FileReading:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return readers.read_file(SourceFile(path, name))


def only(reading: FileReading) -> Document:
    assert reading.failures == ()
    (document,) = reading.documents
    return document


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]
