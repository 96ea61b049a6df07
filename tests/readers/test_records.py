"""JSON, JSON Lines and CSV: documents and paragraphs as records."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from tests.readers.reading import only, read, texts


def test_json_lines_lose_only_the_bad_line(tmp_path: Path) -> None:
    good = json.dumps({"id": "d1", "title": "T", "text": "First one.\n\nSecond one."})
    reading = read(tmp_path, "a.jsonl", f'{good}\n{{"id": "d2", \n[1]\n{{"id": "d3"}}\n')

    assert [texts(document) for document in reading.documents] == [["First one.", "Second one."]]
    assert [failure.line for failure in reading.failures] == [2, 3, 4]
    assert "column" in reading.failures[0].reason


def test_preset_facets_are_kept(tmp_path: Path) -> None:
    record = {
        "id": "d1",
        "facets": {"source": ["Meduza"]},
        "paragraphs": ["One.", {"text": "Two.", "facets": {"topic": "mobilization"}}],
    }
    first, second = only(read(tmp_path, "a.jsonl", json.dumps(record))).passages

    assert first.given == {"source": ("Meduza",)}
    assert second.given == {"source": ("Meduza",), "topic": ("mobilization",)}


def test_a_record_may_call_its_day_of_publication_its_date(tmp_path: Path) -> None:
    document = only(read(tmp_path, "a.jsonl", '{"date": "2022-02-24", "paragraph": "One."}'))

    assert (document.published, document.published_from) == (date(2022, 2, 24), "given")


def test_an_unknown_preset_facet_is_reported(tmp_path: Path) -> None:
    record = {"id": "d1", "text": "One.", "facets": {"mood": ["grim"]}}
    (failure,) = read(tmp_path, "a.jsonl", json.dumps(record)).failures

    assert failure.reason == "no facet 'mood'; they are source, actor, region, topic, date"


def test_a_paragraph_a_line_is_gathered_by_document_in_order(tmp_path: Path) -> None:
    lines = [
        {"document": "d1", "n": 2, "published": "2023-06-24", "paragraph": "Second."},
        {"document": "d1", "n": 1, "published": "2023-06-24", "paragraph": "First."},
        {"document": "d2", "n": 1, "paragraph": "Other."},
    ]
    one, two = read(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines))).documents

    assert (one.id, texts(one), one.published) == ("d1", ["First.", "Second."], date(2023, 6, 24))
    assert (two.id, texts(two)) == ("d2", ["Other."])


def test_csv_rows_are_documents_or_paragraphs(tmp_path: Path) -> None:
    documents = read(tmp_path, "a.csv", 'id,title,text\nd1,T,"One.\n\nTwo."\n').documents
    paragraphs = read(tmp_path, "b.csv", "document,n,text\nd2,1,One.\nd2,2,Two.\n").documents

    assert [(document.id, texts(document)) for document in (*documents, *paragraphs)] == [
        ("d1", ["One.", "Two."]),
        ("d2", ["One.", "Two."]),
    ]


def test_a_csv_row_of_the_wrong_width_is_reported_with_its_line(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.csv", "id,text\nd1,One.\nd2,Two.,three\n")

    assert [document.id for document in reading.documents] == ["d1"]
    assert [(f.line, f.reason) for f in reading.failures] == [(3, "the row has not 2 columns")]


def test_paragraphs_keep_the_numbers_their_file_gives_them(tmp_path: Path) -> None:
    lines = [
        {"doc": "d1", "n": 7, "document_source": "ISW", "source": [{"value": "CNN"}], "text": "A."},
        {"doc": "d1", "n": 9, "document_source": "ISW", "source": [], "text": "B."},
    ]
    document = only(read(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines))))

    assert [(passage.n, passage.text) for passage in document.passages] == [(7, "A."), (9, "B.")]
    assert document.source == "ISW"


def test_paragraphs_are_counted_where_two_have_one_number(tmp_path: Path) -> None:
    lines = [{"doc": "d1", "n": 7, "text": "A."}, {"doc": "d1", "n": 7, "text": "B."}]
    document = only(read(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines))))

    assert [passage.n for passage in document.passages] == [0, 0]


def test_a_json_file_holds_a_record_or_a_list_of_them(tmp_path: Path) -> None:
    one = read(tmp_path, "a.json", '{"id": "d1", "text": "First one.\\n\\nSecond one."}').documents
    two = read(
        tmp_path, "b.json", '[{"id": "d2", "text": "A."}, {"id": "d3", "text": "B."}]'
    ).documents

    assert [(document.id, texts(document)) for document in (*one, *two)] == [
        ("d1", ["First one.", "Second one."]),
        ("d2", ["A."]),
        ("d3", ["B."]),
    ]


def test_a_malformed_json_file_is_reported_with_its_line(tmp_path: Path) -> None:
    (failure,) = read(tmp_path, "a.json", '{"id": "d1",\n "text" "A."}').failures

    assert (failure.line, failure.reason[:14]) == (2, "malformed JSON")
