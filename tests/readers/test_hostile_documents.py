"""Files that want to do harm cost themselves and no other file.

The libraries that read pages and PDF are given little time here, so that what takes them long is
given up soon; with HOSTILE=all the pages of `hostile.slow` are read too.
"""

from __future__ import annotations

import importlib.metadata
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from searchapp import generations, readers, urls
from searchapp.backends.base import Backend
from searchapp.build import BuildReport, build_index
from searchapp.find import find
from searchapp.readers.base import FileReading, SourceFile
from searchapp.readers.cleaning import LONGEST
from searchapp.readers.isolation import IsolatedReader
from searchapp.settings import Settings
from tests.readers import hostile

SECONDS = 3.0
PROJECT = Path(__file__).resolve().parents[2]
NAMES = {
    "92-line\nbreak.txt",
    "92-<img src=x onerror=alert(1)>.txt",
    "92-\u202etxt.exe.txt",
    "92-" + "n" * 240 + ".txt",
    "-rf.txt",
    "92-%2e%2e%2f.txt",
}


@dataclass
class Run:
    """One run over a folder of bad files and their neighbours, and what it read."""

    folder: Path
    index: Path
    report: BuildReport = field(default_factory=BuildReport)
    read: dict[str, FileReading] = field(default_factory=dict)

    def texts(self, name: str) -> list[str]:
        documents = self.read[name].documents
        return [passage.text for document in documents for passage in document.passages]

    def reasons(self, name: str) -> list[str]:
        return [each.reason for each in self.report.failed if each.path.startswith(name)]


def lay_out(folder: Path) -> None:
    files = hostile.bad() | (hostile.slow() if os.environ.get("HOSTILE") == "all" else {})
    for name, content in files.items():
        (folder / name).write_bytes(content)
    for name in NAMES:
        (folder / name).write_text("A text of a few words stands in this file.")
    (folder / os.fsdecode(b"92-\xff\xfe.txt")).write_text("A text of a few words is here.")
    for name in (*files, *NAMES):
        beside, good = hostile.neighbour(name[:60])
        (folder / beside).write_bytes(good)
    for name, toml in hostile.SIDECARS.items():
        (folder / name).write_text("A text of a few words stands in this file.")
        (folder / f"{name}.meta.toml").write_bytes(toml)
    deep = folder.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "93-deep.txt").write_text("A text of a few words stands in this file.")
    os.symlink(folder, folder / "93-loop")
    os.symlink("/etc/passwd", folder / "93-outside.txt")
    os.symlink("nowhere", folder / "93-broken.txt")
    os.mkfifo(folder / "93-pipe.txt")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    place = tmp_path_factory.mktemp("hostile")
    done = Run(place / "papers", place / "index")
    done.folder.mkdir()
    lay_out(done.folder)
    listening = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(done.folder)  # a socket's path may not be long
    listening.bind("93-socket.txt")
    os.chdir(here)
    with IsolatedReader(seconds=SECONDS) as isolated, listening:

        def read(file: SourceFile) -> FileReading:
            done.read[file.name] = isolated(file)
            return done.read[file.name]

        settings = Settings(index=done.index)
        done.report = build_index([done.folder], settings, tagging=False, read=read)
    return done


@pytest.fixture(scope="module")
def backend(run: Run) -> Iterator[Backend]:
    with generations.opened(run.index) as opened:
        yield opened


def test_every_file_ends_as_read_in_part_failed_or_passed_over(run: Run) -> None:
    on_disk = {file.name for file in readers.files([run.folder])}
    assert run.report.files == run.report.read == len(on_disk) == len(run.read)
    assert run.read.keys() == on_disk
    failed = {each.path for each in run.report.failed}
    ends = {
        name: (bool(reading.documents), any(path.startswith(name) for path in failed))
        for name, reading in run.read.items()
    }
    passed_over = {name for name, end in ends.items() if end == (False, False)}
    assert passed_over == {"93-loop", "93-outside.txt", "93-broken.txt"}
    notes = "\n".join(run.report.notes)
    assert all(f"{name}: a link, which was not followed" in notes for name in passed_over)
    assert all(each.reason for each in run.report.failed)


def test_every_neighbour_is_found(run: Run, backend: Backend) -> None:
    good = {name for name in run.read if "~good." in name}
    assert len(good) > 60
    ids = set()
    for page in range(1, 4):
        search = urls.read([("q", hostile.WORD), ("size", "100"), ("page", str(page))]).search
        ids |= {hit.paragraph.document for hit in find(search, backend).hits}
    assert ids == good


def test_the_counts_add_up_and_the_index_is_whole(run: Run, backend: Backend) -> None:
    read = [document for reading in run.read.values() for document in reading.documents]
    kept = {document.id: document for document in read}
    lost = len(run.report.duplicates)
    assert run.report.documents == len(kept) == len(read) - lost
    passages = sum(len(document.passages) for document in kept.values())
    assert run.report.paragraphs == passages == backend.status().paragraphs
    assert find(urls.read([]).search, backend).total == passages
    assert list(generations.check(run.index)) == []
    for typed in ("shelling", "venom", '"A text"', "title:page", "sh*", "actor:*"):
        find(urls.read([("q", typed)]).search, backend)


REFUSED = {
    "71-empty.html": "none of its 0 bytes gave text",
    "81-inflates.pdf": "the PDF is damaged: Limit reached while decompressing",
    "83-tree-cycle.pdf": "the PDF is damaged: Detected cyclic page references",
    "83-truncated.pdf": "the PDF is damaged",
    "83-garbage.pdf": "the PDF is damaged",
    "83-empty.pdf": "the PDF is damaged: Cannot read an empty file",
    "83-encrypted.pdf": "the PDF is encrypted; save it without a password",
    "85-deep.jsonl": "JSON that cannot be read",
    "86-long.jsonl": "the line is longer than 10,000,000 characters",
    "86-cut.jsonl": "malformed JSON at column 10",
    "86-two.jsonl": "malformed JSON at column 18",
    "87-nul.txt": "the file holds NUL bytes, so it is no text",
    "87-binary.txt": "the file holds NUL bytes, so it is no text",
    "87-empty.txt": "no paragraph of text was found in it",
    "87-fence.txt": "front matter is not closed by a line of ---",
    "87-published.txt": "published: a text of 400,000 characters is not a date",
    "89-nested.txt": "no valid TOML",
    "89-number.txt": "no valid TOML",
    "89-bytes.txt": "no valid TOML",
    "90-many.jsonl": "facet 'actor' is too long",
    "91-rows.csv": "malformed CSV",
    "91-head.csv": "the first row needs column names, `text` among them",
    "93-pipe.txt": "it is no regular file",
    "93-socket.txt": "it is no regular file",
    "94-zip.docx": "unknown kind of file",
}


@pytest.mark.parametrize(("name", "reason"), REFUSED.items())
def test_what_is_refused_has_its_reason(run: Run, name: str, reason: str) -> None:
    assert run.reasons(name)
    assert run.reasons(name)[0].startswith(reason)


@pytest.mark.parametrize(
    "name",
    [
        *("71-deep.html", "72-long.html", "82-operators.pdf", "73-attributes.html"),
        *("74-options.html", "75-paragraphs.html"),
    ],
)
def test_what_takes_long_is_read_or_given_up_for_that(run: Run, name: str) -> None:
    if name not in run.read:
        pytest.skip("read with HOSTILE=all alone, since it takes long")
    late = [f"reading it took longer than {SECONDS:g} s"]
    assert run.texts(name) if run.reasons(name) == [] else run.reasons(name) == late


def test_a_bad_line_loses_itself_alone(run: Run) -> None:
    sentence = hostile.SENTENCE
    assert run.texts("85-numbers.jsonl") == [
        *("One is given.", "Five is given."),
        *("Two is given.", "Two is given.", "Three is given.", "Three is given."),
    ]
    assert run.texts("85-deep.jsonl") == run.texts("85-mark.jsonl") == [sentence]
    assert run.texts("85-escapes.jsonl") == ["Half \ufffd a pair stood here."]
    for name in ("86-long.jsonl", "86-cut.jsonl", "86-two.jsonl"):
        assert run.texts(name) == [sentence]
    assert run.texts("86-crlf.jsonl") == [sentence, sentence]
    assert run.texts("88-half.jsonl") == ["Half \ufffd."]
    assert run.texts("89-types.jsonl").count(sentence) == 10
    assert len(run.texts("91-fields.csv")) == 5


def test_of_documents_with_one_id_the_last_is_kept_and_counted(run: Run, backend: Backend) -> None:
    lost = [each for each in run.report.duplicates if each.id == "same"]
    assert len(lost) == 2
    assert [each.text for each in backend.document("same")] == [f"{hostile.SENTENCE} 2"]


def test_values_are_clean_and_paths_have_no_empty_steps(backend: Backend) -> None:
    facets = find(urls.read([]).search, backend).facets
    assert [each.value for each in facets["region"].values] == ["Ukraine", "Ukraine/Kyiv"]
    assert [each.value for each in facets["source"].values] == ["a\ufffd"]
    assert facets["actor"].distinct == 1_000


@pytest.mark.parametrize("name", ["77-script.html", "77-style.html", "77-comment.html"])
def test_neither_code_nor_comments_are_text(run: Run, name: str) -> None:
    assert hostile.SENTENCE in run.texts(name)
    assert not any("venom" in text for text in run.texts(name))


def test_text_is_text_and_never_markup(run: Run, backend: Backend) -> None:
    (escaped,) = run.texts("76-escaped.html")
    assert "script" in escaped
    (marked,) = run.texts("95-marks.html")
    assert marked.startswith('<b title="x"></mark> ')
    search = urls.read([("q", "title mark shelling")]).search
    (hit,) = find(search, backend).hits
    assert hit.snippet
    assert hit.snippet.text in marked
    marks = [hit.snippet.text[span.start : span.end] for span in hit.snippet.spans]
    assert marks == ["title", "mark", "Shelling"]


def test_no_entity_is_expanded_and_no_file_fetched(run: Run) -> None:
    for name in ("79-bomb.xhtml", "79-external.xhtml", "80-fetches.html"):
        whole = " ".join(run.texts(name))
        assert hostile.SENTENCE in whole
        assert whole.count("venom") <= 1
        assert "/bin/" not in whole
        assert len(whole) < 1_000


def test_long_text_is_cut_in_pieces(run: Run) -> None:
    assert max(map(len, run.texts("87-one-line.txt"))) <= LONGEST
    assert max(map(len, run.texts("87-no-blank.txt"))) <= LONGEST
    assert sum(map(len, run.texts("87-no-blank.txt"))) == 3_000_000


def test_names_of_files_are_ids_as_they_stand(run: Run, backend: Backend) -> None:
    for name in ("92-\\xff\\xfe.txt", *NAMES):
        document = run.read[name].documents[0]
        assert len(document.id) <= 200
        assert document.id == name or len(name) > 200
        assert backend.document(document.id)[0].document == document.id


def test_reading_opens_no_connection(run: Run) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from searchapp import readers\n"
        "def watch(event, args):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.sendto'):\n"
        "        print('CONNECTED', event, args, flush=True)\n"
        "    if event == 'open' and 'passwd' in str(args[0]):\n"
        "        print('OPENED', args, flush=True)\n"
        "sys.addaudithook(watch)\n"
        "for path in map(Path, sys.argv[1:]):\n"
        "    print(len(readers.read_file(readers.SourceFile(path, path.name)).documents))\n"
    )
    names = ("79-bomb.xhtml", "79-external.xhtml", "80-fetches.html", "84-cmap.pdf")
    command = [sys.executable, "-c", script, *(str(run.folder / name) for name in names)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1"] * len(names)


def test_no_library_is_needed_that_runs_code_from_pdf() -> None:
    required = importlib.metadata.requires("searchapp") or []
    assert not any("pdfminer" in each or "PyMuPDF" in each for each in required)


def test_a_folder_that_cannot_be_listed_costs_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "open.txt").write_text("A text of a few words stands in this file.")
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if path.name == "shut":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    files = readers.files([tmp_path])
    assert [file.name for file in files] == ["open.txt", "shut"]
    (failure,) = readers.read_file(files[1]).failures
    assert failure.reason == "the folder cannot be listed"
