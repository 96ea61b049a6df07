"""Typed text to lexemes, in one pass from left to right.

- lexeme: a leaf of the tree, a bracket, a comma, or an operator.
- count: an opening bracket that was typed as `2 of (`.
- group: brackets that hold values of one field, typed as `source:(`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from searchapp.model import FacetIs, Node, Word
from searchapp.querylang.fields import FIELDS, read_field, unescaped
from searchapp.querylang.joining import conjunction
from searchapp.querylang.ledger import Ledger
from searchapp.querylang.terms import plain_words, read_phrase, read_run
from searchapp.ranges import days_meant

Kind = Literal["leaf", "open", "close", "comma", "and", "or", "not", "minus", "plus"]

_VALUE = r"""
          "(?P<quoted>(?:[^"\\]|\\.)*)"(?P<starts>\*?)
        | [“„«](?P<curled>[^”“»"]*)[”“»]
        | (?P<bare>\[[^\[\]"()]*\]|[^\s()",“„«]+)
"""
_SIGN = r"""(?P<sign>(?<![^\s(,])[+-](?=[^\W_]|["“„«(=]))"""
_OPERATOR = r"""(?P<operator>(?:AND|OR|NOT)(?=[\s()"“„«]|\Z))"""
_LEXEME = re.compile(
    rf"""
      (?P<blank>\s+)
    | (?P<word>(?!at\s+least\s)[a-z]+(?=[ )]|\Z))  # a run like others, but quickly read
    | (?P<count>(?:at\s+least\s+)?(?P<least>[1-9][0-9]?)\s+of\s*\()
    | (?P<bracket>[(),])
    | (?P<phrase>(?P<exact>=?)
        (?:"(?P<straight>[^"]*)"|[“„«](?P<curly>[^”“»"]*)[”“»])
        (?:~(?P<slop>[0-9]+))?)
    | (?P<group>(?P<of>(?i:{"|".join(FIELDS)})):\()
    | (?P<field>(?P<name>[A-Za-z]+):(?:{_VALUE}))
    | {_SIGN} | {_OPERATOR}
    | (?P<run>(?:[^\s()",“”„«»]|(?<=[0-9]),(?=[0-9]{{3}}(?![0-9])))+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
# What stands in the brackets of `source:(TASS OR "The Washington Post")`.
_IN_GROUP = re.compile(
    rf"""
      (?P<blank>\s+) | (?P<bracket>[(),]) | {_SIGN} | {_OPERATOR}
    | (?P<field>(?P<name>)(?:{_VALUE})) | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_BRACKETS: dict[str, Kind] = {"(": "open", ")": "close", ",": "comma"}
_OPERATORS: dict[str, Kind] = {
    "AND": "and",
    "OR": "or",
    "NOT": "not",
    "-": "minus",
    "+": "plus",
}


class Lexeme(NamedTuple):
    """`typed` is the text it was read from; `count` is that of `2 of (`, else 0."""

    kind: Kind
    typed: str
    node: Node | None = None
    count: int = 0  # type: ignore[assignment]  # tuples have a method of that name


def lexemes(typed: str, ledger: Ledger) -> tuple[list[Lexeme], str]:
    """The lexemes of a text, and the text with words for dates replaced by their days."""
    found: list[Lexeme] = []
    settled: list[str] = []
    groups: list[str] = []
    end = len(typed.rstrip(" \t\n.!?"))
    for match in _matches(typed, groups):
        said = match.group()
        kind = match.lastgroup
        if kind == "word":
            ledger.count_words()
            found.append(Lexeme("leaf", said, Word(said)))
        elif kind in ("count", "group"):
            found.append(Lexeme("open", said, count=int(match["least"]) if kind == "count" else 0))
        elif kind == "bracket":
            found.append(Lexeme(_BRACKETS[said], said))
        elif kind in ("sign", "operator"):
            found.append(Lexeme(_OPERATORS[said], said))
        elif kind == "field":
            nodes, said = _field(match, groups[-1] if groups else "", ledger)
            found += _leaves(nodes, match.group())
        elif kind == "phrase":
            found += _leaves(_phrase(match, ledger), said)
        elif kind == "run":
            last = match.end() >= end
            found += _leaves(_run(said, ledger, last=last, alone=not found), said)
        elif kind == "other":
            ledger.note("a quotation mark without its partner was left out")
        settled.append(said)
    return found, "".join(settled).strip()


def _matches(typed: str, groups: list[str]) -> Iterator[re.Match[str]]:
    """The runs of text that are lexemes; `groups` holds the fields of the brackets open there."""
    place = 0
    while place < len(typed):
        match = (_IN_GROUP if groups and groups[-1] else _LEXEME).match(typed, place)
        assert match, "any letter is matched"
        if match.lastgroup == "group":
            groups.append(match["of"])
        elif match.lastgroup == "count":
            groups.append("")
        elif match.group() == "(":
            groups.append(groups[-1] if groups else "")
        elif match.group() == ")" and groups:
            groups.pop()
        yield match
        place = match.end()


def _leaves(nodes: list[Node], typed: str) -> list[Lexeme]:
    """Leaves read from one piece of text belong together, whatever stands before them."""
    return [Lexeme("leaf", typed, conjunction(nodes))] if nodes else []


def _phrase(match: re.Match[str], ledger: Ledger) -> list[Node]:
    quoted = match["straight"] if match["straight"] is not None else match["curly"]
    return read_phrase(quoted, match["slop"] or "", ledger, exact=bool(match["exact"]))


def _run(run: str, ledger: Ledger, *, last: bool, alone: bool) -> list[Node]:
    if run.endswith(":") and run[:-1].lower() in FIELDS:
        ledger.note(f"“{run}” was searched as a word; write {run}value without a blank between")
    if last and not alone and not run.strip("?"):
        return []
    return read_run(run, ledger, last=last)


def _field(match: re.Match[str], group: str, ledger: Ledger) -> tuple[list[Node], str]:
    """The leaves of `name:value`, or of a value in the brackets of `name:(…)`, and its text with
    words for dates replaced by their days."""
    said, name = match.group(), match["name"] or group
    if match["quoted"] is not None:
        value, starts = unescaped(match["quoted"]), bool(match["starts"])
    elif match["curled"] is not None:
        value, starts = match["curled"], False
    else:
        value, starts = match["bare"], match["bare"].endswith("*")
        value = value[:-1] if starts else value
    node = read_field(name, value, ledger, starts=starts)
    if node is None:
        return plain_words(said, ledger), said
    if isinstance(node, FacetIs) and days_meant(value, today=ledger.today):
        # Quotation marks stay, since text after them may lean on their number.
        prefix = f"{match['name']}:" if match["name"] else ""
        said = prefix + said[len(prefix) :].replace(value, node.value)
    return [node], said
