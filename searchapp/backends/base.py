"""What a backend is: the laws that the contract tests prove of each of them.

A backend is a module with two functions and one object:

    build(paragraphs, place, status)   writes a complete index into the empty folder `place`;
                                       `jobs=` processes may help
    connect(place) -> Backend          opens it for reading; `limits=` sets others than usual

Laws: totals and facet counts are exact, over all hits. A facet is counted without its own
any-of choice. Between facets AND, inside a facet OR. A region counts for its ancestors once,
and a `date` value for its EDTF buckets. Ranges overlap intervals, ends included. Relevance is
BM25 (k1 = 2.0, b = 0.75, idf = ln(1 + (N - n + 0.5) / (n + 0.5)), exact lengths in tokens) summed
over the leaves outside NOT, in their order, wherever they occur in a hit; phrases, prefixes,
wildcards and fuzzy words are one term each, whose frequency is the number of places matched (of a
phrase: of words at which it can begin). Titles, facets and everything else add no score.
`stated_only` leaves inherited mentions out of filters, facet leaves, counts and the order by
date; the date value "open" stands for the values in that bucket. More words than
`Limits.expansions` for one pattern raise LimitExceeded. Order is total: score or sort key, then
published descending with undated last, then document id, then ordinal. A page past the end is
empty with the true total. A backend is a snapshot, may be used by several threads at once, and
its results outlive it. What it cannot answer raises Unsupported; nothing is dropped.

Twins, the paragraphs of one `Paragraph.twins`, are hits like all others. `Results.repeated` counts
the hits beside the oldest of their group: the first published, undated last, then by document id
and ordinal. With `fold` only the oldest hit of each group is left, and all is said of what is
left: page, totals, histogram. A facet then counts the oldest of those hits that it has without its
own choice, and a cell of a table the oldest of those that stand in it, since that is what a search
for them finds. The base of a bucket is never folded, so that no bucket has more hits than base.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias, runtime_checkable

from searchapp.aliases import Names
from searchapp.model import (
    And,
    AtLeast,
    Fuzzy,
    Node,
    Or,
    Paragraph,
    Phrase,
    Prefix,
    Results,
    Search,
    Status,
    Twins,
    Wildcard,
    Word,
)

Leaf: TypeAlias = Word | Phrase | Prefix | Wildcard | Fuzzy
_LEAVES, _SCORED_TOGETHER = (Word, Phrase, Prefix, Wildcard, Fuzzy), (And, Or, AtLeast)

K1 = 2.0
B = 0.75


def idf(paragraphs: int, matching: int) -> float:
    """Robertson and Spärck Jones weight in its non-negative form, as Lucene has it."""
    return math.log(1 + (paragraphs - matching + 0.5) / (matching + 0.5))


def bm25(weight: float, frequency: int, length: int, mean_length: float) -> float:
    """What a leaf of this idf adds to the score of a paragraph of this length in tokens."""
    return weight * frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * length / mean_length))


def scoring_leaves(node: Node) -> list[Leaf]:
    """The leaves that score: those about the text and outside NOT, in order, repeats too."""
    if isinstance(node, _LEAVES):
        return [node]
    if isinstance(node, _SCORED_TOGETHER):
        return [leaf for child in node.children for leaf in scoring_leaves(child)]
    return []


@runtime_checkable
class Backend(Protocol):
    def search(self, search: Search) -> Results:
        """Answer the whole question; hits come without snippets. Raises BadSearch, OverBudget."""
        ...

    def paragraph(self, paragraph_id: str) -> Paragraph:
        """Raises NotFound."""
        ...

    def document(self, document_id: str) -> tuple[Paragraph, ...]:
        """All paragraphs of a document in order. Raises NotFound."""
        ...

    def status(self) -> Status: ...

    def close(self) -> None: ...


@runtime_checkable
class Suggests(Protocol):
    """Backends that know their words: for completion and "did you mean"."""

    def words_like(self, start: str, limit: int) -> list[tuple[str, int]]:
        """Folded words that begin so, with the number of paragraphs, most frequent first."""
        ...


@runtime_checkable
class Tabulates(Protocol):
    """Backends that count many parts of one search at once: for cross tables."""

    def crossed(
        self, search: Search, rows: Sequence[Node], columns: Sequence[Node]
    ) -> list[list[int]]:
        """For every row and column how many hits of the search satisfy both nodes; exact, as
        `search` with the nodes in its query would count. Raises BadSearch, OverBudget."""
        ...


@runtime_checkable
class KnowsNames(Protocol):
    """Backends that know in which other spellings the names of their paragraphs stand there."""

    def names(self) -> Names: ...


@runtime_checkable
class KnowsTwins(Protocol):
    """Backends that find the paragraphs which repeat one of theirs."""

    def twins(self, paragraph: Paragraph, most: int) -> Twins:
        """At most so many of the others in the group of a paragraph, the oldest first."""
        ...


class Build(Protocol):
    def __call__(
        self, paragraphs: Iterable[Paragraph], place: Path, status: Status, *, jobs: int | None
    ) -> None:
        """At most `jobs` processes help, None: as many as are worth it."""
        ...


Connect = Callable[[Path], Backend]
