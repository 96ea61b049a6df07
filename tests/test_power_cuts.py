"""When the power fails, only what was flushed is sure to be there.

- flushed: the bytes of a file, or the names in a folder, when it was last flushed.
- cut: a moment before a flush or a rename; what was not flushed then is lost, torn or there.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from searchapp import generations
from tests.publishing import answer, publish

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows flushes no folders")

Names = dict[str, int]


@dataclass
class Disk:
    """Files and folders by inode, as they are (`now`) and as they were flushed."""

    root: int
    now: dict[int, bytes | Names] = field(default_factory=dict)
    flushed: dict[int, bytes | Names] = field(default_factory=dict)

    def look(self, folder: Path) -> None:
        """Take in a folder as it is now, with all below it."""
        names: Names = {}
        for each in folder.iterdir():
            names[each.name] = each.stat().st_ino
            if each.is_dir():
                self.look(each)
            else:
                self.now[each.stat().st_ino] = each.read_bytes()
        self.now[folder.stat().st_ino] = names

    def after_a_cut(self, chance: random.Random, target: Path) -> None:
        """Write into `target` what a cut may leave of the disk."""
        self._restore(self.root, chance, target)

    def _restore(self, inode: int, chance: random.Random, target: Path) -> None:
        now, flushed = self.now.get(inode, b""), self.flushed.get(inode)
        if isinstance(now, bytes):
            target.write_bytes(now if now == flushed else _torn(now, chance))
            return
        target.mkdir()
        before = flushed if isinstance(flushed, dict) else {}
        for name in now.keys() | before.keys():
            entry = chance.choice((now.get(name), before.get(name)))
            if entry is not None:
                self._restore(entry, chance, target / name)


def _torn(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return chance.choice((content, content[:at], b"", content[:at] + bytes(len(content) - at)))


@contextmanager
def watched(index: Path, at_each_step: Callable[[Disk], None]) -> Iterator[None]:
    """Follows what is flushed below the index, and calls before every flush and rename."""
    disk = Disk(index.stat().st_ino)
    disk.look(index)
    disk.flushed = dict(disk.now)
    kept = {name: getattr(os, name) for name in ("fsync", "rename", "replace")}

    def fsync(fd: Any) -> None:
        step()
        inode = os.fstat(fd).st_ino
        disk.flushed[inode] = disk.now[inode]

    def stepping(name: str) -> Callable[..., None]:
        def moved(*paths: Path) -> None:
            step()
            kept[name](*paths)

        return moved

    def step() -> None:
        disk.look(index)
        at_each_step(disk)

    os.fsync, os.rename, os.replace = fsync, stepping("rename"), stepping("replace")
    try:
        yield
        step()
    finally:
        os.fsync, os.rename, os.replace = kept["fsync"], kept["rename"], kept["replace"]


def test_a_power_cut_leaves_the_old_or_the_new_generation_whole(tmp_path: Path) -> None:
    seed = 2023
    print(f"seed {seed}")
    chance = random.Random(seed)
    index = tmp_path / "index"
    publish(index, 2, "older")
    publish(index, 3, "old")
    found: list[tuple[str, int]] = []

    def cut(disk: Disk) -> None:
        for _ in range(12):
            target = tmp_path / f"cut{len(found)}"
            disk.after_a_cut(chance, target)
            found.append(answer(target))
            assert generations.check(target) == []

    with watched(index, cut):
        publish(index, 4, "new")
    assert {*found} == {("old", 3), ("new", 4)}
    assert len(found) >= 100
    assert found[-12:] == [("new", 4)] * 12
    publish(tmp_path / f"cut{len(found) - 1}", 5, "newest")
