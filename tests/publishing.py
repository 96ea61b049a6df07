"""Small generations for tests: publish one, ask which one answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from searchapp import generations
from searchapp.backends.whoosh import plain
from searchapp.model import Search, Status
from tests.corpora import TWELVE


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
