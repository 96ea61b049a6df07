"""What a paragraph is about: a topic is a set of queries of the search language.

- topic: an entry of the vocabulary's table "topics": a definition, `queries` of which any is
  enough (or one `query`), and what it is not given for (`unless`).
- pairs: classes of words of which one follows the other (see pairs.py).
- clause: one alternative of a query. `a OR (b c)` has two; of `(a OR b) -c` they are `a -c`
  and `b -c`. A text is asked only those clauses of which it holds a word.
- term: a stem, or two stems of which one follows the other.
- needs: sets of terms of each of which a text has to hold one to match a clause, kept as the
  terms that it has to hold and the choices. They are compared first, since most clauses fail
  there and sets are compared quickly.

The mentions of a topic are the words that satisfied its clauses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise
from typing import NamedTuple, TypeAlias

from searchapp.errors import BadSearch, VocabularyError
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
)
from searchapp.querylang import parse
from searchapp.settings import Limits
from searchapp.tagging.mentions import mention
from searchapp.tagging.pairs import Pair, pairs_of
from searchapp.tagging.reading import Reading
from searchapp.tagging.vocabulary import Entry, Vocabulary
from searchapp.text import stem

RULE = "query: "
# Two stems are a pair of strings, which no stem is.
Term: TypeAlias = str | tuple[str, str]


class _Asked(NamedTuple):
    """A clause as it is written. One that is `paired` is asked only where no other of the topic
    is satisfied."""

    topic: int
    marks: Callable[[Subject], Marks | None]
    paired: bool
    needs: Sequence[frozenset[Term]]


class _Clause(NamedTuple):
    """The same made ready, with the choices of which a text must hold one each."""

    topic: int
    marks: Callable[[Subject], Marks | None]
    paired: bool
    choices: tuple[frozenset[Term], ...]


class TopicTagger:
    """Tags by the topics of one vocabulary; holds no state between documents.

    Raises VocabularyError, with file and line, for a query that cannot be read.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        entries = vocabulary.table("topics")
        self._topics = [(entry.name, rule_of(entry)) for entry in entries]
        asked = [each for topic, entry in enumerate(entries) for each in _asked(topic, entry)]
        # Pairs last, each after those of its topic that stand before it.
        asked.sort(key=lambda each: each.paired)
        self._clauses: list[_Clause] = []
        # The single terms that a clause needs, compared before anything else of it is looked at.
        self._wanted: list[frozenset[Term]] = []
        self._asked_always = [number for number, each in enumerate(asked) if not each.needs]
        self._asked_by_term: dict[Term, list[int]] = {}
        frequency = Counter(term for each in asked for need in each.needs for term in need)
        for number, each in enumerate(asked):
            # Asked by the need that the fewest others share: "hospital" rather than "russian".
            rarest = min(each.needs, key=lambda need: sum(frequency[t] for t in need), default=())
            for term in rarest:
                self._asked_by_term.setdefault(term, []).append(number)
            # Who is asked holds a term of the rarest need: only the others are compared.
            others = [need for need in each.needs if need != rarest]
            single = (term for need in others if len(need) == 1 for term in need)
            self._wanted.append(frozenset(single))
            choices = tuple(need for need in others if len(need) > 1)
            self._clauses.append(_Clause(each.topic, each.marks, each.paired, choices))
        self._terms = frozenset(frequency)

    def tag(self, readings: Sequence[Reading], *, title: str = "") -> list[list[Mention]]:
        """The topics of each passage of the document with this title."""
        return [self._tag(reading, title) for reading in readings]

    def _tag(self, reading: Reading, title: str) -> list[Mention]:
        subject = Subject(reading.cut, title=title)
        held = self._terms.intersection(chain(subject.stems, pairwise(subject.stems)))
        asked, by_term = set(self._asked_always), self._asked_by_term
        for term in held:
            if term in by_term:
                asked.update(by_term[term])
        found: dict[int, Marks] = {}
        wanted = self._wanted
        for number in sorted([number for number in asked if wanted[number] <= held]):
            topic, marks_of, paired, choices = self._clauses[number]
            if choices and any(map(held.isdisjoint, choices)):
                continue
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


def _asked(topic: int, entry: Entry) -> Iterator[_Asked]:
    for node in clauses(query_of(entry)):
        yield _Asked(topic, compile_query(node).marks, False, list(needs(node)))
    excluded = compile_query(Or(tuple(_unwanted(entry)))).matches
    for pair in pairs_of(entry):
        yield _Asked(topic, partial(_pair_marks, pair, excluded), True, pair.needs)


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


def _asks_facets(node: Node) -> bool:
    match node:
        case FacetIs() | FacetStarts():
            return True
        case Not(child):
            return _asks_facets(child)
        case _:
            return any(map(_asks_facets, getattr(node, "children", ())))
