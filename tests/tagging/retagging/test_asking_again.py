"""Which words lead to the passages that a topic is asked of."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

import pytest

from searchapp.tagging.retagging.asking_again import leads
from searchapp.tagging.vocabulary import Entry

WORDS = ("grain", "grains", "granary", "harvest", "harvesters", "wheat", "the", "green")


def topic(**fields: Any) -> Entry:
    return Entry("topics", "topic", "food", (), fields, "topics.toml", 2)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("grains", [{"grain"}]),
        ("grains OR wheat", [{"grain"}, {"wheat"}]),
        ("wheat (grain OR green)", [{"wheat"}]),
        ("wheat -grain", [{"wheat"}]),
        ('"the harvest"', [{"the"}]),
        # Patterns stand for the words that there are.
        ("harvest*", [{"harvest"}]),
        ("gr?in~1 OR harvest*", [{"grain"}, {"harvest"}]),
        ("grain~1", [{"grain"}]),
        ("gra*", [{"grain", "granari"}]),
        ("barley*", [set()]),
        ("gra* wheat", [{"wheat"}]),
        # A text may satisfy these without any word.
        ("-wheat", [None]),
        ("wheat OR -grain", [{"wheat"}, None]),
        ("title:wheat", [None]),
    ],
)
def test_leads_are_the_stems_without_which_no_text_satisfies(
    query: str, expected: list[Set[str] | None]
) -> None:
    assert list(leads(topic(query=query), WORDS)) == expected


def test_pairs_lead_by_their_smallest_class() -> None:
    pair = {"first": "lost losing", "then": "villages"}
    assert list(leads(topic(pairs=[pair]), WORDS)) == [frozenset({"villag"})]
