from pathlib import Path

import pytest

from searchapp.errors import VocabularyError
from searchapp.tagging.vocabulary import Entry, digest_of, load, read_folder


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder


def only(folder: Path) -> list[Entry]:
    return list(read_folder(folder))


def test_an_entry_knows_its_table_kind_file_and_line(tmp_path: Path) -> None:
    folder = write(tmp_path, "actors/x.toml", '# a comment\n[body]\n"Harbour Board" = ["HB"]\n')
    (entry,) = only(folder)
    assert (entry.table, entry.kind, entry.name, entry.aliases, entry.place) == (
        "actors",
        "body",
        "Harbour Board",
        ("HB",),
        "actors/x.toml:3",
    )


def test_a_file_at_the_top_is_a_table_of_its_own(tmp_path: Path) -> None:
    (entry,) = only(write(tmp_path, "topics.toml", '[topic]\nwater = "rain OR flood"\n'))
    assert (entry.table, entry.fields["value"], entry.line) == ("topics", "rain OR flood", 2)


def test_an_entry_may_span_lines_under_its_own_heading(tmp_path: Path) -> None:
    text = '[topic."harbour works"]\ndefinition = "quays"\nquery = """\nquay = 1\nOR pier\n"""\n'
    (entry,) = only(write(tmp_path, "topics.toml", text))
    assert (entry.name, entry.line, entry.aliases) == ("harbour works", 1, ())
    assert entry.fields["definition"] == "quays"


def test_a_later_folder_adds_aliases_and_replaces_fields(tmp_path: Path) -> None:
    write(tmp_path, "one/actors.toml", '[body]\n"Pier Guild" = { aliases = ["PG"], of = "A" }\n')
    write(tmp_path, "two/actors.toml", '[body]\n"Pier Guild" = { aliases = ["Guild"], of = "B" }\n')
    found = load((tmp_path / "one", tmp_path / "two")).table("actors")
    (guild,) = [entry for entry in found if entry.name == "Pier Guild"]
    assert (guild.aliases, guild.fields["of"]) == (("Guild", "PG"), "B")


def test_a_later_folder_can_replace_or_drop_an_entry(tmp_path: Path) -> None:
    text = """[body]
"Kremlin" = { aliases = ["The Fort"], replace = true }
"OMON" = { drop = true }
"""
    loaded = load((write(tmp_path, "actors.toml", text),))
    found = {entry.name: entry for entry in loaded.table("actors")}
    assert found["Kremlin"].aliases == ("The Fort",)
    assert "OMON" not in found


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    folder = write(tmp_path, "actors.toml", '[body]\n"A" = ["B"\n"C" = []\n')
    with pytest.raises(VocabularyError) as raised:
        only(folder)
    assert (raised.value.path, raised.value.line) == ("actors.toml", 3)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[body]\n"" = []\n', "a name is empty"),
        ('[body]\n"A" = [1]\n', "aliases have to be a list of texts"),
        ('[body]\n"A\\u0007" = []\n', "holds a control character"),
        ('"A" = []\n', "stands in no section"),
        (f'[body]\n"{"a" * 300}" = []\n', "a name is longer than 256 characters"),
    ],
)
def test_a_wrong_entry_is_refused_with_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(VocabularyError, match=reason):
        only(write(tmp_path, "actors.toml", text))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "actors.toml").write_bytes(b'[body]\n"\xff" = []\n')
    with pytest.raises(VocabularyError, match="not UTF-8"):
        only(tmp_path)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="no such folder"):
        load((tmp_path / "nowhere",))


def test_the_digest_changes_with_any_file(tmp_path: Path) -> None:
    folder = write(tmp_path, "actors.toml", "[body]\nA = []\n")
    before = digest_of((folder,))
    write(tmp_path, "actors.toml", "[body]\nB = []\n")
    assert digest_of((folder,)) != before


def test_the_shipped_vocabulary_loads_and_is_large() -> None:
    shipped = load()
    assert len(shipped.table("actors")) > 600
    assert len(shipped.table("sources")) > 200
    assert shipped.table("no such table") == ()
    assert "spokesman" in shipped.words("titles", "speaker")
