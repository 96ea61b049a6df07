"""Plain text and Markdown.

- block: lines with no blank line between them; usually a paragraph, wrapped.
- written by the line: a file whose lines are whole paragraphs.
- section: the Markdown heading above a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from searchapp.errors import UnreadableFile
from searchapp.model import Passage
from searchapp.readers.base import Findings, SourceFile
from searchapp.readers.cleaning import clean, decode, pieces
from searchapp.readers.debris import ends_as_sentence, without_debris
from searchapp.readers.metadata import document_from, front_matter, sidecar

_BLANK = re.compile(r"\n[ \t\f\v]*\n")
_HEADING = re.compile(r"#{1,6}\s+(.*)$")
_LIST_MARK = re.compile(r"^(?:[-*+]|\d{1,3}[.)])\s+")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)?\)")
_EMPHASIS = re.compile(r"\*\*|__|[*_]|`+")
_FENCES = ("```", "~~~")
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
            section = clean(_unmarked(heading[1].rstrip().rstrip("#")))
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
            elif bare.strip("-=*_ ") and not bare.startswith(_FENCES):
                current.append(bare)
        blocks += [" ".join(current)] if current else []
    return blocks


def _unmarked(text: str) -> str:
    """Markdown without its marks: links by their words, emphasis by what is emphasised."""
    for _ in range(2):  # an image may stand in a link
        text = _LINK.sub(r"\1", text)
    cuts = sorted(_emphasis(text))
    kept = zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), None], strict=True)
    return "".join(text[start:end] for start, end in kept)


def _emphasis(text: str) -> Iterator[tuple[int, int]]:
    """The places of marks that open and close emphasis, in one pass: a mark opens before a word
    and closes the nearest open one of its kind after a word."""
    opened: dict[str, tuple[int, int]] = {}
    for match in _EMPHASIS.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        inner = match[0][0] == "_" and before.isalnum() and after.isalnum()
        opening = opened.get(match[0])
        if opening and opening[1] < start and not before.isspace():
            if not inner:
                yield opening
                yield start, end
                del opened[match[0]]
        elif after and not after.isspace() and not (match[0][0] == "_" and before.isalnum()):
            opened[match[0]] = (start, end)
