"""Every test of this folder runs against every backend in the table of them."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from searchapp.backends import BACKENDS
from searchapp.backends.base import Backend
from searchapp.model import Paragraph, Status
from tests.both_kernels import kernels
from tests.corpora import TWELVE

__all__ = ["kernels"]

MODULES = {name: importlib.import_module(path) for name, path in BACKENDS.items()}
Make = Callable[[Sequence[Paragraph]], Backend]


def status_of(paragraphs: Sequence[Paragraph]) -> Status:
    days = [p.published for p in paragraphs if p.published]
    return Status(
        build="0123456789ab",
        generation="g000001",
        built="2023-07-01T12:00:00+00:00",
        documents=len({p.document for p in paragraphs}),
        paragraphs=len(paragraphs),
        first=min(days, default=None),
        last=max(days, default=None),
        mentions={"source": 3},
        vocabulary="abc",
        notes=("one",),
    )


@pytest.fixture(params=MODULES)
def module(request: pytest.FixtureRequest) -> ModuleType:
    return MODULES[request.param]


@pytest.fixture
def make(module: ModuleType, tmp_path: Path) -> Iterator[Make]:
    """Builds an index of the paragraphs given and opens it."""
    opened: list[Backend] = []

    def built(paragraphs: Sequence[Paragraph]) -> Backend:
        place = tmp_path / f"index{len(opened)}"
        place.mkdir()
        module.build(iter(paragraphs), place, status_of(paragraphs))
        opened.append(module.connect(place))
        return opened[-1]

    yield built
    for backend in opened:
        backend.close()


@pytest.fixture
def twelve(make: Make) -> Backend:
    return make(TWELVE)
