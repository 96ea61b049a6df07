"""`name:value` to leaves of the tree: facets by value, by beginning or by range, and titles."""

from __future__ import annotations

import re

from searchapp.edtf import OPEN, EdtfError
from searchapp.errors import BadSearch
from searchapp.model import FacetIs, FacetStarts, Node, Title
from searchapp.querylang.ledger import Ledger
from searchapp.ranges import FORMS, read_typed
from searchapp.schema import FILTERS, Facet, facet_named

FIELDS = (*(facet.name for facet in FILTERS), "title")


def read_field(name: str, value: str, ledger: Ledger, *, starts: bool = False) -> Node | None:
    """The leaf of a field, or None, with a notice, where it can only be read as plain words.

    `starts` asks for values that begin so.
    """
    name = name.lower()
    if name == "title":
        return _title(value, ledger, starts=starts)
    try:
        facet = facet_named(name)
    except BadSearch:
        known = ", ".join(FIELDS)
        ledger.note(f"there is no field “{name}”, so it was searched as words; there are {known}")
        return None
    ledger.count_words()
    if starts and (facet.kind != "date" or not value):
        return FacetStarts(facet.name, value)
    if facet.kind == "date":
        return _dates(facet, f"{value}*" if starts else value, ledger)
    return FacetIs(facet.name, facet.former_values.get(value, value)) if value else None


def _title(value: str, ledger: Ledger, *, starts: bool) -> Node | None:
    if starts:
        ledger.note(
            f"titles are searched by whole words, so the * of “title:{value}*” was left out"
        )
    words = ledger.words(value)
    return Title(words) if words else None


def _dates(facet: Facet, value: str, ledger: Ledger) -> Node | None:
    if facet.name == "date" and value.lower() == OPEN:
        return FacetIs(facet.name, OPEN)
    try:
        wanted = read_typed(value, today=ledger.today)
    except EdtfError:
        typed = f"{facet.name}:{value}"
        ledger.note(f"“{typed}” was searched as plain words: it is no date; write {FORMS}")
        return None
    if wanted.turned:
        ledger.note(f"{value} ends before it starts, so it was read as {wanted.text}")
    return FacetIs(facet.name, wanted.text)


_ESCAPED = re.compile(r'\\(["\\])')


def unescaped(quoted: str) -> str:
    return _ESCAPED.sub(r"\1", quoted)


def escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
