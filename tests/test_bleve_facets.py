"""The ten documents of another search engine, from JSON Lines to counts, with what it expects.

Their fields are filed under ours: type as topic, category as source, updated as the day of
publication, and rating, a number, as the year it makes as a date spoken of (7 is the year 2007).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from searchapp import generations, urls
from searchapp.backends import BACKENDS
from searchapp.backends.base import Backend
from searchapp.build import build_index
from searchapp.find import find
from searchapp.model import FacetCounts, Results
from searchapp.settings import Settings

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases" / "bleve-facets"

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not here")


def record(path: Path) -> dict[str, Any]:
    """A document as our road takes it: one paragraph with the values that it brings."""
    given = json.loads(path.read_text("utf-8"))
    return {
        "id": path.stem,
        "published": given["updated"],
        "text": f"A {given['type']}.",
        "facets": {
            "topic": [given["type"]],
            "source": [given["category"]],
            "date": [f"200{given['rating']}"],
        },
    }


@pytest.fixture(scope="module", params=BACKENDS)
def backend(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Backend]:
    place = tmp_path_factory.mktemp("bleve")
    lines = [json.dumps(record(path)) for path in sorted(CASES.glob("?.json"))]
    (place / "ten.jsonl").write_text("\n".join(lines), encoding="utf-8")
    settings = Settings(index=place / "index")
    report = build_index([place / "ten.jsonl"], settings, tagging=False, backend=request.param)
    assert (report.documents, report.paragraphs, report.failed) == (10, 10, ())
    with generations.opened(settings.index) as opened:
        yield opened


@pytest.fixture(scope="module")
def cases() -> Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any], int]]:
    """By the field counted: what is asked of it, what is expected, and the total of hits."""
    found = {}
    for case in json.loads((CASES / "searches.json").read_text("utf-8")):
        asked, expected = case["search"]["facets"]["types"], case["result"]["facets"]["types"]
        assert case["search"]["query"] == {"field": "category", "term": "inventory"}
        found[asked["field"]] = (asked, expected, case["result"]["total_hits"])
    return found


def ask(backend: Backend, **more: str) -> Results:
    pairs = [("source", "inventory"), *more.items()]
    return find(urls.read(pairs).search, backend)


def counted(counts: FacetCounts, size: int) -> dict[str, Any]:
    """The counts of a facet of one value a document, in the other engine's words."""
    shown = counts.values[:size]
    other = sum(each.count for each in counts.values[size:])
    return {
        "total": sum(each.count for each in shown) + other,
        "missing": counts.none,
        "other": other,
        "terms": [{"term": each.value, "count": each.count} for each in shown],
    }


def test_the_terms_of_a_facet_are_counted_alike(backend: Backend, cases: Any) -> None:
    asked, expected, total = cases["type"]
    found = ask(backend)
    assert found.total == total
    assert {**counted(found.facets["topic"], asked["size"]), "field": "type"} == expected


def test_days_are_counted_by_ranges_alike(backend: Backend, cases: Any) -> None:
    """Their ends lie outside the range and their starts inside."""
    asked, expected, total = cases["updated"]
    typed = {
        each["name"]: f"<{each['end']}" if "end" in each else f">={each['start']}"
        for each in asked["date_ranges"]
    }
    counts = {name: ask(backend, published=days).total for name, days in typed.items()}
    assert counts == {each["name"]: each["count"] for each in expected["date_ranges"]}
    histogram = ask(backend).histogram
    assert expected["total"] == total == sum(each.count for each in histogram.buckets)
    assert expected["missing"] == histogram.undated == ask(backend, missing="published").total
    assert expected["other"] == total - sum(counts.values())


def test_numbers_are_counted_by_ranges_alike(backend: Backend, cases: Any) -> None:
    asked, expected, total = cases["rating"]
    typed = {
        each["name"]: f"<200{each['max']}" if "max" in each else f">=200{each['min']}"
        for each in asked["numeric_ranges"]
    }
    counts = {name: ask(backend, date=years).total for name, years in typed.items()}
    assert counts == {each["name"]: each["count"] for each in expected["numeric_ranges"]}
    years = ask(backend).facets["date"]
    assert expected["total"] == total == sum(each.count for each in years.values)
    assert expected["missing"] == years.none
    assert expected["other"] == total - sum(counts.values())
