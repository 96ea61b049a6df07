"""Arrays of numbers in one file, mapped into memory and never executed.

- table: JSON beside the file: a format number, and of each array its type, shape and place.

Arrays are raw little-endian integers, each at a multiple of 64 bytes. Reading checks every type,
shape and place of the table against the file's size before anything is mapped.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np

from searchapp.backends.whoosh.spool import Spool
from searchapp.errors import IndexDamaged
from searchapp.kernels import Ints, spans
from searchapp.kernels.packing import Packed, best_width, cut, narrow

FORMAT = 3
_ALIGNED = 64
_TYPES = {name: np.dtype(f"<{name}") for name in ("u1", "u2", "u4", "u8", "i4", "i8")}
_Value = TypeVar("_Value")


class ArrayWriter:
    """Appends arrays to `<name>.arrays`; `close` writes the table `<name>.json`."""

    def __init__(self, folder: Path, name: str) -> None:
        self._table_path = folder / f"{name}.json"
        self._file = (folder / f"{name}.arrays").open("wb")
        self._places: dict[str, list[Any]] = {}

    def add(self, name: str, array: Ints) -> None:
        kind = self._begin(name, array.dtype, array.shape)
        array = np.ascontiguousarray(array, dtype=kind)
        self._file.write(array.data.cast("B") if array.size else b"")

    def add_spool(self, name: str, spool: Spool, shape: tuple[int, ...] = ()) -> None:
        """All numbers of a spool, laid out in a shape if one is given."""
        self._add_blocks(name, spool.dtype, shape or (len(spool),), spool.blocks())

    def add_packed(self, name: str, spool: Spool) -> None:
        """The numbers as narrow as most of them allow; the others beside."""
        width = best_width(spool.blocks())
        large_at, large = [], []

        def small() -> Iterator[Ints]:
            start = 0
            for block in spool.blocks():
                packed = cut(block, width)
                large_at.append(packed.large_at.astype(np.int64) + start)
                large.append(packed.large)
                start += len(block)
                yield packed.small

        self._add_blocks(name, np.dtype(width), (len(spool),), small())
        self.add(f"{name}.large_at", narrow(spans.joined(large_at)))
        self.add(f"{name}.large", narrow(spans.joined(large)))

    def _add_blocks(
        self, name: str, dtype: np.dtype[Any], shape: tuple[int, ...], blocks: Iterable[Ints]
    ) -> None:
        kind = self._begin(name, dtype, shape)
        for block in blocks:
            self._file.write(np.ascontiguousarray(block, dtype=kind).data.cast("B"))

    def _begin(self, name: str, dtype: np.dtype[Any], shape: tuple[int, ...]) -> np.dtype[Any]:
        """Note what comes next; gives the type in which it is written."""
        kind = f"{dtype.kind}{dtype.itemsize}"
        self._file.write(b"\0" * (-self._file.tell() % _ALIGNED))
        self._places[name] = [kind, list(shape), self._file.tell()]
        return _TYPES[kind]

    def close(self, facts: Mapping[str, Any]) -> None:
        """`facts` are whatever else the reader has to know, as plain JSON."""
        table = {"format": FORMAT, "bytes": self._file.tell(), "facts": facts}
        self._file.close()
        written = json.dumps(table | {"arrays": self._places}, ensure_ascii=False)
        self._table_path.write_text(written, encoding="utf-8")

    def abandon(self) -> None:
        self._file.close()


class Arrays:
    """The arrays of one file by name. Raises IndexDamaged where file and table disagree."""

    def __init__(self, folder: Path, name: str) -> None:
        self._path = folder / f"{name}.arrays"
        table = self._or_damaged(lambda: _read_table(folder / f"{name}.json"))
        self.facts: Mapping[str, Any] = MappingProxyType(table["facts"])
        self._mapped = mapped(self._path, table["bytes"])
        self._arrays = {
            each: self._or_damaged(lambda place=place: _view(self._mapped, *place))  # type: ignore[misc]
            for each, place in table["arrays"].items()
        }

    def __getitem__(self, name: str) -> Ints:
        try:
            return self._arrays[name]
        except KeyError as error:
            raise IndexDamaged(f"{self._path}: there is no array {name!r}") from error

    def packed(self, name: str) -> Packed:
        return Packed(self[name], self[f"{name}.large_at"], self[f"{name}.large"])

    def bytes_of(self, name: str) -> memoryview:
        return self[name].data.cast("B") if len(self[name]) else memoryview(b"")

    def _or_damaged(self, read: Callable[[], _Value]) -> _Value:
        try:
            return read()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise IndexDamaged(f"{self._path}: cannot be read ({error}); build it anew") from error


def _read_table(path: Path) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if table["format"] != FORMAT:
        raise ValueError(f"format {table['format']!r}, where this version reads {FORMAT}")
    if type(table["bytes"]) is not int or not isinstance(table["arrays"], dict):
        raise ValueError("its table is malformed")
    dict(table["facts"])
    return table


def mapped(path: Path, size: int) -> memoryview:
    """The bytes of a file of known size, mapped for reading. Raises IndexDamaged."""
    try:
        with path.open("rb") as file:
            found = file.seek(0, 2)
            if found != size:
                raise IndexDamaged(f"{path}: holds {found} bytes where {size} were written")
            if not size:
                return memoryview(b"")
            return memoryview(mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ))
    except OSError as error:
        raise IndexDamaged(f"{path}: cannot be read ({error})") from error


def _view(mapped_file: memoryview, kind: str, shape: list[int], start: int) -> Ints:
    dtype = _TYPES[kind]
    if not all(type(each) is int and each >= 0 for each in (*shape, start)) or start % _ALIGNED:
        raise ValueError("an array's shape or place is malformed")
    count = int(np.prod(shape, dtype=object)) if shape else 1
    if start + count * dtype.itemsize > len(mapped_file):
        raise ValueError("an array reaches past the end")
    if not count:
        return np.empty(shape, dtype=dtype)
    return np.frombuffer(mapped_file, dtype=dtype, count=count, offset=start).reshape(shape)
