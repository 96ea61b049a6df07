"""A query tree as canonical typed text; reading that text gives the tree again."""

from __future__ import annotations

import re
from typing import TypeAlias

from searchapp.model import (
    And,
    AtLeast,
    Everything,
    FacetIs,
    FacetStarts,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Title,
    Wildcard,
    Word,
)
from searchapp.querylang.fields import escaped

Leaf: TypeAlias = Word | Phrase | Prefix | Wildcard | Fuzzy | Title | FacetIs | FacetStarts
_NEEDS_NO_QUOTES = re.compile(r"[\w/.~%'’&-]+")


def render(node: Node) -> str:
    """The tree as typed text, with as few brackets as it needs.

    >>> render(And((Word("crypto"), Or((Word("mobilization"), Prefix("conscript"))))))
    'crypto (mobilization OR conscript*)'
    """
    typed = _typed(node)
    # At the very end of what is typed a question mark ends a question.
    return f"({typed})" if typed.endswith("?") else typed


def _typed(node: Node) -> str:
    match node:
        case And(children):
            return _together(children)
        case Or(children):
            return " OR ".join(map(_typed, children))
        case Not(child):
            inner = _bracketed(child, And, Or)
            return f"NOT {inner}" if isinstance(child, Everything | AtLeast) else f"-{inner}"
        case AtLeast(count, children):
            return f"{count} of ({', '.join(map(_typed, children))})"
        case Everything():
            return "*"
        case _:
            return leaf(node)


def _together(children: tuple[Node, ...]) -> str:
    typed: list[str] = []
    for child in children:
        # Else the words "at least" would be read as a part of what follows.
        said = "at least " if isinstance(child, AtLeast) and typed[-2:] == ["at", "least"] else ""
        typed.append(said + _bracketed(child, Or))
    return " ".join(typed)


def _bracketed(node: Node, *kinds: type[And] | type[Or]) -> str:
    typed = _typed(node)
    return f"({typed})" if isinstance(node, kinds) else typed


def leaf(node: Leaf) -> str:
    """One leaf as typed text."""
    match node:
        case Word(text, exact):
            return f'="{text}"' if exact else text
        case Phrase(words, slop, exact):
            return f'{"=" * exact}"{" ".join(words)}"{f"~{slop}" if slop else ""}'
        case Prefix(text):
            return f"{text}*"
        case Wildcard(pattern):
            return pattern
        case Fuzzy(text, distance):
            return f"{text}~{distance}"
        case Title(words):
            return f"title:{_quoted(' '.join(words))}"
        case FacetIs(facet, value):
            return f"{facet}:{_quoted(value)}"
        case FacetStarts(facet, start):
            return f"{facet}:{_quoted(start) if start else ''}*"


def _quoted(value: str) -> str:
    if _NEEDS_NO_QUOTES.fullmatch(value):
        return value
    return f'"{escaped(value)}"'
