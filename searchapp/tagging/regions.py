"""Placeholder until places are tagged; finds none."""

from __future__ import annotations

from collections.abc import Sequence

from searchapp.model import Document, Mention
from searchapp.tagging.gazetteer import Gazetteer
from searchapp.tagging.vocabulary import Vocabulary


class RegionTagger:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.gazetteer = Gazetteer(vocabulary)

    def tag(
        self, document: Document, blocked: Sequence[Sequence[tuple[int, int]]]
    ) -> list[list[Mention]]:
        return [[] for _ in document.passages]
