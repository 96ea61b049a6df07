"""Which segments an index is made of: `segments.json`, read before anything else.

- part: a segment of an index: the number in its name, its rows, and how many of these are gone.
- marks: which rows are gone, in files beside those of the segment (see `marks`).

A segment never changes. An index that goes on from another has its segments as they are, with
marks of its own, and one more of what is new.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from searchapp.errors import IndexDamaged

INDEX_NAME = "MAIN"
FORMAT = 1
_FILE = "segments.json"


def segment_name(number: int) -> str:
    """The name of a segment's files, in the form by which Whoosh knows what belongs together."""
    return f"{INDEX_NAME}_{number:06d}"


@dataclass(frozen=True, slots=True)
class Part:
    number: int
    rows: int
    gone: int = 0

    @property
    def name(self) -> str:
        return segment_name(self.number)

    @property
    def live(self) -> int:
        return self.rows - self.gone


def write_parts(place: Path, parts: Sequence[Part]) -> None:
    record = {"format": FORMAT, "segments": [astuple(part) for part in parts]}
    (place / _FILE).write_text(json.dumps(record), encoding="utf-8")


def read_parts(place: Path) -> tuple[Part, ...]:
    """Raises IndexDamaged."""
    path = place / _FILE
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["format"] != FORMAT:
            raise ValueError(f"format {record['format']!r}, where this version reads {FORMAT}")
        parts = tuple(Part(*fields) for fields in record["segments"])
        numbers = [part.number for part in parts]
        sound = all(type(each) is int and each >= 0 for part in parts for each in astuple(part))
        if not sound or len(set(numbers)) != len(numbers) or not parts:
            raise ValueError("its list of segments is malformed")
        if any(part.gone > part.rows for part in parts):
            raise ValueError("more is gone than was there")
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise IndexDamaged(f"{path}: cannot be read ({error}); build it anew") from error
    return parts
