"""What several processes prepare is written as what one prepares."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from searchapp.backends.whoosh import fast, writer
from searchapp.backends.whoosh.preparing import Batch, Elsewhere, Here, Prepared, Preparing
from searchapp.errors import SearchappError
from searchapp.kernels.numbering import InOrder
from tests.backends.conftest import status_of
from tests.corpora import TWELVE


def prepare(preparing: Preparing, batches: Sequence[Batch]) -> list[Prepared]:
    return [each for batch in batches for each in preparing.add(batch)]


def test_an_index_is_the_same_however_many_processes_write_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_BATCH", 2)
    written = []
    for jobs in (1, 3):
        place = tmp_path / str(jobs)
        place.mkdir()
        fast.build(iter(TWELVE), place, status_of(TWELVE), jobs=jobs)
        written.append({each.name: each.read_bytes() for each in place.iterdir()})
    assert written[0] == written[1]


def test_batches_come_in_order_and_words_have_one_number() -> None:
    batches = [Batch(b"", [b"head"], [f"same word{number}".encode()]) for number in range(30)]
    words = InOrder[str]()
    preparing = Elsewhere(words, 2)
    try:
        prepared = prepare(preparing, batches)
        assert 0 < len(prepared) < 30
        prepared += preparing.rest()
    finally:
        preparing.close()
    spelled = [[list(words)[number] for number in each.tokens.tolist()] for each in prepared]
    assert spelled == [["same", f"word{number}"] for number in range(30)]
    here = Here(InOrder())
    records = [each.records for each in prepare(here, batches)]
    assert [each.records for each in prepared] == records


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_process_that_dies_stops_the_build_with_an_explanation() -> None:
    preparing = Elsewhere(InOrder(), 1)
    try:
        assert list(preparing.add(Batch(b"", [b""], [b"word"]))) == []
        assert len(list(preparing.rest())) == 1
        [process] = preparing._processes._processes
        os.kill(process, signal.SIGKILL)
        batches = [Batch(b"", [b""], [b"word"])] * 100
        with pytest.raises(SearchappError, match="try again with fewer --jobs"):
            prepare(preparing, batches)
    finally:
        preparing.close()
