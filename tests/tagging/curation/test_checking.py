from pathlib import Path

from searchapp.tagging.curation.checking import check


def found(folder: Path, files: dict[str, str]) -> list[str]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return [str(finding) for finding in check((folder,))]


def test_the_shipped_vocabulary_is_clean() -> None:
    assert [str(finding) for finding in check()] == []


def test_a_name_that_stands_twice_is_found_with_both_places(tmp_path: Path) -> None:
    files = {
        "actors/a.toml": '[body]\n"Pier Guild" = []\n',
        "actors/b.toml": '[body]\n"Pier guild" = []\n',
    }
    assert "actors/b.toml:2: 'Pier guild' stands in actors/a.toml:2 too" in found(tmp_path, files)


def test_an_alias_of_two_values_is_found_across_tables(tmp_path: Path) -> None:
    files = {
        "actors.toml": '[body]\n"Pier Guild" = ["PG"]\n',
        "sources.toml": '[outlet]\n"Pier Gazette" = ["PG"]\n',
    }
    assert found(tmp_path, files) == [
        "sources.toml:2: 'PG' stands for 'Pier Guild' already (actors.toml:2)"
    ]


def test_an_unreadable_file_is_found_and_the_rest_still_checked(tmp_path: Path) -> None:
    files = {"actors.toml": '[body\n"A" = []\n', "sources.toml": '[outlet]\n"?" = []\n'}
    reasons = found(tmp_path, files)
    assert reasons[0].startswith("actors.toml:1: ")
    assert reasons[1:] == ["sources.toml:2: the name '?' holds no word"]


def test_a_topic_without_a_query_is_found(tmp_path: Path) -> None:
    (reason,) = found(tmp_path, {"topics.toml": '[topic.rain]\ndefinition = "wet"\n'})
    assert reason.startswith("topics.toml:1: ")
