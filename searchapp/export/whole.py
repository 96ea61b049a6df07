"""The whole answer to a search, as every export takes it.

- whole: the size of the answer, and all hits in order, read in batches as they are written.
- ask: how a batch is found: on the site past the limit of searches at once, elsewhere directly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from searchapp import urls
from searchapp.errors import SearchappError
from searchapp.export.plain_text import slug
from searchapp.export.wording import search_in_words
from searchapp.model import Hit, Results, Search, Status

Ask = Callable[[Search], Results]
BATCH = 1_000
_NAME = 60
_BLOCK = 1 << 15


@dataclass(frozen=True, slots=True)
class Whole:
    """`base` is the site's public address, "" where there is none; `words` say the search."""

    search: Search
    first: Results
    status: Status
    base: str
    words: str
    ask: Ask = field(repr=False)

    @property
    def total(self) -> int:
        return self.first.total

    @property
    def page(self) -> str:
        """The address of the search for readers."""
        return self.base + urls.path(self.search)

    def place(self, number: int) -> str:
        """`12 of 12 in the search …`: which of all hits one is, said where a format has no end."""
        return f"{number} of {self.total} in the search: {self.words}"

    def hits(self) -> Iterator[Hit]:
        """Every hit once. Raises SearchappError if they are not as many as were counted, so
        that no end mark is ever written under an export that is not whole."""
        given = 0
        batch = self.first
        for number in range(1, -(-self.total // BATCH) + 1):
            if number > 1:
                batch = self.ask(urls.at_page(_batched(self.search), number))
            given += len(batch.hits)
            yield from batch.hits
        if given != self.total:
            raise SearchappError(f"{given:,} paragraphs were found of {self.total:,}")


def whole(search: Search, ask: Ask, status: Status, base: str = "") -> Whole:
    """Counts the hits and finds the first of them, so that what is wrong with a search is said
    before anything is written. Raises BadSearch, OverBudget."""
    asked = search._replace(page=1, size=Search().size)
    return of_first(asked, ask(_batched(asked)), ask, status, base)


def of_first(search: Search, first: Results, ask: Ask, status: Status, base: str = "") -> Whole:
    """The whole answer to a search, of which the first hits are found already."""
    return Whole(search, first, status, base, search_in_words(search), ask)


def _batched(search: Search) -> Search:
    return search._replace(page=1, size=BATCH, facet_size=0)


def file_name(search: Search, build: str, ending: str) -> str:
    """`searchapp-conscript-meduza-g000012-ab12cd34.csv`: what was searched, in which build."""
    chosen = (value for _, value in urls.pairs_of(search._replace(page=1, sort="relevance")))
    kind = "search" if urls.write(search) else "everything"
    parts = ("searchapp", slug(" ".join(chosen), _NAME) or kind, slug(build, _NAME))
    return "-".join(part for part in parts if part) + ending


def encoded(chunks: Iterable[str]) -> Iterator[bytes]:
    """The chunks in UTF-8, joined to blocks worth sending."""
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        held.append(chunk.encode("utf-8", "replace"))
        size += len(held[-1])
        if size >= _BLOCK:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
