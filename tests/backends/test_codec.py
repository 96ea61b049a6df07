"""Stock Whoosh opens the fast index and answers as over its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from whoosh import query
from whoosh.index import open_dir
from whoosh.searching import Searcher

from searchapp.backends.whoosh import fast, plain
from searchapp.errors import Unsupported
from searchapp.model import Paragraph
from searchapp.stored import read_paragraph
from searchapp.text import words
from tests.backends.conftest import status_of
from tests.corpora import TWELVE

Ask = Callable[[query.Query], list[str]]
T = query.Term


def built(place: Path, paragraphs: Sequence[Paragraph]) -> Path:
    place.mkdir()
    fast.build(iter(paragraphs), place, status_of(paragraphs))
    return place


@pytest.fixture
def searcher(tmp_path: Path) -> Any:
    with open_dir(str(built(tmp_path / "index", TWELVE))).searcher() as opened:
        yield opened


@pytest.fixture
def ask(searcher: Searcher) -> Ask:
    def ids(question: query.Query) -> list[str]:
        found = searcher.search(question, limit=None)
        return sorted(str(hit["id"]) for hit in found)

    return ids


def test_a_term_is_found_by_stem_and_by_word(ask: Ask) -> None:
    assert ask(T("text", "convict")) == ["a:1", "a:4", "d:1"]
    assert ask(T("word", "convict")) == ["d:1"]
    assert ask(T("text", "unknown")) == []


def test_and_or_not_and_prefix_are_answered(ask: Ask) -> None:
    assert ask(T("text", "convict") & T("text", "bakhmut")) == ["a:1"]
    assert ask(T("text", "bakhmut") | T("text", "odesa")) == ["a:1", "a:3", "c:1"]
    assert ask(query.AndNot(T("text", "convict"), T("text", "bakhmut"))) == ["a:4", "d:1"]
    assert ask(query.Prefix("word", "con")) == ["a:1", "a:2", "a:4", "b:1", "d:1"]


def test_phrases_fuzzy_words_and_wildcards_are_answered(ask: Ask) -> None:
    assert ask(query.Phrase("word", ["of", "bakhmut"])) == ["a:3"]
    assert ask(query.Phrase("text", ["call", "up"])) == ["b:1", "b:3"]
    assert ask(query.FuzzyTerm("word", "bakhmud")) == ["a:1", "a:3"]
    assert ask(query.Wildcard("word", "kh*n")) == ["a:3"]


def test_facets_are_fields_of_their_own(ask: Ask) -> None:
    assert ask(T("region", "Ukraine/Donetsk Oblast")) == ["a:1", "a:3"]
    assert ask(T("source", "BBC")) == ["b:2", "b:3"]
    assert ask(T("date", "2023-02")) == ["a:1", "a:2"]
    assert ask(T("document", "d")) == ["d:1", "d:2"]
    assert ask(T("title", "grain")) == ["c:1", "c:2"]
    assert ask(T("published", "2021-12-31")) == ["d:1", "d:2"]


def test_stored_fields_hold_the_whole_paragraph(searcher: Searcher) -> None:
    rows = [read_paragraph(fields["paragraph"]) for fields in searcher.reader().all_stored_fields()]
    assert sorted(row.id for row in rows) == sorted(each.id for each in TWELVE)
    assert {row.id: row for row in rows} == {each.id: each for each in TWELVE}


def test_the_dictionary_can_be_walked(searcher: Searcher) -> None:
    reader = searcher.reader()
    assert [term.decode() for term in reader.lexicon("topic")][:2] == [
        "air and missile strikes",
        "economy and sanctions",
    ]
    assert ("text", b"convict") in set(reader.all_terms())
    info = reader.term_info("text", "convict")
    assert (info.weight(), info.doc_frequency(), info.max_weight()) == (5.0, 3, 2.0)
    assert reader.doc_count() == 12
    assert reader.field_length("text") == sum(len(words(each.text)) for each in TWELVE)


def test_whoosh_scores_over_our_arrays_as_over_its_own(searcher: Searcher, tmp_path: Path) -> None:
    place = tmp_path / "plain"
    place.mkdir()
    plain.build(iter(TWELVE), place, status_of(TWELVE))
    with open_dir(str(place)).searcher() as stock:
        for question in (T("text", "convict"), T("text", "bakhmut") | T("text", "the")):
            theirs = stock.search(question, limit=None)
            wanted = {read_paragraph(hit["paragraph"]).id: hit.score for hit in theirs}
            ours = {hit["id"]: hit.score for hit in searcher.search(question, limit=None)}
            assert ours == pytest.approx(wanted, rel=0.1)  # Whoosh rounds lengths to a byte


@pytest.fixture
def updated(tmp_path: Path) -> Path:
    """Eight paragraphs of which two are gone, and four that came later."""
    former, place = built(tmp_path / "former", TWELVE[:4] + TWELVE[8:]), tmp_path / "updated"
    place.mkdir()
    fast.update(former, {"c"}, iter(TWELVE[4:8]), place, status_of(TWELVE))
    return place


def test_whoosh_reads_all_segments_without_what_is_gone(updated: Path) -> None:
    questions: dict[query.Query, list[str]] = {
        T("text", "convict"): ["a:1", "a:4", "d:1"],
        T("text", "conscript"): ["a:2", "b:1", "d:1"],
        T("text", "odesa") | T("title", "grain"): [],
        T("topic", "mobilization"): ["a:2", "b:1", "b:2", "b:3"],
        query.Prefix("word", "con"): ["a:1", "a:2", "a:4", "b:1", "d:1"],
        query.Phrase("text", ["call", "up"]): ["b:1", "b:3"],
        T("topic", "mobilization") & query.Not(T("document", "a")): ["b:1", "b:2", "b:3"],
        query.Every(): sorted(each.id for each in TWELVE if each.document != "c"),
    }
    with open_dir(str(updated)).searcher() as searcher:
        for question, expected in questions.items():
            hits = searcher.search(question, limit=None)
            assert sorted(hit["id"] for hit in hits) == expected, question
        reader = searcher.reader()
        assert [len(leaf.segment().deleted_docs()) for leaf, _ in reader.leaf_readers()] == [2, 0]
        assert (reader.doc_count(), reader.doc_count_all()) == (10, 12)
        stored = sorted(fields["id"] for fields in reader.all_stored_fields())
        assert stored == sorted(each.id for each in TWELVE if each.document != "c")


def test_whoosh_may_not_write_into_our_segments(tmp_path: Path) -> None:
    index = open_dir(str(built(tmp_path / "index", TWELVE)))
    with pytest.raises(Unsupported):
        index._segments()[0].delete_document(0)


def test_another_process_opens_it_with_stock_whoosh_alone(tmp_path: Path) -> None:
    place = built(tmp_path / "index", TWELVE)
    program = (
        "import sys, whoosh.index, whoosh.query\n"
        "with whoosh.index.open_dir(sys.argv[1]).searcher() as searcher:\n"
        "    found = searcher.search(whoosh.query.Term('text', 'convict'), limit=None)\n"
        "    print(sorted(hit['id'] for hit in found))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program, str(place)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert ran.stdout == "['a:1', 'a:4', 'd:1']\n"
