"""From a search to its results: the one road of page, API, export, feed and command line."""

from __future__ import annotations

import time
from dataclasses import replace

from searchapp.aliases import Expand
from searchapp.backends.base import Backend
from searchapp.errors import LimitExceeded
from searchapp.model import Everything, Results, Search
from searchapp.querylang import parse, reading
from searchapp.settings import Limits
from searchapp.snippets import snippet

_LIMITS = Limits()


def find(
    search: Search, backend: Backend, limits: Limits = _LIMITS, *, expand: Expand | None = None
) -> Results:
    """The backend's answer with snippets, the reading of the query, notices and the time taken.

    `expand` rewrites the query before it is asked, to add other spellings of names; the reading
    is that of the query as typed. Raises BadSearch and OverBudget.
    """
    started = time.perf_counter()
    asked = replace(search, query=expand(search.query)) if expand else search
    answer = backend.search(asked)
    hits = tuple(
        replace(
            hit,
            snippet=snippet(asked.query, hit.paragraph, stated_only=search.stated_only),
        )
        for hit in answer.hits
    )
    said, notices = _reading(search, limits)
    return replace(
        answer,
        hits=hits,
        reading=said,
        notices=(*answer.notices, *notices),
        took=time.perf_counter() - started,
    )


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
