"""Going on from a former index: what stays, what is marked as gone, what is written.

- carried: of a segment whose files are taken into the new index as they are.
- joined: of segments that are written again together with what is new (see `compaction`).

The largest joined segment is taken over by arrays: nothing of it is cut into words, compressed or
read as JSON again. Of the others the paragraphs are read and written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from searchapp.backends.whoosh.compaction import to_join
from searchapp.backends.whoosh.contents import Part, read_parts, segment_name
from searchapp.backends.whoosh.marks import Marks, marked, marks_name, read_marks, write_marks
from searchapp.backends.whoosh.segment import Segment
from searchapp.backends.whoosh.writer import SegmentWriter, write_segment
from searchapp.kernels import Mask, Numbers, rows, spans
from searchapp.manifest import link
from searchapp.model import Paragraph

_FILES = (".arrays", ".json", ".store")
_HEADINGS_TO_SPARE = 1_000


@dataclass(frozen=True, slots=True)
class _Old:
    """A segment of the former index with its marks, and the further rows that go now. `part`
    counts both as gone."""

    part: Part
    segment: Segment
    marks: Marks
    going: Numbers

    @property
    def live(self) -> Numbers:
        return np.flatnonzero(self.lives)

    @property
    def lives(self) -> Mask:
        lives = np.ones(self.segment.size, dtype=np.bool_)
        lives[self.marks.gone] = lives[self.going] = False
        return lives


def go_on(
    former: Path,
    gone: Collection[str],
    paragraphs: Iterable[Paragraph],
    place: Path,
    *,
    jobs: int = 1,
) -> list[tuple[Part, Marks]]:
    """Write into `place` the segments of what the former index holds without the documents gone,
    and of these paragraphs. Gives the segments with what is gone from each. `jobs` processes help.

    Raises ValueError for a paragraph of a document that is there and not gone.
    """
    olds = [_without(former, part, gone) for part in read_parts(former)]
    joined = to_join([old.part for old in olds])
    carried = [old for old in olds if old.part not in joined]
    olds_joined = [old for part in joined for old in olds if old.part == part and part.live]
    written = [_carry(former, old, place) for old in carried]
    number = 1 + max(old.part.number for old in olds)
    came = iter(paragraphs)
    first = next(came, None)
    if first is None and not olds_joined and carried:
        return written
    came = _none_twice(came if first is None else chain((first,), came), olds)
    size = _write_joined(olds_joined, came, place, segment_name(number), jobs=jobs)
    return [*written, (Part(number, size), Marks())]


# --- what is gone ---------------------------------------------------------------------------


def _without(former: Path, part: Part, gone: Collection[str]) -> _Old:
    segment = Segment(former, part.name)
    marks = read_marks(former, part.name, segment) if part.gone else Marks()
    going = np.setdiff1d(_rows_of(segment, gone), marks.gone, assume_unique=True)
    part = Part(part.number, part.rows, len(marks.gone) + len(going))
    return _Old(part, segment, marks, going)


def _rows_of(segment: Segment, documents: Collection[str]) -> Numbers:
    """The rows of these documents, as far as they are in the segment."""
    ids = segment.document_ids
    is_wanted = np.zeros(len(ids), dtype=np.bool_)
    numbers = ids.numbers(documents)
    is_wanted[numbers[numbers >= 0]] = True
    return np.flatnonzero(is_wanted[segment.document_of])


def _none_twice(paragraphs: Iterable[Paragraph], olds: Sequence[_Old]) -> Iterator[Paragraph]:
    seen: set[str] = set()
    for paragraph in paragraphs:
        seen.add(paragraph.document)
        yield paragraph
    for old in olds:
        twice = rows.marked(_rows_of(old.segment, seen), old.lives)
        if len(twice):
            [paragraph] = old.segment.store.paragraphs(twice[:1])
            raise ValueError(f"document {paragraph.document!r} came twice")


# --- what is carried ------------------------------------------------------------------------


def _carry(former: Path, old: _Old, place: Path) -> tuple[Part, Marks]:
    name = old.part.name
    names = [name + ending for ending in _FILES]
    marks = old.marks
    if len(old.going):
        marks = marked(marks, old.segment, old.going)
        write_marks(place, name, marks)
    elif len(marks.gone):
        names += [marks_name(name) + ending for ending in _FILES[:2]]
    for each in names:
        link(former / each, place / each)
    return old.part, marks


# --- what is joined -------------------------------------------------------------------------


def _write_joined(
    olds: Sequence[_Old], paragraphs: Iterable[Paragraph], place: Path, name: str, *, jobs: int
) -> int:
    """Write a segment of what lives of the old ones, the largest first, and of the paragraphs."""
    taken = olds[:1] if olds and not _is_stale(olds[0]) else ()
    read = chain.from_iterable(map(_stored, olds[len(taken) :]))

    def begin(writer: SegmentWriter) -> None:
        for old in taken:
            take_over(writer, old.segment, old.live)

    return write_segment(chain(read, paragraphs), place, name, begin, jobs=jobs)


def _is_stale(old: _Old) -> bool:
    """Whether so much of what is stored is of paragraphs that are gone that it is time to write
    everything anew: to take over leaves their headings and strings where they are."""
    documents = len(np.unique(old.segment.document_of[old.live]))
    return old.segment.store.headings > 2 * documents + _HEADINGS_TO_SPARE


def _stored(old: _Old) -> Iterator[Paragraph]:
    """The paragraphs that live, read one after another."""
    for row in old.live.tolist():
        yield from old.segment.store.paragraphs([row])


def take_over(writer: SegmentWriter, old: Segment, kept: Numbers) -> None:
    """Begin a segment with these rows of an old one."""
    lengths = old.lengths.astype(np.int64)
    row_ends = spans.offsets(lengths)
    texts = old.words.texts(row_ends)
    writer.tokens.take_over(list(old.words.dictionary), texts, row_ends[kept], lengths[kept])
    writer.store.take_over(old.store, kept)
    _take_values(writer, old, kept)
    names = list(old.document_ids)
    days = np.append(old.columns.days, 0)[old.columns.published[kept]]
    writer.place(
        [names[document] for document in old.document_of[kept].tolist()],
        old.ordinals[kept].tolist(),
        days.tolist(),
        _twins(old, kept),
    )


def _twins(old: Segment, kept: Numbers) -> list[str]:
    """The name of the group of each row, "" for those in none."""
    names = [""] * len(kept)
    for place, group in zip(*(each.tolist() for each in old.repeats.groups_of(kept)), strict=True):
        names[place] = old.repeats.names[group]
    return names


def _take_values(writer: SegmentWriter, old: Segment, kept: Numbers) -> None:
    columns = old.columns
    for name, field in writer.values.fields.items():
        whole = columns.lists(name, kept, stated_only=False)
        stated = columns.lists(name, kept, stated_only=True) if columns.has_inherited else whole
        field.take_over(columns.values_of(name), whole, stated)
