"""The form of tests/gold/seeds.jsonl, so that a score against it means what it says.

- gold line: one paragraph with its coded values by facet, as tests/gold/README.md describes.
- coded value: `value`, the names accepted for it, and the words of the text that it rests on.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from searchapp import edtf, readers
from searchapp.model import Document

GOLD = Path(__file__).resolve().parent / "gold" / "seeds.jsonl"
SEEDS = Path(__file__).resolve().parents[1] / "seeds"
CODED = ("source", "actor", "region", "date")
KEYS = ["n", "doc", "published", "document_source", "text", *CODED, "topic", "ok", "note"]
TOPICS = {
    "air and missile strikes",
    "casualties",
    "children and deportation",
    "counteroffensive",
    "diplomacy",
    "economy and sanctions",
    "force generation",
    "ground operations",
    "mobilization",
    "nato and russia",
    "occupation",
    "prisoner recruitment",
    "private military companies",
    "resistance",
    "russian politics",
    "treatment of soldiers",
    "war crimes",
    "western aid",
}

GoldLine: TypeAlias = dict[str, Any]


@cache
def gold() -> tuple[GoldLine, ...]:
    return tuple(json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines())


@cache
def documents() -> dict[str, Document]:
    found = (readers.read_file(file).documents for file in readers.files([SEEDS]))
    return {document.id: document for group in found for document in group}


def name(line: GoldLine) -> str:
    return f"{line['doc']}:{line['n']}"


def coded_values(line: GoldLine) -> Iterator[tuple[str, dict[str, Any]]]:
    for facet in CODED:
        for coded in line[facet]:
            yield facet, coded


def dates(line: GoldLine) -> list[str]:
    values = [text for coded in line["date"] for text in (coded["value"], *coded["accept"])]
    return [*values, *line["ok"].get("date", [])]


def is_edtf(text: str) -> bool:
    try:
        edtf.interval(text)
    except edtf.EdtfError:
        return False
    return True


def test_there_are_at_least_150_paragraphs_and_some_of_every_document() -> None:
    assert len(gold()) >= 150
    assert {line["doc"] for line in gold()} == set(documents())


def test_every_line_has_the_same_keys_in_the_same_order() -> None:
    assert [name(line) for line in gold() if list(line) != KEYS] == []
    assert [
        (name(line), coded["value"])
        for line in gold()
        for _, coded in coded_values(line)
        if list(coded) != ["value", "accept", "evidence"]
    ] == []


def test_paragraphs_are_ordered_and_none_comes_twice() -> None:
    places = [(line["doc"], line["n"]) for line in gold()]
    assert places == sorted(set(places))


def test_texts_days_and_sources_are_those_of_the_documents() -> None:
    for line in gold():
        document = documents()[line["doc"]]
        assert document.published is not None
        coded = (line["text"], line["published"], line["document_source"])
        text = document.passages[line["n"] - 1].text
        assert coded == (text, document.published.isoformat(), document.source), name(line)


def test_every_value_rests_on_words_of_the_text() -> None:
    assert [
        (name(line), facet, coded["value"])
        for line in gold()
        for facet, coded in coded_values(line)
        if not coded["evidence"] or coded["evidence"] not in line["text"]
    ] == []


def test_dates_are_edtf() -> None:
    assert [
        (name(line), text) for line in gold() for text in dates(line) if not is_edtf(text)
    ] == []


def test_topics_are_labels_of_the_codebook_and_all_of_them_occur() -> None:
    listed = {topic for line in gold() for topic in line["topic"]}
    allowed = {topic for line in gold() for topic in line["ok"].get("topic", [])}
    assert listed == TOPICS
    assert allowed <= TOPICS


def test_a_value_is_listed_once_and_not_also_allowed() -> None:
    for line in gold():
        for facet in (*CODED, "topic"):
            listed = [coded if facet == "topic" else coded["value"] for coded in line[facet]]
            assert len(listed) == len(set(listed)), name(line)
            assert set(listed).isdisjoint(line["ok"].get(facet, [])), name(line)


def test_a_region_is_not_listed_beside_its_own_ancestor() -> None:
    assert [
        (name(line), below["value"], above["value"])
        for line in gold()
        for below in line["region"]
        for above in line["region"]
        if below["value"].startswith(above["value"] + "/")
    ] == []


def test_only_facets_have_allowed_values() -> None:
    assert {facet for line in gold() for facet in line["ok"]} == {*CODED, "topic"}
