"""What each format gives, and that one bad file or record costs itself alone."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest

from searchapp import readers
from searchapp.errors import UsageError
from searchapp.readers import SourceFile
from searchapp.readers.metadata import lasting_id, read_day
from tests.readers.reading import only, read, texts

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SHARED = Path(__file__).resolve().parents[3] / "shared"


def test_a_block_of_lines_is_a_paragraph(tmp_path: Path) -> None:
    document = only(
        read(tmp_path, "a.txt", "One line\nand its second.\n\nAnother one stands here.\n")
    )

    assert texts(document) == ["One line and its second.", "Another one stands here."]
    assert document.id == "a.txt"


def test_lines_are_paragraphs_where_no_blank_line_parts_them(tmp_path: Path) -> None:
    first = "The first paragraph is written on one line and it is a long one, " * 2 + "as it ends."
    second = "The second paragraph is shorter, and ends as a sentence does."

    assert texts(only(read(tmp_path, "a.txt", f"{first}\n{second}\n"))) == [first, second]


def test_front_matter_gives_the_keys(tmp_path: Path) -> None:
    head = "---\nid: d1\ntitle: A day: its report\npublished: 2023-02-14\nsource: ISW\n---\n"
    document = only(read(tmp_path, "a.txt", head + "The text of the report stands here."))

    assert (document.id, document.title, document.source) == ("d1", "A day: its report", "ISW")
    assert (document.published, document.published_from) == (date(2023, 2, 14), "given")


def test_a_sidecar_takes_precedence(tmp_path: Path) -> None:
    (tmp_path / "a.txt.meta.toml").write_text('title = "From beside"\npublished = 2022-03-01\n')
    document = only(
        read(tmp_path, "a.txt", "---\ntitle: Inside\n---\nThe text stands here, at last.")
    )

    assert (document.title, document.published) == ("From beside", date(2022, 3, 1))


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("---\ntitle: never closed\ntext", 1, "front matter is not closed by a line of ---"),
        ("---\ntitle A day\n---\ntext", 2, "front matter needs lines `key: value`"),
    ],
)
def test_malformed_front_matter_is_reported_with_its_line(
    tmp_path: Path, content: str, line: int, reason: str
) -> None:
    (failure,) = read(tmp_path, "a.txt", content).failures

    assert (failure.path, failure.line, failure.reason) == ("a.txt", line, reason)


def test_a_bad_date_is_reported(tmp_path: Path) -> None:
    (failure,) = read(tmp_path, "a.txt", "---\npublished: 2023-02-30\n---\nText of it.").failures

    assert "2023-02-30" in failure.reason


@pytest.mark.parametrize(
    ("written", "day"),
    [
        *(("2023-02-03", 3), ("2023/02/03", 3), ("2023-02-03T10:00:00Z", 3), ("3.2.2023", 3)),
        *(("3 February 2023", 3), ("Feb. 3, 2023, 10:30 AM", 3), ("2/14/2023", 14)),
        *(("14/2/2023", 14), ("02/02/2023", 2), ("3 лютого 2023", 3)),
    ],
)
def test_a_day_may_be_written_in_many_ways(written: str, day: int) -> None:
    assert read_day(written) == date(2023, 2, day)


@pytest.mark.parametrize(
    "written",
    [
        *("yesterday", "now", "3 days ago", "Tuesday", "May 5", "2023", "February 2023", "1e5"),
        *("2/3/2023", "30 February 2023", "9" * 1000),
    ],
)
def test_a_text_that_names_no_day_or_another_one_tomorrow_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"not a date|not a single day|may be two days"):
        read_day(written)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        *(("digest-1", "digest-1"), ("a b/ü", "a b/ü"), ("https://x.org/a", "https://x.org/a")),
        *(("/etc", "etc"), ("a/../../b/./c", "a/b/c"), ("..", ""), ("a..b", "a..b")),
        ("n" * 200, "n" * 200),
        ("n" * 201, "n" * 183 + "~" + hashlib.sha256(b"n" * 201).hexdigest()[:16]),
    ],
)
def test_ids_can_stand_in_addresses(given: str, expected: str) -> None:
    assert lasting_id(given) == expected


def test_the_day_comes_from_the_files_name(tmp_path: Path) -> None:
    document = only(read(tmp_path, "report-20230214.txt", "The text of the report stands here."))

    assert (document.published, document.published_from) == (date(2023, 2, 14), "file name")


def test_the_day_that_a_title_states_is_taken_as_inferred(tmp_path: Path) -> None:
    head = "---\ntitle: Assessment, February 24, 2022\n---\n"
    document = only(read(tmp_path, "a.txt", f"{head}The war began on May 3, 2021 for some."))

    assert (document.published, document.published_from) == (date(2022, 2, 24), "inferred")


def test_markdown_headings_become_sections(tmp_path: Path) -> None:
    text = "# The day\n\n## Aid\n\nSome *aid* of [a friend](http://x.org).\n\n- One item of it.\n"
    document = only(read(tmp_path, "a.md", text))

    assert document.title == "The day"
    assert [(p.section, p.text) for p in document.passages] == [
        ("Aid", "Some aid of a friend."),
        ("Aid", "One item of it."),
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("A **bold** and an *inclined* word.", "A bold and an inclined word."),
        ("Both ***at once*** and __so__ _too_.", "Both at once and so too."),
        ("**Bold with *more* in it**, said `code`.", "Bold with more in it, said code."),
        ("A file_name_of parts and 2 * 3 * 4.", "A file_name_of parts and 2 * 3 * 4."),
        ("An *opened one and **another.", "An *opened one and **another."),
        ("Never *closed, then *closed*.", "Never *closed, then closed."),
        ("See [the report](https://a.org/x_(y)) and ![a map](m.png).", "See the report and a map."),
        ("[![a map](m.png) in a link](https://a.org).", "a map in a link."),
        ("A [footnote] and (brackets).", "A [footnote] and (brackets)."),
    ],
)
def test_markdown_marks_are_taken_away(tmp_path: Path, written: str, expected: str) -> None:
    assert texts(only(read(tmp_path, "a.md", written))) == [expected]


def test_fences_of_code_are_no_text(tmp_path: Path) -> None:
    document = only(read(tmp_path, "a.md", "Before.\n\n```sh\nsearchapp index\n```\n"))

    assert texts(document) == ["Before.", "searchapp index"]


def test_short_captions_are_dropped_and_listed(tmp_path: Path) -> None:
    text = (
        "A whole sentence stands here.\n\nAll about the topic:\n\nTanks 9338\n\nIt goes on here.\n"
    )
    reading = read(tmp_path, "a.txt", text)

    assert texts(only(reading)) == ["A whole sentence stands here.", "It goes on here."]
    assert [dropped.text for dropped in reading.dropped] == ["All about the topic:", "Tanks 9338"]


def test_a_document_of_headlines_is_kept_whole(tmp_path: Path) -> None:
    text = "Tanks reach the river\n\nBridge is gone\n\nA whole sentence stands here.\n"

    assert len(only(read(tmp_path, "a.txt", text)).passages) == 3


@pytest.mark.parametrize(
    ("text", "encoding", "note"),
    [
        ("Київ і Львів.", "utf-16", "a.txt: read as utf-16 by its byte order mark"),
        ("Kyiv stands.", "utf-8-sig", None),
        ("Войска отошли от города к реке в среду.", "cp1251", "a.txt: not UTF-8; read as cp1251"),
    ],
)
def test_encodings_are_detected_and_said(
    tmp_path: Path, text: str, encoding: str, note: str | None
) -> None:
    reading = read(tmp_path, "a.txt", text.encode(encoding))

    assert texts(only(reading)) == [text]
    assert reading.notes == ((note,) if note else ())


def test_a_binary_file_is_no_text(tmp_path: Path) -> None:
    (failure,) = read(tmp_path, "a.txt", b"PK\x03\x04\x00\x00").failures

    assert failure.reason == "the file holds NUL bytes, so it is no text"


def test_an_unknown_kind_of_file_is_reported(tmp_path: Path) -> None:
    (failure,) = read(tmp_path, "a.docx", b"x").failures

    assert failure.reason.startswith("unknown kind of file; known endings are .atom .csv")


def test_a_saved_page_gives_main_text_and_metadata() -> None:
    name = "2023-02-14.html"
    document = only(readers.read_file(SourceFile(SEEDS / name, name)))

    assert document.id == "digest-2023-02-14"
    assert (document.published, document.published_from) == (date(2023, 2, 14), "page")
    assert document.publisher == "searchapp seeds"
    assert document.url == "https://example.org/digests/2023-02-14/"
    assert len(document.passages) == 50
    assert "Partisans" in {passage.section for passage in document.passages}


def test_a_page_too_deep_for_the_library_still_gives_its_text(tmp_path: Path) -> None:
    page = "<div>" * 50_000 + "A sentence stands in the deep." + "</div>" * 50_000
    reading = read(tmp_path, "a.html", f"<html><script>var x;</script><body>{page}</body></html>")

    assert texts(only(reading)) == ["A sentence stands in the deep."]
    assert reading.notes == (
        "a.html: no main text was found on the page, so all its text was taken",
    )


def test_a_page_without_text_is_reported(tmp_path: Path) -> None:
    (failure,) = read(tmp_path, "a.html", "<html><script>var x;</script></html>").failures

    assert failure.reason == "none of its 36 bytes gave text"


def test_a_pdf_gives_its_paragraphs() -> None:
    name = "2023-01-13.pdf"
    document = only(readers.read_file(SourceFile(SEEDS / name, name)))

    assert document.id == "digest-2023-01-13"
    assert len(document.passages) == 39
    assert all(passage.text[-1] in '.”"' for passage in document.passages)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 garbage", b"no pdf at all"])
def test_a_damaged_pdf_is_reported(tmp_path: Path, content: bytes) -> None:
    (failure,) = read(tmp_path, "a.pdf", content).failures

    assert failure.reason.startswith("the PDF is damaged")


def test_folders_are_read_in_a_stable_order_and_links_not_followed(
    tmp_path: Path,
) -> None:
    for name in ("b.txt", "a/z.txt", "a/README.md", ".hidden.txt", "b.txt.meta.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    os.symlink(tmp_path, tmp_path / "loop")

    files = readers.files([tmp_path])
    assert [file.name for file in files] == ["a/z.txt", "b.txt", "loop"]
    assert readers.read_file(files[2]).notes == ("loop: a link, which was not followed",)


def test_an_empty_folder_is_an_error_of_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no document was found"):
        readers.files([tmp_path])


def test_a_pipe_is_reported_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (failure,) = readers.read_file(SourceFile(tmp_path / "a.txt", "a.txt")).failures

    assert failure.reason == "it is no regular file"


def test_surrogates_and_control_characters_do_not_enter(tmp_path: Path) -> None:
    document = only(read(tmp_path, "a.jsonl", '{"text": "A \\ud800 and \\u0000 \\u202eend."}'))

    assert texts(document) == ["A \ufffd and end."]


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")
def test_the_article_the_project_started_from_has_64_paragraphs(tmp_path: Path) -> None:
    (path,) = (SHARED / "seeds").glob("*.txt")
    reading = readers.read_file(SourceFile(path, path.name))
    document = only(reading)

    assert len(document.passages) == 64
    assert reading.dropped[0].text == "All about the topic:"
    assert len(reading.dropped) == 4
