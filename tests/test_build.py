"""From files to generations: what is read, tagged and written again, and what is not."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from searchapp import generations, readers, recipes
from searchapp.aliases import Names
from searchapp.build import BuildReport, build_index
from searchapp.errors import SearchappError, UsageError
from searchapp.model import Document, Mention, Paragraph, Passage, Search, Word
from searchapp.namebook import Gathered
from searchapp.readers.base import FileReading, SourceFile
from searchapp.settings import Settings
from tests.faults import Operations, die
from tests.unflushed import unflushed

__all__ = ["unflushed"]


class Tagger:
    """Gives every paragraph its first word as its actor, and remembers whom it tagged."""

    gathers = True

    def __init__(self, digest: str = "first", *, forgets: int = 0) -> None:
        self.digest, self.vocabulary, self.forgets = digest, f"words of {digest}", forgets
        self.tagged: list[str] = []

    def tag_all(self, documents: Sequence[Document]) -> Iterator[tuple[Paragraph, ...]]:
        for document in documents:
            self.tagged.append(document.id)
            yield tuple(
                Paragraph(
                    f"{document.id}:{passage.n or n}",
                    document.id,
                    passage.n or n,
                    passage.text,
                    document.title,
                    document.published,
                    mentions={"actor": (_first_word(passage.text, self.digest),)},
                )
                for n, passage in enumerate(document.passages[self.forgets :], start=1)
            )

    def names(self, gathered: Gathered) -> Names:
        return {}

    def since(
        self,
        place: Path,
        recipe: str,
        documents: Sequence[Document],
        pieces: Mapping[str, int] | None,
    ) -> None:
        return None

    def keep(self, place: Path) -> None: ...


def _first_word(text: str, rule: str) -> Mention:
    word = text.split()[0]
    return Mention(word, 0, len(word), word, rule)


class Reader:
    """The real one, and it remembers what it read."""

    def __init__(self) -> None:
        self.files: list[str] = []

    def __call__(self, file: SourceFile) -> FileReading:
        self.files.append(file.name)
        return readers.read_file(file)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text("Shelling went on.\n\nThe ministry denied it.\n")
    (folder / "b.txt").write_text("Grain left the port.\n\nShips waited.\n\nPrices fell.\n")
    lines = [
        {"id": "c1", "title": "C one", "published": "2023-02-14", "text": "Convicts were sent."},
        {"id": "c2", "title": "C two", "text": "Conscripts stayed."},
    ]
    (folder / "c.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(index=tmp_path / "index")


def run(
    papers: Path, settings: Settings, *, rebuild: bool = False, digest: str = "first"
) -> tuple[BuildReport, list[str], list[str]]:
    """The report, the files that were read and the documents that were tagged."""
    reader, tagger = Reader(), Tagger(digest)
    report = build_index([papers], settings, rebuild=rebuild, read=reader, tagger=tagger)
    return report, reader.files, tagger.tagged


def hits(settings: Settings, word: str) -> list[str]:
    with generations.opened(settings.index) as backend:
        found = backend.search(Search(query=Word(word)))
    return [hit.paragraph.id for hit in found.hits]


# --- the first time -------------------------------------------------------------------------


def test_a_folder_becomes_an_index(papers: Path, settings: Settings) -> None:
    report, read, tagged = run(papers, settings)
    assert read == ["a.txt", "b.txt", "c.jsonl"]
    assert tagged == ["a.txt", "b.txt", "c1", "c2"]
    assert (report.files, report.read, report.reused) == (3, 3, 0)
    assert (report.documents, report.tagged, report.paragraphs) == (4, 4, 7)
    assert report.mentions == {"source": 0, "actor": 7, "region": 0, "topic": 0, "date": 0}
    assert (report.changed, report.generation) == (True, "g000001")
    assert report.failed == ()
    assert report.seconds.keys() == {"reading", "tagging", "comparing", "naming", "writing"}
    assert hits(settings, "convict") == ["c1:1"]
    assert generations.check(settings.index) == []


def test_the_status_of_the_index_is_that_of_the_report(papers: Path, settings: Settings) -> None:
    report, _, _ = run(papers, settings)
    with generations.opened(settings.index) as backend:
        status = backend.status()
    assert (status.build, status.generation) == (report.build, "g000001")
    assert (status.documents, status.paragraphs) == (4, 7)
    assert (str(status.first), str(status.last)) == ("2023-02-14", "2023-02-14")
    assert status.mentions == report.mentions
    assert status.vocabulary == "words of first"


def test_progress_is_told_phase_by_phase(papers: Path, settings: Settings) -> None:
    told: list[tuple[str, int, int]] = []

    def tell(phase: str, done: int, total: int) -> None:
        told.append((phase, done, total))

    build_index([papers], settings, tagger=Tagger(), report=tell)
    assert told[0] == ("reading", 0, 3)
    assert list(dict.fromkeys(phase for phase, _, _ in told)) == ["reading", "tagging", "writing"]
    assert {("reading", 3, 3), ("tagging", 4, 4), ("writing", 7, 7)} <= set(told)


# --- again ----------------------------------------------------------------------------------


def test_nothing_changed_writes_nothing(papers: Path, settings: Settings) -> None:
    first, _, _ = run(papers, settings)
    again, read, tagged = run(papers, settings)
    assert (read, tagged) == ([], [])
    assert (again.changed, again.reused) == (False, 3)
    assert (again.build, again.generation) == (first.build, "g000001")
    assert (again.paragraphs, again.mentions) == (7, first.mentions)
    assert generations.current(settings.index).name == "g000001"


def test_only_what_changed_is_read_and_tagged_again(papers: Path, settings: Settings) -> None:
    run(papers, settings)
    (papers / "b.txt").write_text("Grain left the harbour.\n\nShips waited.\n")
    with (papers / "c.jsonl").open("a") as file:
        file.write(json.dumps({"id": "c3", "text": "Convicts came back."}) + "\n")
    (papers / "a.txt").unlink()
    report, read, tagged = run(papers, settings)
    assert read == ["b.txt", "c.jsonl"]
    assert tagged == ["b.txt", "c3"]
    assert (report.documents, report.tagged, report.paragraphs) == (4, 2, 5)
    assert report.mentions["actor"] == 5
    assert hits(settings, "convict") == ["c1:1", "c3:1"]
    assert hits(settings, "port") == []
    assert hits(settings, "ministry") == []
    assert generations.check(settings.index) == []


def test_a_changed_sidecar_makes_its_file_new(papers: Path, settings: Settings) -> None:
    run(papers, settings)
    (papers / "a.txt.meta.toml").write_text('title = "A title"\n')
    _, read, tagged = run(papers, settings)
    assert (read, tagged) == (["a.txt"], ["a.txt"])


def test_a_changed_vocabulary_tags_again_without_reading(papers: Path, settings: Settings) -> None:
    first, _, _ = run(papers, settings)
    second, read, tagged = run(papers, settings, digest="second")
    assert read == []
    assert tagged == ["a.txt", "b.txt", "c1", "c2"]
    assert second.build != first.build
    with generations.opened(settings.index) as backend:
        assert backend.paragraph("c1:1").mentions["actor"][0].rule == "second"


def test_a_changed_reader_reads_again_and_tags_what_differs(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(papers, settings)
    monkeypatch.setattr(recipes, "reading_recipe", lambda: "another reader")
    report, read, tagged = run(papers, settings)
    assert read == ["a.txt", "b.txt", "c.jsonl"]
    assert tagged == []
    assert report.changed is False


def test_rebuild_uses_nothing_again(papers: Path, settings: Settings) -> None:
    first, _, _ = run(papers, settings)
    second, read, tagged = run(papers, settings, rebuild=True)
    assert (len(read), len(tagged)) == (3, 4)
    assert (second.changed, second.generation) == (True, "g000002")
    assert second.build == first.build


def test_the_same_documents_have_the_same_build_id_elsewhere(
    papers: Path, settings: Settings, tmp_path: Path
) -> None:
    first, _, _ = run(papers, settings)
    second, _, _ = run(papers, Settings(index=tmp_path / "other"))
    assert first.build == second.build
    assert len(first.build) == 12


def test_a_damaged_index_is_built_anew_and_said_so(papers: Path, settings: Settings) -> None:
    run(papers, settings)
    (generations.current(settings.index) / "register.jsonl.gz").write_bytes(b"broken")
    report, read, tagged = run(papers, settings)
    assert (len(read), len(tagged)) == (3, 4)
    assert any("nothing of the former index could be used" in note for note in report.notes)
    assert generations.check(settings.index) == []


def test_an_incremental_index_equals_one_made_at_once(
    papers: Path, settings: Settings, tmp_path: Path
) -> None:
    run(papers, settings)
    (papers / "b.txt").write_text("Grain left the harbour.\n\nShips waited.\n")
    run(papers, settings)
    at_once = Settings(index=tmp_path / "other")
    run(papers, at_once)
    with (
        generations.opened(settings.index) as grown,
        generations.opened(at_once.index) as fresh,
    ):
        assert grown.search(Search()) == fresh.search(Search())


# --- what goes wrong ------------------------------------------------------------------------


def test_twins_come_and_go_with_the_documents_that_hold_them(
    papers: Path, settings: Settings
) -> None:
    def groups() -> dict[str, str]:
        with generations.opened(settings.index) as backend:
            found = backend.search(Search()).hits
        return {hit.paragraph.id: hit.paragraph.twins for hit in found if hit.paragraph.twins}

    run(papers, settings)
    assert groups() == {}
    (papers / "d.md").write_text("---\npublished: 2022-01-01\n---\nShips waited.\n")
    report, _, tagged = run(papers, settings)
    assert report.repeated == 1
    assert (groups(), tagged) == ({"b.txt:2": "d.md:1", "d.md:1": "d.md:1"}, ["d.md"])
    (papers / "d.md").unlink()
    run(papers, settings)
    assert groups() == {}


def test_one_bad_file_is_reported_and_the_rest_is_indexed(papers: Path, settings: Settings) -> None:
    (papers / "bad.pdf").write_bytes(b"no pdf")
    (papers / "empty.txt").write_text("")
    with (papers / "c.jsonl").open("a") as file:
        file.write("{not json\n")
    report, _, _ = run(papers, settings)
    assert sorted({each.path.split(":")[0] for each in report.failed}) == [
        "bad.pdf",
        "c.jsonl",
        "empty.txt",
    ]
    assert (report.documents, report.paragraphs) == (4, 7)
    again, read, _ = run(papers, settings)
    assert read == []
    assert [str(each) for each in again.failed] == [str(each) for each in report.failed]


def test_of_documents_with_one_id_the_last_is_kept_and_reported(
    papers: Path, settings: Settings
) -> None:
    (papers / "d.jsonl").write_text(json.dumps({"id": "c1", "text": "Another text."}) + "\n")
    report, _, _ = run(papers, settings)
    assert [(each.id, each.kept, each.lost) for each in report.duplicates] == [
        ("c1", "d.jsonl:1", "c.jsonl:1")
    ]
    assert report.documents == 4
    assert hits(settings, "another") == ["c1:1"]


def test_a_given_date_that_is_none_is_left_out_and_reported(
    papers: Path, settings: Settings
) -> None:
    record = {"id": "d", "text": "A text.", "facets": {"date": ["someday", "2023-02"]}}
    (papers / "d.jsonl").write_text(json.dumps(record) + "\n")
    report = build_index([papers], settings, tagging=False)
    assert [each.reason for each in report.failed] == [
        "a given date is left out: 'someday' is not an EDTF date"
    ]
    with generations.opened(settings.index) as backend:
        mentions = backend.paragraph("d:1").mentions
    assert [each.value for each in mentions["date"]] == ["2023-02"]


def test_two_paragraphs_with_one_number_are_refused(settings: Settings, papers: Path) -> None:
    def read(file: SourceFile) -> FileReading:
        passages = (Passage("One.", n=2), Passage("Two."))
        return FileReading((Document(file.name, "", passages, origin=file.name),))

    report = build_index([papers / "a.txt"], settings, read=read, tagger=Tagger())
    assert [str(each) for each in report.failed] == [
        "a.txt: two paragraphs of document 'a.txt' have the number 2"
    ]


def test_half_a_surrogate_pair_costs_its_document_alone(settings: Settings, papers: Path) -> None:
    def read(file: SourceFile) -> FileReading:
        text = "Broken \ud800." if file.name == "a.txt" else "Whole."
        return FileReading((Document(file.name, "", (Passage(text),), origin=file.name),))

    report = build_index([papers], settings, read=read, tagger=Tagger())
    assert report.documents == 2
    assert [each.path for each in report.failed] == ["a.txt"]


def test_a_lost_paragraph_stops_the_build(papers: Path, settings: Settings) -> None:
    run(papers, settings)
    with pytest.raises(SearchappError, match=r"gave 1 of the 2 paragraphs of 'a\.txt'"):
        build_index([papers], settings, rebuild=True, tagger=Tagger(forgets=1))
    assert generations.current(settings.index).name == "g000001"


def test_without_any_document_the_index_stays_as_it_was(papers: Path, settings: Settings) -> None:
    run(papers, settings)
    for file in papers.iterdir():
        file.write_text("")
    report, _, _ = run(papers, settings)
    assert (report.changed, report.documents, len(report.failed)) == (False, 0, 3)
    assert "no document could be read, so the index was left as it was" in report.notes
    assert hits(settings, "grain") == ["b.txt:1"]


@pytest.mark.skipif(os.name == "nt", reason="uses fork and signals")
def test_killed_anywhere_a_build_leaves_the_old_or_the_new_index(
    papers: Path, settings: Settings, tmp_path: Path
) -> None:
    first, _, _ = run(papers, settings)
    (papers / "a.txt").write_text("A new beginning.\n")
    counting = Operations(0, die)
    with counting.counted():
        second, _, _ = run(papers, Settings(index=tmp_path / "other"))
    chance = random.Random(2023)
    for at in (*chance.sample(range(1, counting.seen), 20), counting.seen + 99):
        child = os.fork()
        if child == 0:
            with suppress(BaseException), Operations(at, die).counted():
                run(papers, settings)
            os._exit(0)
        os.waitpid(child, 0)
        with generations.opened(settings.index) as backend:
            results = backend.search(Search())
        assert (results.build, results.total) in {(first.build, 7), (second.build, 6)}
        assert generations.check(settings.index) == []
    assert run(papers, settings)[0].build == second.build
    with generations.writing(settings.index):
        left = {each.name for each in settings.index.iterdir()}
    assert left - {"CURRENT", "LOCK"} == {each.name for each in settings.index.glob("g0*")}


def test_an_empty_folder_is_refused(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(UsageError, match="no document was found"):
        build_index([tmp_path / "none"], settings, tagger=Tagger())
    assert not settings.index.exists()
