"""The backend that answers on arrays: `build` and `connect`, as `backends.base` asks for them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, islice
from pathlib import Path

from searchapp.backends.whoosh.codec import ArraySegment, write_contents
from searchapp.backends.whoosh.contents import Part, segment_name, write_parts
from searchapp.backends.whoosh.marks import Marks
from searchapp.backends.whoosh.searcher import FastBackend, open_backend
from searchapp.backends.whoosh.updating import go_on
from searchapp.backends.whoosh.writer import write_segment
from searchapp.errors import IndexDamaged
from searchapp.model import Paragraph, Status
from searchapp.settings import Limits
from searchapp.stored import read_status, status_record

_STATUS = "status.json"
_FIRST = 1
# Paragraphs from which starting processes pays.
_MANY = 50_000


def build(
    paragraphs: Iterable[Paragraph], place: Path, status: Status, *, jobs: int | None = None
) -> None:
    """Write a complete index of the paragraphs into the empty folder `place`.

    `jobs` processes help, by themselves one for each processor where there is much to write.
    """
    jobs = _worth(status.paragraphs) if jobs is None else jobs
    size = write_segment(paragraphs, place, segment_name(_FIRST), jobs=jobs)
    _finish(place, [(Part(_FIRST, size), Marks())], status)


def update(
    former: Path,
    gone: Collection[str],
    paragraphs: Iterable[Paragraph],
    place: Path,
    status: Status,
    *,
    jobs: int | None = None,
) -> None:
    """Write an index of what the former one holds without the documents gone, and of these.

    A document that changed is both gone and among the paragraphs. Segments of the former index
    are carried over; only what is new, and what is to be compacted, is written. `jobs` as above.
    """
    remaining = iter(paragraphs)
    first = list(islice(remaining, _MANY))
    jobs = _worth(len(first)) if jobs is None else jobs
    _finish(place, go_on(former, gone, chain(first, remaining), place, jobs=jobs), status)


def connect(place: Path, *, limits: Limits | None = None) -> FastBackend:
    """Open the index in `place`. Raises IndexDamaged."""
    try:
        status = read_status((place / _STATUS).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{place / _STATUS}: cannot be read ({error})") from error
    return open_backend(place, status, limits or Limits())


def _worth(paragraphs: int) -> int:
    """How many processes write so many paragraphs soonest."""
    return os.cpu_count() or 1 if paragraphs >= _MANY else 1


def _finish(place: Path, parts: Sequence[tuple[Part, Marks]], status: Status) -> None:
    write_parts(place, [part for part, _ in parts])
    write_contents(place, [ArraySegment(part.number, part.rows, m.gone) for part, m in parts])
    (place / _STATUS).write_text(status_record(status), encoding="utf-8")
