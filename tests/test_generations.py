"""Generations: what was published is whole, whatever happens while the next one is written."""

from __future__ import annotations

import errno
import gc
import json
import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from searchapp import generations
from searchapp.backends.whoosh import plain
from searchapp.errors import (
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    SearchappError,
    UsageError,
)
from searchapp.model import Search, Status
from tests.corpora import TWELVE
from tests.faults import Operations, die, refuse

posix = pytest.mark.skipif(os.name == "nt", reason="uses fork and signals")


def status_of(paragraphs: int, build: str) -> Status:
    documents = len({each.document for each in TWELVE[:paragraphs]})
    return Status(build, "g", "2023-07-01", documents, paragraphs, None, None, {})


def filler(paragraphs: int, build: str) -> Callable[[Path], None]:
    return lambda place: plain.build(TWELVE[:paragraphs], place, status_of(paragraphs, build))


def publish(index: Path, paragraphs: int = 12, build: str = "one") -> Path:
    with generations.writing(index) as writer:
        return writer.publish(
            filler(paragraphs, build), backend="plain", status=status_of(paragraphs, build)
        )


def answer(index: Path) -> tuple[str, int]:
    """The build that answers, and with how many paragraphs."""
    with generations.opened(index) as backend:
        results = backend.search(Search())
        return results.build, results.total


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


# --- publishing -----------------------------------------------------------------------------


def test_a_published_generation_is_live_and_healthy(index: Path) -> None:
    assert publish(index) == index / "g000001"
    assert (index / "CURRENT").read_text() == "g000001\n"
    assert answer(index) == ("one", 12)
    assert generations.check(index) == []
    assert sorted(each.name for each in index.iterdir()) == ["CURRENT", "LOCK", "g000001"]


def test_the_manifest_names_every_file_with_size_and_hash(index: Path) -> None:
    place = publish(index)
    manifest = json.loads((place / "manifest.json").read_text())
    assert manifest["format"] == 1
    assert manifest["backend"] == "plain"
    assert manifest["status"]["paragraphs"] == 12
    names = {each.name for each in place.iterdir()} - {"manifest.json"}
    assert manifest["files"].keys() == names
    assert all(len(sha) == 64 for _, sha in manifest["files"].values())


def test_two_generations_are_kept_and_older_ones_removed(index: Path) -> None:
    for paragraphs in (3, 4, 5, 6):
        publish(index, paragraphs, f"build {paragraphs}")
    kept = sorted(each.name for each in index.iterdir())
    assert kept == ["CURRENT", "LOCK", "g000003", "g000004"]
    assert answer(index) == ("build 6", 6)


def test_rollback_makes_the_generation_before_live(index: Path) -> None:
    publish(index, 3, "old")
    publish(index, 4, "new")
    assert generations.rollback(index) == "g000001"
    assert answer(index) == ("old", 3)
    with pytest.raises(UsageError, match="no generation before"):
        generations.rollback(index)
    assert publish(index, 5, "newest").name == "g000003"
    assert sorted(each.name for each in index.glob("g*")) == ["g000001", "g000003"]


def test_a_build_that_holds_less_than_it_says_is_not_published(index: Path) -> None:
    publish(index, 3, "old")
    with (
        generations.writing(index) as writer,
        pytest.raises(IndexDamaged, match="paragraphs: 4 in place of 5"),
    ):
        writer.publish(filler(4, "new"), backend="plain", status=status_of(5, "new"))
    assert answer(index) == ("old", 3)
    assert [each.name for each in index.glob("*g0*")] == ["g000001"]


def test_every_file_is_flushed_before_it_is_named(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    named: dict[str, list[int]] = {}
    fsync, rename, replace = os.fsync, Path.rename, Path.replace

    def recorded_fsync(descriptor: int) -> None:
        flushed.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    def recorded_rename(self: Path, target: Path) -> Path:
        named["rename"] = list(flushed)
        return rename(self, target)

    def recorded_replace(self: Path, target: Path) -> Path:
        named["replace"] = [*flushed, -self.stat().st_ino]
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", recorded_fsync)
    monkeypatch.setattr(Path, "rename", recorded_rename)
    monkeypatch.setattr(Path, "replace", recorded_replace)
    place = publish(index)
    written = {each.stat().st_ino for each in (place, *place.iterdir())}
    assert written <= set(named["rename"])
    assert index.stat().st_ino in named["replace"]
    assert -named["replace"][-1] in named["replace"]
    assert flushed[-1] == index.stat().st_ino


# --- readers --------------------------------------------------------------------------------


def test_a_reader_keeps_its_generation_while_it_is_open(index: Path) -> None:
    publish(index, 3, "old")
    held = generations.open_index(index)
    for number in range(3):
        publish(index, 4 + number, f"new {number}")
    assert held.search(Search()).total == 3
    assert (index / "g000001").exists()
    held.close()
    del held
    gc.collect()
    publish(index, 8, "last")
    assert not (index / "g000001").exists()


def test_readers_meet_no_half_made_index_while_generations_change(index: Path) -> None:
    publish(index, 3, "3")
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                build, total = answer(index)
            except SearchappError as error:
                wrong.append(error)
            else:
                wrong.extend([(build, total)] if build != str(total) else [])

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(10):
        publish(index, 3 + number % 5, str(3 + number % 5))
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []


# --- locks ----------------------------------------------------------------------------------


def test_a_second_writer_is_refused_with_the_first_ones_number(index: Path) -> None:
    with (
        generations.writing(index),
        pytest.raises(IndexLocked, match=f"being written by process {os.getpid()} since 20"),
        generations.writing(index),
    ):
        pass
    with generations.writing(index):
        pass


@posix
def test_a_killed_writer_leaves_no_lock_and_no_draft(index: Path) -> None:
    publish(index, 3, "old")

    def stall(place: Path) -> None:
        (place / "half").write_text("half")
        time.sleep(60)

    child = os.fork()
    if child == 0:
        with generations.writing(index) as writer:
            writer.publish(stall, backend="plain", status=status_of(4, "new"))
    while not list(index.glob(".draft-*/half")):
        time.sleep(0.01)
    with pytest.raises(IndexLocked, match=f"process {child} "), generations.writing(index):
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert answer(index) == ("old", 3)
    publish(index, 4, "new")
    assert sorted(each.name for each in index.iterdir()) == [
        "CURRENT",
        "LOCK",
        "g000001",
        "g000002",
    ]


# --- faults ---------------------------------------------------------------------------------


@pytest.fixture
def prepared(tmp_path: Path) -> Callable[[Path], None]:
    """A quick filler: a copy of an index of four paragraphs that was built before."""
    place = tmp_path / "prepared"
    place.mkdir()
    filler(4, "new")(place)

    def copy(target: Path) -> None:
        for each in place.iterdir():
            with open(target / each.name, "wb") as file:
                file.write(each.read_bytes())

    return copy


def publish_prepared(index: Path, prepared: Callable[[Path], None]) -> None:
    with generations.writing(index) as writer:
        writer.publish(prepared, backend="plain", status=status_of(4, "new"))


def assert_old_or_new(index: Path, prepared: Callable[[Path], None]) -> str:
    build, total = answer(index)
    assert (build, total) in {("old", 3), ("new", 4)}
    assert generations.check(index) == []
    publish_prepared(index, prepared)
    assert answer(index) == ("new", 4)
    left = [each.name for each in index.iterdir() if not each.name.startswith("g0")]
    assert sorted(left) == ["CURRENT", "LOCK"]
    assert len(list(index.glob("g0*"))) == 2
    return build


@posix
def test_killed_at_any_operation_the_old_or_the_new_generation_is_whole(
    tmp_path: Path, prepared: Callable[[Path], None]
) -> None:
    template = tmp_path / "template"
    publish(template, 3, "old")
    found = []
    for at in range(1, 1000):
        index = tmp_path / f"killed at {at}"
        shutil.copytree(template, index)
        child = os.fork()
        if child == 0:
            with suppress(BaseException), Operations(at, die).counted():
                publish_prepared(index, prepared)
            os._exit(0)
        _, end = os.waitpid(child, 0)
        found.append(assert_old_or_new(index, prepared))
        shutil.rmtree(index)
        if not os.WIFSIGNALED(end):
            break
    assert len(found) > 30
    assert found == sorted(found, reverse=True)  # all old, then all new
    assert {*found} == {"old", "new"}


@pytest.mark.parametrize(
    ("code", "persists"),
    [("ENOSPC", True), ("ENOSPC", False), ("EIO", False), ("EACCES", False), ("EMFILE", True)],
)
def test_refused_at_any_operation_the_old_or_the_new_generation_is_whole(
    tmp_path: Path, prepared: Callable[[Path], None], code: str, *, persists: bool
) -> None:
    template = tmp_path / "template"
    publish(template, 3, "old")
    found = []
    for at in range(1, 1000):
        index = tmp_path / f"refused at {at}"
        shutil.copytree(template, index)
        operations = Operations(at, refuse(getattr(errno, code)), persists=persists)
        refused = False
        with operations.counted():
            try:
                publish_prepared(index, prepared)
            except SearchappError as error:
                refused = "\n" not in str(error)
        found.append(assert_old_or_new(index, prepared))
        shutil.rmtree(index)
        if operations.seen < at:
            break
        assert refused or found[-1] == "new"
    assert len(found) > 30


# Whoosh leaves its open files to the garbage collector when writing fails.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_real_build_refused_at_random_writes_leaves_the_old_generation(index: Path) -> None:
    publish(index, 3, "old")
    counting = Operations(0, refuse())
    with counting.counted():
        publish(index.with_name("other"), 4, "new")
    chance = random.Random(2023)
    for _ in range(12):
        with (
            Operations(chance.randrange(10, counting.seen - 10), refuse()).counted(),
            pytest.raises(SearchappError, match="could not be written"),
        ):
            publish(index, 4, "new")
        assert answer(index) == ("old", 3)
    publish(index, 4, "new")
    assert answer(index) == ("new", 4)


# --- damage ---------------------------------------------------------------------------------


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
        ({"format": 99}, "has format 99 and this program reads 1"),
        ({"backend": "other"}, "unknown backend 'other'"),
        ({"files": 7}, "manifest.json is damaged"),
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
