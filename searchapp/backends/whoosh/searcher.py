"""The fast backend: whole questions answered on memory-mapped arrays.

What is computed where: `evaluation` finds and scores the rows, `counting` makes facets and
histogram of them, the kernels do the work on arrays; nothing here loops over paragraphs but
those of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from searchapp import namebook
from searchapp.aliases import Names
from searchapp.backends.whoosh import crossing
from searchapp.backends.whoosh.contents import read_parts
from searchapp.backends.whoosh.counting import count_facets
from searchapp.backends.whoosh.evaluation import Evaluation
from searchapp.backends.whoosh.segment import Segment
from searchapp.backends.whoosh.union import Searched, open_union
from searchapp.errors import BadSearch, NotFound
from searchapp.kernels import Floats, Numbers, topk
from searchapp.kernels.selection import Selection
from searchapp.kernels.tuples import many_tuples
from searchapp.model import Hit, Node, Paragraph, Results, Search, Status, Twins
from searchapp.settings import Limits


class FastBackend:
    """A snapshot of one index; may be used by several threads at once."""

    def __init__(
        self, segment: Searched, status: Status, limits: Limits, names: Names | None = None
    ) -> None:
        self._segment, self._status, self._limits = segment, status, limits
        self._names = names or {}

    def search(self, search: Search) -> Results:
        if search.page < 1 or search.size < 1:
            raise BadSearch("page", "pages are counted from 1 and hold at least one hit")
        evaluation = Evaluation(search, self._segment, self._limits)
        hits, without_choice = evaluation.filtered()
        repeated = self._segment.repeats.how_many(hits)
        if search.fold:
            folded = self._segment.repeats.folded
            hits = folded(hits)
            without_choice = {facet: folded(rows) for facet, rows in without_choice.items()}
        shown, scores = self._page(evaluation, hits)
        evaluation.check_time()
        facets, histogram = count_facets(self._segment.columns, search, hits, without_choice)
        evaluation.check_time()
        paragraphs = self._segment.store.paragraphs(shown)
        return Results(
            total=hits.count,
            documents=self._segment.how_many_documents(hits),
            hits=tuple(many_tuples(Hit, paragraphs, scores.tolist(), rest=(None, None))),
            facets=facets,
            histogram=histogram,
            build=self._status.build,
            repeated=repeated,
        )

    def _page(self, evaluation: Evaluation, hits: Selection) -> tuple[Numbers, Floats]:
        """The rows of the page's hits in order, and their scores; rows are newest first."""
        search = evaluation.search
        end = min(search.page * search.size, hits.count)
        start = min((search.page - 1) * search.size, end)
        if search.sort == "relevance":
            rows, scores = evaluation.best(hits, end)
            return rows[start:], scores[start:]
        if search.sort == "newest":
            rows = hits.first(end)[start:]
        else:
            keys = self._segment.columns.sort_keys(search.sort, stated_only=search.stated_only)
            rows = hits.numbers
            rows = rows[topk.first(keys[rows], end)[start:]]
        return rows, evaluation.scores(rows)

    def crossed(
        self, search: Search, rows: Sequence[Node], columns: Sequence[Node]
    ) -> list[list[int]]:
        """For every row and column how many hits satisfy both; see `backends.base.Tabulates`."""
        return crossing.crossed(Evaluation(search, self._segment, self._limits), rows, columns)

    def paragraph(self, paragraph_id: str) -> Paragraph:
        document, _, number = paragraph_id.rpartition(":")
        for row in self._segment.rows_of_document(document) if number.isdecimal() else ():
            [found] = self._segment.store.paragraphs([row])
            if found.id == paragraph_id:
                return found
        raise NotFound(f"there is no paragraph {paragraph_id!r}")

    def document(self, document_id: str) -> tuple[Paragraph, ...]:
        rows = self._segment.rows_of_document(document_id)
        if not rows:
            raise NotFound(f"there is no document {document_id!r}")
        return tuple(self._segment.store.paragraphs(rows))

    def status(self) -> Status:
        return self._status

    def words_like(self, start: str, limit: int) -> list[tuple[str, int]]:
        return self._segment.words.frequent(start, limit)

    def twins(self, paragraph: Paragraph, most: int) -> Twins:
        """What repeats the paragraph; see `backends.base.KnowsTwins`."""
        segment = self._segment
        rows = segment.repeats.rows_of(paragraph.twins)
        read = segment.store.paragraphs(rows[: most + 1])
        others = tuple(each for each in read if each.id != paragraph.id)[:most]
        selected = Selection(np.sort(rows), segment.size)
        documents = segment.how_many_documents(selected) if len(rows) else 1
        return Twins(others, max(0, len(rows) - 1), documents - 1)

    def names(self) -> Names:
        return self._names

    def close(self) -> None:
        """Nothing to do: files are mapped, and let go of when the last answer is."""


def open_backend(place: Path, status: Status, limits: Limits) -> FastBackend:
    """Raises IndexDamaged."""
    parts = read_parts(place)
    is_one = len(parts) == 1 and not parts[0].gone
    segment = Segment(place, parts[0].name) if is_one else open_union(place, parts)
    return FastBackend(segment, status, limits, namebook.read(place))
