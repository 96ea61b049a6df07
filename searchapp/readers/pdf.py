"""PDF files with a text layer, by pypdf.

- furniture: what stands alike at the head or foot of most pages, and page numbers.
"""

from __future__ import annotations

import io
import re
import statistics
from collections import Counter
from pathlib import PurePosixPath

import pypdf
from pypdf.errors import PyPdfError

from searchapp.errors import UnreadableFile
from searchapp.model import Passage
from searchapp.readers.base import Findings, SourceFile
from searchapp.readers.cleaning import clean, pieces
from searchapp.readers.debris import ends_as_sentence, without_debris
from searchapp.readers.metadata import document_from, sidecar

_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?$", re.IGNORECASE)
_MOST_PAGES = 5_000


def read_pdf(file: SourceFile, raw: bytes, findings: Findings) -> None:
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(file.name, "the PDF is encrypted; save it without a password")
        pages = [page.extract_text() for page in reader.pages[:_MOST_PAGES]]
        title = clean(str(reader.metadata.title or "")) if reader.metadata else ""
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise UnreadableFile(file.name, f"the PDF is damaged: {error}") from error
    except (RecursionError, MemoryError) as error:
        raise UnreadableFile(file.name, "the PDF is damaged: it nests without end") from error
    texts = [text for text in map(clean, paragraphs_of_pages(pages)) if text]
    kept = without_debris(texts, findings)
    if not kept:
        raise UnreadableFile(file.name, "the PDF has no text layer; run it through OCR first")
    meta = {"title": title or PurePosixPath(file.name).stem} | sidecar(file.path, findings)
    if kept[0].casefold() in (title.casefold(), meta["title"].casefold()) and len(kept) > 1:
        kept = kept[1:]
    passages = [Passage(piece) for text in kept for piece in pieces(text)]
    findings.documents.append(document_from(meta, passages, findings, default_id=file.name))


def paragraphs_of_pages(pages: list[str]) -> list[str]:
    """Paragraphs of extracted page texts. A paragraph ends at a blank line, or at a line that
    ends as a sentence and is clearly shorter than the measure; it may run over a page's end."""
    lines = [line for page in _without_furniture(pages) for line in page]
    full = [len(line) for line in lines if line]
    measure = statistics.quantiles(full, n=10)[7] if len(full) > 1 else 0
    paragraphs: list[str] = []
    current: list[str] = []
    for line in lines:
        if line:
            current.append(line)
        short = len(line) < 0.85 * measure and ends_as_sentence(line)
        if current and (short or not line):
            paragraphs.append(_joined(current))
            current = []
    return [*paragraphs, _joined(current)] if current else paragraphs


def _joined(lines: list[str]) -> str:
    text = " ".join(lines)
    return re.sub(r"(?<=[a-z])- (?=[a-z])", "", text)


def _without_furniture(pages: list[str]) -> list[list[str]]:
    split = [[line.strip() for line in page.split("\n")] for page in pages]
    edges = Counter(line for page in split for line in {*page[:1], *page[-1:]} if line)
    common = {line for line, count in edges.items() if len(pages) > 2 and count * 2 > len(pages)}
    kept = []
    for page in split:
        while page and (not page[0] or page[0] in common or _NUMBER.match(page[0])):
            page = page[1:]
        parted = False
        while page and (not page[-1] or page[-1] in common or _NUMBER.match(page[-1])):
            parted = parted or not page[-1]
            page = page[:-1]
        if parted and page and ends_as_sentence(page[-1]):
            page = [*page, ""]
        kept.append(page)
    return kept
