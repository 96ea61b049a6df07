"""What is typed into the search box, and the query tree: one page of language, both ways.

- typed: text in the search box. It never fails: what has no meaning is searched as words.
- tree: the nodes of `model`. `parse` reads typed text to a tree, `render` writes a tree as text.
- reading: how the text was read, in words; notices: what was not taken as it may be meant.

Only limits (length, number of words, nesting, wildcards, distances) are refused.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from searchapp.errors import LimitExceeded
from searchapp.model import Everything, Node
from searchapp.querylang.fields import FIELDS
from searchapp.querylang.grammar import tree
from searchapp.querylang.help import HELP, HelpRow
from searchapp.querylang.ledger import Ledger
from searchapp.querylang.lexer import lexemes
from searchapp.querylang.rendering import render
from searchapp.querylang.wording import facet_words, reading, search_in_words
from searchapp.settings import Limits

__all__ = [
    "FIELDS",
    "HELP",
    "HelpRow",
    "Parsed",
    "facet_words",
    "parse",
    "reading",
    "render",
    "search_in_words",
]

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


class Parsed(NamedTuple):
    """`typed` is the text with words for dates replaced by the days they meant, so that it
    means the same tomorrow."""

    query: Node
    notices: tuple[str, ...]
    typed: str

    @property
    def reading(self) -> str:
        """How the text was read, in words; empty for the empty search."""
        return "" if isinstance(self.query, Everything) else reading(self.query, self.typed)


def parse(typed: str, *, limits: Limits = Limits(), today: date | None = None) -> Parsed:  # noqa: B008 - frozen
    """Read what was typed; `today` is the day that "last week" counts from.

    Raises LimitExceeded, and nothing else.
    """
    if len(typed) > limits.query_characters:
        raise LimitExceeded("q", f"longer than {limits.query_characters:,} characters")
    ledger = Ledger(limits, today)
    found, settled = lexemes(cleaned(typed), ledger)
    return Parsed(tree(found, ledger), tuple(ledger.notices), settled)


def cleaned(typed: str) -> str:
    """Typed text composed (NFC), with control characters as blanks and without blanks around."""
    if typed.isascii() and typed.isprintable():
        return typed.strip()
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub(" ", typed)).strip()
