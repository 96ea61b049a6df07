"""Lexemes to the query tree. NOT binds closest, then AND, which needs no sign, then OR.

What cannot be read as an operator is a word: "AND" with nothing to join, "NOT" before
nothing. Brackets without partner and empty ones are left out. Three passes, each linear and
without recursion: brackets are paired, operators are settled, the tree is built.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from searchapp.errors import LimitExceeded
from searchapp.model import Everything, Node
from searchapp.querylang.joining import at_least, conjunction, disjunction, negation
from searchapp.querylang.ledger import Ledger
from searchapp.querylang.lexer import Lexeme
from searchapp.querylang.terms import plain_words


def tree(lexemes: list[Lexeme], ledger: Ledger) -> Node:
    """The tree in its normal form: no AND in an AND, no OR in an OR, no double NOT.

    Raises LimitExceeded when brackets are nested too deep.
    """
    if all(each.kind == "leaf" for each in lexemes):
        return conjunction([each.node for each in lexemes if each.node is not None])
    paired = _paired(lexemes, ledger)
    if not any(each.kind == "leaf" for each in paired):
        paired = [_as_word(each, ledger) if _is_spelt(each) else each for each in paired]
    settled = _joined_operators(_prefix_operators(paired, ledger), ledger)
    return _built(settled)


def _is_spelt(lexeme: Lexeme) -> bool:
    return lexeme.kind in ("and", "or", "not")


def _as_word(lexeme: Lexeme, ledger: Ledger) -> Lexeme:
    ledger.note(f"“{lexeme.typed}” was searched as a word: there is nothing for it to join")
    return Lexeme("leaf", lexeme.typed, plain_words(lexeme.typed, ledger)[0])


# --- first pass: brackets -------------------------------------------------------------------


def _paired(lexemes: list[Lexeme], ledger: Ledger) -> list[Lexeme]:
    """The lexemes with brackets in pairs only, and commas only in `2 of (a, b)`."""
    partner: dict[int, int] = {}
    commas: dict[int, list[int]] = {}
    waiting: list[int] = []
    for place, lexeme in enumerate(lexemes):
        if lexeme.kind == "open":
            waiting.append(place)
        elif lexeme.kind == "comma" and waiting:
            commas.setdefault(waiting[-1], []).append(place)
        elif lexeme.kind == "close" and waiting:
            partner[place] = waiting.pop()
    opened = set(partner.values())
    counted = {place for place in opened & commas.keys() if lexemes[place].count}
    parting = {comma for place in counted for comma in commas[place]}
    kept: list[Lexeme] = []
    depth = 0
    for place, lexeme in enumerate(lexemes):
        if lexeme.kind == "open":
            depth += place in opened
            _check_depth(depth, ledger)
            kept += _opening(lexeme, ledger, paired=place in opened, counted=place in counted)
        elif lexeme.kind == "close":
            depth -= place in partner
            kept += [lexeme] if place in partner else []
        elif lexeme.kind != "comma" or place in parting:
            kept.append(lexeme)
    if len(opened) * 2 != sum(each.kind in ("open", "close") for each in lexemes):
        ledger.note("a bracket without its partner was left out")
    return kept


def _opening(lexeme: Lexeme, ledger: Ledger, *, paired: bool, counted: bool) -> list[Lexeme]:
    """A bracket; where `2 of (` turns out not to count anything, its words before it."""
    if counted:
        return [lexeme]
    bracket = [Lexeme("open", "(")] if paired else []
    if not lexeme.count:
        return bracket
    spoken = [
        Lexeme("leaf", word, plain_words(word, ledger)[0]) for word in lexeme.typed[:-1].split()
    ]
    return [*spoken, *bracket]


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
        kind = lexeme.kind
        if kind == "close":
            groups.append(_Group(len(reverse), operand_follows))
            operand_follows = False
        elif kind == "open":
            group = groups.pop()
            if not group.filled:
                del reverse[group.place :]
                operand_follows = group.operand_follows
                continue
            operand_follows = True
        elif kind in ("not", "minus", "plus") and not operand_follows:
            if kind != "not":
                continue
            lexeme = _as_word(lexeme, ledger)
        if kind not in ("close", "comma") and groups:
            groups[-1].filled = True
        if kind != "close":
            operand_follows = kind not in ("and", "or", "comma")
        reverse.append(lexeme)
    return reverse[::-1]


def _joined_operators(lexemes: list[Lexeme], ledger: Ledger) -> list[Lexeme]:
    """From left to right: AND and OR between operands stay, others are words."""
    settled: list[Lexeme] = []
    operand_before = False
    for place, lexeme in enumerate(lexemes):
        if lexeme.kind in ("and", "or"):
            following = lexemes[place + 1].kind if place + 1 < len(lexemes) else "close"
            if not operand_before or following in ("and", "or", "close", "comma"):
                lexeme = _as_word(lexeme, ledger)
        settled.append(lexeme)
        operand_before = lexeme.kind in ("leaf", "close")
    return settled


# --- third pass: the tree -------------------------------------------------------------------


@dataclass(slots=True)
class _Frame:
    """An open bracket: parts between commas, of alternatives, of things wanted together."""

    count: int = 0
    negated: bool = False
    parts: list[Node] = field(default_factory=list)
    alternatives: list[Node] = field(default_factory=list)
    together: list[Node] = field(default_factory=list)

    def add(self, node: Node) -> None:
        self.together.append(negation(node) if self.negated else node)
        self.negated = False

    def end_alternative(self) -> None:
        if self.together:
            self.alternatives.append(conjunction(self.together))
            self.together = []

    def end_part(self) -> None:
        self.end_alternative()
        if self.alternatives:
            self.parts.append(disjunction(self.alternatives))
            self.alternatives = []


def _built(lexemes: list[Lexeme]) -> Node:
    frames = [_Frame()]
    for lexeme in lexemes:
        frame = frames[-1]
        if lexeme.node is not None:
            frame.add(lexeme.node)
        elif lexeme.kind in ("not", "minus"):
            frame.negated = not frame.negated
        elif lexeme.kind == "or":
            frame.end_alternative()
        elif lexeme.kind == "comma":
            frame.end_part()
        elif lexeme.kind == "open":
            frames.append(_Frame(lexeme.count))
        elif lexeme.kind == "close":
            frames.pop()
            frames[-1].add(_finished(frame))
    return _finished(frames[0])


def _finished(frame: _Frame) -> Node:
    frame.end_part()
    if frame.count:
        return at_least(frame.count, frame.parts)
    return frame.parts[0] if frame.parts else Everything()
