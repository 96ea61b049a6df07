"""Looser searches for one that finds nothing: some of its parts, where it asks for all.

- part: a word, a phrase or anything else that is wanted together with others. Words of grammar
  are no part, so that a question typed in full comes down to what it is about.
- rest: what stays as it is: what is not wanted, and conditions on facets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from searchapp.model import And, FacetIs, FacetStarts, Node, Not, Title, Word
from searchapp.querylang.joining import at_least, conjunction
from searchapp.telling import can_tell

_MOST_PARTS = 12
_REST = (Not, FacetIs, FacetStarts, Title)


@dataclass(frozen=True, slots=True)
class Looser:
    """`count` of the parts are wanted."""

    count: int
    parts: tuple[Node, ...]
    query: Node


def looser(query: Node) -> Iterator[Looser]:
    """The searches for ever fewer of the parts, down to any one; none where nothing is joined."""
    if not isinstance(query, And):
        return
    rest = [node for node in query.children if isinstance(node, _REST)]
    joined = [node for node in query.children if not isinstance(node, _REST)]
    parts = tuple(filter(_tells, joined))
    if len(parts) > _MOST_PARTS:
        return
    for count in range(min(len(parts), len(joined) - 1), 0, -1):
        yield Looser(count, parts, conjunction([at_least(count, parts), *rest]))


def _tells(node: Node) -> bool:
    return not isinstance(node, Word) or node.exact or can_tell(node.text)
