"""Compressing the records of a store, each by itself, with LZ4.

- block: a record compressed, behind its size, as `lz4.block` writes it.
- primer: what every block may refer to, so that even a short one compresses well: some of the
  records. Whoever reads a record has to have it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import lz4.block

from searchapp.kernels import Ints, Numbers, compiled

_PRIMER_BYTES = 32_768
_SIZE_BYTES = 4
_LARGEST_GROWTH = 255  # bytes for which one byte of a block can stand


def primer_of(records: Sequence[bytes]) -> bytes:
    """Whole records from all over these, as many as there is room for."""
    step = sum(map(len, records)) // _PRIMER_BYTES + 1
    return b"".join(records[::step])[-_PRIMER_BYTES:]


def press(primer: bytes) -> Callable[[bytes], bytes]:
    """What compresses one record."""
    return partial(lz4.block.compress, dict=primer)


class Pressed:
    """Blocks by row: where each starts in a store, and its size."""

    def __init__(self, store: memoryview, starts: Ints, sizes: Ints, primer: bytes) -> None:
        self.primer = primer
        self._store, self._starts, self._sizes = store, starts, sizes

    def blocks(self, rows: Numbers) -> list[memoryview]:
        """What is stored for rows."""
        starts, sizes = self._starts[rows].tolist(), self._sizes[rows].tolist()
        places = zip(starts, sizes, strict=True)
        return [self._store[start : start + size] for start, size in places]

    def parts(self, rows: Numbers, count: int) -> Sequence[Sequence[str]]:
        """The first parts of the records of rows, the second ones, and so on; zeros are between
        parts. Raises ValueError, IndexError where a block is damaged."""
        if compiled.native:
            where = self._starts, self._sizes, self._store
            parts: Sequence[Sequence[str]] = compiled.native.parted(
                rows, *where, self.primer, count
            )
            return parts
        texts = [str(self._record(block), "utf-8", "surrogatepass") for block in self.blocks(rows)]
        parted = [text.split("\0", count - 1) for text in texts]
        return list(zip(*parted, strict=True)) if parted else [()] * count

    def _record(self, block: memoryview) -> bytes:
        size = int.from_bytes(block[:_SIZE_BYTES], "little")
        if size // _LARGEST_GROWTH > len(block):
            raise ValueError("its block is damaged")  # before memory is taken in vain
        try:
            record: bytes = lz4.block.decompress(block, dict=self.primer)
        except lz4.block.LZ4BlockError as error:
            raise ValueError("its block is damaged") from error
        return record
