"""Signs that mean nothing where they stand: left out, or made the words that they are spelt with.

What cannot be read as an operator is a word: "AND" with nothing to join, "NOT" before
nothing. Brackets without partner and empty ones are left out. Two passes, each linear and
without recursion: brackets are paired, operators are settled.
"""

from __future__ import annotations

from dataclasses import dataclass

from searchapp.errors import LimitExceeded
from searchapp.model import Node
from searchapp.querylang.ledger import Ledger
from searchapp.querylang.lexemes import Lexeme, opens
from searchapp.querylang.terms import plain_words

_JOINING = ("AND", "OR")
_SPELT = (*_JOINING, "NOT")


def mended(lexemes: list[Lexeme], ledger: Ledger) -> list[Lexeme]:
    """The lexemes without signs that have nothing to join.

    Raises LimitExceeded when brackets are nested too deep.
    """
    paired = _paired(lexemes, ledger)
    if all(isinstance(each, str) for each in paired):
        paired = [_as_word(each, ledger) if each in _SPELT else each for each in paired]
    return _joined_operators(_prefix_operators(paired, ledger), ledger)


def _as_word(sign: Lexeme, ledger: Ledger) -> Node:
    ledger.note(f"“{sign}” was searched as a word: there is nothing for it to join")
    return plain_words(str(sign), ledger)[0]


# --- first pass: brackets -------------------------------------------------------------------


def _paired(lexemes: list[Lexeme], ledger: Ledger) -> list[Lexeme]:
    """The lexemes with brackets in pairs only, and commas only in `2 of (a, b)`."""
    partner: dict[int, int] = {}
    commas: dict[int, list[int]] = {}
    waiting: list[int] = []
    for place, lexeme in enumerate(lexemes):
        if opens(lexeme):
            waiting.append(place)
        elif lexeme == "," and waiting:
            commas.setdefault(waiting[-1], []).append(place)
        elif lexeme == ")" and waiting:
            partner[place] = waiting.pop()
    opened = set(partner.values())
    counted = {place for place in opened & commas.keys() if lexemes[place] != "("}
    parting = {comma for place in counted for comma in commas[place]}
    kept: list[Lexeme] = []
    depth = 0
    for place, lexeme in enumerate(lexemes):
        if isinstance(lexeme, str) and opens(lexeme):
            depth += place in opened
            _check_depth(depth, ledger)
            kept += _opening(lexeme, ledger, paired=place in opened, counted=place in counted)
        elif lexeme == ")":
            depth -= place in partner
            kept += [lexeme] if place in partner else []
        elif lexeme != "," or place in parting:
            kept.append(lexeme)
    if len(opened) * 2 != sum(opens(each) or each == ")" for each in lexemes):
        ledger.note("a bracket without its partner was left out")
    return kept


def _opening(opening: str, ledger: Ledger, *, paired: bool, counted: bool) -> list[Lexeme]:
    """A bracket; where `2 of (` turns out not to count anything, its words before it."""
    if counted:
        return [opening]
    words: list[Lexeme] = [plain_words(word, ledger)[0] for word in opening[:-1].split()]
    return [*words, "("] if paired else words


def _check_depth(depth: int, ledger: Ledger) -> None:
    if depth > ledger.limits.query_depth:
        raise LimitExceeded("q", f"brackets nested deeper than {ledger.limits.query_depth}")


# --- second pass: operators -----------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """A closing bracket met from the right: its place, and whether an operand follows it."""

    place: int
    operand_follows: bool
    filled: bool = False


def _prefix_operators(lexemes: list[Lexeme], ledger: Ledger) -> list[Lexeme]:
    """From right to left: NOT and signs before an operand stay; empty brackets go."""
    reverse: list[Lexeme] = []
    groups: list[_Group] = []
    operand_follows = False
    for lexeme in reversed(lexemes):
        if lexeme == ")":
            groups.append(_Group(len(reverse), operand_follows))
            operand_follows = False
        elif opens(lexeme):
            group = groups.pop()
            if not group.filled:
                del reverse[group.place :]
                operand_follows = group.operand_follows
                continue
            operand_follows = True
        elif lexeme in ("NOT", "-", "+") and not operand_follows:
            if lexeme != "NOT":
                continue
            lexeme = _as_word(lexeme, ledger)
        if lexeme not in (")", ",") and groups:
            groups[-1].filled = True
        if lexeme != ")":
            operand_follows = lexeme not in (*_JOINING, ",")
        reverse.append(lexeme)
    return reverse[::-1]


def _joined_operators(lexemes: list[Lexeme], ledger: Ledger) -> list[Lexeme]:
    """From left to right: AND and OR between operands stay, others are words."""
    settled: list[Lexeme] = []
    operand_before = False
    for place, lexeme in enumerate(lexemes):
        if lexeme in _JOINING:
            following = lexemes[place + 1] if place + 1 < len(lexemes) else ")"
            if not operand_before or following in (*_JOINING, ")", ","):
                lexeme = _as_word(lexeme, ledger)
        settled.append(lexeme)
        operand_before = not isinstance(lexeme, str) or lexeme == ")"
    return settled
