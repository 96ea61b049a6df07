"""What the lexers hand to the grammar, and the forms of it that they have in common.

- lexeme: a leaf of the tree, or a sign.
- sign: a bracket, comma or operator as it was typed: "(", ")", ",", "AND", "OR", "NOT", "+",
  "-", or "2 of (", which is an opening bracket that counts.
"""

from __future__ import annotations

from typing import TypeAlias

from searchapp.model import Node

Lexeme: TypeAlias = Node | str

SIGN = r"""(?<![^\s(,])[+-](?=[^\W_]|["“„«(=])"""
OPERATOR = r"""(?:AND|OR|NOT)(?=[\s()"“„«]|\Z)"""
# Not the beginning of "at least 2 of (". Where an operator may stand, it is tried before.
PLAIN_WORD = r"(?!at\s+least\s)[A-Za-z][0-9A-Za-z]*(?=[ )]|\Z)"


def opens(lexeme: Lexeme) -> bool:
    return isinstance(lexeme, str) and lexeme.endswith("(")


def count_of(opening: str) -> int:
    """That of "2 of ("; 0 of a plain bracket."""
    return int("".join(filter(str.isdigit, opening)) or 0)
