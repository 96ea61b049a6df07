"""Compressing the records of a store, each by itself, with Zstandard.

- primer: what every record may refer to, so that even a short one compresses well: a dictionary
  as Zstandard trains it on some of the records, or plain bytes of them where there are too few.
  Whoever reads a record has to have it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence

from zstandard import ZstdCompressionDict, ZstdCompressor, ZstdDecompressor, ZstdError
from zstandard import train_dictionary as train

_PRIMER_BYTES = 32_768
_SAMPLES = 256
_LEVEL = 3


def primer_of(records: Sequence[bytes]) -> bytes:
    """Made of records from all over the batch."""
    samples: list[bytes | bytearray | memoryview] = []
    samples += records[:: max(1, len(records) // _SAMPLES)]
    try:
        return train(_PRIMER_BYTES, samples, level=_LEVEL).as_bytes()
    except ZstdError:  # too little to train on
        return b"".join(samples)[-_PRIMER_BYTES:]


def press(primer: bytes) -> Callable[[bytes], bytes]:
    """What compresses one record; not for several threads at once."""
    dictionary = _dictionary(primer)
    if dictionary:
        dictionary.precompute_compress(level=_LEVEL)
    return ZstdCompressor(level=_LEVEL, dict_data=dictionary, write_dict_id=False).compress


def unpress(primer: bytes) -> Callable[[Iterable[bytes | memoryview]], list[bytes]]:
    """What reads records again, in any thread. It raises ZstdError, or MemoryError where a
    damaged record claims to be larger than memory."""
    dictionary, own = _dictionary(primer), threading.local()

    def read(written: Iterable[bytes | memoryview]) -> list[bytes]:
        try:
            decompress = own.decompress
        except AttributeError:
            decompress = own.decompress = ZstdDecompressor(dict_data=dictionary).decompress
        return list(map(decompress, written))

    return read


def _dictionary(primer: bytes) -> ZstdCompressionDict | None:
    return ZstdCompressionDict(primer) if primer else None
