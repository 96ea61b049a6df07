"""What went from a segment since it was written: marks, kept beside it.

- gone: the rows that are no more, ascending. A document goes as a whole.
- lost: in how many of these rows a word occurs, for the words of the gone rows alone; what is
  left of a word can then be told without reading its postings.
"""

from __future__ import annotations

import zlib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np

from searchapp import text
from searchapp.backends.whoosh.arrays import Arrays, ArrayWriter
from searchapp.backends.whoosh.segment import Segment
from searchapp.errors import IndexDamaged
from searchapp.kernels import Numbers
from searchapp.kernels.packing import narrow
from searchapp.kernels.rows import NONE


class Marks(NamedTuple):
    """`lost` belongs to `words`, which are numbers of the segment's dictionary, ascending."""

    gone: Numbers = NONE
    words: Numbers = NONE
    lost: Numbers = NONE

    @property
    def checksum(self) -> int:
        joined = np.concatenate(self).astype("<i8")
        return zlib.crc32(joined.tobytes())


def marks_name(segment_name: str) -> str:
    """The name of the files of a segment's marks."""
    return f"{segment_name}.gone"


def marked(marks: Marks, segment: Segment, rows: Numbers) -> Marks:
    """The marks with further rows gone, given in ascending order and none of them gone before."""
    words, lost = _lost(segment, rows)
    all_words, places = np.unique(np.concatenate((marks.words, words)), return_inverse=True)
    all_lost = np.zeros(len(all_words), dtype=np.int64)
    np.add.at(all_lost, places, np.concatenate((marks.lost, lost)))
    return Marks(np.sort(np.concatenate((marks.gone, rows))), all_words, all_lost)


def _lost(segment: Segment, rows: Numbers) -> tuple[Numbers, Numbers]:
    """The words of these rows, and in how many of them each occurs."""
    lost: Counter[str] = Counter()
    for row in rows.tolist():
        [paragraph] = segment.store.paragraphs([row])
        lost.update(set(text.words(paragraph.text)))
    numbers = segment.words.dictionary.numbers(lost)
    if numbers.min(initial=0) < 0:
        raise IndexDamaged("an index holds words that it does not know; build it anew")
    return numbers, np.array(list(lost.values()), dtype=np.int64)


def write_marks(folder: Path, name: str, marks: Marks) -> None:
    """Keep the marks of the segment of this name."""
    arrays = ArrayWriter(folder, marks_name(name))
    try:
        arrays.add("gone", narrow(marks.gone))
        arrays.add("words", narrow(marks.words))
        arrays.add("lost", narrow(marks.lost))
        arrays.close({"checksum": marks.checksum})
    finally:
        arrays.abandon()


def read_marks(folder: Path, name: str, segment: Segment) -> Marks:
    """Raises IndexDamaged where the marks are not as written or not of this segment."""
    arrays = Arrays(folder, marks_name(name))
    fields = (arrays[field].astype(np.int64) for field in ("gone", "words", "lost"))
    marks = Marks(*fields)
    fits = _ascend(marks.gone, segment.size) and _ascend(marks.words, len(segment.words.dictionary))
    if not fits or len(marks.words) != len(marks.lost):
        raise IndexDamaged(f"{folder / name}: the marks are of another segment; build it anew")
    if arrays.facts["checksum"] != marks.checksum:
        raise IndexDamaged(f"{folder / name}: the marks have changed since written; build it anew")
    return marks


def _ascend(numbers: Numbers, end: int) -> bool:
    """Whether numbers ascend from 0 or later and stay below an end."""
    return bool((np.diff(numbers, prepend=-1) > 0).all()) and numbers.max(initial=-1) < end
