"""One name in many spellings: a search for one of them finds the others.

- names: folded words of a spelling to all other spellings of the same name, as folded words:
  ("kiev",) to (("kyiv",), ("киів",)). Gathered by whoever builds the index (see namebook.py).
- expanded: a query tree in which such words are joined by OR with the other spellings.

Exact words and phrases ask for their spelling alone and stay as they are; quotation marks around
one word make no phrase.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from searchapp.model import And, AtLeast, Node, Not, Or, Phrase, Title, Word

Spelling = tuple[str, ...]
Names = Mapping[Spelling, tuple[Spelling, ...]]
Expand = Callable[[Node], Node]


def others_than(spelling: Spelling, spellings: Sequence[Spelling]) -> tuple[Spelling, ...]:
    """The spellings that do not hold this one, and hold no shorter of the others: "Wagner Group"
    is no other spelling of "Wagner", since whoever finds the one has found the other."""
    kept: list[Spelling] = [spelling]
    for other in sorted(spellings, key=len):
        if not any(_holds(other, one) for one in kept):
            kept.append(other)
    return tuple(other for other in spellings if other in kept[1:])


def _holds(whole: Spelling, part: Spelling) -> bool:
    return any(
        whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1)
    )


def expand_aliases(node: Node, names: Names) -> Node:
    """The tree with every plain word that is a name joined by OR to its other spellings."""
    match node:
        case Word(text, False):
            others = names.get((text,), ())
            return _either([node, *map(_leaf, others)]) if others else node
        case And(children):
            return And(tuple(expand_aliases(child, names) for child in children))
        case Or(children):
            expanded = [expand_aliases(child, names) for child in children]
            return _either(expanded) if tuple(expanded) != children else node
        case AtLeast(count, children):
            return AtLeast(count, tuple(expand_aliases(child, names) for child in children))
        case Not(child):
            return Not(expand_aliases(child, names))
        case Title(said):
            return _titles(said, names) if any((word,) in names for word in said) else node
        case _:
            return node


def named_words(node: Node, names: Names) -> frozenset[str]:
    """The words of the tree, outside NOT, that are names and find their other spellings."""
    match node:
        case Word(text, False) if (text,) in names:
            return frozenset((text,))
        case And(children) | Or(children) | AtLeast(_, children):
            return frozenset().union(*(named_words(child, names) for child in children))
        case _:
            return frozenset()


def _leaf(spelling: Spelling) -> Node:
    return Word(spelling[0]) if len(spelling) == 1 else Phrase(spelling)


def _either(nodes: list[Node]) -> Node:
    flat: list[Node] = []
    for node in nodes:
        flat += node.children if isinstance(node, Or) else [node]
    return Or(tuple(dict.fromkeys(flat)))


def _titles(said: Spelling, names: Names) -> Node:
    """Each word of a title in any of its spellings."""
    parts = [
        _either([Title((word,)), *(Title(other) for other in names.get((word,), ()))])
        if (word,) in names
        else Title((word,))
        for word in said
    ]
    return And(tuple(parts)) if len(parts) > 1 else parts[0]
