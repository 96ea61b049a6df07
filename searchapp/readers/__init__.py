"""Files to documents: one module a format, and the table of them.

- readers: file ending → the function that reads it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from searchapp.errors import UnreadableFile, UsageError
from searchapp.readers.base import Dropped, FileReading, Findings, Reader, SourceFile
from searchapp.readers.metadata import SIDECAR
from searchapp.readers.pages import read_html
from searchapp.readers.pdf import read_pdf
from searchapp.readers.plain import read_markdown, read_text
from searchapp.readers.records import read_csv, read_jsonl

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
}
_LARGEST = 1 << 30

__all__ = ["READERS", "Dropped", "FileReading", "SourceFile", "files", "read_file"]


def files(paths: Sequence[Path]) -> list[SourceFile]:
    """Every file below the paths, in a stable order: folders recursively, names sorted by
    code point. Hidden files, README files, sidecars and links out of a folder are passed over.

    Raises UsageError when a path does not exist or no file is left.
    """
    found: dict[Path, SourceFile] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder")
        walked = _walk(path, path) if path.is_dir() else [SourceFile(path, path.name)]
        for file in walked:
            found.setdefault(file.path.resolve(), file)
    if not found:
        raise UsageError(f"{', '.join(map(str, paths))}: no document was found there")
    return list(found.values())


def _walk(folder: Path, top: Path) -> Iterator[SourceFile]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        path = Path(entry.path)
        if entry.is_dir():
            yield from _walk(path, top)
        elif not entry.name.endswith(SIDECAR) and path.stem.upper() != "README":
            yield SourceFile(path, path.relative_to(top).as_posix())


def read_file(file: SourceFile) -> FileReading:
    """Everything one file gives; what cannot be read is among its failures, never raised."""
    findings = Findings(file.name)
    try:
        reader = READERS.get(file.path.suffix.lower())
        if reader is None:
            known = " ".join(sorted(READERS))
            raise UnreadableFile(file.name, f"unknown kind of file; known endings are {known}")
        reader(file, _bytes_of(file), findings)
    except UnreadableFile as error:
        findings.failures.append(error)
    return findings.reading()


def _bytes_of(file: SourceFile) -> bytes:
    try:
        status = file.path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(file.name, "it is no regular file")
        if status.st_size > _LARGEST:
            raise UnreadableFile(file.name, f"it is larger than {_LARGEST >> 30} GiB; split it")
        return file.path.read_bytes()
    except OSError as error:
        raise UnreadableFile(file.name, f"cannot be read: {error.strerror}") from error
