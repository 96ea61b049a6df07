"""The commands as a user types them: what they print, and what they exit with."""

from __future__ import annotations

import argparse
import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from searchapp import cli
from searchapp.commands.progress import line
from searchapp.kernels import compiled

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("index")
    assert cli.main(["index", str(SEEDS), "--index", str(place)]) == 0
    return place


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_a_second_run_finds_nothing_changed(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, told = output(capsys, "index", str(SEEDS), "--index", str(index))

    assert code == 0
    assert "files       12 (0 read, 12 unchanged, 0 not read)" in told
    assert "(nothing had changed)" in told


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_indexed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "good.txt").write_text("A whole sentence stands here.")
    (tmp_path / "docs" / "bad.jsonl").write_text('{"text": \n')
    code, _, told = output(capsys, "index", str(tmp_path / "docs"), "--index", str(tmp_path / "i"))

    assert code == 1
    assert "not read: bad.jsonl, line 1: malformed JSON at column" in told
    assert "documents   1 (1 tagged anew)" in told


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("search", "x", "--index", "nowhere"), 2, "no index in nowhere; run `searchapp index`"),
        (("stats", "--index", "nowhere"), 2, "no index in nowhere; run `searchapp index` first"),
        (("index", "nowhere"), 2, "nowhere: there is no such file or folder"),
        (("evaluate", "nowhere"), 2, "nowhere: there is no such file"),
        (("tag", "nowhere"), 2, "nowhere: there is no such file or folder"),
    ],
)
def test_wrong_use_says_what_to_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: int,
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    given, _, told = output(capsys, *arguments)

    assert given == code
    assert message in told


def test_a_port_that_is_taken_is_named(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, told = output(capsys, "serve", "--index", str(index), "--port", str(port))

    assert code == 2
    assert f"cannot listen on 127.0.0.1:{port}: " in told


def test_an_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["conquer"])
    assert ended.value.code == 2


@pytest.mark.parametrize("names", cli._COMMANDS.values(), ids=" ".join)
def test_a_command_is_known_with_those_of_its_module_alone(names: tuple[str, ...]) -> None:
    for name in names:
        [commands] = [
            action.choices
            for action in cli.parser(name)._actions
            if isinstance(action, argparse._SubParsersAction)
        ]
        assert tuple(commands) == names


def test_a_search_prints_hits_with_marks(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = '"crypto-mobilization"'
    code, printed, _ = output(capsys, "search", query, "--index", str(index))

    assert code == 0
    assert "paragraphs in" in printed.splitlines()[0]
    assert "**crypto-mobilization**" in printed.lower()


def test_filters_narrow_and_the_json_form_has_total_hits_facets_and_build(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("--source", "Meduza", "--published", "2023-02", "--format", "json")
    code, printed, _ = output(capsys, "search", "", *arguments, "--index", str(index))
    form = json.loads(printed)

    assert code == 0
    assert {"total", "hits", "facets", "build"} <= set(form)
    assert form["total"] == len(form["hits"]) > 0
    assert all(hit["published"].startswith("2023-02") for hit in form["hits"])


def test_csv_has_a_header_and_a_line_for_each_hit(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, printed, _ = output(
        capsys, "search", "bakhmut", "--size", "5", "--format", "csv", "--index", str(index)
    )

    assert code == 0
    assert printed.splitlines()[0].startswith("id,document,n,title,")


def test_a_wrong_filter_is_named(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, told = output(capsys, "search", "x", "--published", "soon", "--index", str(index))

    assert code == 2
    assert told.startswith("searchapp: published: ")


def test_stats_and_check_of_a_healthy_index(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, printed, _ = output(capsys, "stats", "--index", str(index), "--format", "json")
    checked, _, _ = output(capsys, "check", "--index", str(index))

    assert (code, checked) == (0, 0)
    assert json.loads(printed)["documents"] == 14


def test_stats_says_where_the_kernels_come_from(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, printed, _ = output(capsys, "stats", "--index", str(index))

    assert printed.splitlines()[-1] == f"kernels      {compiled.IN_USE}"


def test_check_finds_a_damaged_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("A whole sentence stands here.")
    cli.main(["index", str(tmp_path / "a.txt"), "--index", str(tmp_path / "i")])
    files = [file for file in (tmp_path / "i").rglob("*") if file.is_file()]
    largest = max(files, key=lambda file: file.stat().st_size)
    raw = bytearray(largest.read_bytes())
    raw[len(raw) // 2] ^= 1
    largest.write_bytes(bytes(raw))
    code, printed, _ = output(capsys, "check", "--index", str(tmp_path / "i"))

    assert code == 1
    assert largest.name in printed


def test_tag_writes_a_line_a_paragraph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = {
        "doc": "d1",
        "n": 4,
        "published": "2023-02-15",
        "document_source": "ISW",
        "text": "Meduza reported on February 13 that officials in Baikonur offered money.",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    code, printed, _ = output(capsys, "tag", str(tmp_path / "a.jsonl"))
    (tagged,) = map(json.loads, printed.splitlines())

    assert code == 0
    assert (tagged["n"], tagged["doc"]) == (4, "d1")
    (source,) = tagged["facets"]["source"]
    assert set(source) == {"value", "aliases", "start", "end", "text", "rule", "inherited"}
    assert (source["value"], source["text"]) == ("Meduza", "Meduza")
    assert [each["value"] for each in tagged["facets"]["date"]] == ["2023-02-13"]


def test_explain_names_words_and_rule(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, printed, _ = output(capsys, "explain", "digest-2023-02-14:2", "--index", str(index))

    assert code == 0
    assert "«" in printed


def test_evaluate_prints_a_score_for_each_facet(capsys: pytest.CaptureFixture[str]) -> None:
    gold = SEEDS.parent / "tests" / "gold" / "seeds.jsonl"
    code, printed, _ = output(capsys, "evaluate", str(gold), "--format", "json")

    assert code == 0
    assert set(json.loads(printed)["facets"]) == {"source", "actor", "region", "topic", "date"}


def test_start_indexes_and_serves_and_stops_when_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A whole sentence stands here.")
    command = [sys.executable, "-m", "searchapp", "start", "a.txt", "--port", "0"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Where the tests run in the background the shell has them ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[-1]
            with urllib.request.urlopen(address, timeout=10) as answer:
                assert answer.status == 200
            process.send_signal(signal.SIGINT)
            began = time.monotonic()
            process.wait(timeout=10)
        finally:
            process.kill()

    assert process.returncode in (0, 130)
    assert time.monotonic() - began < 10


def test_progress_tells_rate_and_time_left() -> None:
    assert line("tagging", 4_000, 10_000, 2.0) == (
        "tagging 4,000 of 10,000 (40 %), 2,000 a second, 3 s left"
    )
