"""From a search to its results: the one road of page, API, export, feed and command line.

- asked: the query as the backend is asked it: typed facet values as the index spells them, and
  other spellings of names added. The reading is that of the query as typed.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from searchapp.aliases import Expand, expand_aliases
from searchapp.backends.base import Backend, KnowsNames
from searchapp.errors import LimitExceeded
from searchapp.known_values import LOOSE, Known, asks_for_values, settle_values
from searchapp.matching import compile_query
from searchapp.model import Everything, Node, Results, Search
from searchapp.querylang import parse, reading
from searchapp.settings import Limits
from searchapp.snippets import snippet

_LIMITS = Limits()
_known_values: WeakKeyDictionary[Backend, Mapping[str, Known]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as the backend is asked it, and what to tell the reader about that."""

    query: Node
    notices: tuple[str, ...] = ()


def find(
    search: Search, backend: Backend, limits: Limits = _LIMITS, *, expand: Expand | None = None
) -> Results:
    """The backend's answer with snippets, the reading of the query, notices and the time taken.

    `expand` rewrites the query before it is asked, in place of the other spellings that the
    backend knows. Raises BadSearch and OverBudget.
    """
    started = time.perf_counter()
    asked = asked_query(search.query, backend, expand=expand)
    answer = backend.search(replace(search, query=asked.query))
    matcher = compile_query(asked.query)
    hits = tuple(
        replace(
            hit,
            snippet=snippet(
                matcher,
                hit.paragraph,
                read=limits.snippet_characters,
                stated_only=search.stated_only,
            ),
        )
        for hit in answer.hits
    )
    said, notices = _reading(search, limits)
    return replace(
        answer,
        hits=hits,
        reading=said,
        notices=(*answer.notices, *notices, *asked.notices),
        took=time.perf_counter() - started,
    )


def asked_query(query: Node, backend: Backend, *, expand: Expand | None = None) -> Asked:
    """The query as the backend is asked it; for marking what matched, too."""
    notices: tuple[str, ...] = ()
    if asks_for_values(query):
        query, notices = settle_values(query, _known(backend))
    if expand:
        return Asked(expand(query), notices)
    names = backend.names() if isinstance(backend, KnowsNames) else {}
    return Asked(expand_aliases(query, names) if names else query, notices)


def _known(backend: Backend) -> Mapping[str, Known]:
    """The values that the index has; asked for once, since a backend is a snapshot."""
    known = _known_values.get(backend)
    if known is None:
        every = backend.search(Search(size=1, facet_size=None)).facets
        known = {
            facet: Known.of(facet, (each.value for each in every[facet].values)) for facet in LOOSE
        }
        _known_values[backend] = known
    return known


def _reading(search: Search, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """How the typed text was read, when the query is what it says."""
    try:
        parsed = parse(search.typed, limits=limits)
    except LimitExceeded:
        parsed = None
    if parsed and parsed.query == search.query:
        return parsed.reading, parsed.notices
    said = "" if isinstance(search.query, Everything) else reading(search.query, search.typed)
    return said, ()
