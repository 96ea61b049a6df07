"""Sources; being written."""

from __future__ import annotations

from searchapp.model import Mention
from searchapp.tagging.names import PassageNames
from searchapp.tagging.vocabulary import Vocabulary


class SourceTagger:
    def __init__(self, vocabulary: Vocabulary) -> None:
        pass

    def tag(self, names: list[PassageNames]) -> list[list[Mention]]:
        return [[] for _ in names]
