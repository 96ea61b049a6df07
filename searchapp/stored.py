"""Documents and paragraphs as one line of JSON each, and back.

- record: the JSON text of one value. Empty fields are left out, so that a new field with a
  default can be added without a new format; `aliases` of mentions are never stored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from searchapp.model import Document, Mention, Paragraph, Passage, Status

_PARAGRAPH_TEXTS = (
    *("title", "published_from", "url", "publisher", "source", "language", "section", "twins"),
)
_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_DOCUMENT_TEXTS = ("published_from", "url", "publisher", "source", "language", "origin")


def paragraph_record(paragraph: Paragraph) -> str:
    """The JSON of a paragraph with its mentions."""
    fields: dict[str, Any] = {
        "id": paragraph.id,
        "document": paragraph.document,
        "n": paragraph.n,
        "text": paragraph.text,
        "published": paragraph.published.isoformat() if paragraph.published else "",
    }
    fields |= {name: getattr(paragraph, name) for name in _PARAGRAPH_TEXTS}
    fields["mentions"] = {
        facet: [[m.value, m.start, m.end, m.text, m.rule, int(m.inherited)] for m in mentions]
        for facet, mentions in paragraph.mentions.items()
        if mentions
    }
    return _line(fields)


def read_paragraph(record: str) -> Paragraph:
    """Raises ValueError, KeyError or TypeError where the record is none of ours."""
    fields = json.loads(record)
    mentions = {
        facet: tuple(
            Mention(value, start, end, words, rule, bool(inherited))
            for value, start, end, words, rule, inherited in rows
        )
        for facet, rows in fields.get("mentions", {}).items()
    }
    return Paragraph(
        id=fields["id"],
        document=fields["document"],
        n=fields["n"],
        text=fields.get("text", ""),
        published=_day(fields),
        mentions=MappingProxyType(mentions),
        **{name: fields.get(name, "") for name in _PARAGRAPH_TEXTS},
    )


def document_record(document: Document) -> str:
    """The JSON of a document as read, before tagging."""
    fields: dict[str, Any] = {
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else "",
    }
    fields |= {name: getattr(document, name) for name in _DOCUMENT_TEXTS}
    fields["passages"] = [
        [each.text, each.section, {name: list(v) for name, v in each.given.items()}, each.n]
        for each in document.passages
    ]
    return _line(fields)


def read_document(record: str) -> Document:
    """Raises ValueError, KeyError or TypeError where the record is none of ours."""
    fields = json.loads(record)
    passages = tuple(
        Passage(text, section, _given(given), n)
        for text, section, given, n in fields.get("passages", ())
    )
    return Document(
        id=fields["id"],
        title=fields.get("title", ""),
        passages=passages,
        published=_day(fields),
        **{name: fields.get(name, "") for name in _DOCUMENT_TEXTS},
    )


def _given(given: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    if not given:  # as mostly
        return _NOTHING
    return MappingProxyType({facet: tuple(values) for facet, values in given.items()})


def _day(fields: Mapping[str, Any]) -> date | None:
    written = fields.get("published", "")
    return date.fromisoformat(written) if written else None


def _line(fields: Mapping[str, Any]) -> str:
    kept = {name: value for name, value in fields.items() if value not in ("", {}, [])}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def status_record(status: Status) -> str:
    """The JSON of a status."""
    days = {
        "first": status.first.isoformat() if status.first else None,
        "last": status.last.isoformat() if status.last else None,
    }
    return json.dumps(asdict(replace(status, mentions=dict(status.mentions))) | days, indent=2)


def read_status(record: str) -> Status:
    """Raises ValueError, KeyError or TypeError where the record is none of ours."""
    fields = json.loads(record)
    for end in ("first", "last"):
        fields[end] = date.fromisoformat(fields[end]) if fields[end] else None
    fields["notes"] = tuple(fields["notes"])
    return Status(**fields)
