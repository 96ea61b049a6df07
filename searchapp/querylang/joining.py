"""Nodes joined in the normal form of the tree.

No AND in an AND, no OR in an OR, no NOT of a NOT, nothing joined to itself alone, and nothing
in an AND that asks for everything.
"""

from __future__ import annotations

from collections.abc import Sequence

from searchapp.model import And, AtLeast, Everything, Node, Not, Or


def conjunction(nodes: Sequence[Node]) -> Node:
    """All of the nodes; what says nothing is left out."""
    if len(nodes) == 1:
        return nodes[0]
    telling: list[Node] = []
    for node in nodes:
        if isinstance(node, And):
            telling += node.children
        elif not isinstance(node, Everything):
            telling.append(node)
    if len(telling) > 1:
        return And(tuple(telling))
    return telling[0] if telling else Everything()


def disjunction(nodes: Sequence[Node]) -> Node:
    """Any of the nodes."""
    if len(nodes) == 1:
        return nodes[0]
    flat: list[Node] = []
    for node in nodes:
        if isinstance(node, Or):
            flat += node.children
        else:
            flat.append(node)
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def negation(node: Node) -> Node:
    return node.child if isinstance(node, Not) else Not(node)


def at_least(count: int, nodes: Sequence[Node]) -> Node:
    """`count` of the nodes: 1 is any of them, as many as there are, or more, is all of them."""
    if count >= len(nodes):
        return conjunction(nodes)
    return disjunction(nodes) if count == 1 else AtLeast(count, tuple(nodes))
