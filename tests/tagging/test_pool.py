"""Tagging in several processes gives what tagging in one gives."""

from __future__ import annotations

import multiprocessing

import pytest

from searchapp.errors import SearchappError
from searchapp.model import Document, Passage
from searchapp.tagging import pool

DOCUMENTS = [
    Document(
        f"d{number:02}",
        "A digest",
        (
            Passage("The FSB said that Kyiv was shelled on February 13."),
            Passage("Nobody was hurt.", given={"topic": ("casualties",)}),
        ),
        source="ISW",
    )
    for number in range(20)
]


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_tag_as_one_does(jobs: int) -> None:
    alone = [each for tagged in pool.Pool().tag_all(DOCUMENTS) for each in tagged]
    together = [each for tagged in pool.Pool(jobs=jobs).tag_all(DOCUMENTS) for each in tagged]
    assert together == alone
    assert len(together) == 40
    assert "ФСБ" in together[-2].mentions["actor"][0].aliases


def test_a_process_that_dies_is_told_and_leaves_no_other_behind() -> None:
    tagging = pool.Pool(jobs=3).tag_all(DOCUMENTS)
    next(tagging)
    multiprocessing.active_children()[0].kill()
    with pytest.raises(SearchappError, match="a process that tagged documents has died"):
        list(tagging)
    assert multiprocessing.active_children() == []


def test_only_much_is_tagged_by_more_than_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    assert pool.processes_for(DOCUMENTS) == 1
    assert pool.processes_for(50 * DOCUMENTS) == 4


def test_nothing_to_tag_loads_no_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(pool, "Tagger")
    assert list(pool.Pool().tag_all([])) == []


def test_given_values_alone_are_kept() -> None:
    [tagged] = pool.GivenOnly().tag_all(DOCUMENTS[:1])
    assert [each.values("topic") for each in tagged] == [(), ("casualties",)]
    assert [each.values("region") for each in tagged] == [(), ()]


def test_the_digest_tells_the_ways_of_tagging_apart() -> None:
    assert pool.Pool().digest == pool.Pool(jobs=4).digest != pool.GivenOnly().digest
