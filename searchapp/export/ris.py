"""References as RIS, which Zotero, EndNote and Mendeley import.

Every line is a tag of two letters and a value without line ends. RIS has no comment and no end
of file, so the notes of each paragraph count it: "12 of 12" is the last of a whole export.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from searchapp.export.citation import Reference, of_paragraph
from searchapp.export.plain_text import one_line
from searchapp.export.whole import Whole

_KINDS = {"paragraph": "RPRT", "search": "ELEC"}


def write(whole: Whole) -> Iterator[str]:
    for number, hit in enumerate(whole.hits(), start=1):
        reference = of_paragraph(hit.paragraph, whole.status.build, whole.base)
        yield record(reference, (whole.place(number),))


def record(reference: Reference, notes: Iterable[str] = ()) -> str:
    return "".join(
        f"{tag}  - {one_line(value)}\r\n" for tag, value in _lines(reference, notes) if value
    ) + ("ER  - \r\n\r\n")


def _lines(reference: Reference, notes: Iterable[str]) -> Iterator[tuple[str, str]]:
    day, accessed = reference.day, reference.accessed
    yield "TY", _KINDS[reference.kind]
    yield "ID", reference.key
    yield "TI", reference.title
    yield "AU", reference.author
    yield "PB", reference.author
    if day:
        yield "PY", f"{day.year:04d}"
        yield "DA", f"{day:%Y/%m/%d}/"
    yield "SE", reference.section
    yield "UR", reference.address or reference.original
    if reference.address:
        yield "UR", reference.original
    if accessed:
        yield "Y2", f"{accessed:%Y/%m/%d}/"
    yield "DB", reference.database
    yield "LA", reference.language
    yield "AB", reference.abstract
    yield from (("KW", word) for word in reference.keywords)
    yield from (("N1", note) for note in (*reference.notes, *notes))
