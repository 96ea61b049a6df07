"""Writing a segment that goes on where another ends: what stayed is taken over by arrays.

Nothing that stayed is cut into words, compressed or read as JSON again; its numbers are put into
the new order together with those of what is new. The result is one segment, with the answers of
one written from the beginning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from searchapp.backends.whoosh.segment import Segment
from searchapp.backends.whoosh.writer import SegmentWriter
from searchapp.kernels import Numbers, spans
from searchapp.model import Paragraph

_HEADINGS_TO_SPARE = 1_000


def take_over(writer: SegmentWriter, old: Segment, gone: Collection[str]) -> None:
    """Begin a segment with the paragraphs of an old one, without those of documents gone."""
    kept = _kept(old, gone)
    lengths = old.lengths.astype(np.int64)
    row_ends = spans.offsets(lengths)
    texts = old.words.texts(row_ends)[spans.places(row_ends[kept], lengths[kept])]
    writer.lexer.take_over(list(old.words.dictionary), texts, lengths[kept])
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


def is_worn(old: Segment) -> bool:
    """Whether so much of what is stored is of paragraphs that went in former updates that it is
    time to write everything anew: an update leaves their headings and strings where they are."""
    return old.store.headings > 2 * len(old.document_ids) + _HEADINGS_TO_SPARE


def stored(old: Segment, gone: Collection[str]) -> Iterator[Paragraph]:
    """The paragraphs that stay, read one after another."""
    for row in _kept(old, gone).tolist():
        yield from old.store.paragraphs([row])


def _kept(old: Segment, gone: Collection[str]) -> Numbers:
    stays = np.ones(old.size, dtype=np.bool_)
    for document in gone:
        stays[old.rows_of_document(document)] = False
    return np.flatnonzero(stays)


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
