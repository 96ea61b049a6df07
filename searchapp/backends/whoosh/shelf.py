"""Reading a stock Whoosh index: the only lines that call Whoosh's reader.

- row: a paragraph's number in the index. Paragraphs are written in the order of document id
  and ordinal, so the order of rows is the last key of every sort.
- shelf: one open reader. Readers share file positions, so each search opens its own.
- column: what every row holds of one facet, as codes into a list of values.
- ledger: what is kept in memory for a whole generation: columns, lengths, days, documents.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

from whoosh.index import FileIndex, open_dir
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import TermNotFound

from searchapp.backends.whoosh.fields import INHERITED, STATED
from searchapp.errors import IndexDamaged
from searchapp.model import Paragraph
from searchapp.schema import TAGGED
from searchapp.stored import read_paragraph

Rows = set[int]
Places = dict[int, int]

_DAMAGE = (
    *(OSError, EOFError, ValueError, LookupError, TypeError, AttributeError, AssertionError),
    *(struct.error, zlib.error, UnpicklingError, WhooshIndexError),
)


@contextmanager
def reading(place: Path) -> Iterator[None]:
    """Turn whatever Whoosh raises on a file it cannot read into IndexDamaged."""
    try:
        yield
    except _DAMAGE as error:
        raise IndexDamaged(
            f"{place}: the index cannot be read ({type(error).__name__}: {error}); "
            "run `searchapp check`, or build it anew with `searchapp index --rebuild`"
        ) from error


class Shelf:
    """One open reader of the index in `place`; close it after use."""

    def __init__(self, index: FileIndex, place: Path) -> None:
        self.place = place
        with reading(place):
            self._reader = index.reader()

    @property
    def size(self) -> int:
        return int(self._reader.doc_count_all())

    def rows(self, field: str, term: str) -> Rows:
        """The rows that hold a term."""
        with reading(self.place):
            postings = self._postings(field, term)
            return set(postings.all_ids()) if postings else set()

    def places(self, field: str, term: str) -> Places:
        """How often each row holds a term."""
        found = {}
        with reading(self.place):
            postings = self._postings(field, term)
            while postings and postings.is_active():
                found[postings.id()] = int(postings.weight())
                postings.next()
        return found

    def positions(self, field: str, term: str) -> dict[int, Sequence[int]]:
        """At which words each row holds a term, ascending."""
        found = {}
        with reading(self.place):
            postings = self._postings(field, term)
            while postings and postings.is_active():
                found[postings.id()] = postings.value_as("positions")
                postings.next()
        return found

    def terms(self, field: str, start: str = "") -> Iterator[str]:
        """The terms of a field that begin so, in order."""
        with reading(self.place):
            for term in self._reader.expand_prefix(field, start.encode()):
                yield term.decode()

    def frequency(self, field: str, term: str) -> int:
        """How many rows hold a term."""
        with reading(self.place):
            return int(self._reader.doc_frequency(field, term))

    def paragraph(self, row: int) -> Paragraph:
        with reading(self.place):
            return read_paragraph(self._reader.stored_fields(row)["paragraph"])

    def lengths(self) -> list[int]:
        with reading(self.place):
            if not self.size:
                return []
            return [int(length) for length in self._reader.column_reader("length")]

    def close(self) -> None:
        self._reader.close()

    def _postings(self, field: str, term: str) -> Any:
        try:
            return self._reader.postings(field, term)
        except TermNotFound:
            return None


def open_whoosh(place: Path) -> FileIndex:
    """Raises IndexDamaged."""
    with reading(place):
        return open_dir(str(place), readonly=True)


@dataclass(frozen=True)
class Column:
    """`stated[row]` and `inherited[row]` are codes into `values`."""

    values: tuple[str, ...]
    stated: tuple[tuple[int, ...], ...]
    inherited: tuple[tuple[int, ...], ...]

    @cached_property
    def both(self) -> tuple[tuple[int, ...], ...]:
        pairs = zip(self.stated, self.inherited, strict=True)
        return tuple(a if not b else tuple(dict.fromkeys(a + b)) for a, b in pairs)

    def of(self, stated_only: bool) -> tuple[tuple[int, ...], ...]:
        return self.stated if stated_only else self.both


@dataclass(frozen=True)
class Ledger:
    """`documents[row]` numbers the row's document; `days[row]` is the day it was published;
    `groups` numbers the group of each row that has twins. Rows are in the order of documents."""

    size: int
    lengths: Sequence[int]
    mean_length: float
    documents: Sequence[int]
    days: Sequence[date | None]
    groups: Mapping[int, int]
    counted: dict[str, Column]
    dates: Column

    def age(self, each: int) -> tuple[date, int]:
        """Smaller the earlier a row was published, undated last; then by document."""
        return (self.days[each] or date.max, each)

    def without_repeats(self, rows: Rows) -> Rows:
        """The rows, of each group only the oldest."""
        kept: dict[int, int] = {}
        for each in sorted(rows & self.groups.keys(), key=self.age):
            kept.setdefault(self.groups[each], each)
        return (rows - self.groups.keys()) | set(kept.values())


def read_ledger(shelf: Shelf) -> Ledger:
    size = shelf.size
    lengths = shelf.lengths()
    documents, days = [0] * size, [None] * size
    for number, document in enumerate(shelf.terms("document")):
        for row in shelf.rows("document", document):
            documents[row] = number
    for day in shelf.terms("published"):
        for row in shelf.rows("published", day):
            days[row] = date.fromisoformat(day)  # type: ignore[call-overload]
    return Ledger(
        size=size,
        lengths=lengths,
        mean_length=sum(lengths) / size if size else 0.0,
        documents=documents,
        days=days,
        groups=_groups(shelf),
        counted={facet: _column(shelf, facet) for facet in TAGGED},
        dates=_column(shelf, "date_value"),
    )


def _groups(shelf: Shelf) -> dict[int, int]:
    names = enumerate(shelf.terms("twins"))
    return {row: number for number, name in names for row in shelf.rows("twins", name)}


def _column(shelf: Shelf, field: str) -> Column:
    fields = (field + STATED, field + INHERITED)
    values = tuple(sorted({term for each in fields for term in shelf.terms(each)}))
    code_of = {value: code for code, value in enumerate(values)}
    sides = []
    for each in fields:
        held: list[list[int]] = [[] for _ in range(shelf.size)]
        for term in shelf.terms(each):
            for row in shelf.rows(each, term):
                held[row].append(code_of[term])
        sides.append(tuple(map(tuple, held)))
    return Column(values, *sides)
