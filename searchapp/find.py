"""From a search to its results: the one road of page, API, export, feed and command line.

- asked: the query as the backend is asked it: typed facet values as the index spells them, and
  other spellings of names added. The reading is that of the query as typed.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from searchapp.aliases import Expand, expand_aliases, named_words
from searchapp.backends.base import Backend, KnowsNames, KnowsTwins
from searchapp.errors import LimitExceeded
from searchapp.known_values import LOOSE, Known, asks_for_values, settle_values
from searchapp.matching import compile_query
from searchapp.model import Everything, Hit, Node, Paragraph, Results, Search, Twins
from searchapp.querylang import parse, reading
from searchapp.settings import Limits
from searchapp.snippets import snippet

_LIMITS = Limits()
MOST_TWINS = 20
_known_values: WeakKeyDictionary[Backend, Mapping[str, Known]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as the backend is asked it, and what to tell the reader about that: notices, and
    the words that are names and were joined by their other spellings."""

    query: Node
    notices: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()


def find(
    search: Search,
    backend: Backend,
    limits: Limits = _LIMITS,
    *,
    expand: Expand | None = None,
    snippets: bool = True,
) -> Results:
    """The backend's answer with snippets and what repeats each hit, the reading of the query,
    notices and the time taken.

    `expand` rewrites the query before it is asked, in place of the other spellings that the
    backend knows; without `snippets` the hits come as the backend gives them. Raises
    BadSearch and OverBudget.
    """
    started = time.perf_counter()
    asked = asked_query(search.query, backend, expand=expand)
    answer = backend.search(search._replace(query=asked.query))
    hits = answer.hits
    if snippets:
        hits = _with_snippets(hits, search, asked.query, limits)
        hits = tuple(_with_twins(hit, backend) for hit in hits)
    return answer._replace(
        hits=hits,
        reading=_reading(search, asked.named),
        notices=(*answer.notices, *_notices(search, limits), *asked.notices),
        took=time.perf_counter() - started,
    )


def _with_snippets(
    hits: Sequence[Hit], search: Search, query: Node, limits: Limits
) -> tuple[Hit, ...]:
    read, stated_only = limits.snippet_characters, search.stated_only
    matcher = compile_query(query)
    shown = (snippet(matcher, hit.paragraph, read=read, stated_only=stated_only) for hit in hits)
    return tuple(hit._replace(snippet=each) for hit, each in zip(hits, shown, strict=True))


def _with_twins(hit: Hit, backend: Backend) -> Hit:
    twins = twins_of(hit.paragraph, backend)
    return hit._replace(twins=twins) if twins else hit


def twins_of(paragraph: Paragraph, backend: Backend, most: int = MOST_TWINS) -> Twins | None:
    """The paragraphs that repeat one, if there are any and the backend knows them."""
    if not paragraph.twins or not isinstance(backend, KnowsTwins):
        return None
    return backend.twins(paragraph, most)


def asked_query(query: Node, backend: Backend, *, expand: Expand | None = None) -> Asked:
    """The query as the backend is asked it; for marking what matched, too."""
    notices: tuple[str, ...] = ()
    if asks_for_values(query):
        query, notices = settle_values(query, _known(backend))
    if expand:
        return Asked(expand(query), notices)
    names = backend.names() if isinstance(backend, KnowsNames) else {}
    if not names:
        return Asked(query, notices)
    return Asked(expand_aliases(query, names), notices, named_words(query, names))


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


def _reading(search: Search, named: frozenset[str]) -> str:
    """How the query was read; empty for the empty search."""
    if isinstance(search.query, Everything):
        return ""
    return reading(search.query, search.typed, named=named)


def _notices(search: Search, limits: Limits) -> tuple[str, ...]:
    """What to say of the typed text, when the query is what it says."""
    try:
        parsed = parse(search.typed, limits=limits)
    except LimitExceeded:
        return ()
    return parsed.notices if parsed.query == search.query else ()
