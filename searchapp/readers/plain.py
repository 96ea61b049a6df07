"""Plain text and Markdown.

- block: lines with no blank line between them; usually a paragraph, wrapped.
- written by the line: a file whose lines are whole paragraphs.
- section: the Markdown heading above a paragraph.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from searchapp.errors import UnreadableFile
from searchapp.model import Passage
from searchapp.readers.base import Findings, SourceFile
from searchapp.readers.cleaning import clean, decode, pieces
from searchapp.readers.debris import ends_as_sentence, without_debris
from searchapp.readers.metadata import document_from, front_matter, sidecar

_BLANK = re.compile(r"\n[ \t\f\v]*\n")
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_LIST_MARK = re.compile(r"^(?:[-*+]|\d{1,3}[.)])\s+")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|_|`)(?=\S)(.+?)(?<=\S)\1")
_QUOTE_MARK = re.compile(r"^>\s?")


def read_text(file: SourceFile, raw: bytes, findings: Findings) -> None:
    meta, body = _head(file, raw, findings)
    texts = [clean(text) for text in paragraphs_of(body)]
    kept = without_debris([text for text in texts if text], findings)
    _add(meta, [Passage(piece) for text in kept for piece in pieces(text)], file, findings)


def read_markdown(file: SourceFile, raw: bytes, findings: Findings) -> None:
    meta, body = _head(file, raw, findings)
    passages: list[Passage] = []
    section = ""
    for block in _markdown_blocks(body):
        heading = _HEADING.match(block)
        if heading:
            section = clean(_unmarked(heading[1]))
            if block.startswith("# ") and "title" not in meta and not passages:
                meta["title"] = section
            continue
        passages += [Passage(piece, section) for piece in pieces(clean(_unmarked(block)))]
    _add(meta, passages, file, findings)


def _head(file: SourceFile, raw: bytes, findings: Findings) -> tuple[dict[str, str], str]:
    try:
        text, note = decode(raw)
    except ValueError as error:
        raise UnreadableFile(file.name, str(error)) from error
    if note:
        findings.note(note)
    meta, body = front_matter(text.replace("\r\n", "\n").replace("\r", "\n"), findings)
    return meta | sidecar(file.path, findings), body


def _add(
    meta: dict[str, str], passages: list[Passage], file: SourceFile, findings: Findings
) -> None:
    if not passages:
        raise UnreadableFile(file.name, "no paragraph of text was found in it")
    meta.setdefault("title", PurePosixPath(file.name).stem)
    findings.documents.append(document_from(meta, passages, findings, default_id=file.name))


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of plain text: blocks, or lines where the file is written by the line."""
    blocks = [block.strip("\n") for block in _BLANK.split(text) if block.strip()]
    wrapped = [block for block in blocks if "\n" in block]
    lines = [line for block in wrapped for line in block.split("\n") if line.strip()]
    if _written_by_the_line(lines):
        return [line for block in blocks for line in block.split("\n") if line.strip()]
    return blocks


def _written_by_the_line(lines: list[str]) -> bool:
    """Lines of blocks are paragraphs when most end as sentences and they are of uneven, long
    measure; wrapped lines seldom end at a full stop."""
    ending = sum(ends_as_sentence(line.strip()) for line in lines)
    return ending * 10 >= len(lines) * 7 and bool(lines) and max(map(len, lines)) > 100


def _markdown_blocks(text: str) -> list[str]:
    """Blocks, with headings and list items apart whether or not blank lines part them."""
    blocks: list[str] = []
    for block in _BLANK.split(text):
        current: list[str] = []
        for line in block.strip().split("\n"):
            bare = _QUOTE_MARK.sub("", line.strip())
            if _HEADING.match(bare) or _LIST_MARK.match(bare):
                blocks += [" ".join(current)] if current else []
                current = [_LIST_MARK.sub("", bare)]
                if _HEADING.match(bare):
                    blocks.append(bare)
                    current = []
            elif bare and bare.strip("-=*_ "):
                current.append(bare)
        blocks += [" ".join(current)] if current else []
    return blocks


def _unmarked(text: str) -> str:
    """Markdown without its marks: links by their words, emphasis by what is emphasised."""
    text = _LINK.sub(r"\1", text)
    for _ in range(3):  # emphasis nests at most so deep in practice
        text = _EMPHASIS.sub(r"\2", text)
    return text
