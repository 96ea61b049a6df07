"""What a build uses again after a change of vocabulary, and what it tells of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchapp import build, generations, recipes
from searchapp.backends.base import KnowsNames
from searchapp.backends.whoosh.searcher import FastBackend
from searchapp.build import BuildReport, build_index
from searchapp.errors import VocabularyError
from searchapp.model import Paragraph, Search
from searchapp.settings import Settings
from tests.unflushed import unflushed

__all__ = ["unflushed"]

PAPERS = {
    "north.txt": "Russian forces shelled Zherebtsovka.\n\nThe Courier told of it.\n\nIt rained.\n",
    "south.txt": "Kyiv denied the shelling.\n\nThe FSB arrested a soldier.\n",
    "west.txt": "Nothing happened in the west.\n",
}


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in PAPERS.items():
        (folder / name).write_text(text)
    return folder


class Corner:
    """An index with a vocabulary of one's own."""

    def __init__(self, papers: Path) -> None:
        self.papers = papers
        self.own = papers.parent / "own"
        self.own.mkdir()
        self.index = papers.parent / "index"

    def says(self, file: str, text: str) -> None:
        (self.own / file).write_text(text)

    def built(self, *, index: Path | None = None) -> BuildReport:
        settings = Settings(index=index or self.index, vocabulary=(self.own,))
        return build_index([self.papers], settings, jobs=1)

    def is_like_one_made_at_once(self) -> bool:
        other = self.papers.parent / "other"
        report = self.built(index=other)
        with generations.opened(self.index) as ours, generations.opened(other) as fresh:
            alike = ours.search(Search(size=50)) == fresh.search(Search(size=50))
            assert isinstance(ours, KnowsNames)
            assert isinstance(fresh, KnowsNames)
            named = ours.names() == fresh.names()
            return alike and named and ours.status().mentions == report.mentions


@pytest.fixture
def corner(papers: Path) -> Corner:
    made = Corner(papers)
    made.says("topics.toml", '[topic]\n"rain" = { query = "snow" }\n')
    made.built()
    return made


def told(report: BuildReport) -> tuple[int, int | None]:
    return report.tagged, report.revised


def test_a_town_tags_only_the_documents_that_name_it(corner: Corner) -> None:
    corner.says("regions.toml", '[town]\n"Zherebtsovka" = { under = "Ukraine/Luhansk Oblast" }\n')
    assert told(corner.built()) == (1, 1)
    assert corner.is_like_one_made_at_once()


def test_documents_that_a_change_cannot_touch_are_not_read(
    corner: Corner, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    whole = FastBackend.document

    def noted(backend: FastBackend, document: str) -> tuple[Paragraph, ...]:
        read.append(document)
        return whole(backend, document)

    monkeypatch.setattr(FastBackend, "document", noted)
    corner.says("regions.toml", '[town]\n"Zherebtsovka" = { under = "Ukraine/Luhansk Oblast" }\n')
    corner.built()
    assert read == ["north.txt"]
    read.clear()
    corner.says("topics.toml", '[topic]\n"rain" = { query = "snow OR arrest*" }\n')
    corner.built()
    assert read == ["south.txt"]
    assert corner.is_like_one_made_at_once()


def test_a_topic_is_asked_again_alone(corner: Corner) -> None:
    corner.says("topics.toml", '[topic]\n"rain" = { query = "rained OR snow" }\n')
    assert told(corner.built()) == (0, 1)
    assert corner.is_like_one_made_at_once()


def test_entries_that_moved_are_told_by_their_new_lines(corner: Corner) -> None:
    corner.says("sources.toml", '[outlet]\n"The Courier" = []\n')
    assert told(corner.built()) == (1, 1)
    corner.says("sources.toml", '# mine\n[outlet]\n"The Courier" = []\n')
    assert told(corner.built()) == (0, 1)
    assert corner.is_like_one_made_at_once()
    with generations.opened(corner.index) as backend:
        rules = [each.rule for each in backend.paragraph("north.txt:2").mentions["source"]]
    assert rules == ["credited known name (sources.toml:3)"]


def test_cue_words_tag_everything(corner: Corner) -> None:
    corner.says("titles.toml", '[role]\n"courier" = []\n')
    assert told(corner.built())[0] == 3
    assert corner.is_like_one_made_at_once()


def test_a_comment_changes_nothing(corner: Corner) -> None:
    corner.says("README.md", "Names that we miss.")
    report = corner.built()
    assert (*told(report), report.changed) == (0, 0, True)
    assert corner.is_like_one_made_at_once()


def test_a_document_that_changed_as_well_is_tagged(corner: Corner) -> None:
    corner.says("regions.toml", '[town]\n"Zherebtsovka" = { under = "Ukraine/Luhansk Oblast" }\n')
    (corner.papers / "west.txt").write_text("It rained in the west.\n\nNothing happened.\n")
    assert told(corner.built()) == (2, 1)
    assert corner.is_like_one_made_at_once()


def test_a_mistake_in_an_entry_that_touches_nothing_is_told(corner: Corner) -> None:
    corner.says("regions.toml", '[town]\n"Nowhere at all" = { under = "Zembla" }\n')
    with pytest.raises(VocabularyError, match="there is no country 'Zembla'"):
        corner.built()


def test_another_program_tags_everything(corner: Corner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipes, "tagging_recipe", lambda vocabulary, tagging: f"{vocabulary} new")
    assert told(corner.built()) == (3, None)


def test_tags_that_were_only_given_say_nothing_of_a_vocabulary(corner: Corner) -> None:
    settings = Settings(index=corner.index)
    assert told(build.build_index([corner.papers], settings, tagging=False)) == (3, None)
    assert told(corner.built()) == (3, None)
