"""Topics asked again: only those that changed, of only the passages that may answer.

- leads: stems of which every text that satisfies a topic holds one.

A topic's mentions follow from the passage and the topic alone, and are known by its name and rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from searchapp.likeness import word_test
from searchapp.model import (
    And,
    AtLeast,
    Document,
    Fuzzy,
    Mention,
    Node,
    Or,
    Prefix,
    Wildcard,
    Word,
)
from searchapp.tagging.pairs import pairs_of
from searchapp.tagging.reading import Reading
from searchapp.tagging.retagging.differences import Revision
from searchapp.tagging.retagging.texts import Texts
from searchapp.tagging.topics import Term, TopicTagger, clauses, needs, query_of, rule_of
from searchapp.tagging.vocabulary import Entry, Vocabulary, of_entries

TABLE = "topics"


class TopicsAgain:
    """The topics among revisions. Raises VocabularyError for a query that cannot be read."""

    def __init__(self, revised: Sequence[Revision], new: Vocabulary) -> None:
        before = [each.old for each in revised if each.old and each.old.table == TABLE]
        after = [each.new for each in revised if each.new and each.new.table == TABLE]
        self._revised = (*before, *after)
        self._today = TopicTagger(of_entries(after, ""))
        self._order = {asked: place for place, asked in enumerate(map(_asked, new.table(TABLE)))}
        self._gone = frozenset(map(_asked, before))
        self.is_empty = not before and not after

    def passages(self, documents: Sequence[Document], texts: Texts) -> dict[str, frozenset[int]]:
        """The places of the passages, by document, that had one of the topics or may have one
        now."""
        if self.is_empty:
            return {}
        wanted = [need for each in self._revised for need in leads(each, texts.words)]
        if None in wanted:
            return {each.id: frozenset(range(len(each.passages))) for each in documents}
        return texts.passages_with(frozenset().union(*filter(None, wanted)))

    def had(self, mention: Mention) -> bool:
        """Whether a mention is of one of the topics as they were."""
        return (mention.value, mention.rule) in self._gone

    def merged(self, others: Iterable[Mention], text: str, *, title: str) -> tuple[Mention, ...]:
        """The mentions of other topics and those of the topics as they are now, in the order of
        the vocabulary, given ones first."""
        [found] = self._today.tag([Reading(text)], title=title)
        return tuple(sorted([*others, *found], key=self._place))

    def _place(self, mention: Mention) -> int:
        return self._order.get((mention.value, mention.rule), -1)


def leads(topic: Entry, words: Collection[str]) -> Iterator[frozenset[str] | None]:
    """For each thing that a topic asks, stems of which every text of these words that satisfies
    it holds one; None where a text may do without."""
    asked = (needs(_spelt_out(node, words)) for node in clauses(query_of(topic)))
    pairs = (iter(pair.needs) for pair in pairs_of(topic))
    for each in (*asked, *pairs):
        fewest: frozenset[Term] | None = min(each, key=len, default=None)
        stems = (term if isinstance(term, str) else term[0] for term in fewest or ())
        yield None if fewest is None else frozenset(stems)


def _spelt_out(node: Node, words: Collection[str]) -> Node:
    """The query with the words that its patterns stand for, nothing being known of a pattern."""
    match node:
        case Prefix() | Wildcard() | Fuzzy():
            return Or(tuple(Word(word, exact=True) for word in filter(word_test(node), words)))
        case And(children) | Or(children) | AtLeast(_, children):
            return replace(node, children=tuple(_spelt_out(each, words) for each in children))
        case _:
            return node


def are_told_apart(vocabulary: Vocabulary) -> bool:
    """Whether no two topics are known by one name and rule, from files of two folders."""
    entries = vocabulary.table(TABLE)
    return len(set(map(_asked, entries))) == len(entries)


def _asked(entry: Entry) -> tuple[str, str]:
    return (entry.name, rule_of(entry))
