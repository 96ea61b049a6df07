"""Numbers that are kept for a while come back, from memory and from a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from searchapp.backends.whoosh import spool
from searchapp.backends.whoosh.spool import Spools


@pytest.fixture(params=[0, 40, 1 << 20])
def spools(request: pytest.FixtureRequest, tmp_path: Path,
           monkeypatch: pytest.MonkeyPatch) -> Iterator[Spools]:  # fmt: skip
    """With room in memory for none, for a few, and for all numbers."""
    monkeypatch.setattr(spool, "_HELD_BYTES", request.param)
    monkeypatch.setattr(spool, "_BLOCK", 7)
    made = Spools(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("seed", range(20))
def test_parts_are_what_was_added_there(spools: Spools, seed: int) -> None:
    chance = np.random.default_rng(seed)
    kept = spools.new(np.uint16)
    added: list[int] = []
    parts = []
    for _ in range(int(chance.integers(0, 9))):
        numbers = chance.integers(0, 1000, size=int(chance.integers(0, 12)))
        parts.append((kept.keep(numbers), numbers))
        added += numbers.tolist()
        start, end = sorted(chance.integers(0, len(added) + 1, size=2).tolist())
        assert kept[start:end].tolist() == added[start:end]
    assert len(kept) == len(added)
    assert [number for block in kept.blocks() for number in block.tolist()] == added
    assert all(block.dtype == np.uint16 for block in kept.blocks())
    for part, numbers in parts:
        end = len(numbers)
        assert part[end // 3 : end].tolist() == numbers[end // 3 :].tolist()


def test_what_is_kept_leaves_no_file_behind(spools: Spools, tmp_path: Path) -> None:
    spools.new(np.int64).add(np.arange(100))
    spools.close()
    assert list(tmp_path.iterdir()) == []
