"""What is looked at before a document may enter the index, so that one cannot spoil it.

Readers clean what they read; here the document as a whole is judged, whatever read it.
"""

from __future__ import annotations

from dataclasses import replace

from searchapp.edtf import EdtfError, interval
from searchapp.model import Document, Passage
from searchapp.schema import FACETS
from searchapp.stored import document_record

_DATES = frozenset(facet.name for facet in FACETS if facet.kind == "date")


def accept(document: Document) -> tuple[Document | None, tuple[str, ...]]:
    """The document as it may be indexed, or None, and every fault that was found in it."""
    fault = _fatal(document)
    if fault:
        return None, (fault,)
    faults: dict[str, None] = {}
    passages = tuple(_with_true_dates(passage, faults) for passage in document.passages)
    return (replace(document, passages=passages), tuple(faults)) if faults else (document, ())


def _fatal(document: Document) -> str:
    if not document.id:
        return "the document has no id"
    if not document.passages:
        return "no paragraph was found in it"
    numbers = [passage.n or place for place, passage in enumerate(document.passages, start=1)]
    if len(set(numbers)) != len(numbers):
        twice = next(n for n in numbers if numbers.count(n) > 1)
        return f"two paragraphs of document {document.id!r} have the number {twice}"
    try:
        document_record(document).encode()
    except UnicodeEncodeError:
        return f"document {document.id!r} holds half a surrogate pair, which is no text"
    return ""


def _with_true_dates(passage: Passage, faults: dict[str, None]) -> Passage:
    """The passage without given dates that are none."""
    given = dict(passage.given)
    for facet in _DATES & given.keys():
        given[facet] = tuple(value for value in given[facet] if _is_date(value, faults))
    return replace(passage, given=given) if given != passage.given else passage


def _is_date(value: str, faults: dict[str, None]) -> bool:
    try:
        interval(value)
    except EdtfError as error:
        faults[f"a given date is left out: {error}"] = None
        return False
    return True
