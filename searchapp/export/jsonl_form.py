"""Paragraphs as JSON Lines: one object a line, and a last line that says it is the end.

{"id": "a:1", "document": "a", …}
{"end": true, "count": 1, "search": "word “crypto”", "address": …, "build": …}
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from searchapp.export.json_form import hit_form
from searchapp.export.whole import Whole


def write(whole: Whole) -> Iterator[str]:
    for hit in whole.hits():
        yield _line(hit_form(hit, whole.search.typed, whole.base))
    yield _line(
        {
            "end": True,
            "count": whole.total,
            "search": whole.words,
            "address": whole.page,
            "build": whole.status.build,
        }
    )


def _line(form: object) -> str:
    return json.dumps(form, ensure_ascii=True) + "\n"
