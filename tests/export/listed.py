"""Whole answers over paragraphs in memory, for tests of every form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from searchapp import export, urls
from searchapp.export.whole import Whole, whole
from searchapp.find import find
from searchapp.model import Mention, Paragraph, Search
from tests.corpora import TWELVE
from tests.web.site import Listed

BASE = "https://search.example"
HOSTILE = (
    "=1+1 {braces} 50% & $5 #1 a_b ~ ^ \\x \"q\" 'q' <b>&amp;]]> ;"
    " , \u2028 \x07 \ufffe é Київ\nER  - \nTY  - X"
)
ODD = (
    Paragraph(
        id="folder/a b,{c}.txt:1",
        document="folder/a b,{c}.txt",
        n=1,
        text=HOSTILE,
        title=HOSTILE,
        published=date(2023, 2, 14),
        url="https://example.org/a{b}c?x=1&y=%20#z",
        publisher="Institute, of & War",
        language="en",
        section="Key {takeaways}",
        mentions={
            "source": (
                Mention('a; "b", & c', 0, 2, "=1", "alias"),
                Mention("Digest", 0, 0, "", "document", inherited=True),
            ),
            "topic": (Mention("western aid", 0, 0, "", "given"),),
        },
    ),
    Paragraph("b:2", "b", 2, "", "", url="javascript:alert(1)"),
)


def answered(
    address: str = "", paragraphs: Sequence[Paragraph] = TWELVE, base: str = BASE
) -> Whole:
    """The whole answer to the query string of an address."""
    pairs = [(name, value) for name, _, value in (p.partition("=") for p in address.split("&"))]
    search = urls.read(pairs).search if address else Search()
    backend = Listed(paragraphs)
    return whole(search, lambda asked: find(asked, backend), backend.status(), base)


def written(name: str, answer: Whole) -> str:
    return "".join(export.form_named(name).write(answer))


def read_json(name: str, answer: Whole) -> Any:
    return json.loads(written(name, answer))
