"""Queries as readers type them, with the paragraphs of seeds/ that each of them finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchapp import readers, urls
from searchapp.backends.base import Backend
from searchapp.find import find
from searchapp.matching import Subject, compile_query
from searchapp.model import Paragraph
from searchapp.tagging import Tagger
from tests.backends.conftest import MODULES, status_of

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
TABLE = Path(__file__).parent / "cases" / "seed_queries.txt"


def table() -> list[tuple[str, list[str]]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.rsplit(" => ", 1) for line in lines if line and not line.startswith("#")]
    return [(typed, [] if found == "-" else found.split()) for typed, found in rows]


@pytest.fixture(scope="module")
def paragraphs() -> tuple[Paragraph, ...]:
    """The seeds without the tags that the vocabulary gives, which have tests of their own."""
    readings = map(readers.read_file, readers.files([SEEDS]))
    documents = [document for reading in readings for document in reading.documents]
    return tuple(each for document in documents for each in Tagger.keep_given(document))


@pytest.fixture(scope="module", params=MODULES)
def backend(
    request: pytest.FixtureRequest,
    paragraphs: tuple[Paragraph, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> Backend:
    module = MODULES[request.param]
    place = tmp_path_factory.mktemp("seeds") / request.param
    place.mkdir()
    module.build(paragraphs, place, status_of(paragraphs))
    connected: Backend = module.connect(place)
    return connected


def short(paragraph: Paragraph) -> str:
    return paragraph.id.removeprefix("digest-")


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(table()) >= 120
    assert len({typed for typed, _ in table()}) == len(table())


@pytest.mark.parametrize(("typed", "expected"), table())
def test_a_query_matches_the_paragraphs_picked_without_it(
    typed: str, expected: list[str], paragraphs: tuple[Paragraph, ...]
) -> None:
    query = urls.read([("q", typed)]).search.query
    matcher = compile_query(query)
    assert sorted(short(p) for p in paragraphs if matcher.matches(Subject.of(p))) == expected


@pytest.mark.parametrize(("typed", "expected"), table())
def test_an_index_finds_the_paragraphs_picked_without_it(
    typed: str, expected: list[str], backend: Backend
) -> None:
    results = find(urls.read([("q", typed), ("size", "100")]).search, backend)
    assert sorted(short(hit.paragraph) for hit in results.hits) == expected
    assert results.total == len(expected)
