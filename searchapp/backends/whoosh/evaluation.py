"""One search on its way through the arrays: which rows match, and how well.

- choice: the any-of part of a filter, which the counts of its own facet leave out.
- strict: the all-of and none-of parts, which always hold.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from functools import reduce

import numpy as np

from searchapp.backends.base import Leaf, idf, scoring_leaves
from searchapp.backends.whoosh.union import Searched
from searchapp.backends.whoosh.words import Postings
from searchapp.errors import LimitExceeded, OverBudget
from searchapp.kernels import Floats, Numbers, Rows, bm25
from searchapp.kernels import rows as sets
from searchapp.kernels.selection import Selection
from searchapp.likeness import literal_start, word_test
from searchapp.model import (
    And,
    AtLeast,
    Everything,
    FacetIs,
    FacetStarts,
    Filter,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Search,
    Title,
    Wildcard,
    Word,
)
from searchapp.schema import facet_named
from searchapp.settings import Limits

# From this share of all rows on, a word's are marked, and those of words together.
_DENSE, _MARKED = 8, 4


def _length(found: tuple[Rows, Node]) -> int:
    return len(found[0])


class Evaluation:
    def __init__(self, search: Search, segment: Searched, limits: Limits) -> None:
        self.search, self.segment, self.limits = search, segment, limits
        self.size = segment.size
        self._deadline = time.monotonic() + limits.seconds
        # By identity, which is quicker than by value; the leaf is kept so that it stays its own.
        self._postings: dict[int, tuple[Leaf, Postings]] = {}

    # --- which rows -------------------------------------------------------------------------

    def rows(self, node: Node) -> Rows:
        """The rows that satisfy a query tree."""
        self.check_time()
        match node:
            case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
                return self.postings(node).rows
            case And(children):
                return self._all_of(children)
            case Or(children):
                found = [self.rows(child) for child in children]
                if sum(map(len, found)) * _MARKED >= self.size:
                    found = list(map(self._quick, children, found))
                return sets.either(found, self.size)
            case Not(child):
                return sets.without(self.everything, self.rows(child), self.size)
            case AtLeast(count, children):
                found = [self.rows(child) for child in children]
                return sets.at_least(count, found, self.size)
            case FacetIs(facet, value):
                return self.having(facet, value)
            case FacetStarts(facet, start):
                columns = self.segment.columns
                return columns.starting(facet, start, stated_only=self.search.stated_only)
            case Title(words):
                return self.segment.with_title(words)
            case Everything():
                return self.everything

    @property
    def everything(self) -> Rows:
        return self.segment.everything

    def _all_of(self, children: Iterable[Node]) -> Rows:
        """The rarest first, and what is only taken away at the end."""
        found: list[tuple[Rows, Node]] = []
        taken: list[Node] = []
        for child in children:
            if isinstance(child, Not):
                taken.append(child.child)
            else:
                found.append((self.rows(child), child))
        found.sort(key=_length)
        among = [self._quick(child, rows) for rows, child in found[1:]]
        among.insert(0, self._dense(found[0][1], found[0][0]) if found else self.everything)
        lacking = [self._quick(each, self.rows(each)) for each in taken]
        return sets.meeting(among, lacking, self.size)

    def _quick(self, node: Node, rows: Rows) -> Rows:
        """The rows as a mask if the node is a common word, whose mask is at hand."""
        if not isinstance(node, Word):
            return rows
        column = self.segment.column(self.postings(node))
        return rows if column is None else column.mask

    def _dense(self, node: Node, rows: Rows) -> Rows:
        """The rows as a mask if there are so many that this is the quicker form."""
        return self._quick(node, rows) if len(rows) * _DENSE > self.size else rows

    def _both(self, left: Rows, right: Rows) -> Rows:
        return sets.both(left, right, self.size)

    # --- filters ----------------------------------------------------------------------------

    def filtered(self) -> tuple[Selection, dict[str, Selection]]:
        """The hits; and of each facet with a choice, the hits as they are without it."""
        rows = self._dense(self.search.query, self.rows(self.search.query))
        if not self.search.filters:
            return Selection(rows, self.size), {}
        rows, choices = self._strict(rows), self._choices()
        hits = reduce(self._both, choices.values(), rows)
        without = {
            facet: reduce(self._both, (c for name, c in choices.items() if name != facet), rows)
            for facet in choices
        }
        selected = {facet: Selection(found, self.size) for facet, found in without.items()}
        return Selection(hits, self.size), selected

    def _strict(self, rows: Rows) -> Rows:
        for facet, wanted in self.search.filters.items():
            for value in wanted.all_of:
                rows = self._both(rows, self.having(facet, value))
            for value in wanted.none_of:
                rows = sets.without(rows, self.having(facet, value), self.size)
        return rows

    def _choices(self) -> Mapping[str, Rows]:
        return {
            facet_named(facet).name: self._choice(facet, wanted)
            for facet, wanted in self.search.filters.items()
            if wanted.any_of or wanted.missing
        }

    def _choice(self, facet: str, wanted: Filter) -> Rows:
        found = [self.having(facet, value) for value in wanted.any_of]
        if wanted.missing:
            columns = self.segment.columns
            found.append(columns.missing(facet, stated_only=self.search.stated_only))
        return sets.either(found, self.size)

    def having(self, facet: str, value: str) -> Rows:
        self.check_time()
        columns = self.segment.columns
        return columns.having(facet, value, stated_only=self.search.stated_only)

    # --- places and scores ------------------------------------------------------------------

    def postings(self, leaf: Leaf) -> Postings:
        """Where a leaf of the text occurs, and how often."""
        kept = self._postings.get(id(leaf))
        if kept is None:
            kept = self._postings[id(leaf)] = leaf, self._find(leaf)
        return kept[1]

    def _find(self, leaf: Leaf) -> Postings:
        words = self.segment.words
        if isinstance(leaf, Word):
            return words.of_word(leaf.text) if leaf.exact else words.of_stem_of(leaf.text)
        if isinstance(leaf, Phrase):
            return words.of_phrase(leaf.words, leaf.slop, exact=leaf.exact)
        return self._expanded(leaf)

    def _expanded(self, leaf: Prefix | Wildcard | Fuzzy) -> Postings:
        """Where the words that a pattern stands for occur. Raises LimitExceeded."""
        accepts = None if isinstance(leaf, Prefix) else word_test(leaf)
        most = self.limits.expansions
        found = self.segment.words.of_pattern(literal_start(leaf), accepts, most)
        if found is None:
            typed = leaf.pattern if isinstance(leaf, Wildcard) else leaf.text
            raise LimitExceeded("q", f"{typed!r} matches more than {most:,} words; add a letter")
        return found

    def best(self, hits: Selection, count: int) -> tuple[Numbers, Floats]:
        """The hits with the highest BM25, summed leaf by leaf, and their scores, best first;
        equal scores by row. Where nothing scores all are equal."""
        told = self._told(0 if hits.is_mask else hits.count)
        if not told:
            rows = hits.first(count)
            return rows, np.zeros(len(rows))
        return bm25.best(hits, count, self.segment.lengths, self.segment.norms, told)

    def scores(self, rows: Numbers) -> Floats:
        """The score of each of these rows, in any order."""
        order = np.argsort(rows)
        scores = np.empty(len(rows))
        told = self._told(len(rows))
        scores[order] = bm25.score(rows[order], self.segment.lengths, self.segment.norms, told)
        return scores

    def _told(self, few: int) -> tuple[bm25.Leaf, ...]:
        """The leaves that score, with each row's frequency where that is at hand and quicker to
        look up, as it is in more rows than a few."""
        found: list[bm25.Leaf] = []
        for leaf in scoring_leaves(self.search.query):
            postings = self.postings(leaf)
            weight = idf(self.size, len(postings.rows))
            column = self.segment.column(postings) if len(postings.rows) > few else None
            if column is None:
                found.append((weight, postings.rows, postings.frequencies, None))
            else:
                found.append((weight, None, column.frequencies, column.bounds))
        return tuple(found)

    def check_time(self) -> None:
        if time.monotonic() > self._deadline:
            raise OverBudget(
                f"the search took longer than {self.limits.seconds:g} seconds; "
                "use fewer or longer words, or narrow it with a filter"
            )
