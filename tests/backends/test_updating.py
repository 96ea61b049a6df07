"""An index that goes on from a former one answers as one written from the beginning."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from searchapp.backends.whoosh import fast, tokens, updating, words
from searchapp.backends.whoosh.contents import read_parts, segment_name
from searchapp.backends.whoosh.segment import Segment
from searchapp.model import Paragraph, Search
from tests import oracle
from tests.backends.conftest import status_of
from tests.backends.test_versus import assert_same
from tests.corpora import TWELVE, random_paragraphs, random_search, seeds


@pytest.fixture(autouse=True)
def _few_tokens_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_TOKENS_AT_ONCE", 20)
    monkeypatch.setattr(tokens, "_AT_ONCE", 20)


def documents(paragraphs: Sequence[Paragraph]) -> dict[str, list[Paragraph]]:
    found: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        found.setdefault(paragraph.document, []).append(paragraph)
    return found


def folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name


@pytest.mark.parametrize("seed", seeds(12))
def test_updates_upon_updates_answer_as_the_oracle_does(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Segments are written anew when worn at all, when half worn, or as in use."""
    monkeypatch.setattr(updating, "_HEADINGS_TO_SPARE", (-100, 0, 1_000)[seed % 3])
    chance = random.Random(seed)
    print(f"SEED={seed}")
    held = documents(random_paragraphs(chance))
    first = [paragraph for document in held.values() for paragraph in document]
    former = folder(tmp_path, "0")
    fast.build(iter(first), former, status_of(first))
    for number in range(1, 4):
        came = documents(random_paragraphs(chance))
        gone = {name for name in held if name in came or chance.random() < 0.2}
        held = {name: each for name, each in held.items() if name not in gone} | came
        now = [paragraph for document in held.values() for paragraph in document]
        new = [paragraph for document in came.values() for paragraph in document]
        place = folder(tmp_path, str(number))
        fast.update(former, gone, iter(new), place, status_of(now))
        former = place
        backend = fast.connect(place)
        for _ in range(15):
            search = random_search(chance)
            assert_same(backend.search(search), oracle.answer(now, search, build="0123456789ab"))
        for name, paragraphs in held.items():
            in_order = sorted(paragraphs, key=lambda each: each.n)
            assert list(backend.document(name)) == in_order


def test_words_and_values_of_what_is_gone_are_gone(tmp_path: Path) -> None:
    former, place = folder(tmp_path, "former"), folder(tmp_path, "now")
    fast.build(iter(TWELVE), former, status_of(TWELVE))
    stays = [paragraph for paragraph in TWELVE if paragraph.document != "c"]
    fast.update(former, {"c", "no such document"}, iter(()), place, status_of(stays))
    backend = fast.connect(place)
    assert backend.words_like("gr", 9) == []
    assert backend.words_like("con", 9) == [
        ("conscripts", 2),
        ("convicts", 2),
        ("conscript", 1),
        ("convict", 1),
    ]
    regions = backend.search(Search(facet_size=None)).facets["region"]
    assert "Ukraine/Odesa Oblast" not in [each.value for each in regions.values]


def test_the_former_index_is_left_as_it_was(tmp_path: Path) -> None:
    former, place = folder(tmp_path, "former"), folder(tmp_path, "now")
    fast.build(iter(TWELVE), former, status_of(TWELVE))
    before = {file.name: file.read_bytes() for file in former.iterdir()}
    fast.update(former, {"a"}, iter(TWELVE[:4]), place, status_of(TWELVE))
    assert {file.name: file.read_bytes() for file in former.iterdir()} == before


@pytest.mark.parametrize(("document", "segments"), [("d", 2), ("a", 1)])
def test_several_processes_update_as_one_does(tmp_path: Path, document: str, segments: int) -> None:
    former = folder(tmp_path, "former")
    fast.build(iter(TWELVE), former, status_of(TWELVE))
    new = [each for each in TWELVE if each.document == document]
    files = []
    for jobs in (1, 2):
        place = folder(tmp_path, str(jobs))
        fast.update(former, {document}, iter(new), place, status_of(TWELVE), jobs=jobs)
        files.append({file.name: file.read_bytes() for file in place.iterdir()})
        assert len(read_parts(place)) == segments
    assert files[0] == files[1]


def test_everything_may_go(tmp_path: Path) -> None:
    former, place = folder(tmp_path, "former"), folder(tmp_path, "now")
    fast.build(iter(TWELVE), former, status_of(TWELVE))
    fast.update(former, set("abcd"), iter(()), place, status_of(()))
    search = random_search(random.Random(2))
    expected = oracle.answer((), search, build="0123456789ab")
    assert_same(fast.connect(place).search(search), expected)


def test_headings_and_strings_of_what_went_do_not_pile_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "_HEADINGS_TO_SPARE", -100)
    former, place = folder(tmp_path, "former"), folder(tmp_path, "now")
    fast.build(iter(TWELVE), former, status_of(TWELVE))
    fast.update(former, {"b"}, iter(TWELVE[4:8]), place, status_of(TWELVE))
    assert list(fast.connect(place).document("b")) == list(TWELVE[4:8])
    assert Segment(place, segment_name(2)).store.headings == 4
