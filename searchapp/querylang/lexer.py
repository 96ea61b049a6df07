"""Typed text to lexemes, in one pass from left to right.

- group: brackets that hold values of one field, typed as `source:(`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from searchapp.model import FacetIs, Node, Word
from searchapp.querylang.fields import FIELDS, read_field, unescaped
from searchapp.querylang.joining import conjunction
from searchapp.querylang.ledger import Ledger
from searchapp.querylang.lexemes import OPERATOR, PLAIN_WORD, SIGN, Lexeme
from searchapp.querylang.plain import plain_beginning
from searchapp.querylang.terms import plain_words, read_phrase, read_run
from searchapp.ranges import days_meant

_VALUE = r"""
          "(?P<quoted>(?:[^"\\]|\\.)*)"(?P<starts>\*?)
        | [“„«](?P<curled>[^”“»"]*)[”“»]
        | (?P<bare>\[[^\[\]"()]*\]|[^\s()",“„«]+)
"""
_LEXEME = re.compile(
    rf"""
      (?P<blank>\s+)
    | (?P<count>(?:at\s+least\s+)?[1-9][0-9]?\s+of\s*\()
    | (?P<bracket>[(),])
    | (?P<phrase>(?P<exact>=?)
        (?:"(?P<straight>[^"]*)"|[“„«](?P<curly>[^”“»"]*)[”“»])
        (?:~(?P<slop>[0-9]+))?)
    | (?P<group>(?P<of>(?i:{"|".join(FIELDS)})):\()
    | (?P<field>(?P<name>[A-Za-z]+):(?:{_VALUE}))
    | (?P<sign>{SIGN} | {OPERATOR})
    | (?P<word>{PLAIN_WORD})  # a run like others, but quickly read
    | (?P<run>(?:[^\s()",“”„«»]|(?<=[0-9]),(?=[0-9]{{3}}(?![0-9])))+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
# What stands in the brackets of `source:(TASS OR "The Washington Post")`.
_IN_GROUP = re.compile(
    rf"""
      (?P<blank>\s+) | (?P<bracket>[(),]) | (?P<sign>{SIGN} | {OPERATOR})
    | (?P<field>(?P<name>)(?:{_VALUE})) | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def lexemes(typed: str, ledger: Ledger) -> tuple[list[Lexeme], str]:
    """The lexemes of a text, and the text with words for dates replaced by their days."""
    found, place = plain_beginning(typed, ledger)
    if place == len(typed):
        return found, typed
    settled = [typed[:place]]
    groups: list[str] = []
    end = len(typed.rstrip(" \t\n.!?"))
    for match in _matches(typed, place, groups):
        said = match.group()
        kind = match.lastgroup
        if kind == "word":
            ledger.count_words()
            found.append(Word(said.lower()))
        elif kind in ("count", "sign", "bracket"):
            found.append(said)
        elif kind == "group":
            found.append("(")
        elif kind == "field":
            nodes, said = _field(match, groups[-1] if groups else "", ledger)
            found += _together(nodes)
        elif kind == "phrase":
            found += _together(_phrase(match, ledger))
        elif kind == "run":
            last = match.end() >= end
            found += _together(_run(said, ledger, last=last, alone=not found))
        elif kind == "other":
            ledger.note("a quotation mark without its partner was left out")
        settled.append(said)
    return found, "".join(settled).strip()


def _matches(typed: str, place: int, groups: list[str]) -> Iterator[re.Match[str]]:
    """The runs of text from a place on that are lexemes; `groups` holds the fields of the
    brackets open there."""
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


def _together(nodes: list[Node]) -> list[Node]:
    """Leaves read from one piece of text belong together, whatever stands before them."""
    return [conjunction(nodes)] if nodes else []


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
