"""Names; being written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from searchapp.model import Document
from searchapp.tagging.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class PassageNames:
    blocked: tuple[tuple[int, int], ...] = ()


class NameReader:
    def __init__(
        self, vocabulary: Vocabulary, is_place: Callable[[tuple[str, ...]], bool]
    ) -> None:
        pass

    def read(self, document: Document) -> list[PassageNames]:
        return [PassageNames() for _ in document.passages]

    def value_of(self, name: str) -> str:
        return name
