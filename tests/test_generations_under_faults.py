"""A writer that is killed, or refused by the disk, at any operation loses nothing."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from searchapp import generations
from searchapp.errors import SearchappError
from tests.faults import Operations, die, refuse
from tests.publishing import answer, filler, publish, status_of

posix = pytest.mark.skipif(os.name == "nt", reason="uses fork and signals")


@pytest.fixture(autouse=True)
def unflushed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flushing takes most of the time, and a process that dies does not miss it."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


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
    publish(template, 2, "older")
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
    publish(template, 2, "older")
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
