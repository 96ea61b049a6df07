"""What could stand in the search box, given how it begins.

- completion: the typed text with its last word finished, or with a facet value put for it.
- Known: the facet values of one build, counted once and kept until the next build answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import islice
from threading import Lock

from searchapp import schema
from searchapp.backends.base import Backend, Suggests
from searchapp.model import Results, Search
from searchapp.text import fold

MOST = 10
_SHORTEST = 2
Ask = Callable[[Search], Results]
Values = Sequence[tuple[str, str]]


class Known:
    """Facet values with their facet, most frequent first."""

    def __init__(self) -> None:
        self._build = ""
        self._values: Values = ()
        self._filling = Lock()

    def values(self, build: str, ask: Ask) -> Values:
        with self._filling:
            if self._build != build:
                self._values = _frequent(ask(Search(size=1, facet_size=None)))
                self._build = build
            return self._values


def completions(typed: str, backend: Backend, values: Values) -> list[str]:
    """At most MOST texts that begin with what was typed, its last word finished.

    `so` gives words such as "soldier"; `source:Me` and `med` give `source:Meduza`.
    """
    before, _, last = typed.rpartition(" ")
    head = f"{before} " if before else ""
    if len(last) < _SHORTEST:
        return []
    named, colon, start = last.partition(":")
    if colon and named in schema.TAGGED:
        found = _matching(start.lstrip('"'), ((f, v) for f, v in values if f == named))
    else:
        words = backend.words_like(fold(last), MOST) if isinstance(backend, Suggests) else []
        plain = [word for word, _ in words if word != fold(last)]
        found = [*plain[: MOST // 2], *_matching(last, values)]
    return [head + text for text in found[:MOST]]


def _matching(start: str, values: Iterable[tuple[str, str]]) -> list[str]:
    """The first values one of whose parts begins so, as they are typed in a query."""
    wanted = f"\n{fold(start)}"
    found = (
        f'{facet}:"{value}"' if " " in value else f"{facet}:{value}"
        for facet, value in values
        if wanted in _parts(value) and '"' not in value
    )
    return list(islice(found, MOST))


@lru_cache(maxsize=65_536)
def _parts(value: str) -> str:
    """The value and its words, folded, each at the start of a line: one look finds a beginning.

    Kept, since every letter typed asks for all of them.
    """
    parts = (value, *value.replace("/", " ").split())
    return "".join(f"\n{fold(part)}" for part in parts)


def _frequent(results: Results) -> Values:
    counted = [
        (each.count, name, each.value)
        for name, counts in results.facets.items()
        if schema.facet_named(name).kind != "date"
        for each in counts.values
    ]
    counted.sort(key=lambda row: (-row[0], row[1], row[2]))
    return [(name, value) for _, name, value in counted]
