"""A writer that is killed, or refused by the disk, at any operation loses nothing."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from searchapp import generations
from searchapp.backends.whoosh import fast
from searchapp.errors import SearchappError
from searchapp.model import Status
from tests.corpora import TWELVE
from tests.faults import Operations, die, refuse
from tests.publishing import answer, filler, publish, status_of
from tests.unflushed import unflushed

__all__ = ["unflushed"]

posix = pytest.mark.skipif(os.name == "nt", reason="uses fork and signals")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


@dataclass(frozen=True)
class Change:
    """An index of two generations, and what makes the third; `old` and `new` are the build and
    the number of paragraphs that answer before and after."""

    begin: Callable[[Path], None]
    go_on: Callable[[Path], None]
    old: tuple[str, int]
    new: tuple[str, int]


@pytest.fixture
def rebuilt(tmp_path: Path) -> Change:
    """A quick change: the new generation is a copy of an index that was built before."""
    place = tmp_path / "prepared"
    place.mkdir()
    filler(4, "new")(place)

    def begin(index: Path) -> None:
        publish(index, 2, "older")
        publish(index, 3, "old")

    def copy(target: Path) -> None:
        for each in place.iterdir():
            with open(target / each.name, "wb") as file:
                file.write(each.read_bytes())

    def go_on(index: Path) -> None:
        with generations.writing(index) as writer:
            writer.publish(copy, backend="plain", status=status_of(4, "new"))

    return Change(begin, go_on, ("old", 3), ("new", 4))


@pytest.fixture
def updated() -> Change:
    """One document goes, another comes; the first segment is carried over with marks."""

    def begin(index: Path) -> None:
        for paragraphs, build in ((8, "older"), (10, "old")):
            status = status_of(paragraphs, build)
            with generations.writing(index) as writer:
                writer.publish(
                    partial(fast.build, TWELVE[:paragraphs], status=status),
                    backend="fast",
                    status=status,
                )

    def go_on(index: Path) -> None:
        status = Status("new", "g", "2023-07-01", 3, 9, None, None, {})
        former = generations.current(index)
        with generations.writing(index) as writer:
            writer.publish(
                lambda place: fast.update(former, {"c", "d"}, TWELVE[10:11], place, status),
                backend="fast",
                status=status,
            )

    return Change(begin, go_on, ("old", 10), ("new", 9))


@pytest.fixture(params=["rebuilt", "updated"])
def change(request: pytest.FixtureRequest) -> Change:
    found: Change = request.getfixturevalue(request.param)
    return found


def assert_old_or_new(index: Path, change: Change) -> str:
    found = answer(index)
    assert found in {change.old, change.new}
    assert generations.check(index) == []
    change.go_on(index)
    assert answer(index) == change.new
    left = [each.name for each in index.iterdir() if not each.name.startswith("g0")]
    assert sorted(left) == ["CURRENT", "LOCK"]
    assert len(list(index.glob("g0*"))) == 2
    return found[0]


@posix
def test_killed_at_any_operation_the_old_or_the_new_generation_is_whole(
    tmp_path: Path, change: Change
) -> None:
    template = tmp_path / "template"
    change.begin(template)
    found = []
    for at in range(1, 1000):
        index = tmp_path / f"killed at {at}"
        shutil.copytree(template, index)
        child = os.fork()
        if child == 0:
            with suppress(BaseException), Operations(at, die).counted():
                change.go_on(index)
            os._exit(0)
        _, end = os.waitpid(child, 0)
        found.append(assert_old_or_new(index, change))
        shutil.rmtree(index)
        if not os.WIFSIGNALED(end):
            break
    assert len(found) > 30
    assert found == sorted(found, reverse=True)  # all old, then all new
    assert {*found} == {"old", "new"}


# Whoosh leaves its open files to the garbage collector when writing fails.
@pytest.mark.usefixtures("collected")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("change", "code", "persists"),
    [
        ("rebuilt", "ENOSPC", True),
        ("rebuilt", "ENOSPC", False),
        ("rebuilt", "EIO", False),
        ("rebuilt", "EACCES", False),
        ("rebuilt", "EMFILE", True),
        ("updated", "ENOSPC", False),
    ],
    indirect=["change"],
)
def test_refused_at_any_operation_the_old_or_the_new_generation_is_whole(
    tmp_path: Path, change: Change, code: str, *, persists: bool
) -> None:
    template = tmp_path / "template"
    change.begin(template)
    found = []
    for at in range(1, 1000):
        index = tmp_path / f"refused at {at}"
        shutil.copytree(template, index)
        operations = Operations(at, refuse(getattr(errno, code)), persists=persists)
        refused = False
        with operations.counted():
            try:
                change.go_on(index)
            except SearchappError as error:
                refused = "\n" not in str(error)
        found.append(assert_old_or_new(index, change))
        shutil.rmtree(index)
        if operations.seen < at:
            break
        assert refused or found[-1] == "new"
    assert len(found) > 30


@pytest.mark.usefixtures("collected")
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
