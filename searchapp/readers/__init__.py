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
from searchapp.readers.plain import read_markdown, read_text
from searchapp.readers.records import read_csv, read_json, read_jsonl


# The libraries of these two take longer to import than all else that most builds need.
def _read_feed(file: SourceFile, content: bytes, findings: Findings) -> None:
    from searchapp.readers.feeds import read_feed

    read_feed(file, content, findings)


def _read_pdf(file: SourceFile, content: bytes, findings: Findings) -> None:
    from searchapp.readers.pdf import read_pdf

    read_pdf(file, content, findings)


READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": _read_pdf,
    ".rss": _read_feed,
    ".atom": _read_feed,
    ".xml": _read_feed,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
}
_LARGEST = 1 << 30

__all__ = ["READERS", "Dropped", "FileReading", "SourceFile", "files", "read_file"]


def files(paths: Sequence[Path]) -> list[SourceFile]:
    """Every file below the paths, in a stable order: folders recursively, names sorted by
    code point. Hidden files, README files and sidecars are passed over. Links inside a folder
    are listed but not followed, and folders that cannot be listed stand for themselves.

    Raises UsageError when a path does not exist or no file is left.
    """
    found: dict[Path, SourceFile] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder")
        walked = _walk(path) if path.is_dir() else [SourceFile(path.resolve(), path.name)]
        for file in walked:
            link = file.path.is_symlink()
            found.setdefault(file.path.absolute() if link else file.path.resolve(), file)
    if not found:
        raise UsageError(f"{', '.join(map(str, paths))}: no document was found there")
    return list(found.values())


def _walk(top: Path) -> Iterator[SourceFile]:
    waiting = [top]  # folders may nest deeper than functions can
    while waiting:
        path = waiting.pop()
        file = SourceFile(path, _name(path.relative_to(top)))
        if path.is_symlink() and path != top:
            yield file
        elif path.is_dir():
            try:
                inside = sorted(map(Path, os.scandir(path)), key=lambda each: each.name)
            except OSError:
                yield file
            else:
                waiting += filter(_is_document, reversed(inside))
        else:
            yield file


def _name(path: Path) -> str:
    """The name as text, with bytes that are none written `\\xff`."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace")


def _is_document(path: Path) -> bool:
    if path.name.startswith(".") or path.name.endswith(SIDECAR):
        return False
    return path.stem.upper() != "README" or (path.is_dir() and not path.is_symlink())


def read_file(file: SourceFile) -> FileReading:
    """Everything one file gives; what cannot be read is among its failures, never raised."""
    findings = Findings(file.name)
    if file.path.is_symlink():
        findings.note("a link, which was not followed")
        return findings.reading()
    try:
        if file.path.is_dir():
            raise UnreadableFile(file.name, "the folder cannot be listed")
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
