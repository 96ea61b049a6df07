"""What a paragraph is about: a topic is a set of queries of the search language.

- topic: an entry of the vocabulary's table "topics": a definition, `queries` of which any is
  enough (or one `query`), and what it is not given for (`unless`).
- pairs: classes of words of which one follows the other (see pairs.py).
- clause: one alternative of a query. `a OR (b c)` has two; of `(a OR b) -c` they are `a -c`
  and `b -c`. A text is asked only those clauses of which it holds a word.
- term: a stem, or two stems of which one follows the other.
- needs: sets of terms of each of which a text has to hold one to match a clause. They are
  compared first, by numbers in place of stems, since most clauses fail there.

The mentions of a topic are the words that satisfied its clauses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from searchapp.errors import BadSearch, VocabularyError
from searchapp.kernels.needs import Need, Rules, placed
from searchapp.matching import Marks, Subject, anchors, compile_query, runs_of
from searchapp.model import (
    And,
    FacetIs,
    FacetStarts,
    Mention,
    Node,
    Not,
    Or,
    Phrase,
    Word,
)
from searchapp.querylang import parse
from searchapp.settings import Limits
from searchapp.sought import leaves
from searchapp.tagging.mentions import mention
from searchapp.tagging.pairs import Pair, pairs_of
from searchapp.tagging.reading import Reading
from searchapp.tagging.vocabulary import Entry, Vocabulary
from searchapp.tagging.wordclasses import WordNumbers
from searchapp.text import stem

RULE = "query: "
# Two stems are a pair of strings, which no stem is.
Term: TypeAlias = str | tuple[str, str]


class _Clause(NamedTuple):
    """A clause as it is written. One that is `paired` is asked only where no other of the topic
    is satisfied."""

    topic: int
    marks: Callable[[Subject], Marks | None]
    paired: bool
    needs: Sequence[frozenset[Term]]
    stems: frozenset[str]


class _Passage(Subject):
    """A passage of which those stems are known that topics ask for."""

    def __init__(self, reading: Reading, places: dict[str, list[int]], title: str) -> None:
        super().__init__(reading.cut, title=title)
        self.by_stem = places


class TopicTagger:
    """Tags by the topics of one vocabulary; holds no state between documents.

    Raises VocabularyError, with file and line, for a query that cannot be read.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        entries = vocabulary.table("topics")
        self._topics = [(entry.name, rule_of(entry)) for entry in entries]
        self._clauses = [
            each for topic, entry in enumerate(entries) for each in _asked(topic, entry)
        ]
        # Pairs last, each after those of its topic that stand before it.
        self._clauses.sort(key=lambda clause: clause.paired)
        asked_for = sorted(frozenset().union(*(clause.stems for clause in self._clauses)))
        number = {stem: place for place, stem in enumerate(asked_for)}
        self._stems = asked_for
        self._rules = Rules(
            [[_numbered(need, number) for need in clause.needs] for clause in self._clauses]
        )
        self.numbers = WordNumbers(lambda word: number.get(stem(word), -1))

    def tag(self, readings: Sequence[Reading], *, title: str = "") -> list[list[Mention]]:
        """The topics of each passage of the document with this title."""
        return [self._tag(reading, title) for reading in readings]

    def _tag(self, reading: Reading, title: str) -> list[Mention]:
        numbers = reading.numbered(self.numbers)
        asked = self._rules.met(numbers)
        if not asked:
            return []
        subject = _Passage(reading, placed(numbers, self._stems), title)
        found: dict[int, Marks] = {}
        for clause in asked:
            topic, marks_of, paired, *_ = self._clauses[clause]
            if paired and topic in found:
                continue
            marks = marks_of(subject)
            if marks is not None:
                found.setdefault(topic, []).extend(marks)
        return [
            each for topic in sorted(found) for each in self._mentions(topic, found[topic], reading)
        ]

    def _mentions(self, topic: int, marks: Marks, reading: Reading) -> list[Mention]:
        (name, rule), starts, ends = self._topics[topic], reading.starts, reading.ends
        return [
            mention(name, (starts[first], ends[last]), of=reading.text, rule=rule)
            for first, last in runs_of(marks)
        ]


def _asked(topic: int, entry: Entry) -> Iterator[_Clause]:
    for node in clauses(query_of(entry)):
        wanted = frozenset(_stems_of(node))
        yield _Clause(topic, compile_query(node).marks, False, list(needs(node)), wanted)
    unwanted = Or(tuple(_unwanted(entry)))
    excluded = compile_query(unwanted).matches
    for pair in pairs_of(entry):
        marks, wanted = partial(_pair_marks, pair, excluded), pair.stems.union(_stems_of(unwanted))
        yield _Clause(topic, marks, True, pair.needs, wanted)


def _pair_marks(pair: Pair, excluded: Callable[[Subject], bool], subject: Subject) -> Marks | None:
    marks = pair.marks(subject)
    return marks if marks and not excluded(subject) else None


def rule_of(entry: Entry) -> str:
    """What its mentions say of the line that a topic is."""
    return RULE + entry.place


def query_of(entry: Entry) -> Node:
    """One tree of all that a topic asks. Raises VocabularyError when there is nothing to ask or
    a query is wrong; each has to keep within the limits of the search box."""
    wanted = [_read(entry, typed) for typed in _stated(entry, "query", "queries")]
    if not wanted and not pairs_of(entry):
        raise VocabularyError(entry.file, entry.line, f"the topic {entry.name!r} has no query")
    unwanted = list(map(Not, _unwanted(entry)))
    any_of = Or(tuple(wanted))
    return And((any_of, *unwanted)) if unwanted else any_of


def _unwanted(entry: Entry) -> Iterator[Node]:
    return (_read(entry, typed) for typed in _stated(entry, "unless"))


def _stated(entry: Entry, *fields: str) -> Iterator[str]:
    for field in fields:
        stated = entry.fields.get(field, [])
        yield from [stated] if isinstance(stated, str) else map(str, stated)


def _read(entry: Entry, typed: str) -> Node:
    try:
        parsed = parse(" ".join(typed.split()), limits=Limits())
    except BadSearch as error:
        raise VocabularyError(entry.file, entry.line, f"{entry.name}: {error}") from error
    if parsed.notices:
        raise VocabularyError(entry.file, entry.line, f"{entry.name}: {parsed.notices[0]}")
    if _asks_facets(parsed.query):
        reason = f"{entry.name}: topics are read from words alone and cannot ask for facets"
        raise VocabularyError(entry.file, entry.line, reason)
    return parsed.query


def clauses(node: Node) -> Iterator[Node]:
    """The alternatives of a query: together they match what it matches."""
    match node:
        case Or(children):
            for child in children:
                yield from clauses(child)
        case And(children) if sum(isinstance(child, Or) for child in children) == 1 and all(
            isinstance(child, Or | Not) for child in children
        ):
            others = tuple(child for child in children if isinstance(child, Not))
            for child in children:
                if isinstance(child, Or):
                    for alternative in clauses(child):
                        yield And((alternative, *others))
        case _:
            yield node


def needs(node: Node) -> Iterator[frozenset[Term]]:
    """Sets of terms, of each of which every text that matches holds at least one."""
    match node:
        case And(children):
            for child in children:
                yield from needs(child)
        case Phrase(following, slop=0) if len(following) > 1:
            for both in pairwise(map(stem, following)):
                yield frozenset((both,))
        case Phrase(following):
            for word in following:
                yield frozenset((stem(word),))
        case Or(children):
            each_needs = [next(needs(child), None) for child in children]
            known = [need for need in each_needs if need is not None]
            if len(known) == len(children):
                yield frozenset().union(*known)
        case _:
            known_stems = anchors(node)
            if known_stems is not None:
                yield frozenset(known_stems)


def _stems_of(node: Node) -> Iterator[str]:
    """All stems that a tree asks a text for."""
    for leaf in leaves(node):
        match leaf:
            case Word(text):
                yield stem(text)
            case Phrase(following):
                yield from map(stem, following)


def _numbered(need: frozenset[Term], number: Mapping[str, int]) -> Need:
    return frozenset(
        number[term] if isinstance(term, str) else (number[term[0]], number[term[1]])
        for term in need
    )


def _asks_facets(node: Node) -> bool:
    match node:
        case FacetIs() | FacetStarts():
            return True
        case Not(child):
            return _asks_facets(child)
        case _:
            return any(map(_asks_facets, getattr(node, "children", ())))
