"""What exports tell of paragraphs that repeat one another."""

from __future__ import annotations

import csv
import io

from searchapp.export import csv_form
from searchapp.export.json_form import hit_form
from searchapp.export.wording import search_in_words
from searchapp.model import Hit, Search, Twins
from tests.corpora import TWELVE


def test_a_hit_in_json_tells_what_repeats_it() -> None:
    hit = Hit(TWELVE[0], 1.0, None, Twins((TWELVE[4],), 7, 3))
    assert hit_form(hit, base="https://search.example")["twins"] == {
        "total": 7,
        "documents": 3,
        "paragraphs": [{"id": "b:1", "link": "https://search.example/paragraph/b:1"}],
    }


def test_a_row_of_csv_tells_what_repeats_it() -> None:
    twins = Twins((TWELVE[4], TWELVE[5]), 4, 2)
    hits = [Hit(TWELVE[0], 1.0, None, twins), Hit(TWELVE[1], 1.0)]
    rows = list(csv.DictReader(io.StringIO("".join(csv_form.rows(hits, 2)), newline="")))
    assert [row["repeated by"] for row in rows] == ["b:1; b:2; and 2 more", ""]


def test_a_citation_says_that_repetitions_count_once() -> None:
    assert search_in_words(Search(fold=True)) == "repeated paragraphs counted once"
