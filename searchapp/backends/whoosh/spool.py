"""Numbers on their way into an index that are too many to hold, in files without a name.

- spool: numbers of one type, one after another; the most of them on the disk.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np

from searchapp.kernels import Ints, spans

_HELD_BYTES = 4 * 1024 * 1024
_BLOCK = 1024 * 1024  # numbers


class Spool:
    """First numbers are added, then parts are read."""

    def __init__(self, folder: Path, dtype: Any) -> None:
        self.dtype: np.dtype[Any] = np.dtype(dtype)
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._held: list[Ints] = []
        self._size = self._written = 0

    def __len__(self) -> int:
        return self._size

    def add(self, numbers: Ints) -> None:
        self._held.append(numbers.astype(self.dtype, copy=False))
        self._size += len(numbers)
        if (self._size - self._written) * self.dtype.itemsize > _HELD_BYTES:
            self._write()

    def _write(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115  # see close
        self._file.seek(0, 2)
        for numbers in self._held:
            self._file.write(np.ascontiguousarray(numbers).view(np.uint8).data)
        self._held.clear()
        self._written = self._size

    def keep(self, numbers: Ints) -> Part:
        """Add numbers of which parts will be asked for by their places among themselves."""
        self.add(numbers)
        return Part(self, self._size - len(numbers))

    def __getitem__(self, part: slice) -> Ints:
        start, end, _ = part.indices(self._size)
        if self._file is None:
            if len(self._held) != 1:
                self._held = [spans.joined(self._held).astype(self.dtype, copy=False)]
            return self._held[0][start:end]
        if self._written < self._size:
            self._write()
        found = np.empty(max(end - start, 0), dtype=self.dtype)
        self._file.seek(start * self.dtype.itemsize)
        read: int = self._file.readinto(found.view(np.uint8))  # type: ignore[attr-defined]
        if read != found.nbytes:
            raise OSError("a file for the time being was cut short")
        return found

    def blocks(self) -> Iterator[Ints]:
        """All numbers in parts that are not too long."""
        for start in range(0, self._size, _BLOCK):
            yield self[start : start + _BLOCK]

    def close(self) -> None:
        self._held.clear()
        if self._file is not None:
            self._file.close()


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the numbers of a spool."""

    spool: Spool
    start: int

    def __getitem__(self, part: slice) -> Ints:
        return self.spool[self.start + part.start : self.start + part.stop]


class Spools:
    """The spools of one index; their files are gone once these are closed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: list[Spool] = []

    def new(self, dtype: Any) -> Spool:
        self._open.append(Spool(self._folder, dtype))
        return self._open[-1]

    def close(self) -> None:
        for spool in self._open:
            spool.close()
