"""What matches, defined once and by plain means: a query tree on a single paragraph.

- subject: what a tree is asked of: the words of a text, a title, values of facets.
- mark: a run of words that satisfied a leaf: first token, last token, number of the leaf.
- anchors: stems of which at least one occurs in whatever matches; None when nothing is known.

A tree is compiled once and asked of many subjects. Words match by stem, exact words as they
are folded, phrases by stems that follow one another with at most `slop` other words among
them. Parts under NOT, titles and facets mark nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import count

from searchapp.edtf import OPEN, buckets, interval, read_range
from searchapp.likeness import word_test
from searchapp.model import (
    And,
    AtLeast,
    Everything,
    FacetIs,
    FacetStarts,
    Fuzzy,
    Node,
    Not,
    Or,
    Paragraph,
    Phrase,
    Prefix,
    Span,
    Title,
    Wildcard,
    Word,
)
from searchapp.schema import facet_named, within
from searchapp.sought import Found, Sought
from searchapp.text import Cut, cut, stem, stems

Mark = tuple[int, int, int]
Marks = list[Mark]
Evaluate = Callable[["Subject"], "Marks | None"]
Values = Callable[[str], Sequence[str]]
_FEW = 20  # places, which are looked through as quickly as a set of them is made


def no_values(facet: str) -> Sequence[str]:
    return ()


class Subject:
    """The words of one text with the places of its stems and words, found when first asked."""

    def __init__(self, text: str | Cut, *, title: str = "", values: Values = no_values) -> None:
        whole = cut(text) if isinstance(text, str) else text
        self.cut: Cut | Found = whole
        self._words = whole.words
        self.title = title
        self.values = values

    @classmethod
    def of(cls, paragraph: Paragraph, *, stated_only: bool = False) -> Subject:
        """A paragraph with its facets, `published` among them.

        With `stated_only` what the paragraph inherits from its document does not count.
        """
        values = facet_values(paragraph, stated_only=stated_only)
        return cls(paragraph.text, title=paragraph.title, values=values)

    @cached_property
    def stems(self) -> list[str]:
        """The stem of each token."""
        return list(map(stem, self._words))

    @cached_property
    def by_stem(self) -> dict[str, list[int]]:
        """Token numbers of each stem, ascending."""
        return places_of(enumerate(self.stems))

    @cached_property
    def by_word(self) -> dict[str, list[int]]:
        """Token numbers of each folded word, ascending."""
        return places_of(enumerate(self._words))

    @cached_property
    def title_stems(self) -> frozenset[str]:
        return frozenset(stems(self.title))


def facet_values(paragraph: Paragraph, *, stated_only: bool = False) -> Values:
    """What the paragraph has of each facet; see `Subject.of`."""

    def values(facet: str) -> Sequence[str]:
        if facet == "published":
            return (paragraph.published.isoformat(),) if paragraph.published else ()
        if stated_only:
            mentions = paragraph.mentions.get(facet, ())
            return [each.value for each in mentions if not each.inherited]
        return paragraph.values(facet)

    return values


def places_of(terms: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    of = places.setdefault
    for place, term in terms:
        of(term, []).append(place)
    return places


@dataclass(frozen=True)
class Matcher:
    """A compiled tree. `anchors` let a caller with many trees skip most of them; `marks` tells of
    a subject the words that satisfied the tree, leaf by leaf, or None when it does not match."""

    node: Node
    anchors: frozenset[str] | None
    leaves: int
    marks: Evaluate = field(repr=False, compare=False)

    @cached_property
    def sought(self) -> Sought:
        return Sought.by(self.node)

    def matches(self, subject: Subject) -> bool:
        return self.marks(subject) is not None

    def spans(self, subject: Subject) -> tuple[Span, ...] | None:
        """The marks as places in the text, in order, those that overlap made one."""
        marks = self.marks(subject)
        return None if marks is None else spans_of(marks, subject.cut)


def spans_of(marks: Marks, text: Cut | Found) -> tuple[Span, ...]:
    """The marks as places in the text, in order, those that overlap made one."""
    starts, ends = text.starts, text.ends
    return tuple([Span(starts[first], ends[last]) for first, last in runs_of(marks)])


def runs_of(marks: Marks) -> list[tuple[int, int]]:
    """The first and last tokens of the marks, in order, those that overlap made one."""
    if len(marks) == 1:
        return [marks[0][:2]]
    merged: list[tuple[int, int]] = []
    for first, last, _ in sorted(marks):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def match(node: Node, paragraph: Paragraph) -> tuple[Span, ...] | None:
    """The words of a paragraph that satisfied the tree, or None when it does not match."""
    return compile_query(node).spans(Subject.of(paragraph))


@lru_cache(maxsize=4096)
def compile_query(node: Node) -> Matcher:
    """Make a tree ready to be asked of many subjects. Raises EdtfError for a wrong date."""
    numbers = count()
    evaluate = _compile(node, numbers)
    return Matcher(node, anchors(node), next(numbers), evaluate)


def phrase_places(places: Sequence[Sequence[int]], slop: int) -> list[tuple[int, ...]]:
    """Where words follow one another: for each place of the first word the nearest following
    places of the others, if at most `slop` other words lie among them.

    Each place of the first word counts once, so the number of runs is the phrase's frequency.
    """
    runs: list[tuple[int, ...]] = []
    for start in places[0]:
        run = [start]
        for following in places[1:]:
            after = bisect_right(following, run[-1])
            if after == len(following):
                return runs
            run.append(following[after])
        if run[-1] - start + 1 - len(run) <= slop:
            runs.append(tuple(run))
    return runs


# --- leaves ---------------------------------------------------------------------------------


def _compile(node: Node, numbers: Iterator[int]) -> Evaluate:
    match node:
        case Everything():
            return lambda subject: []
        case Word(text, exact):
            return _word(text, exact, next(numbers))
        case Phrase(words, slop, exact):
            return _phrase(words, slop, exact, next(numbers))
        case Prefix() | Wildcard() | Fuzzy():
            return _alike(node, next(numbers))
        case Title(words):
            wanted = frozenset(map(stem, words))
            return lambda subject: [] if wanted <= subject.title_stems else None
        case FacetIs(facet, value):
            return _facet_is(facet, value)
        case FacetStarts(facet, start):
            return lambda subject: (
                [] if any(value.startswith(start) for value in subject.values(facet)) else None
            )
        case And(children):
            return _and([_compile(child, numbers) for child in children])
        case Or(children) if len(plain := list(_plain_words(children))) == len(children):
            return _any_word(plain, numbers)
        case Or(children):
            return _at_least(1, [_compile(child, numbers) for child in children])
        case AtLeast(least, children):
            return _at_least(least, [_compile(child, numbers) for child in children])
        case Not(child):
            excluded = _compile(child, count())
            return lambda subject: [] if excluded(subject) is None else None


def _word(text: str, exact: bool, leaf: int) -> Evaluate:
    term = stem(text)

    def evaluate(subject: Subject) -> Marks | None:
        places = subject.by_stem.get(term)
        if places and exact:
            places = _exactly(subject, places, text)
        return [(place, place, leaf) for place in places] if places else None

    return evaluate


def _phrase(words: tuple[str, ...], slop: int, exact: bool, leaf: int) -> Evaluate:
    terms = tuple(map(stem, words))
    if not slop:
        return _unbroken(terms, words if exact else (), leaf)

    def evaluate(subject: Subject) -> Marks | None:
        known = subject.by_stem
        places = [known[term] for term in terms if term in known]
        if not places or len(places) < len(terms):
            return None
        if exact:
            columns = zip(places, words, strict=True)
            places = [_exactly(subject, each, word) for each, word in columns]
        runs = phrase_places(places, slop)
        return [mark for run in runs for mark in _joined(run, leaf)] or None

    return evaluate


def _unbroken(terms: tuple[str, ...], exact: tuple[str, ...], leaf: int) -> Evaluate:
    """A phrase without slop, of these very words where there are any in `exact`."""
    further = len(terms) - 1

    def evaluate(subject: Subject) -> Marks | None:
        known = subject.by_stem
        starts = known.get(terms[0]) if terms else None
        for distance in range(1, further + 1):
            following = known.get(terms[distance])
            if not starts or following is None:
                return None
            there = following if len(following) < _FEW else set(following)
            starts = [start for start in starts if start + distance in there]
        for distance, word in enumerate(exact):
            starts = _exactly(subject, starts or (), word, after=distance)
        return [(start, start + further, leaf) for start in starts] if starts else None

    return evaluate


def _exactly(subject: Subject, places: Sequence[int], word: str, after: int = 0) -> list[int]:
    """Those of the places of a word's stem where the word itself stands, so many tokens on."""
    return [place for place in places if subject.cut.words[place + after] == word]


def _joined(run: tuple[int, ...], leaf: int) -> Marks:
    """A run of places as marks: (3, 4, 7) is the words 3 to 4 and the word 7."""
    marks: Marks = []
    for place in run:
        if marks and marks[-1][1] + 1 == place:
            marks[-1] = (marks[-1][0], place, leaf)
        else:
            marks.append((place, place, leaf))
    return marks


def _alike(node: Prefix | Wildcard | Fuzzy, leaf: int) -> Evaluate:
    accepts = word_test(node)

    def evaluate(subject: Subject) -> Marks | None:
        marks = [
            (place, place, leaf)
            for word, places in subject.by_word.items()
            if accepts(word)
            for place in places
        ]
        return marks or None

    return evaluate


def _facet_is(facet: str, value: str) -> Evaluate:
    """See `FacetIs`; a date also has the value "open" when it lies in no single year."""
    kind = facet_named(facet).kind
    if kind == "name":
        return lambda subject: [] if value in subject.values(facet) else None
    if kind == "path":
        return lambda subject: (
            [] if any(within(path, value) for path in subject.values(facet)) else None
        )
    if value == OPEN:
        return lambda subject: (
            [] if any(OPEN in buckets(date) for date in subject.values(facet)) else None
        )
    wanted = read_range(value)
    return lambda subject: (
        [] if any(interval(date).overlaps(wanted) for date in subject.values(facet)) else None
    )


# --- connections ----------------------------------------------------------------------------


def _and(parts: list[Evaluate]) -> Evaluate:
    def evaluate(subject: Subject) -> Marks | None:
        marks: Marks = []
        for part in parts:
            found = part(subject)
            if found is None:
                return None
            marks += found
        return marks

    return evaluate


def _at_least(least: int, parts: list[Evaluate]) -> Evaluate:
    def evaluate(subject: Subject) -> Marks | None:
        marks: Marks = []
        satisfied = 0
        for part in parts:
            found = part(subject)
            if found is not None:
                satisfied += 1
                marks += found
        return marks if satisfied >= least else None

    return evaluate


def _plain_words(nodes: Iterable[Node]) -> Iterator[str]:
    return (node.text for node in nodes if isinstance(node, Word) and not node.exact)


def _any_word(words: list[str], numbers: Iterator[int]) -> Evaluate:
    """The OR of plain words, asked at once."""
    leaves = [(stem(word), next(numbers)) for word in words]

    def evaluate(subject: Subject) -> Marks | None:
        known = subject.by_stem
        marks = [
            (place, place, leaf) for term, leaf in leaves if term in known for place in known[term]
        ]
        return marks or None

    return evaluate


def anchors(node: Node) -> frozenset[str] | None:
    """Stems of which at least one occurs in every text that matches; None when unknown."""
    match node:
        case Word(text):
            return frozenset((stem(text),))
        case Phrase(words) if words:
            return frozenset((max(map(stem, words), key=len),))
        case And(children):
            known = [each for child in children if (each := anchors(child)) is not None]
            return min(known, key=len, default=None)
        case Or(children):
            return _anchors_of_some(1, children)
        case AtLeast(least, children):
            return _anchors_of_some(least, children)
        case _:
            return None


def _anchors_of_some(least: int, children: tuple[Node, ...]) -> frozenset[str] | None:
    known = [each for child in children if (each := anchors(child)) is not None]
    if len(children) - len(known) >= least:
        return None
    return frozenset().union(*known)
