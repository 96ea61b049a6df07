"""A change of vocabulary, as `index` and `vocab diff` tell of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchapp import cli

PAPERS = {
    "north.txt": "Russian forces shelled Zherebtsovka.\n\nIt rained.\n",
    "south.txt": "Kyiv denied the shelling.\n",
}


@pytest.fixture
def index(tmp_path: Path) -> Path:
    papers, own = tmp_path / "papers", tmp_path / "own"
    for folder in (papers, own):
        folder.mkdir()
    for name, text in PAPERS.items():
        (papers / name).write_text(text)
    assert cli.main(["index", str(papers), "--index", str(tmp_path / "index")]) == 0
    (own / "topics.toml").write_text('[topic]\n"rain" = { query = "rained" }\n')
    (own / "regions.toml").write_text('[town]\n"Zherebtsovka" = { under = "Syria" }\n')
    return tmp_path / "index"


def test_the_report_of_a_build_tells_what_came_of_it(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    arguments = ["index", str(index.parent / "papers"), "--index", str(index)]
    assert cli.main([*arguments, "--vocabulary", str(index.parent / "own")]) == 0
    told = capsys.readouterr().err.splitlines()
    assert "vocabulary  changed: 1 of 2 documents tagged anew, 2 paragraphs changed" in told

    assert cli.main([*arguments, "--vocabulary", str(index.parent / "own")]) == 0
    assert "vocabulary" not in capsys.readouterr().err


def test_a_difference_is_told_by_paragraph_and_by_value(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    arguments = ["vocab", "diff", "shipped", str(index.parent / "own"), "--index", str(index)]
    assert cli.main(arguments) == 1
    assert capsys.readouterr().out.splitlines() == [
        "north.txt:1  region  + Syria/Zherebtsovka",
        "north.txt:2  topic  + rain",
        "region  Syria/Zherebtsovka: 1 gained, 0 lost",
        "topic   rain: 1 gained, 0 lost",
    ]
    same = ["vocab", "diff", "shipped", "shipped", "--index", str(index)]
    assert (cli.main(same), capsys.readouterr().out) == (0, "")
