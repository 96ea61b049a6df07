"""An index that followed random changes of its vocabulary is like one made at once by the last."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from searchapp import generations, readers, recipes
from searchapp.aliases import Names
from searchapp.backends.base import KnowsNames
from searchapp.build import build_index
from searchapp.model import Document, Results, Search, Status
from searchapp.namebook import Gathered, read_gathered
from searchapp.settings import Settings
from searchapp.tagging import load
from searchapp.tagging.pool import Pool
from searchapp.tagging.vocabulary import Vocabulary
from tests.tagging.retagging.editing import edited
from tests.unflushed import unflushed

__all__ = ["unflushed"]

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
ROUNDS = int(os.environ.get("ROUNDS", "2"))
STEPS = 3
Answers = tuple[Results, Status, Names, Gathered | None]


class Following(Pool):
    """Tags by a vocabulary that stands in no file."""

    def __init__(self, vocabulary: Vocabulary, name: str) -> None:
        super().__init__(jobs=1)
        self.__dict__["_vocabulary"] = vocabulary
        self.vocabulary = name
        self.digest = recipes.tagging_recipe(name, tagging=True)


@cache
def documents() -> tuple[Document, ...]:
    files = readers.files([SEEDS])
    return tuple(each for file in files for each in readers.read_file(file).documents)


def built(index: Path, vocabulary: Vocabulary, name: str) -> Answers:
    build_index([SEEDS], Settings(index=index), tagger=Following(vocabulary, name))
    with generations.opened(index) as backend:
        assert isinstance(backend, KnowsNames)
        results = backend.search(Search(size=1_000, facet_size=None))
        status = replace(backend.status(), built="", generation="")
        return results, status, backend.names(), read_gathered(generations.current(index))


@pytest.mark.parametrize("number", range(ROUNDS))
def test_random_changes_end_as_if_made_at_once(number: int, tmp_path: Path) -> None:
    seed = os.environ.get("SEED") or f"{random.randrange(10**6)}-{number}"
    print(f"SEED={seed}:")
    chance, vocabulary = random.Random(seed), load()
    built(tmp_path / "followed", vocabulary, "0")
    for step in range(1, STEPS + 1):
        vocabulary, told = edited(vocabulary, documents(), chance)
        print(*told, sep="\n  ")
        followed = built(tmp_path / "followed", vocabulary, str(step))
    at_once = built(tmp_path / "at once", vocabulary, str(STEPS))
    for ours, expected in zip(followed, at_once, strict=True):
        assert ours == expected
