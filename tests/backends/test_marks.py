"""Marks of what went: they come back as written, add up, and are refused where they do not fit."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from searchapp.backends.whoosh import fast
from searchapp.backends.whoosh.contents import segment_name
from searchapp.backends.whoosh.marks import Marks, marked, read_marks, write_marks
from searchapp.backends.whoosh.segment import Segment
from searchapp.errors import IndexDamaged
from tests.backends.conftest import status_of
from tests.corpora import TWELVE

NAME = segment_name(1)


@pytest.fixture
def segment(tmp_path: Path) -> Segment:
    fast.build(iter(TWELVE), tmp_path, status_of(TWELVE))
    return Segment(tmp_path, NAME)


def rows(segment: Segment, *documents: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    found = [row for document in documents for row in segment.rows_of_document(document)]
    return np.sort(np.array(found, dtype=np.int64))


def lost(segment: Segment, marks: Marks) -> dict[str, int]:
    words = segment.words.dictionary
    return {
        words[number]: count
        for number, count in zip(marks.words.tolist(), marks.lost.tolist(), strict=True)
    }


def test_a_word_is_lost_once_for_every_row_that_has_it(segment: Segment) -> None:
    marks = marked(Marks(), segment, rows(segment, "d"))
    assert lost(segment, marks) == {"convict": 1, "conscript": 1}
    more = marked(marks, segment, rows(segment, "c"))
    assert more.gone.tolist() == rows(segment, "c", "d").tolist()
    assert lost(segment, more) == {
        "convict": 1,
        "conscript": 1,
        "grain": 1,
        "left": 1,
        "the": 1,
        "port": 1,
        "of": 1,
        "odesa": 1,
        "two": 1,
        "ships": 1,
        "were": 1,
        "hit": 1,
        "at": 1,
        "sea": 1,
    }


def test_marks_come_back_as_they_were(tmp_path: Path, segment: Segment) -> None:
    marks = marked(Marks(), segment, rows(segment, "a"))
    write_marks(tmp_path, NAME, marks)
    for ours, theirs in zip(read_marks(tmp_path, NAME, segment), marks, strict=True):
        assert ours.tolist() == theirs.tolist()


@pytest.mark.parametrize(
    "marks",
    [
        Marks(np.array([3, 12])),
        Marks(np.array([3, 3])),
        Marks(np.array([3]), np.array([99_999]), np.array([1])),
        Marks(np.array([3]), np.array([1, 2]), np.array([1])),
    ],
)
def test_marks_of_another_segment_are_refused(
    tmp_path: Path, segment: Segment, marks: Marks
) -> None:
    write_marks(tmp_path, NAME, marks)
    with pytest.raises(IndexDamaged, match="marks are of another segment"):
        read_marks(tmp_path, NAME, segment)


def test_marks_that_changed_since_written_are_refused(tmp_path: Path, segment: Segment) -> None:
    write_marks(tmp_path, NAME, Marks(np.array([3, 5])))
    file = tmp_path / f"{NAME}.gone.arrays"
    file.write_bytes(file.read_bytes().replace(b"\x05", b"\x06"))
    with pytest.raises(IndexDamaged, match="marks have changed"):
        read_marks(tmp_path, NAME, segment)
    table = tmp_path / f"{NAME}.gone.json"
    table.write_text(json.dumps(json.loads(table.read_text(encoding="utf-8")) | {"format": 99}))
    with pytest.raises(IndexDamaged, match="format 99"):
        read_marks(tmp_path, NAME, segment)
