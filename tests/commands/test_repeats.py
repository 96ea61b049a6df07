"""What the command line tells of paragraphs that repeat one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchapp import cli


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    """What a command printed and told; it has to succeed."""
    capsys.readouterr()
    assert cli.main(list(arguments)) == 0
    captured = capsys.readouterr()
    return captured.out, captured.err


def test_repeated_paragraphs_are_counted_named_and_left_out_on_demand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers, index = tmp_path / "papers", str(tmp_path / "index")
    papers.mkdir()
    for name in ("a", "b"):
        (papers / f"{name}.txt").write_text(f"Grain left the port.\n\nOnly {name} says this.\n")
    _, told = run(capsys, "index", str(papers), "--index", index, "--no-tagging")
    assert "paragraphs  4 (1 repeat an earlier one)" in told

    printed, _ = run(capsys, "search", "grain", "--index", index)
    assert printed.splitlines()[:2] == [
        "2 paragraphs in 2 documents for word *grain*",
        "1 of them repeat an earlier one",
    ]
    assert printed.count("   repeated by: ") == 2

    printed, _ = run(capsys, "search", "grain", "--fold", "--index", index)
    assert printed.splitlines()[:2] == [
        "1 paragraph in 1 document for word *grain*",
        "1 left out, which repeat an earlier one",
    ]
    assert "   repeated by: b.txt:1" in printed
    assert printed.rstrip().endswith("/search?q=grain&fold=1")
