"""The forms in which a whole search can be taken away, one module a format.

FORMS is the one table of them: routes, links, the command line and the documents derive from
it. Each form is written as it is read, over all hits, and shows where it ends, so that a broken
download cannot be taken for a whole one. Nothing here knows flask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from searchapp.export import (
    atom,
    bibtex,
    csl_json,
    csv_form,
    jsonl_form,
    ris,
    whole_json_form,
)
from searchapp.export.whole import Whole
from searchapp.model import Search, Sort

Write = Callable[[Whole], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Form:
    """`name` is what the command line takes, `ending` follows `/search` in addresses and the
    name of the file, `end` tells how a reader sees that nothing is missing; `sort` is the order
    of a form that has one of its own, `snippets` whether it shows what of a text matched."""

    name: str
    ending: str
    media: str
    label: str
    meaning: str
    end: str
    write: Write
    sort: Sort | None = None
    snippets: bool = False

    def search(self, search: Search) -> Search:
        """The search as this form asks it: whole, and in the form's own order if it has one."""
        return search._replace(page=1, size=Search().size, sort=self.sort or search.sort)


FORMS: tuple[Form, ...] = (
    Form(
        "csv",
        ".csv",
        "text/csv; charset=utf-8",
        "CSV",
        "a table for spreadsheets and statistics, one row a paragraph",
        "the last column of the last row, “12 of 12”",
        csv_form.write,
        snippets=True,
    ),
    Form(
        "jsonl",
        ".jsonl",
        "application/jsonl; charset=utf-8",
        "JSON Lines",
        "one object a line, for programs that read line by line",
        'the last line, {"end": true, "count": 12}',
        jsonl_form.write,
        snippets=True,
    ),
    Form(
        "json",
        ".all.json",
        "application/json; charset=utf-8",
        "JSON",
        "one object with every paragraph",
        'the last member, "complete": true',
        whole_json_form.write,
        snippets=True,
    ),
    Form(
        "ris",
        ".ris",
        "application/x-research-info-systems; charset=utf-8",
        "RIS",
        "references for Zotero, EndNote and Mendeley",
        "the last note, “12 of 12”",
        ris.write,
    ),
    Form(
        "bib",
        ".bib",
        "application/x-bibtex; charset=utf-8",
        "BibTeX",
        "references for LaTeX",
        "a comment, “end: 12 entries”",
        bibtex.write,
    ),
    Form(
        "csl",
        ".csl.json",
        "application/vnd.citationstyles.csl+json; charset=utf-8",
        "CSL-JSON",
        "references for pandoc, citeproc and Zotero",
        "the bracket that closes the array",
        csl_json.write,
    ),
    Form(
        "atom",
        ".atom",
        "application/atom+xml; charset=utf-8",
        "Atom",
        "a feed of the search, newest first",
        "the closing tag of the feed",
        atom.write,
        sort="newest",
    ),
)


def form_named(name: str) -> Form:
    """Raises KeyError."""
    return {form.name: form for form in FORMS}[name]
