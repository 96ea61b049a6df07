"""The manifest of a generation: what it is and which files it has, byte for byte.

- manifest: `manifest.json`: format, program, backend, counts, and of every other file the size
  and the SHA-256. Sizes are looked at when an index is opened, hashes when it is checked.
- finding: something wrong with an index.
- seal: to flush every file to the disk and then write the manifest of them.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import searchapp
from searchapp.errors import IndexDamaged

FORMAT = 3
MANIFEST = "manifest.json"
REBUILD = "build it anew with `searchapp index --rebuild`"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is; `files` maps names to (size in bytes, SHA-256 in hex)."""

    backend: str
    status: dict[str, Any]
    files: dict[str, tuple[int, str]]
    program: str = searchapp.__version__
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with an index: which file, what, and what to do."""

    file: str
    problem: str
    remedy: str = REBUILD

    def __str__(self) -> str:
        return f"{self.file}: {self.problem}; {self.remedy}"


# --- reading --------------------------------------------------------------------------------


def sound_manifest(place: Path) -> Manifest:
    """The manifest, once every file is seen to have its size. Raises IndexDamaged."""
    manifest = read_manifest(place)
    for name, (size, _) in manifest.files.items():
        try:
            found = (place / name).stat().st_size
        except OSError as error:
            raise unreadable(place / name, error) from error
        if found != size:
            raise IndexDamaged(f"{place / name} has {found} bytes in place of {size}; {REBUILD}")
    return manifest


def read_manifest(place: Path) -> Manifest:
    """Raises IndexDamaged where it cannot be read or has another format."""
    path = place / MANIFEST
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        found = fields["format"]
        if found != FORMAT:
            raise IndexDamaged(
                f"{place} has format {found} and this program reads {FORMAT}; {REBUILD}"
            )
        files = {str(name): (int(size), str(sha)) for name, (size, sha) in fields["files"].items()}
        status = fields["status"]
        if not {"build", "documents", "paragraphs"} <= status.keys():
            raise ValueError("its status is not complete")
        manifest = Manifest(fields["backend"], status, files, fields["program"], found)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise unreadable(path, error) from error
    return manifest


def unreadable(path: Path, error: Exception) -> IndexDamaged:
    """What to tell of a file that cannot be read: missing, forbidden or damaged."""
    if isinstance(error, FileNotFoundError):
        return IndexDamaged(f"{path} is missing; {REBUILD}")
    if isinstance(error, OSError):
        return IndexDamaged(f"cannot read {path}: {error.strerror or error}")
    return IndexDamaged(f"{path} is damaged ({type(error).__name__}: {error}); {REBUILD}")


def wrong_files(place: Path, manifest: Manifest) -> Iterator[Finding]:
    """Files that differ from the manifest; reads every byte."""
    for name, (size, sha) in manifest.files.items():
        try:
            found = measured(place / name)
        except OSError as error:
            yield Finding(str(place / name), error.strerror or str(error))
            continue
        if found[0] != size:
            yield Finding(str(place / name), f"has {found[0]} bytes in place of {size}")
        elif found[1] != sha:
            yield Finding(str(place / name), "its content has changed since it was written")
    for name in sorted(files_of(place) - manifest.files.keys()):
        yield Finding(str(place / name), "does not belong to the index", "remove it")


# --- writing --------------------------------------------------------------------------------


def seal(draft: Path, manifest: Manifest, former: Path | None = None) -> None:
    """Flush every file to the disk and write the manifest of them, flushed as well.

    A file that is also one of the former generation, by a link, was flushed and measured when
    that was sealed; its hash is taken from there, so that damage since then is found by a check.
    """
    for folder in (draft, *(each for each in draft.rglob("*") if each.is_dir())):
        sync(folder)
    names = sorted(files_of(draft))
    linked = _linked(draft, names, former)
    for name in names:
        if name not in linked:
            sync(draft / name)
    files = {name: linked.get(name) or measured(draft / name) for name in names}
    record = json.dumps(asdict(replace(manifest, files=files)), indent=1)
    write_synced(draft / MANIFEST, record)
    sync(draft)


def _linked(draft: Path, names: Iterable[str], former: Path | None) -> dict[str, tuple[int, str]]:
    """Those of the files that are also the former generation's, as its manifest has them."""
    try:
        sealed = read_manifest(former).files if former else {}
    except IndexDamaged:
        return {}
    return {
        name: sealed[name]
        for name in names
        if former and name in sealed and _is_same(draft / name, former / name)
    }


def _is_same(file: Path, other: Path) -> bool:
    return other.exists() and file.samefile(other)


def link(there: Path, here: Path) -> None:
    """The same file under another name: none of the two is ever written to again."""
    try:
        os.link(there, here)
    except OSError:  # a file system without links, or one that has too many of this file
        shutil.copyfile(there, here)


def write_synced(path: Path, text: str) -> None:
    """Write a text file and flush it to the disk."""
    path.write_text(text, encoding="utf-8")
    sync(path)


def sync(path: Path) -> None:
    """Flush a file, or the names in a folder, to the disk. Windows flushes no folders."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def files_of(place: Path) -> set[str]:
    """The files of a generation but its manifest, with forward slashes."""
    files = {each.relative_to(place).as_posix() for each in place.rglob("*") if each.is_file()}
    return files - {MANIFEST}


def measured(path: Path) -> tuple[int, str]:
    """The size of a file in bytes and its SHA-256 in hex. Raises OSError."""
    with path.open("rb") as file:
        sha = hashlib.file_digest(file, "sha256").hexdigest()
        return file.tell(), sha
