"""A cross table for spreadsheets and for programs.

Counts are counts whatever the page shows; the last row and column hold totals, which count a
paragraph once, and bases, so that every share can be worked out again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_plus

from searchapp import urls
from searchapp.crosstab import Axis, CrossTab, Side, narrowed
from searchapp.edtf import OPEN
from searchapp.export.csv_form import line
from searchapp.export.wording import search_in_words
from searchapp.model import Search
from searchapp.schema import facet_named

NOTES = (
    "A paragraph with several values stands in several rows or columns; totals count it once.",
    "A period holds every paragraph with a date that overlaps it.",
    "The base is all paragraphs of the index with that value or in that period.",
)
FOLDED = (
    "Paragraphs that repeat one another count once in each cell and total; the base has them all."
)
TOTAL, BASE = "total", "all paragraphs of the index"
TOP = 25


def path(
    search: Search, rows: Axis, columns: Axis, form: str = "", *, top: int = TOP, share: str = ""
) -> str:
    """The canonical address of a table; how it is drawn, then the search."""
    drawn = [("rows", rows.name), ("columns", columns.name)]
    drawn += [("share", share)] if share else []
    drawn += [("top", str(top))] if top != TOP else []
    query = "&".join(f"{name}={quote_plus(value)}" for name, value in drawn)
    searched = urls.write(search)
    return f"/crosstab{form}?{query}{'&' + searched if searched else ''}"


def axis_label(axis: Axis) -> str:
    label = facet_named(axis.facet).label
    return f"{label} by {axis.unit}" if axis.unit else label


def member_label(axis: Axis, value: str) -> str:
    """`none` for paragraphs without any value."""
    if not value:
        return "none"
    return "open-ended" if axis.unit and value == OPEN else value


def csv_lines(table: CrossTab) -> Iterator[str]:
    """The head, one line a row, then totals and bases."""
    columns = table.columns
    corner = f"{axis_label(table.rows.axis)} / {axis_label(columns.axis)}"
    heads = [member_label(columns.axis, each.value) for each in columns.members]
    yield line([corner, *heads, TOTAL, BASE])
    for member, cells in zip(table.rows.members, table.cells, strict=True):
        label = member_label(table.rows.axis, member.value)
        yield line([label, *map(str, cells), str(member.total), str(member.base)])
    yield line([TOTAL, *(str(each.total) for each in columns.members), str(table.total), ""])
    yield line([BASE, *(str(each.base) for each in columns.members), "", str(table.base)])


def json_form(search: Search, table: CrossTab, base: str = "", top: int = TOP) -> dict[str, Any]:
    """`cells[row][column]`; `links` lead to the paragraphs, null where there are none."""
    rows, columns = table.rows, table.columns
    return {
        "total": table.total,
        "base": table.base,
        "build": table.build,
        "words": search_in_words(search),
        "rows": _side(search, rows, base),
        "columns": _side(search, columns, base),
        "cells": [list(cells) for cells in table.cells],
        "links": [
            [_link(search, table, row.value, column.value, base) if cell else None
             for column, cell in zip(columns.members, cells, strict=True)]
            for row, cells in zip(rows.members, table.cells, strict=True)
        ],
        "page": base + path(search, rows.axis, columns.axis, top=top),
        "notes": [*NOTES, FOLDED] if search.fold else [*NOTES],
    }  # fmt: skip


def _side(search: Search, side: Side, base: str) -> dict[str, Any]:
    return {
        "axis": side.axis.name,
        "shown": side.shown,
        "left_out": side.left_out,
        "members": [
            {
                "value": each.value or None,
                "total": each.total,
                "base": each.base,
                "link": base + urls.path(narrowed(search, side.axis, each.value)),
            }
            for each in side.members
        ],
    }


def _link(search: Search, table: CrossTab, row: str, column: str, base: str) -> str:
    return base + urls.path(cell_search(search, table, row, column))


def cell_search(search: Search, table: CrossTab, row: str, column: str) -> Search:
    return narrowed(narrowed(search, table.rows.axis, row), table.columns.axis, column)
