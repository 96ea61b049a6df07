"""A collection of six short texts is ranked, by every engine and in every variant."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from benchmark.asking import every_word, telling_words, words_once
from benchmark.variants import BASE, VARIANTS
from evaluate_retrieval import main

from searchapp.errors import UnreadableFile
from searchapp.model import Or, Phrase, Word

_TEXTS = {
    "a": ("", "Grain ships leave the port."),
    "b": ("Shipping of grain", "The corridor is open."),
    "c": ("", "The port was shelled."),
    "d": ("", "An exchange of prisoners."),
    "e": ("", "Ships pass; prisoners wait at the port, and wait."),
    "f": ("", "Nothing of the kind."),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "six"
    folder.mkdir()
    documents = [{"_id": n, "title": title, "text": text} for n, (title, text) in _TEXTS.items()]
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(_lines(documents)))
    asked = [{"_id": "1", "text": "the shipping of grain"}, {"_id": "2", "text": "prisoners"}]
    (folder / "queries.jsonl").write_bytes(_lines(asked))
    (folder / "qrels.tsv").write_text("q\td\tgrade\n1\ta\t2\n1\tb\t1\n2\td\t1\n3\ta\t1\n")
    return folder


def _lines(rows: list[dict[str, str]]) -> bytes:
    return "\n".join(map(json.dumps, rows)).encode()


def test_every_engine_is_asked_the_same_words(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(place), "--json", str(tmp_path / "found.json")]) == 0
    first = capsys.readouterr().out.splitlines()
    assert first[2].startswith("| six | telling words | searchapp | ")
    found = json.loads((tmp_path / "found.json").read_text())
    for engine in ("searchapp", "stock Whoosh"):
        assert found[f"six, telling words, {engine}"]["recall@100"] == 1.0
        assert found[f"six, every word, {engine}"]["recall@100"] == 1.0
    main([str(place)])
    assert capsys.readouterr().out.splitlines() == first


def test_variants_are_told_apart(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(place), "--apart", "--json", str(tmp_path / "found.json")])
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == 2 + len(VARIANTS)
    found = json.loads((tmp_path / "found.json").read_text())
    recalls = {name.split(", ", 1)[1]: each["recall@100"] for name, each in found.items()}
    assert recalls["telling words by stem, with titles, searchapp"] == 1.0
    assert recalls["without titles, searchapp"] == 0.75, "b has its words in its title alone"
    assert found["six, without titles, searchapp"]["worse"] == 1


def test_a_question_is_asked_with_and_without_function_words() -> None:
    asked = "What of the ports, the port and ports?"
    assert every_word(asked) == ["what", "of", "the", "ports", "the", "port", "and", "ports"]
    assert telling_words(asked) == ["ports", "port"]
    assert words_once(asked) == ["ports"]
    assert telling_words("who are they") == ["who", "are", "they"]


def test_neighbours_are_asked_for_beside_the_words() -> None:
    trees = {each.name: each.tree("ships at the port of ships") for each in VARIANTS}
    single = (Word("ships"), Word("port"), Word("ships"))
    assert trees[BASE.name] == Or(single)
    assert trees["and neighbours as phrases"] == Or(
        (*single, Phrase(("ships", "port")), Phrase(("port", "ships")))
    )
    lighter = trees["and neighbours as phrases, a sixth as heavy"]
    assert isinstance(lighter, Or)
    assert lighter.children[:18] == single * 6


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"corpus\.jsonl"):
        main([str(tmp_path)])
