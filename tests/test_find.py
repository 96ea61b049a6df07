from __future__ import annotations

import pytest

from searchapp import urls
from searchapp.aliases import Names, expand_aliases
from searchapp.backends.base import Backend
from searchapp.find import Asked, asked_query, find
from searchapp.model import (
    Everything,
    FacetIs,
    Hit,
    Node,
    Or,
    Paragraph,
    Results,
    Search,
    Snippet,
    Span,
    Status,
    Twins,
    Word,
)
from tests import oracle
from tests.corpora import TWELVE
from tests.naming import names_from

NAMES = names_from([["Convict", "Prisoner"], ["Odesa", "Odessa"]])


class Answering:
    """A backend that answers as the oracle does and keeps the last question."""

    asked = Search()
    questions = 0

    def search(self, search: Search) -> Results:
        self.asked = search
        self.questions += 1
        return oracle.answer(TWELVE, search, build="b1")

    def paragraph(self, paragraph_id: str) -> Paragraph:
        raise NotImplementedError

    def document(self, document_id: str) -> tuple[Paragraph, ...]:
        raise NotImplementedError

    def status(self) -> Status:
        raise NotImplementedError

    def close(self) -> None:
        pass


@pytest.fixture
def backend() -> Answering:
    return Answering()


def read(query: str) -> Search:
    return urls.read([("q", query)]).search


def aliases(node: Node) -> Node:
    return expand_aliases(node, NAMES)


def test_the_stand_in_is_a_backend(backend: Answering) -> None:
    assert isinstance(backend, Backend)


def test_hits_come_with_snippets(backend: Answering) -> None:
    results = find(read("convicts meduza"), backend)
    assert results.total == 1
    text = "Convicts told Meduza that convicts were shot."
    assert results.hits[0].snippet == Snippet(text, (Span(0, 8), Span(14, 20), Span(26, 34)))
    assert results.hits[0] == Hit(TWELVE[3], results.hits[0].score, results.hits[0].snippet)


def test_the_question_reaches_the_backend_as_it_was_asked(backend: Answering) -> None:
    search = read("convicts")._replace(sort="oldest", page=2, size=1, stated_only=True)
    results = find(search, backend)
    assert backend.asked == search
    assert results.build == "b1"
    assert results.took > 0


def test_results_say_how_the_text_was_read(backend: Answering) -> None:
    results = find(read("Convicts AND foo:bar"), backend)
    assert results.reading == "word *Convicts*; the phrase *foo bar*"
    assert len(results.notices) == 1
    assert results.notices[0].startswith("there is no field “foo”")


def test_a_search_made_without_typed_text_is_read_from_its_tree(backend: Answering) -> None:
    assert find(Search(query=Word("convict")), backend).reading == "word *convict*"
    assert find(Search(query=Everything()), backend).reading == ""


def test_text_beyond_the_limits_is_read_from_its_tree_too(backend: Answering) -> None:
    results = find(Search(typed="a" * 2000, query=Word("convict")), backend)
    assert results.reading == "word *convict*"


def test_the_typed_text_is_no_reading_of_another_tree(backend: Answering) -> None:
    results = find(Search(typed="a AND", query=Word("convict")), backend)
    assert results.reading == "word *convict*"
    assert results.notices == ()


def test_other_spellings_are_found_and_marked(backend: Answering) -> None:
    results = find(read("prisoners Odessa"), backend, expand=aliases)
    assert backend.asked.query != read("prisoners Odessa").query
    assert results.total == 0
    results = find(read("Odessa"), backend, expand=aliases)
    assert backend.asked.query == Or((Word("odessa"), Word("odesa")))
    assert [hit.snippet.spans for hit in results.hits if hit.snippet] == [(Span(23, 28),)]
    assert results.reading == "word *Odessa*"


def test_a_backend_may_know_other_spellings_itself() -> None:
    class Knowing(Answering):
        def names(self) -> Names:
            return NAMES

    backend = Knowing()
    assert [hit.paragraph.id for hit in find(read("Odessa"), backend).hits] == ["c:1"]
    assert find(read("Odessa port"), backend).reading == (
        "words *Odessa* (in any spelling) and *port*"
    )
    assert find(read('="Odessa"'), backend).total == 0
    assert asked_query(Word("odessa"), backend).query == Or((Word("odessa"), Word("odesa")))


def test_typed_values_are_read_as_the_index_spells_them(backend: Answering) -> None:
    results = find(read("source:meduza region:bakhmut"), backend)
    assert [hit.paragraph.id for hit in results.hits] == ["a:1"]
    assert results.reading == "source meduza; region within bakhmut"
    assert results.notices == (
        "“source:meduza” was read as Meduza",
        "“region:bakhmut” was read as Ukraine/Donetsk Oblast/Bakhmut",
    )
    asked = asked_query(read("source:bbc").query, backend, expand=aliases)
    assert asked == Asked(FacetIs("source", "BBC"), ("“source:bbc” was read as BBC",))


def test_the_values_of_an_index_are_asked_for_once(backend: Answering) -> None:
    for typed in ("source:meduza", "topic:none", "drones"):
        find(read(typed), backend)
    assert backend.questions == 4


def test_hits_that_are_repeated_come_with_their_twins() -> None:
    class Knowing(Answering):
        def twins(self, paragraph: Paragraph, most: int) -> Twins:
            assert (paragraph.twins, most) == ("c:1", 20)
            return Twins((TWELVE[9],), 1, 0)

        def search(self, search: Search) -> Results:
            answer = super().search(search)
            hits = tuple(Hit(hit.paragraph._replace(twins="c:1"), 1.0) for hit in answer.hits)
            return answer._replace(hits=hits)

    assert [hit.twins for hit in find(read("Odesa"), Knowing()).hits] == [Twins((TWELVE[9],), 1, 0)]
    assert [hit.twins for hit in find(read("Odesa"), Knowing(), snippets=False).hits] == [None]
    assert [hit.twins for hit in find(read("Odesa"), Answering()).hits] == [None]


def test_every_hit_of_a_query_has_a_mark(backend: Answering) -> None:
    for typed in ("convict", '"call up"', "mobil*", "Kremlim~1", "of OR the", "2 of (of, the, in)"):
        results = find(read(typed), backend)
        assert results.total
        assert all(hit.snippet and hit.snippet.spans for hit in results.hits), typed
