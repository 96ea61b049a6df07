"""What a change of vocabulary does to the tags: for `searchapp vocab diff OLD NEW`.

- change: the values that one paragraph gains and loses in one facet. Inherited sources count,
  since a filter finds them too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from searchapp.model import Document, Paragraph
from searchapp.schema import TAGGED


class Tags(Protocol):
    def tag(self, document: Document) -> tuple[Paragraph, ...]: ...


@dataclass(frozen=True, slots=True)
class Change:
    paragraph: str
    facet: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def changes(documents: Iterable[Document], old: Tags, new: Tags) -> Iterator[Change]:
    """Every change, in the order of documents, paragraphs and facets."""
    for document in documents:
        pairs = zip(old.tag(document), new.tag(document), strict=True)
        for before, after in pairs:
            for facet in TAGGED:
                had, has = before.values(facet), after.values(facet)
                gained = tuple(value for value in has if value not in had)
                lost = tuple(value for value in had if value not in has)
                if gained or lost:
                    yield Change(after.id, facet, gained, lost)


def totals(found: Iterable[Change]) -> tuple[tuple[str, str, int, int], ...]:
    """(facet, value, paragraphs gained, paragraphs lost), most changed first."""
    gained: Counter[tuple[str, str]] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    for change in found:
        gained.update((change.facet, value) for value in change.gained)
        lost.update((change.facet, value) for value in change.lost)
    keys = sorted(gained | lost, key=lambda key: (-gained[key] - lost[key], key))
    return tuple((facet, value, gained[facet, value], lost[facet, value]) for facet, value in keys)
