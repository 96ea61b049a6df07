"""Facet values as people type them, and the values that an index has.

- known: the values of a facet in one index, ancestors of regions among them.
- loosely: without regard to case and accents; a region also by its last steps, so that
  "bakhmut" and "donetsk oblast/bakhmut" are Ukraine/Donetsk Oblast/Bakhmut.

Only typed `facet:value` is read loosely; values in addresses mean themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from searchapp.model import And, AtLeast, FacetIs, FacetStarts, Node, Not, Or
from searchapp.schema import TAGGED, facet_named
from searchapp.text import fold

LOOSE = tuple(name for name in TAGGED if facet_named(name).kind != "date")
_MOST = 20


@dataclass(frozen=True, slots=True)
class Known:
    """The values of one facet, each also under the loose forms in which it may be typed."""

    values: frozenset[str]
    loose: Mapping[str, tuple[str, ...]] = field(repr=False)

    @classmethod
    def of(cls, facet: str, values: Iterable[str]) -> Known:
        every = frozenset(values)
        loose: dict[str, list[str]] = {}
        for value in sorted(every):
            for form in _forms(value, by_steps=facet_named(facet).kind == "path"):
                loose.setdefault(form, []).append(value)
        return cls(every, {form: tuple(found) for form, found in loose.items()})

    def meant(self, typed: str) -> tuple[str, ...]:
        """The values that typed text means: itself where there is such a value."""
        if typed in self.values:
            return (typed,)
        return self.loose.get(_form(typed), ())

    def beginnings(self, typed: str) -> tuple[str, ...]:
        """The beginnings of values that typed text means: itself where a value begins so."""
        if any(value.startswith(typed) for value in self.values):
            return (typed,)
        start = fold(typed)
        found = (value[: len(typed)] for value in self.values)
        return tuple(sorted({each for each in found if fold(each) == start}))


def _forms(value: str, *, by_steps: bool) -> list[str]:
    steps = value.split("/") if by_steps else [value]
    return [_form("/".join(steps[start:])) for start in range(len(steps))]


def _form(value: str) -> str:
    return " ".join(fold(value).split())


def settle_values(node: Node, known: Mapping[str, Known]) -> tuple[Node, tuple[str, ...]]:
    """The tree with typed values replaced by those that the index has, and what to say of it.

    A value that no paragraph has stays as it is. `known` may lack facets; those stay too.
    """
    notices: list[str] = []
    settled = _settled(node, known, notices)
    return settled, tuple(dict.fromkeys(notices))


def asks_for_values(node: Node) -> bool:
    """Whether a typed value of a facet with names stands in the tree."""
    match node:
        case FacetIs(facet) | FacetStarts(facet):
            return facet in LOOSE
        case And(children) | Or(children) | AtLeast(_, children):
            return any(map(asks_for_values, children))
        case Not(child):
            return asks_for_values(child)
        case _:
            return False


def _settled(node: Node, known: Mapping[str, Known], notices: list[str]) -> Node:
    match node:
        case FacetIs(facet, value) if facet in known:
            found = known[facet].meant(value)
            leaves: list[Node] = [FacetIs(facet, each) for each in found[:_MOST]]
            return _either(node, leaves, found, f"{facet}:{value}", notices)
        case FacetStarts(facet, start) if facet in known and start:
            found = known[facet].beginnings(start)
            leaves = [FacetStarts(facet, each) for each in found[:_MOST]]
            return _either(node, leaves, found, f"{facet}:{start}*", notices)
        case And(children):
            return And(tuple(_settled(child, known, notices) for child in children))
        case Or(children):
            return Or(tuple(_settled(child, known, notices) for child in children))
        case AtLeast(count, children):
            return AtLeast(count, tuple(_settled(child, known, notices) for child in children))
        case Not(child):
            return Not(_settled(child, known, notices))
        case _:
            return node


def _either(
    node: Node, leaves: list[Node], found: tuple[str, ...], typed: str, notices: list[str]
) -> Node:
    if not leaves:
        advice = "" if " " in typed else "; a value with blanks needs quotation marks"
        notices.append(f"no paragraph has the value “{typed}”{advice}")
        return node
    if leaves != [node]:
        notices.append(f"“{typed}” was read as {_listed(found)}")
    return leaves[0] if len(leaves) == 1 else Or(tuple(leaves))


def _listed(found: tuple[str, ...]) -> str:
    shown = " or ".join(found[:3])
    return f"{shown} or {len(found) - 3} others" if len(found) > 3 else shown
