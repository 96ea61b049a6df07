"""Compressing the records of a store, each by itself.

- primer: text of the same kind, which lets even a short record compress well.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

_PRIMER_BYTES = 16_384
WINDOW = -14  # for raw deflate, as zlib has it
_LEVEL, _MEMORY = 2, 7


def primer_of(records: Sequence[bytes]) -> bytes:
    """A bit of records from all over the batch; what comes last is the cheapest to refer to."""
    share = max(1, len(records) * 256 // _PRIMER_BYTES)
    chosen = (record[:512] for record in records[::share])
    return b"".join(chosen)[-_PRIMER_BYTES:]


class Press:
    def __init__(self, primer: bytes) -> None:
        self.primer = primer
        # Codes of its own would take a record longer to read than they make it shorter.
        self._made: Any = zlib.compressobj(
            _LEVEL, zlib.DEFLATED, WINDOW, _MEMORY, zlib.Z_FIXED, primer
        )

    def records(self, heads: Sequence[bytes], texts: Sequence[bytes]) -> list[bytes]:
        """Each head with its text."""
        pressed = []
        for head, text in zip(heads, texts, strict=True):
            press = self._made.copy()  # quicker than one made and primed anew
            pressed.append(press.compress(head + text) + press.flush())
        return pressed
