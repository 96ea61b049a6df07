"""Which documents a revision of the vocabulary reaches, by what it is found by."""

from __future__ import annotations

from typing import Any

import pytest

from searchapp.model import Document, Passage
from searchapp.tagging import load
from searchapp.tagging.retagging.differences import Differences, Revision
from searchapp.tagging.retagging.reach import reach
from searchapp.tagging.retagging.texts import Texts
from searchapp.tagging.vocabulary import Entry, of_entries

DOCUMENTS = {
    "kyiv": "Shelling of Kyiv and of Bilohorivka went on.",
    "kursk": "Serhii Shoigu visited Kursk; the Ministry of Defence of Russia denied it.",
    "news": "The Courier wrote of the town of Nova Zoria in the north.",
    "cyrillic": "Бої тривають біля Білогорівки.",
}


def reached(entry: Entry) -> set[str] | None:
    shipped = load()
    documents = [
        Document(name, "The Battle of " + name, (Passage(text),), source="Daily Planet")
        for name, text in DOCUMENTS.items()
    ]
    found = Differences((Revision(None, entry),), {})
    new = of_entries([*shipped.entries, entry], "")
    touched = reach(found, (shipped, new), documents, Texts(documents))
    return None if touched is None else set(touched)


def entry(table: str, kind: str, name: str, *aliases: str, **fields: Any) -> Entry:
    return Entry(table, kind, name, aliases, fields, f"{table}.toml", 2)


UNDER = {"under": "Ukraine"}


@pytest.mark.parametrize(
    ("revised", "expected"),
    [
        (entry("actors", "body", "Somebody", "The Courier"), {"news"}),
        (entry("actors", "body", "Courier of Kyiv"), set()),
        # By the surname alone, and by another spelling of the whole name.
        (entry("actors", "person", "Boris Courier"), {"news"}),
        (entry("actors", "person", "Somebody", "Sergei Shoygu"), {"kursk"}),
        # "Russian Ministry of Defense" is made of other words.
        (entry("actors", "body", "Russian Ministry of Defense", "RMoD"), {"kursk"}),
        (entry("actors", "body", "Russian Ministry of Health"), set()),
        # What a document says of its source is looked up as well.
        (entry("sources", "outlet", "Daily Planet"), set(DOCUMENTS)),
        # Places are found in other romanisations, inflected, and by the start of a name.
        (entry("regions", "town", "Belogorovka", **UNDER), {"kyiv"}),
        (entry("regions", "town", "Білогорівка", **UNDER), {"cyrillic"}),
        (entry("regions", "town", "Kursk River", **UNDER), {"kursk"}),
        (entry("regions", "town", "Zoria Zoria Zoria", **UNDER), {"news"}),
        (entry("placewords", "doubtful", "kursk"), {"kursk"}),
        # Events are found by titles.
        (entry("events", "battle", "Battle of Kyiv"), {"kyiv"}),
        (entry("events", "battle", "Nova Zoria"), set()),
        # Whatever may be found by anything.
        (entry("titles", "role", "courier"), None),
        (entry("regions", "country", "Zembla", code="ZZ"), None),
        (entry("countries", "country", "Zembla"), None),
        (entry("mine", "whatever", "Zembla"), None),
        # Topics are asked again by themselves.
        (entry("topics", "topic", "news", query="courier"), set()),
    ],
    ids=lambda value: f"{value.table} {value.name}" if isinstance(value, Entry) else "",
)
def test_a_revision_reaches_documents_that_hold_its_words(
    revised: Entry, expected: set[str] | None
) -> None:
    assert reached(revised) == expected
