"""Generations of an index: one writer at a time, and readers that never see half of one.

- generation: a folder `g000001` below the index's folder, complete and never changed again.
- CURRENT: the file that names the live generation; replacing it is the only step shared with
  readers, so before it the old generation is whole and after it the new one.
- draft: a private folder in which a generation is written before it gets its name.
- hold: a shared lock of a reader on the manifest of the generation that it has open, by which
  writers know that they must not remove it yet.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import secrets
import shutil
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from searchapp import filelock
from searchapp.backends import BACKENDS
from searchapp.backends.base import Backend
from searchapp.errors import IndexDamaged, IndexLocked, IndexMissing, SearchappError, UsageError
from searchapp.manifest import (
    MANIFEST,
    REBUILD,
    Finding,
    Manifest,
    read_manifest,
    seal,
    sound_manifest,
    sync,
    unreadable,
    write_synced,
    wrong_files,
)
from searchapp.model import Search, Status
from searchapp.stored import status_record

_NAME = re.compile(r"g[0-9]{6,}")
_CURRENT, _LOCK = "CURRENT", "LOCK"
_DRAFT, _GONE = ".draft-", ".gone-"


# --- reading --------------------------------------------------------------------------------


def current(index: Path) -> Path:
    """The folder of the live generation. Raises IndexMissing, IndexDamaged."""
    pointer = index / _CURRENT
    try:
        name = pointer.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        if _generations(index):
            raise IndexDamaged(f"{pointer} is missing; {REBUILD}") from None
        raise IndexMissing(str(index)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(pointer, error) from error
    if not _NAME.fullmatch(name):
        raise IndexDamaged(f"{pointer} names no generation; {REBUILD}")
    return index / name


def open_index(index: Path) -> Backend:
    """The live generation, opened for reading and held until the backend is let go.

    Raises IndexMissing, IndexDamaged with the file and the remedy.
    """
    while True:
        place = current(index)
        try:
            return _open(place)
        except IndexDamaged:
            # A writer may have removed it after CURRENT was read: then CURRENT has changed.
            if current(index) == place:
                raise


def _open(place: Path) -> Backend:
    try:
        hold = filelock.share(place / MANIFEST)
    except OSError as error:
        raise unreadable(place / MANIFEST, error) from error
    if hold is None:
        raise IndexDamaged(f"{place} is being removed; try again")
    try:
        backend = _connect(place, sound_manifest(place))
    except BaseException:
        os.close(hold)
        raise
    weakref.finalize(backend, os.close, hold)
    return backend


def _connect(place: Path, manifest: Manifest) -> Backend:
    module = BACKENDS.get(manifest.backend)
    if module is None:
        raise IndexDamaged(f"{place} needs the unknown backend {manifest.backend!r}; {REBUILD}")
    connect = importlib.import_module(module).connect
    try:
        connected: Backend = connect(place)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        # Files that are whole but not as this version of the backend expects them.
        raise unreadable(place, error) from error
    return connected


@contextmanager
def opened(index: Path) -> Iterator[Backend]:
    """The live generation for the length of a block, closed after it."""
    backend = open_index(index)
    try:
        yield backend
    finally:
        backend.close()


# --- checking -------------------------------------------------------------------------------


def check(index: Path) -> list[Finding]:
    """All that is wrong with the live generation, every byte of it read.

    Raises IndexMissing when there is none at all.
    """
    try:
        place = current(index)
        manifest = read_manifest(place)
    except IndexDamaged as error:
        return [Finding(str(index), str(error))]
    found = [*wrong_files(place, manifest)]
    return found or [*_wrong_counts(place, manifest)]


def _wrong_counts(place: Path, manifest: Manifest) -> Iterator[Finding]:
    try:
        backend = _connect(place, manifest)
        results = backend.search(Search(size=1, facet_size=0))
        held = backend.status()
        backend.close()
    except SearchappError as error:
        yield Finding(str(place), str(error))
        return
    for what, count, expected in (
        ("paragraphs", results.total, manifest.status["paragraphs"]),
        ("documents", results.documents, manifest.status["documents"]),
        ("build", held.build, manifest.status["build"]),
    ):
        if count != expected:
            yield Finding(str(place), f"{what}: {count} in place of {expected}")


# --- writing --------------------------------------------------------------------------------


@contextmanager
def writing(index: Path) -> Iterator[Writer]:
    """The only writer of an index, for as long as the block runs.

    What writers that were killed have left behind is removed first. Raises IndexLocked, and
    SearchappError when the folder cannot be written.
    """
    with _writable(index):
        index.mkdir(parents=True, exist_ok=True)
        lock = _lock(index)
    try:
        with _writable(index):
            _sweep(index)
            writer = Writer(index)
        yield writer
    finally:
        os.close(lock)


def rollback(index: Path) -> str:
    """Make the generation before the live one live again, and return its name.

    Raises UsageError when there is none, IndexDamaged when it is not whole.
    """
    with writing(index):
        live = current(index)
        before = _before(index, live.name)
        if before is None:
            raise UsageError(f"there is no generation before {live}")
        sound_manifest(before)
        with _writable(index):
            _point(index, before.name)
    return before.name


class Writer:
    """Adds generations to an index. `next_name` is the name that the next one will have."""

    def __init__(self, index: Path) -> None:
        self.index = index
        numbers = [int(each.name[1:]) for each in _generations(index)]
        self.next_name = f"g{max(numbers, default=0) + 1:06d}"

    def publish(self, fill: Callable[[Path], None], *, backend: str, status: Status) -> Path:
        """Have `fill` write a generation into an empty folder, check it, and make it live.

        Any failure leaves the former generation live and nothing of the new one behind. After
        success the former one is kept for `rollback`, and older ones are removed unless a
        reader still holds them.
        Raises SearchappError where the disk refuses, IndexDamaged where the check fails.
        """
        draft = self.index / f"{_DRAFT}{os.getpid()}-{secrets.token_hex(4)}"
        place = self.index / self.next_name
        former = _live(self.index) or next(iter(_generations(self.index)[::-1]), None)
        named = False
        try:
            with _writable(self.index):
                draft.mkdir()
                fill(draft)
                seal(draft, Manifest(backend, json.loads(status_record(status)), {}), former)
                _prove(draft)
                draft.rename(place)
                named = True
                sync(self.index)
                _point(self.index, place.name)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            # A folder of this name that is not ours is another writer's, whose lock was deleted.
            if named and _live(self.index) != place:
                shutil.rmtree(place, ignore_errors=True)
            raise
        self.next_name = f"g{int(place.name[1:]) + 1:06d}"
        for each in _generations(self.index):
            if each not in (place, former):
                with suppress(OSError):  # what cannot be removed now, a later writer removes
                    _retire(each)
        return place


def _sweep(index: Path) -> None:
    """Remove what writers that are gone had not finished."""
    for each in index.iterdir():
        if each.name.startswith((_GONE, f".{_CURRENT}-")) or _is_abandoned(each.name):
            _remove(each)


def _lock(index: Path) -> int:
    """Take the lock and write into it who has it. Raises IndexLocked."""
    path = index / _LOCK
    lock = filelock.take(path)
    if lock is None:
        holder = path.read_text(encoding="utf-8", errors="replace").strip() or "another process"
        raise IndexLocked(f"{index} is being written by {holder}; wait until it has ended")
    started = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        os.ftruncate(lock, 0)
        os.write(lock, f"process {os.getpid()} since {started}\n".encode())
    except BaseException:
        os.close(lock)
        raise
    return lock


def _prove(draft: Path) -> None:
    """Raises IndexDamaged unless the draft opens and holds what its manifest says."""
    for finding in _wrong_counts(draft, sound_manifest(draft)):
        raise IndexDamaged(f"what was built is not whole: {finding.problem}")


def _point(index: Path, name: str) -> None:
    """Make a generation live, by one replacement of CURRENT."""
    new = index / f".{_CURRENT}-{secrets.token_hex(4)}"
    write_synced(new, name + "\n")
    new.replace(index / _CURRENT)
    sync(index)


def _retire(place: Path) -> None:
    """Remove a generation unless a reader holds it; it is renamed first, so that no reader
    can open one that is half removed."""
    manifest = place / MANIFEST
    hold = filelock.take(manifest) if manifest.exists() else None
    if hold is None and manifest.exists():
        return
    gone = place.with_name(f"{_GONE}{place.name}-{secrets.token_hex(4)}")
    try:
        place.rename(gone)
    finally:
        if hold is not None:
            os.close(hold)
    _remove(gone)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _is_abandoned(name: str) -> bool:
    """Whether a draft's writer is gone. We hold the lock, so a draft of ours is none of now."""
    found = re.fullmatch(rf"{re.escape(_DRAFT)}([0-9]+)-[0-9a-f]+", name)
    if found is None:
        return False
    writer = int(found[1])
    if writer == os.getpid() or os.name == "nt":
        return True
    try:
        os.kill(writer, 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False


def _live(index: Path) -> Path | None:
    try:
        return current(index)
    except (IndexMissing, IndexDamaged):
        return None


@contextmanager
def _writable(index: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SearchappError(
            f"the index in {index} could not be written: {error}; the one that is live is whole"
        ) from error


# --- files ----------------------------------------------------------------------------------


def _generations(index: Path) -> list[Path]:
    """The folders of generations, oldest first. Raises IndexDamaged where it cannot be read."""
    try:
        found = [each for each in index.iterdir() if _NAME.fullmatch(each.name)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(index, error) from error
    return sorted(found, key=lambda each: int(each.name[1:]))


def _before(index: Path, name: str) -> Path | None:
    earlier = [each for each in _generations(index) if int(each.name[1:]) < int(name[1:])]
    return earlier[-1] if earlier else None
