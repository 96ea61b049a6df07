from __future__ import annotations

from pathlib import Path

from searchapp.aliases import Names
from searchapp.model import Mention, Paragraph
from searchapp.namebook import Gathered, gathered_from
from searchapp.tagging import load
from searchapp.tagging.curation.naming import names_of
from searchapp.tagging.places.gazetteer import Gazetteer


def gathered(text: str, facet: str, value: str) -> Gathered:
    mentions = {facet: (Mention(value, 0, 0, "", "r"),)}
    return gathered_from([Paragraph("a:1", "a", 1, text, "", mentions=mentions)])


def named(found: Gathered, *folders: Path) -> Names:
    vocabulary = load(folders)
    return names_of(found, vocabulary, Gazetteer(vocabulary))


def test_a_place_is_found_by_every_spelling_the_gazetteer_knows() -> None:
    names = named(gathered("Shelling of Kharkiv", "region", "Ukraine/Kharkiv Oblast/Kharkiv"))
    assert names[("kharkov",)] == (("kharkiv",),)
    assert names[("харків",)] == (("kharkiv",),)


def test_a_person_is_found_by_every_spelling_the_vocabulary_knows() -> None:
    names = named(gathered("Prigozhin said", "actor", "Yevgeny Prigozhin"))
    assert names[("prigogine",)] == (("prigozhin",),)
    assert names[("пригожин",)] == (("prigozhin",),)


def test_a_vocabulary_of_ones_own_adds_spellings(tmp_path: Path) -> None:
    (tmp_path / "actors.toml").write_text('[person]\n"Yevgeny Prigozhin" = ["Prigoschin"]\n')
    names = named(gathered("Prigozhin said", "actor", "Yevgeny Prigozhin"), tmp_path)
    assert names[("prigoschin",)] == (("prigozhin",),)


def test_without_mentions_there_are_no_names() -> None:
    assert named(gathered_from([Paragraph("a:1", "a", 1, "Kharkiv", "")])) == {}
