"""Saved feeds: RSS 2.0 and Atom, a document for each entry.

- entry: an `item` of RSS or an `entry` of Atom, with its title, address, day and text.

The XML is read without entities, document types and network, so that a feed can name nothing
outside itself.
"""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from searchapp.errors import UnreadableFile
from searchapp.model import Passage
from searchapp.readers.base import Findings, SourceFile
from searchapp.readers.cleaning import clean, pieces
from searchapp.readers.debris import without_debris
from searchapp.readers.metadata import document_from, sidecar
from searchapp.readers.pages import blocks_of

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_TEXTS = (_CONTENT, f"{_ATOM}content", f"{_ATOM}summary", "description")
_DAYS = ("pubDate", f"{_ATOM}published", f"{_ATOM}updated", f"{_DUBLIN_CORE}date")


def read_feed(file: SourceFile, raw: bytes, findings: Findings) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(file.name, f"malformed XML: {error.msg}", error.lineno) from error
    entries = [*root.iter("item", f"{_ATOM}entry")]
    if not entries:
        raise UnreadableFile(file.name, "it is no RSS or Atom feed with entries")
    shared = {"publisher": _publisher(root), **sidecar(file.path, findings)}
    for entry in entries:
        try:
            _add_entry(shared, entry, file, findings)
        except UnreadableFile as error:
            findings.failures.append(error)


def _publisher(root: Any) -> str:
    title = root.find("channel/title")
    if title is None:
        title = root.find(f"{_ATOM}title")
    return _words(title)


def _add_entry(shared: dict[str, str], entry: Any, file: SourceFile, findings: Findings) -> None:
    line = entry.sourceline or 0
    texts = [text for block in blocks_of(_markup(entry)) if (text := clean(block))]
    kept = without_debris(texts, findings)
    if not kept:
        raise UnreadableFile(file.name, "the entry holds no text", line)
    meta = shared | {
        "title": _words(_first(entry, "title", f"{_ATOM}title")),
        "url": _address(entry),
        "id": _words(_first(entry, "guid", f"{_ATOM}id")),
    }
    passages = [Passage(piece) for text in kept for piece in pieces(text)]
    findings.documents.append(
        document_from(
            {key: value for key, value in meta.items() if value},
            passages,
            findings,
            default_id=f"{file.name}/{line}",
            page_day=_day(entry),
            line=line,
        )
    )


def _first(entry: Any, *names: str) -> Any:
    return next((found for name in names if (found := entry.find(name)) is not None), None)


def _words(element: Any) -> str:
    return "" if element is None else clean(" ".join(element.itertext()))


def _markup(entry: Any) -> str:
    """The fullest text of an entry as markup; Atom's XHTML stands in it as elements."""
    for name in _TEXTS:
        element = entry.find(name)
        if element is None:
            continue
        if len(element):
            return "".join(etree.tostring(child, encoding="unicode") for child in element)
        if element.text:
            return str(element.text)
    return ""


def _address(entry: Any) -> str:
    for link in entry.iterfind(f"{_ATOM}link"):
        if link.get("rel", "alternate") == "alternate":
            return clean(link.get("href", ""))
    return _words(entry.find("link"))


def _day(entry: Any) -> date | None:
    for name in _DAYS:
        written = _words(entry.find(name))
        for read in (datetime.fromisoformat, parsedate_to_datetime):
            try:
                return read(written).date()
            except ValueError:
                continue
    return None
