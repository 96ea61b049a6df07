"""`searchapp export` as a user types it: a whole search, to the screen or to a file."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import rispy

from searchapp import cli

DIGESTS = (
    {"id": "a", "title": "A", "published": "2023-02-14", "text": "Conscripts stay.\n\nNo one."},
    {"id": "b", "title": "B", "published": "2023-02-15", "text": "=A conscript’s fate in Київ."},
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("export")
    (place / "documents").mkdir()
    lines = "".join(json.dumps(each) + "\n" for each in DIGESTS)
    (place / "documents" / "digests.jsonl").write_text(lines, encoding="utf-8")
    arguments = ["index", str(place / "documents"), "--index", str(place / "index")]
    assert cli.main(arguments) == 0
    return place / "index"


def exported(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> str:
    assert cli.main(["export", *arguments]) == 0
    return capfdbinary.readouterr().out.decode("utf-8")


def test_csv_goes_to_the_screen_with_its_own_line_ends(
    index: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = exported(capfdbinary, "conscripts", "--sort", "oldest", "--index", str(index))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(row["id"], row["text"], row["row"]) for row in rows] == [
        ("a:1", "Conscripts stay.", "1 of 2"),
        ("b:1", "'=A conscript’s fate in Київ.", "2 of 2"),
    ]
    assert text.endswith("2 of 2\r\n")


def test_the_filters_of_search_hold(index: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    text = exported(
        capfdbinary, "--published", "2023-02-15", "--format", "jsonl", "--index", str(index)
    )
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line.get("id") for line in lines] == ["b:1", None]
    assert lines[-1]["count"] == 1
    assert lines[-1]["search"] == "published 2023-02-15"


def test_a_folder_gets_a_file_named_after_the_search_and_the_build(
    index: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    address = ("--public-url", "https://s.example/")
    arguments = ("conscripts", "--format", "ris", "--output", str(tmp_path), *address)
    exported(capfdbinary, *arguments, "--index", str(index))
    [file] = tmp_path.iterdir()
    assert file.name.startswith("searchapp-conscripts-")
    assert file.suffix == ".ris"
    found = rispy.loads(file.read_text(encoding="utf-8"))
    assert {each["urls"][0] for each in found} == {
        "https://s.example/paragraph/a:1",
        "https://s.example/paragraph/b:1",
    }


def test_a_search_that_cannot_be_read_leaves_no_file(index: Path, tmp_path: Path) -> None:
    arguments = ["export", "--date", "never", "--output", str(tmp_path / "x.csv")]
    assert cli.main([*arguments, "--index", str(index)]) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_goes_away_is_no_error(index: Path) -> None:
    command = [sys.executable, "-m", "searchapp", "export", "--index", str(index)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0
