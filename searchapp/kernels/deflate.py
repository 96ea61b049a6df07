"""Many short records compressed, each by itself, as raw deflate.

- primer: text of the same kind, to which every record may refer, so that even a short one
  compresses well. Whoever reads a record has to have it.

The kernel in C writes other bytes than zlib does, some of them fewer; what is read is the same.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from searchapp.kernels import compiled

WINDOW_BITS = 14
_LEVEL, _MEMORY = 2, 7


def pressed(records: Sequence[bytes], primer: bytes) -> list[bytes]:
    if compiled.native:
        joined = b"".join(records)
        ends = np.cumsum(np.fromiter(map(len, records), dtype=np.int64, count=len(records)))
        out = np.empty(len(joined) + len(joined) // 8 + 4 * len(records), dtype=np.uint8)
        places = np.zeros(len(records) + 1, dtype=np.int64)
        compiled.native.press(primer, joined, ends, 1 << WINDOW_BITS, out, places[1:])
        written = out[: places[-1]].tobytes()
        return [written[start:end] for start, end in pairwise(places.tolist())]
    primed, found = _primed(primer), []
    for record in records:
        press = primed.copy()  # quicker than one made and primed anew
        found.append(press.compress(record) + press.flush())
    return found


@lru_cache(maxsize=1)
def _primed(primer: bytes) -> Any:
    # Codes of its own would take a record longer to read than they make it shorter.
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, -WINDOW_BITS, _MEMORY, zlib.Z_FIXED, primer)
