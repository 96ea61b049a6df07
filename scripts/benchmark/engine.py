"""What every engine has to do, and the answer that all are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from benchmark.questions import Question
from searchapp.model import Paragraph

PAGE = 20
FACETS = ("source", "actor", "region", "topic", "date")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page of results needs: the exact total, the texts of the best twenty by BM25,
    and of each facet the exact counts of all values. `periods` counts by year or month."""

    total: int
    ids: list[str]
    texts: list[str]
    counts: dict[str, dict[str, int]]
    periods: dict[str, int]


class Engine(Protocol):
    """`differs` tells why totals may differ from ours, "" where the words are cut alike."""

    name: str
    differs: str

    def build(self, paragraphs: Iterable[Paragraph], place: Path) -> None: ...

    def open(self, place: Path) -> None: ...

    def ask(self, question: Question) -> Any:
        """The answer in the engine's own form; this is what is timed."""
        ...

    def answer(self, found: Any) -> Answer:
        """The same in the form in which answers are compared."""
        ...

    def snippets(self, question: Question, found: Any) -> int:
        """Make the twenty snippets of an answer; how many were made."""
        ...


def values_of(paragraph: Paragraph) -> dict[str, str]:
    """Of each facet the one value that a paragraph of this corpus has."""
    return {facet: mentions[0].value for facet, mentions in paragraph.mentions.items()}
