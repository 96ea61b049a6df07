from __future__ import annotations

from datetime import date
from pathlib import Path

from searchapp.tagging import load
from searchapp.tagging.retagging import keeping
from searchapp.tagging.retagging.differences import Differences, differences
from searchapp.tagging.vocabulary import Entry, of_entries


def test_a_vocabulary_comes_back_entry_by_entry(tmp_path: Path) -> None:
    vocabulary = load()
    keeping.write(tmp_path, vocabulary, recipe="ours")
    found = keeping.read(tmp_path, recipe="ours")
    assert found is not None
    assert differences(found, vocabulary) == Differences((), {})
    assert [each.place for each in found.entries] == [each.place for each in vocabulary.entries]


def test_it_says_nothing_of_tags_made_by_another_recipe(tmp_path: Path) -> None:
    assert keeping.read(tmp_path, recipe="ours") is None
    keeping.write(tmp_path, load(), recipe="theirs")
    assert keeping.read(tmp_path, recipe="ours") is None
    (tmp_path / keeping.FILE).write_bytes(b"damaged")
    assert keeping.read(tmp_path, recipe="theirs") is None


def test_days_that_are_written_without_quotes_are_kept(tmp_path: Path) -> None:
    event = Entry("events", "war", "A war", (), {"from": date(2022, 2, 24)}, "events.toml", 2)
    vocabulary = of_entries([event], "")
    keeping.write(tmp_path, vocabulary, recipe="ours")
    found = keeping.read(tmp_path, recipe="ours")
    assert found is not None
    assert found.table("events")[0].fields == {"from": "2022-02-24"}
    assert differences(found, vocabulary) == Differences((), {})
