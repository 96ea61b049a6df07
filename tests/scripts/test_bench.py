"""The benchmark runs, compares answers before times, and ends with the overall ratios."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from benchmark.plot import drawing

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
_SHAPES = (
    ["term"],
    ["intersection:num_tokens_2"],
    ["union:num_tokens_>3"],
    ["phrase:num_tokens_2"],
)
_WORDS = "peace war treaty nations border council winter grain port ship law truce".split()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    chance = random.Random(5)
    lines = [
        {
            "id": f"un-{number // 4}-{number % 4 + 1}",
            "country": chance.choice(["Chad", "Chile"]),
            "year": chance.randrange(1990, 1999),
            "speaker": chance.choice(["Mr. A", "Ms. B", None]),
            "post": None,
            "text": " ".join(chance.choices(_WORDS, k=9)) + ". The end.",
        }
        for number in range(80)
    ]
    file = tmp_path / "corpus.jsonl.gz"
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    return file


def run(script: str, *arguments: str) -> str:
    command = [sys.executable, "-W", "ignore", str(SCRIPTS / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_engines_agree_and_the_last_line_has_the_ratios(tmp_path: Path, corpus: Path) -> None:
    shapes, out, plot = tmp_path / "shapes.jsonl", tmp_path / "out.json", tmp_path / "plot.svg"
    shapes.write_text("\n".join(json.dumps({"query": "", "tags": tags}) for tags in _SHAPES))
    printed = run(
        "bench.py", f"--corpus={corpus}", f"--queries={shapes}", "--sizes=60,200", "--rounds=1",
        "--each=2", "--engines=searchapp,sqlite,whoosh", f"--json={out}", f"--plot={plot}",
    )  # fmt: skip
    assert printed.splitlines()[-1].startswith("searchapp is as fast as: 60 paragraphs: ")
    assert "x SQLite FTS5, " in printed.splitlines()[-1]
    rows = json.loads(out.read_text())["measured"]
    assert [(row["engine"], row["size"]) for row in rows[::3]] == [
        ("searchapp", 60),
        ("searchapp", 200),
    ]
    for row in rows:
        agreed = row["agreement"]
        assert agreed["differing"] == []
        assert agreed["totals"] == agreed["counts"] == agreed["questions"] > 5
    assert plot.read_text().startswith("<svg")


def test_xapian_is_asked_the_same_or_left_out_with_a_message(tmp_path: Path, corpus: Path) -> None:
    shapes, out = tmp_path / "shapes.jsonl", tmp_path / "out.json"
    shapes.write_text("\n".join(json.dumps({"query": "", "tags": tags}) for tags in _SHAPES))
    printed = run(
        "bench.py", f"--corpus={corpus}", f"--queries={shapes}", "--sizes=200", "--rounds=1",
        "--each=2", "--engines=searchapp,xapian,xapian-page", f"--json={out}",
    )  # fmt: skip
    if "xapian is not installed, so it is left out" in printed:
        pytest.skip("Debian's python3-xapian is not installed")
    _, whole, page = json.loads(out.read_text())["measured"]
    assert whole["agreement"]["differing"] == page["agreement"]["differing"] == []
    assert whole["agreement"]["counts"] == whole["agreement"]["questions"] > 5
    assert whole["snippets_ms"] > 0


def test_a_drawing_names_every_engine_with_its_last_cost() -> None:
    drawn = drawing({"searchapp": [(10, 0.25), (1000, 0.5)], "A & B": [(10, 4.0)]})
    assert ">searchapp, 0.5 ms</text>" in drawn
    assert ">A &amp; B, 4 ms at 10</text>" in drawn
    assert [mark for mark in ("0.2 ms", "1 ms", "5 ms") if f">{mark}</text>" not in drawn] == []


def test_a_drawing_of_one_size_has_its_points() -> None:
    assert drawing({"searchapp": [(10, 1.0)]}).count("<circle") == 1
