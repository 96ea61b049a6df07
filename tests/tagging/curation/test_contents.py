from __future__ import annotations

from searchapp.tagging.curation.contents import shipped
from searchapp.tagging.vocabulary import SHIPPED, load


def test_every_shipped_file_but_its_readme_is_counted() -> None:
    names = {path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*") if path.is_file()}
    assert {file.name for file in shipped().files} == names - {"gazetteer/README.md"}
    assert all(file.entries for file in shipped().files)


def test_the_entries_of_the_readable_files_are_those_that_are_loaded() -> None:
    vocabulary = load()
    loaded = sum(len(entries) for entries in vocabulary.tables.values())
    counted = sum(file.entries for file in shipped().files if file.name.endswith(".toml"))
    # One name may stand in two files, and is then one entry.
    assert loaded <= counted <= loaded + 5
    assert shipped().digest == vocabulary.digest


def test_the_gazetteer_is_counted_by_its_lines() -> None:
    entries = {file.name: file.entries for file in shipped().files}
    assert entries["gazetteer/places.txt.gz"] > 80_000
    assert entries["gazetteer/names.txt.gz"] > 200_000
    assert {file.group for file in shipped().files} >= {"actors", "gazetteer", "topics"}
