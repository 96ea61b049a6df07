"""Every backend against the oracle, on corpora and searches drawn at random.

`SEED=7` repeats one corpus with its searches, `FOCUS=12` one search of it; `CORPORA=1000` runs
longer, `FIRST=5000` on other corpora, `SEARCHES=100` with more of each (docs/measurements.md has
the proof).
"""

from __future__ import annotations

import os
import random

import pytest

from searchapp.backends.base import Tabulates
from searchapp.model import And, Results
from tests import oracle
from tests.backends.conftest import Make
from tests.corpora import random_paragraphs, random_search, seeds

_SEARCHES = int(os.environ.get("SEARCHES", "25"))
_FOCUS = os.environ.get("FOCUS")


@pytest.mark.parametrize("seed", seeds(24))
def test_a_random_search_is_answered_as_the_oracle_does(make: Make, seed: int) -> None:
    chance = random.Random(seed)
    paragraphs = random_paragraphs(chance)
    backend = make(paragraphs)
    for number in range(_SEARCHES):
        search = random_search(chance)
        if _FOCUS and number != int(_FOCUS):
            continue
        print(f"SEED={seed} FOCUS={number}: {search}")
        expected = oracle.answer(paragraphs, search, build="0123456789ab")
        assert_same(backend.search(search), expected)


def test_the_pages_of_any_search_together_are_all_its_hits(make: Make) -> None:
    chance = random.Random(2023)
    paragraphs = random_paragraphs(chance, most=60)
    backend = make(paragraphs)
    for _ in range(20):
        search = random_search(chance)._replace(size=4)
        whole = backend.search(search._replace(page=1, size=1000))
        pages = [backend.search(search._replace(page=page)) for page in range(1, 40)]
        assert [hit for page in pages for hit in page.hits] == list(whole.hits)
        assert len(whole.hits) == whole.total


def test_a_cross_table_holds_what_its_cells_would_find(make: Make) -> None:
    chance = random.Random(7)
    paragraphs = random_paragraphs(chance, most=60)
    backend = make(paragraphs)
    if not isinstance(backend, Tabulates):
        pytest.skip("this backend makes no tables")
    for _ in range(10):
        search = random_search(chance)
        rows, columns = ([random_search(chance).query for _ in range(3)] for _ in range(2))
        assert backend.crossed(search, rows, columns) == [
            [
                oracle.answer(paragraphs, search._replace(query=And((search.query, a, b)))).total
                for b in columns
            ]
            for a in rows
        ]


def assert_same(found: Results, expected: Results) -> None:
    assert found.total == expected.total
    assert found.documents == expected.documents
    assert [hit.paragraph.id for hit in found.hits] == [hit.paragraph.id for hit in expected.hits]
    for ours, theirs in zip(found.hits, expected.hits, strict=True):
        assert ours.score == pytest.approx(theirs.score, rel=1e-9, abs=1e-9)
        assert ours.paragraph == theirs.paragraph
    for facet, counts in expected.facets.items():
        assert found.facets[facet] == counts
    assert found.facets.keys() == expected.facets.keys()
    assert found.histogram == expected.histogram
    assert found.build == expected.build
    assert found.repeated == expected.repeated
