"""References as CSL-JSON, which Zotero, pandoc and citeproc read.

An array of items and nothing else, as its readers expect; cut short it is no JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from searchapp.export.citation import Reference, of_paragraph
from searchapp.export.whole import Whole

_KINDS = {"paragraph": "report", "search": "webpage"}


def write(whole: Whole) -> Iterator[str]:
    opening = "["
    for number, hit in enumerate(whole.hits(), start=1):
        reference = of_paragraph(hit.paragraph, whole.status.build, whole.base)
        yield f"{opening}\n{_text(item(reference, whole.place(number)))}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def item(reference: Reference, note: str = "") -> dict[str, Any]:
    """One item; keys whose value is unknown are left out."""
    body = reference.author
    form = {
        "id": reference.key,
        "type": _KINDS[reference.kind],
        "title": reference.title,
        "author": [{"literal": body}] if body else None,
        "publisher": body,
        "issued": _day(reference.day),
        "accessed": _day(reference.accessed),
        "URL": reference.address or reference.original,
        "source": reference.database,
        "section": reference.section,
        "language": reference.language,
        "abstract": reference.abstract,
        "keyword": ", ".join(word.replace(",", ";") for word in reference.keywords),
        "annote": "; ".join(reference.notes),
        "note": note,
        "custom": {"original": reference.original} if reference.original else None,
    }
    return {name: value for name, value in form.items() if value}


def text(reference: Reference) -> str:
    """A whole file of one reference."""
    return f"[\n{_text(item(reference))}\n]\n"


def _text(form: object) -> str:
    return json.dumps(form, ensure_ascii=True)


def _day(day: date | None) -> dict[str, Any] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None
