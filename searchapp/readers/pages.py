"""Saved web pages: main text and metadata by trafilatura.

- main text: the article without navigation, lists of links, comments and notices.
- metadata: title, day, publisher and address from the page's own head.
- section: the heading above a paragraph.
- whole text: every block of a page whose main text the library cannot find, such as one that
  nests too deeply for its parser.
"""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Any

from searchapp.errors import UnreadableFile
from searchapp.model import Passage
from searchapp.readers.base import Findings, SourceFile
from searchapp.readers.cleaning import clean, decode, pieces
from searchapp.readers.debris import is_debris, without_debris
from searchapp.readers.metadata import document_from, sidecar

_BLOCKS = frozenset(
    "address article aside blockquote body br dd div dl dt footer form h1 h2 h3 h4 h5 h6 header "
    "hr html li main nav ol option p pre section select table td th title tr ul".split()
)
_UNSEEN = frozenset(["script", "style", "template", "noscript", "head"])


def read_html(file: SourceFile, raw: bytes, findings: Findings) -> None:
    import trafilatura  # slow to import; only web pages need it

    found = trafilatura.bare_extraction(
        raw, include_comments=False, include_tables=False, with_metadata=True
    )
    passages = _main_text(found, findings) if found is not None else []
    if not passages:
        passages = _whole_text(file, raw, findings)
    meta, day = _page_meta(found, raw)
    meta.setdefault("title", PurePosixPath(file.name).stem)
    meta |= sidecar(file.path, findings)
    findings.documents.append(
        document_from(meta, passages, findings, default_id=file.name, page_day=day)
    )


def _main_text(found: Any, findings: Findings) -> list[Passage]:
    """The paragraphs of the tree that trafilatura gives: `head`, `p`, `item` and `quote`."""
    passages: list[Passage] = []
    section = ""
    for element in found.body.iter("head", "p", "item", "quote"):
        if any(parent.tag in ("p", "item", "quote") for parent in element.iterancestors()):
            continue  # its words are in the element around it
        text = clean(" ".join(element.itertext()))
        if element.tag == "head":
            section = text
        elif is_debris(text):
            findings.drop(text, "a short line that does not end as a sentence")
        else:
            passages += [Passage(piece, section) for piece in pieces(text)]
    return passages


def _whole_text(file: SourceFile, raw: bytes, findings: Findings) -> list[Passage]:
    """Raises UnreadableFile when the page holds no text at all."""
    try:
        text, _ = decode(raw)
    except ValueError as error:
        raise UnreadableFile(file.name, str(error)) from error
    texts = without_debris([block for block in map(clean, blocks_of(text)) if block], findings)
    if not texts:
        raise UnreadableFile(file.name, f"none of its {len(raw):,} bytes gave text")
    findings.note("no main text was found on the page, so all its text was taken")
    return [Passage(piece) for text in texts for piece in pieces(text)]


def blocks_of(markup: str) -> list[str]:
    """The text of every block of a page or of a piece of one, uncleaned."""
    blocks = _Blocks()
    blocks.feed(markup)
    blocks.close()
    return blocks.texts()


class _Blocks(HTMLParser):
    """The text of a page, cut at block elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self._pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag in _BLOCKS:
            self._pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._pieces.append(data.replace("\n", " "))

    def texts(self) -> list[str]:
        return "".join(self._pieces).split("\n")


def _page_meta(found: Any, raw: bytes) -> tuple[dict[str, str], date | None]:
    named = {"title": "title", "publisher": "sitename", "url": "url", "language": "language"}
    meta = {key: clean(str(getattr(found, name, None) or "")) for key, name in named.items()}
    if publisher := meta["publisher"]:
        meta["publisher"] = _as_written(publisher, raw)
    day = getattr(found, "date", None)
    try:
        return {key: value for key, value in meta.items() if value}, date.fromisoformat(day or "")
    except ValueError:
        return {key: value for key, value in meta.items() if value}, None


def _as_written(name: str, raw: bytes) -> str:
    """The name in the page's own capitals; the library capitalises every word of it."""
    match = re.search(re.escape(name), raw.decode("utf-8", "ignore"), re.IGNORECASE)
    return match.group() if match else name
