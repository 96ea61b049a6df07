"""Sentences of a made document and the dates they are tagged with, for tests."""

from __future__ import annotations

from datetime import date

from searchapp.model import Document, Mention, Passage
from searchapp.tagging.dated_events import Events
from searchapp.tagging.dates import tag_dates

WEDNESDAY = date(2023, 2, 15)


def dates(
    *texts: str,
    published: date | None = WEDNESDAY,
    title: str = "",
    language: str = "en",
    events: Events | None = None,
) -> list[list[Mention]]:
    passages = tuple(Passage(text) for text in texts)
    document = Document("d", title, passages, published=published, language=language)
    return tag_dates(document, events or Events())


def values(text: str, published: date | None = WEDNESDAY, language: str = "en") -> list[str]:
    return [mention.value for mention in dates(text, published=published, language=language)[0]]
