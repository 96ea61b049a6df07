"""A file that harms its reader costs itself and nothing else."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from searchapp import readers
from searchapp.readers import SourceFile
from searchapp.readers.isolation import IsolatedReader

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture
def read() -> Iterator[IsolatedReader]:
    with IsolatedReader() as reader:
        yield reader


@pytest.mark.parametrize("name", ["2022-06-17.html", "2023-01-13.pdf", "2022-03-31.txt"])
def test_what_is_read_is_the_same_in_a_process_of_its_own(read: IsolatedReader, name: str) -> None:
    file = SourceFile(SEEDS / name, name)

    assert read(file) == readers.read_file(file)


def test_failures_come_through(read: IsolatedReader, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no pdf")
    (failure,) = read(SourceFile(tmp_path / "a.pdf", "a.pdf")).failures

    assert (failure.path, failure.reason[:18]) == ("a.pdf", "the PDF is damaged")


def test_a_worker_that_dies_between_files_costs_none(read: IsolatedReader, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>This is a small paragraph with a few words in it.</p>")
    file = SourceFile(tmp_path / "a.html", "a.html")
    before = read(file)
    (worker,) = multiprocessing.active_children()
    worker.kill()
    worker.join()

    assert read(file) == before
    assert len(before.documents) == 1


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path: Path) -> None:
    paragraph = "<p>This is a small paragraph with a few words in it.</p>"
    (tmp_path / "slow.html").write_text(f"<html><body>{paragraph * 400_000}</body></html>")
    (tmp_path / "good.html").write_text(f"<html><body>{paragraph}</body></html>")
    with IsolatedReader(seconds=5) as read:
        (failure,) = read(SourceFile(tmp_path / "slow.html", "slow.html")).failures
        good = read(SourceFile(tmp_path / "good.html", "good.html"))

    assert failure.reason == "reading it took longer than 5 s"
    assert [len(document.passages) for document in good.documents] == [1]
