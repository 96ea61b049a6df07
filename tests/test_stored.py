"""What is stored as JSON comes back as it was."""

from __future__ import annotations

import json
from datetime import date

from searchapp.model import Document, Mention, Paragraph, Passage, Status
from searchapp.stored import (
    document_record,
    paragraph_record,
    read_document,
    read_paragraph,
    read_status,
    status_record,
)
from tests.corpora import TWELVE


def test_paragraphs_come_back_as_they_were() -> None:
    assert [read_paragraph(paragraph_record(each)) for each in TWELVE] == list(TWELVE)


def test_odd_letters_come_back_as_they_were() -> None:
    text = 'a\n"b"\t\\ Київ \u2028 \u0000 𝕏'
    paragraph = Paragraph("a:1", "a", 1, text, text, section=text)
    assert read_paragraph(paragraph_record(paragraph)) == paragraph
    assert "\n" not in paragraph_record(paragraph)


def test_aliases_are_not_stored() -> None:
    mention = Mention("Kyiv", 0, 4, "Kiev", "place", aliases=("Kiev",))
    paragraph = Paragraph("a:1", "a", 1, "Kiev", "", mentions={"region": (mention,)})
    assert json.loads(paragraph_record(paragraph))["mentions"] == {
        "region": [["Kyiv", 0, 4, "Kiev", "place", 0]]
    }


def test_documents_come_back_as_they_were() -> None:
    document = Document(
        "a",
        "Title",
        (Passage("One.", "Lead", {"source": ("BBC", "Meduza")}), Passage("Two.", n=7)),
        date(2023, 2, 14),
        published_from="page",
        url="https://example.org/a",
        publisher="Digest",
        source="ISW",
        language="uk",
        origin="a.jsonl:3",
    )
    assert read_document(document_record(document)) == document
    assert read_document(document_record(Document("b", "", ()))) == Document("b", "", ())


def test_a_status_comes_back_as_it_was() -> None:
    day = date(2022, 2, 24)
    status = Status("b", "g000001", "2023", 1, 2, day, None, {"source": 3}, "digest", ("note",))
    assert read_status(status_record(status)) == status
