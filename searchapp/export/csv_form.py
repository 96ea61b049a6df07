"""Paragraphs as CSV (RFC 4180), safe to open in a spreadsheet.

A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP ASVS 1.2.10).
Each facet has two columns: its values, and of every mention the words and the rule it rests on.
`twins` is the same for paragraphs that repeat one another. The last column counts the rows, "12
of 12" being the end, so that a broken download shows and no program has to step over a line that
is no row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from searchapp.export.addresses import paragraph_path
from searchapp.export.evidence import words_of
from searchapp.export.plain_text import fit
from searchapp.export.whole import Whole
from searchapp.model import Hit, Mention, Paragraph
from searchapp.schema import TAGGED

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_PLAIN = (
    *("id", "document", "n", "title", "section", "published", "published_from"),
    *("publisher", "language", "url", "twins"),
)
_ADDED = ("address", "text", "snippet", "repeated by")
COLUMNS = (*_PLAIN, *_ADDED, *(name for f in TAGGED for name in (f, f"{f} words")), "row")
BETWEEN = "; "


def write(whole: Whole) -> Iterator[str]:
    return rows(whole.hits(), whole.total, base=whole.base)


def rows(hits: Iterable[Hit], total: int, *, first: int = 1, base: str = "") -> Iterator[str]:
    """The header and one line a hit, each ending in CR LF; `first` is the number of the first
    among all `total` hits."""
    yield line(COLUMNS)
    for number, hit in enumerate(hits, start=first):
        yield line([*_cells(hit, base), f"{number} of {total}"])


def line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(map(safe, cells))
    return written.getvalue()


def safe(cell: str) -> str:
    """The cell as a spreadsheet shows it and does not run it."""
    cell = fit(cell)
    return "'" + cell if cell.startswith(_FORMULA) else cell


def _cells(hit: Hit, base: str) -> list[str]:
    paragraph = hit.paragraph
    cells = [str(getattr(paragraph, name) or "") for name in _PLAIN]
    snippet = hit.snippet.text if hit.snippet else ""
    cells += [base + paragraph_path(paragraph.id), paragraph.text, snippet, _twins(hit)]
    for facet in TAGGED:
        cells += [BETWEEN.join(paragraph.values(facet)), _evidence(paragraph, facet)]
    return cells


def _twins(hit: Hit) -> str:
    """The ids of paragraphs that repeat the hit, and how many more there are."""
    if hit.twins is None:
        return ""
    more = hit.twins.total - len(hit.twins.paragraphs)
    ids = [each.id for each in hit.twins.paragraphs]
    return BETWEEN.join([*ids, f"and {more} more"] if more > 0 else ids)


def _evidence(paragraph: Paragraph, facet: str) -> str:
    mentions: tuple[Mention, ...] = paragraph.mentions.get(facet, ())
    said = (f"{each.value}: {words_of(each)}" for each in mentions)
    return BETWEEN.join(dict.fromkeys(said))
