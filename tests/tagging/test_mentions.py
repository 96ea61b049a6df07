"""A mention holds its words, its value and why."""

from __future__ import annotations

import pytest

from searchapp.model import Mention
from searchapp.tagging.mentions import mention

TEXT = "Troops entered Bakhmut."


def test_a_mention_holds_the_words_at_its_place() -> None:
    made = mention("Ukraine/Bakhmut", (15, 22), of=TEXT, rule="gazetteer: place", aliases=("B",))
    assert made == Mention("Ukraine/Bakhmut", 15, 22, "Bakhmut", "gazetteer: place", aliases=("B",))


def test_what_is_not_given_is_as_in_the_model() -> None:
    assert mention("war", (0, 6), of=TEXT, rule="query") == Mention("war", 0, 6, "Troops", "query")


def test_a_mention_cannot_be_changed() -> None:
    made = mention("war", (0, 6), of=TEXT, rule="query")
    with pytest.raises(AttributeError):
        made.value = "peace"  # type: ignore[misc]
