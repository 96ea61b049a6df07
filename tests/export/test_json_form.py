from __future__ import annotations

import json

from searchapp import urls
from searchapp.export.json_form import results_form
from searchapp.find import find
from searchapp.model import Results, Search
from tests import oracle
from tests.corpora import TWELVE


class Twelve:
    def search(self, search: Search) -> Results:
        return oracle.answer(TWELVE, search, "g000001-test")


def form(query: str, base: str = "") -> dict[str, object]:
    pairs = [tuple(part.split("=", 1)) for part in query.split("&")]
    search = urls.read(pairs).search  # type: ignore[arg-type]
    made = results_form(search, find(search, Twelve()), base)  # type: ignore[arg-type]
    again: dict[str, object] = json.loads(json.dumps(made))
    assert again == made
    return again


def test_the_form_has_total_hits_facets_and_build() -> None:
    made = form("q=grain")
    assert list(made) == [
        *("total", "documents", "repeated", "build", "reading", "notices", "corrections"),
        *("search", "links", "hits", "facets", "histogram", "complete"),
    ]
    assert (made["total"], made["documents"], made["build"]) == (1, 1, "g000001-test")


def test_a_hit_holds_its_text_marks_tags_and_the_words_they_rest_on() -> None:
    made = form("q=grain", base="https://search.example")
    hits = made["hits"]
    assert isinstance(hits, list)
    hit = dict(hits[0])
    assert hit.pop("score") > 0
    assert hit == {
        "id": "c:1",
        "document": "c",
        "n": 1,
        "title": "Ports and grain",
        "published": None,
        "published_from": "",
        "publisher": "",
        "url": "",
        "language": "en",
        "section": "",
        "text": "Grain left the port of Odesa.",
        "tags": {
            "region": [tag("Ukraine/Odesa Oblast/Odesa")],
            "topic": [tag("economy and sanctions")],
            "date": [tag("2022-07-20/2022-08-03")],
        },
        "links": {
            "paragraph": "https://search.example/paragraph/c:1",
            "document": "https://search.example/document/c?q=grain#p1",
        },
        "snippet": {"text": "Grain left the port of Odesa.", "offset": 0, "marks": [[0, 5]]},
        "twins": {"total": 0, "documents": 0, "paragraphs": []},
    }


def tag(value: str) -> dict[str, object]:
    words = {"text": "Grain", "start": 0, "end": 5}
    return {"value": value, **words, "rule": "test", "inherited": False}


def test_every_value_has_links_to_its_other_states() -> None:
    made = form("q=convicts&source=Meduza")
    facets = made["facets"]
    assert isinstance(facets, dict)
    values = {each["value"]: each for each in facets["source"]["values"]}
    assert values["Meduza"] == {
        "value": "Meduza",
        "count": 2,
        "state": "in",
        "links": {
            "exclude": "/search.json?q=convicts&not.source=Meduza",
            "remove": "/search.json?q=convicts",
        },
    }


def test_pages_are_linked_until_the_last() -> None:
    assert form("size=5&page=2")["links"] == {
        "self": "/search.json?page=2&size=5",
        "page": "/search?page=2&size=5",
        "next": "/search.json?page=3&size=5",
        "previous": "/search.json?size=5",
    }
    assert "next" not in str(form("size=5&page=3")["links"])


def test_the_form_is_the_same_for_the_same_search_whatever_it_took() -> None:
    search = Search(typed="grain")
    results = find(search, Twelve())  # type: ignore[arg-type]
    later = results._replace(took=9.0)
    assert results_form(search, results) == results_form(search, later)
