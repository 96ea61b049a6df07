"""Facet counts that another search engine expects of its own ten documents.

Their fields are filed under ours: category as actor, type as topic, updated as date. Their
ranges of numbers have no counterpart here.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from searchapp.model import FacetIs, Filter, Search
from tests.backends.conftest import Make
from tests.corpora import paragraph

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "bleve-facets"

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not here")


def test_values_and_ranges_are_counted_as_bleve_counts_them(make: Make) -> None:
    documents = [
        json.loads(path.read_text()) for path in sorted(CASES.glob("?.json")) if path.is_file()
    ]
    backend = make(
        [
            paragraph("x", n, "text", actor=each["category"], topic=each["type"],
                      date=each["updated"])
            for n, each in enumerate(documents, start=1)
        ]
    )  # fmt: skip
    types, _, updated = json.loads((CASES / "searches.json").read_text())
    query = FacetIs("actor", types["search"]["query"]["term"])
    found = backend.search(Search(query=query, facet_size=3))
    assert found.total == types["result"]["total_hits"]
    expected = types["result"]["facets"]["types"]
    assert [
        {"term": each.value, "count": each.count} for each in found.facets["topic"].values
    ] == expected["terms"]
    assert found.facets["topic"].none == expected["missing"]
    counts = {
        each["name"]: each["count"] for each in updated["result"]["facets"]["types"]["date_ranges"]
    }
    for name, asked in (("old", "..2011"), ("new", "2012..")):
        narrowed = Search(query=query, filters={"date": Filter(any_of=(asked,))})
        assert backend.search(narrowed).total == counts[name]
