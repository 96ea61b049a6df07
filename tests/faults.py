"""Faults at exact operations on files: a process killed, or a disk that refuses.

- operation: an opened file, a write, a flush, a rename, a link, a removal, a new folder.
- counted: runs some work with every operation counted, and calls `at` at the one chosen.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_PLAIN = (
    *("fsync", "replace", "rename", "link", "mkdir", "rmdir", "unlink", "ftruncate"),
    *("open", "write"),
)


class Operations:
    """Counts operations and calls `fault` before the one with the number `at`, or from there
    on when the fault persists."""

    def __init__(self, at: int, fault: Callable[[], None], *, persists: bool = False) -> None:
        self.seen, self.at, self.fault, self.persists = 0, at, fault, persists

    def step(self) -> None:
        self.seen += 1
        if self.seen == self.at or (self.persists and self.seen > self.at):
            self.fault()

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Counts in this process, for the length of a block."""
        kept = {name: getattr(os, name) for name in _PLAIN}
        kept_open, kept_io_open = builtins.open, io.open
        for name, original in kept.items():
            setattr(os, name, self._stepping(original))
        builtins.open = io.open = self._opening(kept_open)
        try:
            yield
        finally:
            builtins.open, io.open = kept_open, kept_io_open
            for name, original in kept.items():
                setattr(os, name, original)

    def _stepping(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*positional: Any, **named: Any) -> Any:
            self.step()
            return original(*positional, **named)

        return stepped

    def _opening(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def opened(file: Any, mode: str = "r", *positional: Any, **named: Any) -> Any:
            if not set(mode) & set("wax+"):
                return original(file, mode, *positional, **named)
            self.step()
            written = original(file, mode, *positional, **named)
            return _Stepping(written, self.step)

        return opened


class _Stepping:
    """A file whose every write is an operation."""

    def __init__(self, file: Any, step: Callable[[], None]) -> None:
        self._file, self._step = file, step

    def write(self, written: Any) -> Any:
        self._step()
        return self._file.write(written)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _Stepping:
        return self

    def __exit__(self, *raised: object) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._file)


def refuse(code: int = errno.ENOSPC) -> Callable[[], None]:
    def fault() -> None:
        raise OSError(code, os.strerror(code))

    return fault


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
