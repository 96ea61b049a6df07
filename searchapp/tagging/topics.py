"""What a paragraph is about: a topic is a set of queries of the search language.

- topic: an entry of the vocabulary's table "topics": a definition, `queries` of which any is
  enough (or one `query`), and what it is not given for (`unless`).
- clause: one alternative of a query. `a OR (b c)` has two; of `(a OR b) -c` they are `a -c`
  and `b -c`. A text is asked only those clauses of which it holds a word.
- needs: sets of stems of each of which a text has to hold one to match a clause, kept as the
  stems that it has to hold and the choices. They are compared first, since most clauses fail
  there and sets are compared quickly.

The mentions of a topic are the words that satisfied its clauses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from searchapp.errors import BadSearch, VocabularyError
from searchapp.matching import Marks, Matcher, Subject, anchors, compile_query, spans_of
from searchapp.model import (
    And,
    Document,
    FacetIs,
    FacetStarts,
    Mention,
    Node,
    Not,
    Or,
    Passage,
    Phrase,
)
from searchapp.querylang import parse
from searchapp.settings import Limits
from searchapp.tagging.vocabulary import Entry, Vocabulary
from searchapp.text import stem


@dataclass(frozen=True, slots=True)
class _Clause:
    topic: int
    matcher: Matcher
    stems: frozenset[str]
    choices: tuple[frozenset[str], ...]


class TopicTagger:
    """Tags by the topics of one vocabulary; holds no state between documents.

    Raises VocabularyError, with file and line, for a query that cannot be read.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._topics: list[tuple[str, str]] = []
        self._clauses: list[_Clause] = []
        self._asked_by_stem: dict[str, list[int]] = {}
        self._asked_always: list[int] = []
        for entry in vocabulary.table("topics"):
            self._add(entry)

    def tag(self, document: Document) -> list[list[Mention]]:
        return [self._tag(passage, document.title) for passage in document.passages]

    def _add(self, entry: Entry) -> None:
        topic = len(self._topics)
        self._topics.append((entry.name, f"query: {entry.place}"))
        for node in clauses(query_of(entry)):
            matcher = compile_query(node)
            number = len(self._clauses)
            wanted = list(needs(node))
            single = frozenset(each for need in wanted if len(need) == 1 for each in need)
            choices = tuple(need for need in wanted if len(need) > 1)
            self._clauses.append(_Clause(topic, matcher, single, choices))
            if matcher.anchors is None:
                self._asked_always.append(number)
            for anchor in matcher.anchors or ():
                self._asked_by_stem.setdefault(anchor, []).append(number)

    def _tag(self, passage: Passage, title: str) -> list[Mention]:
        subject = Subject(passage.text, title=title)
        asked = set(self._asked_always)
        held = set(subject.by_stem)
        for known in held & self._asked_by_stem.keys():
            asked.update(self._asked_by_stem[known])
        found: dict[int, Marks] = {}
        for number in asked:
            clause = self._clauses[number]
            if not clause.stems <= held or any(map(held.isdisjoint, clause.choices)):
                continue
            marks = clause.matcher.marks(subject)
            if marks is not None:
                found.setdefault(clause.topic, []).extend(marks)
        return [
            mention
            for topic in sorted(found)
            for mention in self._mentions(topic, found[topic], passage.text, subject)
        ]

    def _mentions(self, topic: int, marks: Marks, text: str, subject: Subject) -> Iterator[Mention]:
        name, rule = self._topics[topic]
        for span in spans_of(marks, subject.tokens):
            words = text[span.start : span.end]
            yield Mention(name, span.start, span.end, words, rule)


def query_of(entry: Entry) -> Node:
    """One tree of all that a topic asks. Raises VocabularyError when there is nothing to ask or
    a query is wrong; each has to keep within the limits of the search box."""
    wanted = [_read(entry, typed) for typed in _stated(entry, "query", "queries")]
    if not wanted:
        raise VocabularyError(entry.file, entry.line, f"the topic {entry.name!r} has no query")
    unwanted = [Not(_read(entry, typed)) for typed in _stated(entry, "unless")]
    any_of = Or(tuple(wanted))
    return And((any_of, *unwanted)) if unwanted else any_of


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


def needs(node: Node) -> Iterator[frozenset[str]]:
    """Sets of stems, of each of which every text that matches holds at least one."""
    match node:
        case And(children):
            for child in children:
                yield from needs(child)
        case Phrase(words):
            for word in words:
                yield frozenset((stem(word),))
        case _:
            known = anchors(node)
            if known is not None:
                yield known


def _asks_facets(node: Node) -> bool:
    match node:
        case FacetIs() | FacetStarts():
            return True
        case Not(child):
            return _asks_facets(child)
        case _:
            return any(map(_asks_facets, getattr(node, "children", ())))
