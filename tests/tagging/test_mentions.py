"""Mentions made quickly are those made field by field."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from searchapp.model import Mention
from searchapp.tagging.mentions import mention

TEXT = "Troops entered Bakhmut."


def test_a_mention_is_the_same_as_one_made_field_by_field() -> None:
    made = mention("Ukraine/Bakhmut", (15, 22), of=TEXT, rule="gazetteer: place", aliases=("B",))
    same = Mention("Ukraine/Bakhmut", 15, 22, "Bakhmut", "gazetteer: place", aliases=("B",))
    assert made == same
    assert hash(made) == hash(same)
    assert repr(made) == repr(same)


def test_what_is_not_given_is_as_in_the_model() -> None:
    assert mention("war", (0, 6), of=TEXT, rule="query") == Mention("war", 0, 6, "Troops", "query")


def test_a_mention_cannot_be_changed() -> None:
    made = mention("war", (0, 6), of=TEXT, rule="query")
    with pytest.raises(FrozenInstanceError):
        made.value = "peace"  # type: ignore[misc]
