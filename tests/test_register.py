"""The register of what files gave, and the recipes by which it is judged."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from searchapp import recipes, register
from searchapp.errors import IndexDamaged, UnreadableFile
from searchapp.model import Document, Passage
from searchapp.readers.base import Dropped, FileReading, SourceFile
from searchapp.register import Entry, Register


def kept() -> Register:
    document = Document("a", "Title", (Passage("One.", n=3),), origin="a.txt")
    full = FileReading(
        (document, Document("b", "", (Passage("Two."),))),
        (UnreadableFile("a.txt", "no date", 7),),
        (Dropped("a.txt", "Share this", "a link"),),
        ("a.txt: read as cp1251",),
    )
    return Register(
        "reading", "tagging", (Entry.of("a.txt", "12ab", full), Entry.of("b", "", FileReading()))
    )


def test_a_register_comes_back_as_it_was(tmp_path: Path) -> None:
    register.write(tmp_path, kept())
    found = register.read(tmp_path)
    assert found.entries[0].reading.documents == kept().entries[0].reading.documents
    assert [str(each) for each in found.entries[0].reading.failures] == ["a.txt, line 7: no date"]
    assert found.entries[0].reading.dropped == kept().entries[0].reading.dropped
    assert found.entries[0].reading.notes == kept().entries[0].reading.notes
    assert found.entries[1] == kept().entries[1]
    assert [each.digests for each in found.entries] == [each.digests for each in kept().entries]
    assert (found.reading_recipe, found.tagging_recipe) == ("reading", "tagging")


def test_the_same_register_has_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        register.write(tmp_path / name, kept())
        written.append((tmp_path / name / register.FILE).read_bytes())
    assert written[0] == written[1]


def test_entries_that_stay_are_copied(tmp_path: Path) -> None:
    for name in ("former", "copied", "written"):
        (tmp_path / name).mkdir()
    former = kept()
    register.write(tmp_path / "former", former)
    later = replace(former, tagging_recipe="another")
    register.write(tmp_path / "copied", later, like=tmp_path / "former")
    register.write(tmp_path / "written", later)
    copied, written = (tmp_path / name / register.FILE for name in ("copied", "written"))
    assert copied.read_bytes() == written.read_bytes()
    assert register.read(tmp_path / "copied").tagging_recipe == "another"


def test_without_a_former_register_entries_are_written(tmp_path: Path) -> None:
    (tmp_path / register.FILE).write_bytes(b"damaged")
    register.write(tmp_path, kept(), like=tmp_path)
    assert [each.name for each in register.read(tmp_path).entries] == ["a.txt", "b"]


def test_a_damaged_register_is_named(tmp_path: Path) -> None:
    register.write(tmp_path, kept())
    path = tmp_path / register.FILE
    whole = path.read_bytes()
    for damaged in (b"", b"no gzip", whole[:-20], whole[:40] + b"\xff" * 9 + whole[49:]):
        path.write_bytes(damaged)
        with pytest.raises(IndexDamaged, match=register.FILE):
            register.read(tmp_path)


def test_the_content_of_a_file_is_its_bytes_and_its_sidecar(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    file = SourceFile(path, "a.txt")
    assert register.content_of(file) == ""
    path.write_text("One.")
    plain = register.content_of(file)
    (tmp_path / "a.txt.meta.toml").write_text('title = "A"')
    beside = register.content_of(file)
    assert len({plain, beside}) == 2
    (tmp_path / "a.txt.meta.toml").unlink()
    assert register.content_of(file) == plain


def test_a_recipe_changes_with_vocabulary_tagger_and_switch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "searchapp"
    shutil.copytree(recipes._PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(recipes, "_PACKAGE", package)
    first = recipes.tagging_recipe("v1", tagging=True), recipes.reading_recipe()
    assert (recipes.tagging_recipe("v1", tagging=True), recipes.reading_recipe()) == first
    assert recipes.tagging_recipe("v2", tagging=True) != first[0]
    assert recipes.tagging_recipe("v1", tagging=False) != first[0]
    (package / "tagging" / "topics.py").write_text("changed = True")
    assert recipes.tagging_recipe("v1", tagging=True) != first[0]
    assert recipes.reading_recipe() == first[1]
    (package / "readers" / "plain.py").write_text("changed = True")
    assert recipes.reading_recipe() != first[1]
