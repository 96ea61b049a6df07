"""Lexemes to the query tree. NOT binds closest, then AND, which needs no sign, then OR.

- alternative: nodes wanted together. part: alternatives, between two commas of `2 of (`.
- regular: said of lexemes in which every sign has what it joins, negates or holds; others are
  mended first (`mending`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from searchapp.model import Everything, Node
from searchapp.querylang.joining import at_least, conjunction, disjunction, negation
from searchapp.querylang.ledger import Ledger
from searchapp.querylang.lexemes import Lexeme, count_of
from searchapp.querylang.mending import mended

_JOINING = ("AND", "OR")
_PREFIXES = {"-": True, "NOT": True, "+": False}  # whether they negate

_Part: TypeAlias = list[list[Node]]


def tree(lexemes: list[Lexeme], ledger: Ledger) -> Node:
    """The tree in its normal form: no AND in an AND, no OR in an OR, no double NOT.

    Raises LimitExceeded when brackets are nested too deep.
    """
    built = _built(lexemes, ledger.limits.query_depth)
    if built is None:
        built = _built(mended(lexemes, ledger), ledger.limits.query_depth)
    assert built is not None, "mended lexemes are regular"
    return built


def _built(lexemes: Sequence[Lexeme], deepest: int) -> Node | None:
    """The tree of regular lexemes, or None; in one pass and without recursion."""
    around: list[tuple[str, list[_Part], bool]] = []  # what waits for the bracket to close
    opening = ""
    parts: list[_Part] = [[[]]]
    negated = False
    before: Literal["nothing", "operand", "operator"] = "nothing"
    for lexeme in lexemes:
        if not isinstance(lexeme, str):
            parts[-1][-1].append(negation(lexeme) if negated else lexeme)
            negated, before = False, "operand"
        elif lexeme in _JOINING:
            if before != "operand":
                return None
            before = "operator"
            if lexeme == "OR":
                parts[-1].append([])
        elif lexeme in _PREFIXES:
            negated, before = negated != _PREFIXES[lexeme], "operator"
        elif lexeme == ",":
            if _counts(opening):
                if before == "operator":
                    return None
                before = "nothing"
                parts.append([[]])
        elif lexeme == ")":
            if not around or before == "operator" or not _is_filled(opening, parts):
                return None
            node = _joined(opening, parts)
            opening, parts, negated = around.pop()
            parts[-1][-1].append(negation(node) if negated else node)
            negated, before = False, "operand"
        else:
            if len(around) == deepest:
                return None
            around.append((opening, parts, negated))
            opening, parts, negated, before = lexeme, [[[]]], False, "nothing"
    return None if around or before == "operator" else _joined("", parts)


def _counts(opening: str) -> bool:
    """Whether it is that of `2 of (`, and not a plain one or the beginning of the text."""
    return len(opening) > 1


def _is_filled(opening: str, parts: list[_Part]) -> bool:
    return any(part[0] for part in parts) and (len(parts) > 1 or not _counts(opening))


def _joined(opening: str, parts: list[_Part]) -> Node:
    nodes = [disjunction(list(map(conjunction, part))) for part in parts if part[0]]
    if _counts(opening):
        return at_least(count_of(opening), nodes)
    return nodes[0] if nodes else Everything()
