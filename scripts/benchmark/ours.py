"""searchapp itself, from the typed text to the results."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmark.engine import PAGE, Answer
from benchmark.questions import Question
from searchapp.backends.base import Backend
from searchapp.backends.whoosh import fast
from searchapp.kernels import compiled
from searchapp.matching import compile_query
from searchapp.model import Paragraph, Results, Search, Status
from searchapp.querylang import parse
from searchapp.snippets import snippet


class Ours:
    name = "searchapp"
    differs = ""
    facet_size: int | None = None

    def __init__(self) -> None:
        self._backend: Backend | None = None

    def build(self, paragraphs: Iterable[Paragraph], place: Path) -> None:
        status = Status("bench", "g000001", "", 0, 0, None, None, {})
        fast.build(paragraphs, place, status)

    def open(self, place: Path) -> None:
        self._backend = fast.connect(place)

    def ask(self, question: Question) -> Results:
        assert self._backend is not None, "open comes first"
        typed = question.typed()
        search = Search(typed, parse(typed).query, size=PAGE, facet_size=self.facet_size)
        return self._backend.search(search)

    def answer(self, found: Results) -> Answer:
        return Answer(
            total=found.total,
            ids=[hit.paragraph.id for hit in found.hits],
            texts=[hit.paragraph.text for hit in found.hits],
            counts={
                name: {each.value: each.count for each in facet.values}
                for name, facet in found.facets.items()
            },
            periods={each.period: each.count for each in found.histogram.buckets if each.count},
        )

    def snippets(self, question: Question, found: Results) -> int:
        matcher = compile_query(parse(question.typed()).query)
        return len([snippet(matcher, hit.paragraph) for hit in found.hits])


class OursInFull(Ours):
    """The same with every count looked at, as the peers hand theirs over; ours stay in arrays
    until then."""

    name = "searchapp, all values shown"

    def ask(self, question: Question) -> Results:
        found = super().ask(question)
        for facet in found.facets.values():
            list(facet.values)
        return found


class OursAsAPage(Ours):
    """The same with twelve values shown of each facet, as the site shows them."""

    name = "searchapp, 12 values shown"
    facet_size = 12


class OursInNumpy(Ours):
    """The same without the kernels in C, as it is where no compiler was at hand."""

    name = "searchapp, kernels in numpy"

    def open(self, place: Path) -> None:
        compiled.native = None
        super().open(place)
