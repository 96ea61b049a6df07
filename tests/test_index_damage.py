"""Missing, forbidden and damaged indexes are told apart, and every damage is found."""

from __future__ import annotations

import errno
import json
import os
import random
from pathlib import Path

import pytest

from searchapp import generations
from searchapp.backends.whoosh import plain
from searchapp.errors import IndexDamaged, IndexMissing
from tests.publishing import publish


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_no_index_is_told_apart_from_one_that_cannot_be_read(index: Path) -> None:
    with pytest.raises(IndexMissing, match="run `searchapp index` first"):
        generations.open_index(index)
    publish(index)
    (index / "CURRENT").unlink()
    with pytest.raises(IndexDamaged, match="CURRENT is missing"):
        generations.open_index(index)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may read all")
def test_a_forbidden_index_is_not_called_missing(index: Path) -> None:
    publish(index)
    index.chmod(0)
    try:
        with pytest.raises(IndexDamaged, match="Permission denied"):
            generations.open_index(index)
    finally:
        index.chmod(0o755)


def test_too_many_open_files_are_not_called_a_missing_index(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(index)

    def refused(*_: object, **__: object) -> str:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(Path, "read_text", refused)
    with pytest.raises(IndexDamaged, match=r"cannot read .*CURRENT: Too many open files"):
        generations.open_index(index)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "names no generation"),
        ("../elsewhere\n", "names no generation"),
        ("g000009\n", "g000009/manifest.json is missing"),
    ],
)
def test_a_wrong_pointer_is_named(index: Path, content: str, reason: str) -> None:
    publish(index)
    (index / "CURRENT").write_text(content)
    with pytest.raises(IndexDamaged, match=reason):
        generations.open_index(index)
    assert len(generations.check(index)) == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"format": 99}, "has format 99 and this program reads 3"),
        ({"backend": "other"}, "unknown backend 'other'"),
        ({"files": 7}, "manifest.json is damaged"),
        ({"status": {}}, "its status is not complete"),
    ],
)
def test_a_manifest_of_another_kind_is_refused(
    index: Path, change: dict[str, object], reason: str
) -> None:
    path = publish(index) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(IndexDamaged, match=reason):
        generations.open_index(index)


def test_whatever_a_backend_trips_over_is_told_with_the_remedy(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(index)

    def trip(place: Path) -> None:
        raise KeyError("a field of another version")

    monkeypatch.setattr(plain, "connect", trip)
    with pytest.raises(IndexDamaged, match=r"is damaged \(KeyError.*build it anew"):
        generations.open_index(index)


def test_every_damage_to_a_file_is_found_by_check(index: Path) -> None:
    place = publish(index)
    chance = random.Random(7)
    for path in sorted(place.iterdir()):
        if path.name == "manifest.json":
            continue
        original = path.read_bytes()
        at = chance.randrange(len(original))
        flipped = bytes([original[at] ^ (1 << chance.randrange(8))])
        for damaged in (
            original[:at] + flipped + original[at + 1 :],
            original[: len(original) // 2],
            original + b"x",
            b"",
        ):
            path.write_bytes(damaged)
            assert [each.file for each in generations.check(index)] == [str(path)]
        path.unlink()
        with pytest.raises(IndexDamaged, match=f"{path.name} is missing"):
            generations.open_index(index)
        assert [each.file for each in generations.check(index)] == [str(path)]
        path.write_bytes(original)
    assert generations.check(index) == []


def test_a_file_that_does_not_belong_is_found_by_check(index: Path) -> None:
    place = publish(index)
    (place / "extra").write_text("x")
    assert [str(each) for each in generations.check(index)] == [
        f"{place / 'extra'}: does not belong to the index; remove it"
    ]


def test_a_truncated_file_is_refused_when_the_index_is_opened(index: Path) -> None:
    segment = next(publish(index).glob("*.seg"))
    segment.write_bytes(segment.read_bytes()[:-1])
    with pytest.raises(IndexDamaged, match=r"bytes in place of \d+; build it anew"):
        generations.open_index(index)
