"""Tags of reports on other wars than those of the seeds do not fall below what they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from searchapp import edtf
from searchapp.evaluate import Report, evaluate
from searchapp.tagging import Tagger, load

GOLD = Path(__file__).resolve().parent / "gold" / "other_wars.jsonl"


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate(GOLD, Tagger(load()))


@pytest.mark.parametrize(
    ("facet", "least"),
    [("source", 0.97), ("actor", 0.98), ("region", 0.93), ("topic", 0.96), ("date", 0.97)],
)
def test_no_facet_falls_below_what_it_was(report: Report, facet: str, least: float) -> None:
    assert report.scores[facet].f1 >= least, report.errors(facet)


def test_every_value_rests_on_words_of_its_paragraph() -> None:
    for line in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines()):
        for facet in ("source", "actor", "region", "date"):
            for coded in line[facet]:
                assert coded["evidence"], (line["doc"], coded["value"])
                assert coded["evidence"] in line["text"], (line["doc"], coded["value"])
        for coded in line["date"]:
            edtf.interval(coded["value"])
