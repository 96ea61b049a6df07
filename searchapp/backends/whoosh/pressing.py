"""What the records of a store are compressed by.

- primer: as in `kernels.deflate`.
"""

from __future__ import annotations

from collections.abc import Sequence

from searchapp.kernels.deflate import WINDOW_BITS

_PRIMER_BYTES = 16_384
WINDOW = -WINDOW_BITS  # for raw deflate, as zlib has it


def primer_of(records: Sequence[bytes]) -> bytes:
    """A bit of records from all over the batch; what comes last is the cheapest to refer to."""
    share = max(1, len(records) * 256 // _PRIMER_BYTES)
    chosen = (record[:512] for record in records[::share])
    return b"".join(chosen)[-_PRIMER_BYTES:]
