"""The backend that answers on arrays: `build` and `connect`, as `backends.base` asks for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain
from pathlib import Path

from searchapp.backends.whoosh.codec import segment_name, write_contents
from searchapp.backends.whoosh.searcher import FastBackend, connect_segment
from searchapp.backends.whoosh.segment import Segment
from searchapp.backends.whoosh.updating import is_worn, stored, take_over
from searchapp.backends.whoosh.writer import write_segment
from searchapp.errors import IndexDamaged
from searchapp.model import Paragraph, Status
from searchapp.settings import Limits
from searchapp.stored import read_status, status_record

_STATUS = "status.json"
_SEGMENT = 1


def build(paragraphs: Iterable[Paragraph], place: Path, status: Status) -> None:
    """Write a complete index of the paragraphs into the empty folder `place`."""
    size = write_segment(paragraphs, place, segment_name(_SEGMENT))
    write_contents(place, number=_SEGMENT, size=size)
    (place / _STATUS).write_text(status_record(status), encoding="utf-8")


def update(
    former: Path,
    gone: Collection[str],
    paragraphs: Iterable[Paragraph],
    place: Path,
    status: Status,
) -> None:
    """Write an index of what the former one holds without the documents gone, and of these.

    A document that changed is both gone and among the paragraphs.
    """
    name = segment_name(_SEGMENT)
    old = Segment(former, name)
    if is_worn(old):
        size = write_segment(chain(stored(old, gone), paragraphs), place, name)
    else:
        size = write_segment(paragraphs, place, name, lambda writer: take_over(writer, old, gone))
    write_contents(place, number=_SEGMENT, size=size)
    (place / _STATUS).write_text(status_record(status), encoding="utf-8")


def connect(place: Path, *, limits: Limits | None = None) -> FastBackend:
    """Open the index in `place`. Raises IndexDamaged."""
    try:
        status = read_status((place / _STATUS).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{place / _STATUS}: cannot be read ({error})") from error
    return connect_segment(place, segment_name(_SEGMENT), status, limits or Limits())
