"""Generations: what was published is whole, whatever happens while the next one is written."""

from __future__ import annotations

import gc
import json
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from searchapp import generations
from searchapp.errors import IndexDamaged, IndexLocked, SearchappError, UsageError
from searchapp.manifest import REBUILD
from searchapp.model import Search
from tests.publishing import answer, filler, publish, status_of

posix = pytest.mark.skipif(os.name == "nt", reason="uses fork and signals")


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
    assert manifest["format"] == 3
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


def test_a_writer_without_its_lock_loses_nothing_of_another(index: Path) -> None:
    publish(index, 3, "old")
    with generations.writing(index) as first:
        (index / "LOCK").unlink()
        publish(index, 4, "second")
        with pytest.raises(SearchappError, match="could not be written"):
            first.publish(filler(5, "first"), backend="plain", status=status_of(5, "first"))
    assert answer(index) == ("second", 4)
    assert generations.check(index) == []
    assert publish(index, 5, "first").name == "g000003"


# --- what is carried over -------------------------------------------------------------------


def write_with_common_file(writer: generations.Writer, paragraphs: int, build: str) -> Path:
    def fill(place: Path) -> None:
        filler(paragraphs, build)(place)
        (place / "common").write_text(build)

    return writer.publish(fill, backend="plain", status=status_of(paragraphs, build))


def carry_over_common_file(writer: generations.Writer, former: Path) -> Path:
    def fill(place: Path) -> None:
        filler(4, "new")(place)
        (place / "common").hardlink_to(former / "common")

    return writer.publish(fill, backend="plain", status=status_of(4, "new"))


def test_damage_to_a_file_that_is_carried_over_does_not_become_right(index: Path) -> None:
    with generations.writing(index) as writer:
        former = write_with_common_file(writer, 3, "old")
        (former / "common").write_text("odd")
        place = carry_over_common_file(writer, former)
    sealed = [json.loads((each / "manifest.json").read_text())["files"] for each in (former, place)]
    assert sealed[0]["common"] == sealed[1]["common"]
    assert [str(each) for each in generations.check(index)] == [
        f"{place / 'common'}: its content has changed since it was written; {REBUILD}"
    ]


def test_a_file_that_has_but_the_name_of_a_former_one_is_measured(index: Path) -> None:
    with generations.writing(index) as writer:
        write_with_common_file(writer, 3, "old")
        write_with_common_file(writer, 4, "new")
    assert generations.check(index) == []


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


def test_readers_meet_no_half_made_index_while_generations_change(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)  # slow, and not of interest here
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
