"""The slow twin: every question answered on stock Whoosh postings, by sets of rows.

Whoosh keeps the fields, terms, postings and stored paragraphs; what matches, how it scores and
what is counted is decided here, since Whoosh's own parser, matchers of negation, limited
collectors and time limits give wrong answers. Clear before fast: it is what faster backends
are compared with.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import reduce
from itertools import chain
from pathlib import Path

from whoosh.index import create_in

from searchapp import facets, namebook
from searchapp.aliases import Names
from searchapp.backends.base import Leaf, bm25, idf, scoring_leaves
from searchapp.backends.whoosh.fields import INHERITED, STATED, row, schema
from searchapp.backends.whoosh.shelf import (
    Ledger,
    Places,
    Rows,
    Shelf,
    open_whoosh,
    read_ledger,
    reading,
)
from searchapp.edtf import OPEN, EdtfError, interval, read_range
from searchapp.errors import BadSearch, LimitExceeded, NotFound, OverBudget
from searchapp.likeness import literal_start, word_test
from searchapp.matching import phrase_places
from searchapp.model import (
    And,
    AtLeast,
    Everything,
    FacetCounts,
    FacetIs,
    FacetStarts,
    Filter,
    Fuzzy,
    Hit,
    Node,
    Not,
    Or,
    Paragraph,
    Phrase,
    Prefix,
    Results,
    Search,
    Status,
    Title,
    Twins,
    Wildcard,
    Word,
)
from searchapp.schema import TAGGED, facet_named
from searchapp.settings import Limits
from searchapp.stored import read_status, status_record
from searchapp.text import stem

_STATUS = "status.json"
_MEGABYTES = 1024  # of postings before Whoosh spills to slow temporary files


def build(
    paragraphs: Iterable[Paragraph], place: Path, status: Status, *, jobs: int | None = None
) -> None:
    """Write a complete index of the paragraphs into the empty folder `place`, in this process."""
    writer = create_in(str(place), schema()).writer(limitmb=_MEGABYTES)
    try:
        for paragraph in sorted(paragraphs, key=lambda each: (each.document, each.n)):
            writer.add_document(**row(paragraph))
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    (place / "MAIN_WRITELOCK").unlink(missing_ok=True)
    (place / _STATUS).write_text(status_record(status), encoding="utf-8")


def connect(place: Path, *, limits: Limits | None = None) -> PlainBackend:
    """Open the index in `place`. Raises IndexDamaged."""
    return PlainBackend(place, limits or Limits())


class PlainBackend:
    """A snapshot of one index; may be used by several threads at once."""

    def __init__(self, place: Path, limits: Limits) -> None:
        self._place, self._limits = place, limits
        self._index = open_whoosh(place)
        with reading(place):
            self._status = read_status((place / _STATUS).read_text(encoding="utf-8"))
        self._names = namebook.read(place)
        self._ledger: Ledger | None = None
        self._first = threading.Lock()

    def search(self, search: Search) -> Results:
        with self._shelf() as shelf:
            asked = _Asked(search, shelf, self._read_ledger(shelf), self._limits)
            return asked.results(self._status.build)

    def crossed(
        self, search: Search, rows: Sequence[Node], columns: Sequence[Node]
    ) -> list[list[int]]:
        """For every row and column how many hits satisfy both; see `backends.base.Tabulates`."""
        with self._shelf() as shelf:
            asked = _Asked(search, shelf, self._read_ledger(shelf), self._limits)
            hits = asked.rows(search.query) & asked.filtered(search.filters)
            across = [hits & asked.rows(column) for column in columns]
            down = [asked.rows(each) for each in rows]
            return [[len(asked.folded(one & other)) for other in across] for one in down]

    def paragraph(self, paragraph_id: str) -> Paragraph:
        with self._shelf() as shelf:
            for found in shelf.rows("id", paragraph_id):
                return shelf.paragraph(found)
        raise NotFound(f"there is no paragraph {paragraph_id!r}")

    def document(self, document_id: str) -> tuple[Paragraph, ...]:
        with self._shelf() as shelf:
            found = sorted(shelf.rows("document", document_id))
            if not found:
                raise NotFound(f"there is no document {document_id!r}")
            return tuple(map(shelf.paragraph, found))

    def status(self) -> Status:
        return self._status

    def words_like(self, start: str, limit: int) -> list[tuple[str, int]]:
        with self._shelf() as shelf:
            found = [(word, shelf.frequency("word", word)) for word in shelf.terms("word", start)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def twins(self, paragraph: Paragraph, most: int) -> Twins:
        """What repeats the paragraph; see `backends.base.KnowsTwins`."""
        with self._shelf() as shelf:
            ledger = self._read_ledger(shelf)
            group = shelf.rows("twins", paragraph.twins) if paragraph.twins else set()
            own = shelf.rows("id", paragraph.id)
            others = sorted(set(group) - set(own), key=ledger.age)
            documents = {ledger.documents[each] for each in chain(others, own)}
            read = tuple(map(shelf.paragraph, others[:most]))
            return Twins(read, len(others), len(documents) - 1)

    def names(self) -> Names:
        return self._names

    def close(self) -> None:
        self._index.close()

    @contextmanager
    def _shelf(self) -> Iterator[Shelf]:
        shelf = Shelf(self._index, self._place)
        try:
            yield shelf
        finally:
            shelf.close()

    def _read_ledger(self, shelf: Shelf) -> Ledger:
        with self._first:
            if self._ledger is None:
                self._ledger = read_ledger(shelf)
            return self._ledger


class _Asked:
    """One search on its way to its results."""

    def __init__(self, search: Search, shelf: Shelf, ledger: Ledger, limits: Limits) -> None:
        self.search, self.shelf, self.ledger, self.limits = search, shelf, ledger, limits
        self.everything: Rows = set(range(ledger.size))
        self.deadline = time.monotonic() + limits.seconds
        self._places: dict[Leaf, Places] = {}

    def results(self, build: str) -> Results:
        if self.search.page < 1 or self.search.size < 1:
            raise BadSearch("page", "pages are counted from 1 and hold at least one hit")
        matching = self.rows(self.search.query)
        every = matching & self.filtered(self.search.filters)
        hits = self.folded(every)
        scores = self.scores(hits)
        order = sorted(hits, key=self._sort_key(scores))
        first = (self.search.page - 1) * self.search.size
        page = order[first : first + self.search.size]
        days = Counter(self.ledger.days[each] for each in hits)
        undated = days.pop(None, 0)
        base = Counter(self.ledger.days)
        del base[None]
        return Results(
            total=len(hits),
            documents=len({self.ledger.documents[each] for each in hits}),
            hits=tuple(Hit(self.shelf.paragraph(each), scores.get(each, 0.0)) for each in page),
            facets={facet: self.count(facet, matching, every) for facet in TAGGED},
            histogram=facets.histogram(_dated(days), undated, _dated(base)),
            build=build,
            repeated=len(every) - len(self.ledger.without_repeats(every)),
        )

    # --- which rows -------------------------------------------------------------------------

    def rows(self, node: Node) -> Rows:
        """The rows that satisfy a query tree."""
        self._check_time()
        match node:
            case Everything():
                return self.everything
            case And(children):
                return reduce(set.intersection, map(self.rows, children), self.everything)
            case Or(children):
                return set().union(*map(self.rows, children))
            case Not(child):
                return self.everything - self.rows(child)
            case AtLeast(count, children):
                satisfied = Counter(chain.from_iterable(map(self.rows, children)))
                return {each for each in self.everything if satisfied[each] >= count}
            case FacetIs(facet, value):
                return self.having(facet, value)
            case FacetStarts(facet, start):
                return self._any_term(facet_named(facet).name, lambda term: True, start)
            case Title(words):
                stems = map(stem, words)
                found = (self.shelf.rows("title", each) for each in stems)
                return reduce(set.intersection, found, self.everything)
        return set(self.places(node))

    def filtered(self, filters: Mapping[str, Filter]) -> Rows:
        """The rows that all filters admit."""
        found = self.everything
        for name, wanted in filters.items():
            facet = facet_named(name).name
            for value in wanted.all_of:
                found = found & self.having(facet, value)
            for value in wanted.none_of:
                found = found - self.having(facet, value)
            if wanted.any_of or wanted.missing:
                chosen = set().union(*(self.having(facet, value) for value in wanted.any_of))
                if wanted.missing:
                    chosen |= self.everything - self._any_term(facet, lambda term: True)
                found = found & chosen
        return found

    def folded(self, rows: Rows) -> Rows:
        """The rows, of twins only the oldest if the search folds them."""
        return self.ledger.without_repeats(rows) if self.search.fold else rows

    def having(self, facet_name: str, value: str) -> Rows:
        """The rows with a value of a facet, below it, or overlapping it, by the facet's kind."""
        facet = facet_named(facet_name)
        if facet.kind != "date" or (value == OPEN and facet.name in TAGGED):
            return self._union(facet.name, (value,))
        try:
            wanted = read_range(value)
        except EdtfError as error:
            raise BadSearch(facet.name, str(error)) from error
        return self._any_term(facet.name, lambda term: interval(term).overlaps(wanted))

    def _any_term(self, facet: str, wanted: Callable[[str], bool], start: str = "") -> Rows:
        """The rows with a value of the facet that begins so and passes a test."""
        field = "date_value" if facet == "date" else facet
        suffixes = (STATED, INHERITED) if facet in TAGGED else (STATED,)
        terms = {term for each in suffixes for term in self.shelf.terms(field + each, start)}
        return self._union(field, filter(wanted, terms))

    def _union(self, field: str, terms: Iterable[str]) -> Rows:
        with_inherited = field != "published" and not self.search.stated_only
        fields = (field, field + INHERITED) if with_inherited else (field,)
        return set().union(*(self.shelf.rows(each, term) for term in terms for each in fields))

    # --- places and scores ------------------------------------------------------------------

    def places(self, leaf: Leaf) -> Places:
        """How often each row that a leaf of the text matches does so."""
        if leaf not in self._places:
            self._places[leaf] = self._find_places(leaf)
        return self._places[leaf]

    def _find_places(self, leaf: Leaf) -> Places:
        self._check_time()
        if isinstance(leaf, Word):
            return self.shelf.places(*_term(leaf.text, leaf.exact))
        if isinstance(leaf, Phrase):
            return self._phrase(leaf)
        found: Counter[int] = Counter()
        for word in self.expansions(leaf):
            found.update(self.shelf.places("word", word))
        return found

    def expansions(self, leaf: Prefix | Wildcard | Fuzzy) -> list[str]:
        """The words of the index that a pattern stands for. Raises LimitExceeded."""
        accepted = word_test(leaf)
        found = [word for word in self.shelf.terms("word", literal_start(leaf)) if accepted(word)]
        if len(found) > self.limits.expansions:
            typed = leaf.pattern if isinstance(leaf, Wildcard) else leaf.text
            raise LimitExceeded(
                "q", f"{typed!r} matches more than {self.limits.expansions:,} words; add a letter"
            )
        return found

    def _phrase(self, leaf: Phrase) -> Places:
        if not leaf.words:
            return {}
        by_word = [self.shelf.positions(*_term(word, leaf.exact)) for word in leaf.words]
        common = reduce(set.intersection, (set(each) for each in by_word))
        runs = {
            each: len(phrase_places([rows[each] for rows in by_word], leaf.slop)) for each in common
        }
        return {each: often for each, often in runs.items() if often}

    def scores(self, hits: Rows) -> dict[int, float]:
        """BM25 of the hits that a leaf outside NOT occurs in."""
        found: dict[int, float] = {}
        lengths, mean = self.ledger.lengths, self.ledger.mean_length
        for leaf in scoring_leaves(self.search.query):
            places = self.places(leaf)
            weight = idf(self.ledger.size, len(places))
            for each in hits & places.keys():
                gain = bm25(weight, places[each], lengths[each], mean)
                found[each] = found.get(each, 0.0) + gain
        return found

    # --- order and counts -------------------------------------------------------------------

    def _sort_key(self, scores: Mapping[int, float]) -> Callable[[int], tuple[float, ...]]:
        def newest(each: int) -> tuple[float, ...]:
            day = self.ledger.days[each]
            return (-day.toordinal() if day else 0, each)

        def oldest(each: int) -> tuple[float, ...]:
            day = self.ledger.days[each]
            return (day is None, day.toordinal() if day else 0, *newest(each))

        def spoken(each: int) -> tuple[float, ...]:
            held = self.ledger.dates.of(self.search.stated_only)[each]
            earliest, latest = facets.date_keys(
                interval(self.ledger.dates.values[code]) for code in held
            )
            day = earliest if self.search.sort == "date" else latest
            sign = 1 if self.search.sort == "date" else -1
            return (day is None, sign * (day or 0), *newest(each))

        if self.search.sort == "relevance":
            return lambda each: (-scores.get(each, 0.0), *newest(each))
        return {"newest": newest, "oldest": oldest}.get(self.search.sort, spoken)

    def count(self, facet: str, matching: Rows, hits: Rows) -> FacetCounts:
        self._check_time()
        own = self.search.filters.get(facet, Filter())
        if own.any_of or own.missing:
            hits = matching & self.filtered(facets.without_own_choice(self.search, facet))
        column = self.ledger.counted[facet]
        held = column.of(self.search.stated_only)
        hits = self.folded(hits)
        codes = Counter(chain.from_iterable(held[each] for each in hits))
        counted = ((column.values[code], count) for code, count in codes.items())
        none = sum(not held[each] for each in hits)
        return facets.ordered(facet, counted, none, self.search)

    def _check_time(self) -> None:
        if time.monotonic() > self.deadline:
            raise OverBudget(
                f"the search took longer than {self.limits.seconds:g} seconds; "
                "use fewer or longer words, or narrow it with a filter"
            )


def _term(word: str, exact: bool) -> tuple[str, str]:
    return ("word", word) if exact else ("text", stem(word))


def _dated(days: Mapping[date | None, int]) -> dict[date, int]:
    return {day: count for day, count in days.items() if day}
