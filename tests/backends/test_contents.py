"""The list of segments: it comes back as written, and another is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from searchapp.backends.whoosh.contents import Part, read_parts, write_parts
from searchapp.errors import IndexDamaged


def test_parts_come_back_as_they_were(tmp_path: Path) -> None:
    parts = (Part(1, 100, 3), Part(4, 7))
    write_parts(tmp_path, parts)
    assert read_parts(tmp_path) == parts
    assert [(part.name, part.live) for part in parts] == [("MAIN_000001", 97), ("MAIN_000004", 7)]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"format": 99, "segments": [[1, 2, 0]]}, "format 99, where this version reads 1"),
        ({"format": 1}, "segments"),
        ({"format": 1, "segments": []}, "malformed"),
        ({"format": 1, "segments": [[1, 2, 0], [1, 3, 0]]}, "malformed"),
        ({"format": 1, "segments": [[1, "2", 0]]}, "malformed"),
        ({"format": 1, "segments": [[1, -2, 0]]}, "malformed"),
        ({"format": 1, "segments": [[1, 2, 3]]}, "more is gone than was there"),
        ([], "cannot be read"),
    ],
)
def test_another_list_is_refused(tmp_path: Path, record: object, reason: str) -> None:
    (tmp_path / "segments.json").write_text(json.dumps(record))
    with pytest.raises(IndexDamaged, match=reason):
        read_parts(tmp_path)


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match=r"segments\.json: cannot be read.*build it anew"):
        read_parts(tmp_path)
