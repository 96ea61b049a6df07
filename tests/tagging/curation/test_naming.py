from __future__ import annotations

from pathlib import Path

from searchapp.model import Mention, Paragraph
from searchapp.tagging.curation.naming import names_of, no_names


def paragraph(text: str, facet: str, value: str) -> Paragraph:
    return Paragraph("a:1", "a", 1, text, "", mentions={facet: (Mention(value, 0, 0, "", "r"),)})


def test_a_place_is_found_by_every_spelling_the_gazetteer_knows() -> None:
    names = names_of([paragraph("Shelling of Kharkiv", "region", "Ukraine/Kharkiv Oblast/Kharkiv")])
    assert names[("kharkov",)] == (("kharkiv",),)
    assert names[("харків",)] == (("kharkiv",),)


def test_a_person_is_found_by_every_spelling_the_vocabulary_knows() -> None:
    names = names_of([paragraph("Prigozhin said", "actor", "Yevgeny Prigozhin")])
    assert names[("prigogine",)] == (("prigozhin",),)
    assert names[("пригожин",)] == (("prigozhin",),)


def test_a_vocabulary_of_ones_own_adds_spellings(tmp_path: Path) -> None:
    (tmp_path / "actors.toml").write_text('[person]\n"Yevgeny Prigozhin" = ["Prigoschin"]\n')
    names = names_of([paragraph("Prigozhin said", "actor", "Yevgeny Prigozhin")], [tmp_path])
    assert names[("prigoschin",)] == (("prigozhin",),)


def test_without_mentions_there_are_no_names() -> None:
    assert names_of([Paragraph("a:1", "a", 1, "Kharkiv", "")]) == {}
    assert no_names([paragraph("Prigozhin said", "actor", "Yevgeny Prigozhin")]) == {}
