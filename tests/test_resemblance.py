from __future__ import annotations

from searchapp import urls
from searchapp.model import AtLeast, Everything, Paragraph, Results, Search, Status, Word
from searchapp.querylang import parse
from searchapp.resemblance import likeness, telling_words, typed_likeness
from tests import oracle
from tests.backends.conftest import status_of
from tests.corpora import paragraph

PARAGRAPHS = (
    paragraph("a", 1, "The convoy of grain left Odesa harbour while the ministers spoke of grain."),
    paragraph("a", 2, "The ministers spoke of winter."),
    paragraph(
        "b", 1, "A grain convoy reached the harbour of Istanbul; the ministers were pleased."
    ),
    paragraph("b", 2, "The winter was long, and the snow deep."),
    *(paragraph("c", n, "The front did not move, the reports of the day say.") for n in range(9)),
)


class Answering:
    def search(self, search: Search) -> Results:
        return oracle.answer(PARAGRAPHS, search)

    def paragraph(self, paragraph_id: str) -> Paragraph:
        raise NotImplementedError

    def document(self, document_id: str) -> tuple[Paragraph, ...]:
        raise NotImplementedError

    def status(self) -> Status:
        return status_of(PARAGRAPHS)

    def close(self) -> None:
        pass


def test_telling_words_are_often_here_and_seldom_elsewhere() -> None:
    assert telling_words(PARAGRAPHS[0], Answering()) == ("grain", "convoy", "harbour", "spoke")


def test_the_likeness_finds_the_paragraph_and_those_like_it() -> None:
    query = likeness(PARAGRAPHS[0], Answering())
    assert query == AtLeast(2, tuple(map(Word, ("grain", "convoy", "harbour", "spoke"))))
    hits = oracle.answer(PARAGRAPHS, Search(query=query or Everything())).hits
    assert [hit.paragraph.id for hit in hits] == ["a:1", "b:1"]


def test_the_likeness_is_an_ordinary_search() -> None:
    typed = typed_likeness(PARAGRAPHS[0], Answering())
    assert typed == "2 of (grain, convoy, harbour, spoke)"
    assert parse(typed).query == likeness(PARAGRAPHS[0], Answering())
    search = urls.with_typed(Search(), typed)
    assert urls.path(search) == "/search?q=2+of+%28grain%2C+convoy%2C+harbour%2C+spoke%29"


def test_a_paragraph_without_telling_words_is_like_no_other() -> None:
    lonely = PARAGRAPHS[0]._replace(text="The 2023 unheard-of of")
    assert likeness(lonely, Answering()) is None
    assert typed_likeness(lonely, Answering()) == ""


def test_words_of_grammar_tell_nothing_however_seldom_they_are() -> None:
    text = "Without confirming it, this source stated that they were taken to Odesa harbour."
    telling = telling_words(paragraph("d", 1, text), Answering())
    assert telling == ("harbour",)
