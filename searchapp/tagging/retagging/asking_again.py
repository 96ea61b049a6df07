"""Topics asked again: only those that changed, of only the passages that may answer.

A topic's mentions follow from the passage and the topic alone, and are known by its name and rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from searchapp.model import Document, Mention
from searchapp.tagging.reading import Reading
from searchapp.tagging.retagging.differences import Revision
from searchapp.tagging.retagging.texts import Texts
from searchapp.tagging.topics import TopicTagger, rule_of
from searchapp.tagging.vocabulary import Entry, Vocabulary, of_entries

TABLE = "topics"


class TopicsAgain:
    """The topics among revisions. Raises VocabularyError for a query that cannot be read."""

    def __init__(self, revised: Sequence[Revision], new: Vocabulary) -> None:
        before = [each.old for each in revised if each.old and each.old.table == TABLE]
        after = [each.new for each in revised if each.new and each.new.table == TABLE]
        self._former = TopicTagger(of_entries(before, ""))
        self._today = TopicTagger(of_entries(after, ""))
        self._order = {asked: place for place, asked in enumerate(map(_asked, new.table(TABLE)))}
        self._gone = frozenset(map(_asked, before))
        self.is_empty = not before and not after

    def passages(self, documents: Sequence[Document], texts: Texts) -> dict[str, frozenset[int]]:
        """The places of the passages, by document, that had one of the topics or may have one
        now."""
        if self.is_empty:
            return {}
        former, today = self._former.stems, self._today.stems
        if former is None or today is None:
            return {each.id: frozenset(range(len(each.passages))) for each in documents}
        return texts.passages_with(former | today)

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


def are_told_apart(vocabulary: Vocabulary) -> bool:
    """Whether no two topics are known by one name and rule, from files of two folders."""
    entries = vocabulary.table(TABLE)
    return len(set(map(_asked, entries))) == len(entries)


def _asked(entry: Entry) -> tuple[str, str]:
    return (entry.name, rule_of(entry))
