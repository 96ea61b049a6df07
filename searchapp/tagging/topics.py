"""What a paragraph is about: a topic is a set of queries of the search language.

- topic: an entry of the vocabulary's table "topics": a definition, `queries` of which any is
  enough (or one `query`), and what it is not given for (`unless`).
- pairs: classes of words of which one follows the other (see pairs.py).
- clause: one alternative of a query. `a OR (b c)` has two; of `(a OR b) -c` they are `a -c`
  and `b -c`. A text is asked only those clauses of which it holds a word.
- needs: sets of stems of each of which a text has to hold one to match a clause, kept as the
  stems that it has to hold and the choices. They are compared first, since most clauses fail
  there and sets are compared quickly.

The mentions of a topic are the words that satisfied its clauses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from searchapp.errors import BadSearch, VocabularyError
from searchapp.matching import Marks, Subject, anchors, compile_query, spans_of
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
from searchapp.tagging.pairs import pairs_of
from searchapp.tagging.reading import Reading
from searchapp.tagging.vocabulary import Entry, Vocabulary
from searchapp.text import stem


class _Clause(NamedTuple):
    topic: int
    marks: Callable[[Subject], Marks | None]
    stems: frozenset[str]
    choices: tuple[frozenset[str], ...]


class TopicTagger:
    """Tags by the topics of one vocabulary; holds no state between documents.

    Raises VocabularyError, with file and line, for a query that cannot be read.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        entries = vocabulary.table("topics")
        self._topics = [(entry.name, f"query: {entry.place}") for entry in entries]
        asked = [(topic, node) for topic, e in enumerate(entries) for node in clauses(query_of(e))]
        self._pairs = [
            (topic, pair, compile_query(Or(tuple(_unwanted(entry)))).matches)
            for topic, entry in enumerate(entries)
            for pair in pairs_of(entry)
        ]
        self._paired = frozenset(stem for _, pair, _ in self._pairs for stem in pair.stems)
        wanted = [list(needs(node)) for _, node in asked]
        self._clauses: list[_Clause] = []
        self._asked_always = [number for number, need in enumerate(wanted) if not need]
        self._asked_by_stem: dict[str, list[int]] = {}
        frequency = Counter(stem for each in wanted for need in each for stem in need)
        for number, each in enumerate(wanted):
            # Asked by the need that the fewest others share: "hospital" rather than "russian".
            rarest = min(each, key=lambda need: sum(frequency[s] for s in need), default=())
            for known in rarest:
                self._asked_by_stem.setdefault(known, []).append(number)
            # Who is asked holds a stem of the rarest need: only the others are compared.
            self._clauses.append(_clause(*asked[number], [need for need in each if need != rarest]))
        self._asking = frozenset(self._asked_by_stem)

    def tag(self, readings: Sequence[Reading], *, title: str = "") -> list[list[Mention]]:
        """The topics of each passage of the document with this title."""
        return [self._tag(reading, title) for reading in readings]

    def _tag(self, reading: Reading, title: str) -> list[Mention]:
        subject = Subject(reading.cut, title=title)
        held = frozenset(subject.by_stem)
        asked = set(self._asked_always)
        for known in held & self._asking:
            asked.update(self._asked_by_stem[known])
        found: dict[int, Marks] = {}
        for number in asked:
            topic, marks_of, stems, choices = self._clauses[number]
            if not stems <= held or (choices and any(map(held.isdisjoint, choices))):
                continue
            marks = marks_of(subject)
            if marks is not None:
                found.setdefault(topic, []).extend(marks)
        paired = self._paired & held
        for topic, pair, unwanted in self._pairs:
            marks = [] if topic in found else pair.marks(subject, paired)
            if marks and not unwanted(subject):
                found[topic] = marks
        return [
            each
            for topic in sorted(found)
            for each in self._mentions(topic, found[topic], reading.text, subject)
        ]

    def _mentions(self, topic: int, marks: Marks, text: str, subject: Subject) -> Iterator[Mention]:
        name, rule = self._topics[topic]
        for span in spans_of(marks, subject.cut):
            yield mention(name, (span.start, span.end), of=text, rule=rule)


def _clause(topic: int, node: Node, wanted: Sequence[frozenset[str]]) -> _Clause:
    single = frozenset(each for need in wanted if len(need) == 1 for each in need)
    choices = tuple(need for need in wanted if len(need) > 1)
    return _Clause(topic, compile_query(node).marks, single, choices)


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


def needs(node: Node) -> Iterator[frozenset[str]]:
    """Sets of stems, of each of which every text that matches holds at least one."""
    match node:
        case And(children):
            for child in children:
                yield from needs(child)
        case Phrase(following):
            for word in following:
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
