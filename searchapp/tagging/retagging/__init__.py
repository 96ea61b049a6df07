"""Tagging again, after a change of vocabulary, only what the change can touch.

- change: what it asks for: documents to be tagged anew, passages whose changed topics are asked
  again, and rules that name the lines of entries which only moved.

What comes of it equals what tagging everything anew gives; where that is not known for certain,
everything is tagged anew.

    keeping         the vocabulary of an index, kept for the next run
    differences     two vocabularies compared, entry by entry
    texts           the words that documents hold
    reach           which documents a difference can touch; made_names: names put together
    asking_again    topics that changed
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from searchapp.model import Document, Mention, Paragraph
from searchapp.tagging.retagging.asking_again import TopicsAgain, are_told_apart
from searchapp.tagging.retagging.differences import differences
from searchapp.tagging.retagging.reach import reach
from searchapp.tagging.retagging.texts import Texts
from searchapp.tagging.topics import RULE
from searchapp.tagging.vocabulary import Vocabulary

_TOPIC = "topic"
# All fields of a mention but its aliases, which come last.
_SAID = Mention._fields.index("aliases")


@dataclass(frozen=True, slots=True)
class Change:
    """`anew` are the ids of documents to be tagged as a whole; `asked` the places of passages of
    others, by document, whose topics are asked again; `moved` maps places of entries."""

    anew: frozenset[str]
    topics: TopicsAgain
    asked: Mapping[str, frozenset[int]]
    moved: Mapping[str, str]

    def may_touch(self, document: Document) -> bool:
        """Whether a value of the document's paragraphs may change."""
        return document.id in self.anew or bool(self.asked.get(document.id))

    def adapts(self, document: Document) -> bool:
        """Whether a document that need not be tagged as a whole may have other tags than before."""
        return bool(self.moved or self.asked.get(document.id))

    def adapted(self, document: Document, tagged: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        """The paragraphs of a document that need not be tagged as a whole, in the order of its
        passages; those that stay as they were are the very same."""
        asked = self.asked.get(document.id, frozenset())
        if not asked and not self.moved:
            return tuple(tagged)
        return tuple(
            self._adapted(paragraph, asks=place in asked) for place, paragraph in enumerate(tagged)
        )

    def _adapted(self, paragraph: Paragraph, *, asks: bool) -> Paragraph:
        held = paragraph.mentions
        found: dict[str, tuple[Mention, ...]] = {}
        if asks:
            others = (each for each in held.get(_TOPIC, ()) if not self.topics.had(each))
            topics = self.topics.merged(
                map(self._placed, others), paragraph.text, title=paragraph.title
            )
            found[_TOPIC] = topics
        for facet in held if self.moved else ():
            if facet not in found:
                found[facet] = tuple(map(self._placed, held[facet]))
        return with_mentions(paragraph, found)

    def _placed(self, mention: Mention) -> Mention:
        """The mention with the line on which its entry stands now."""
        place = _place_in(mention.rule) if self.moved else ""
        now = self.moved.get(place) if place else None
        if now is None:
            return mention
        head, _, tail = mention.rule.rpartition(place)
        return mention._replace(rule=f"{head}{now}{tail}")


def change_between(
    old: Vocabulary,
    new: Vocabulary,
    documents: Sequence[Document],
    *,
    pieces: Mapping[str, int] | None = None,
) -> Change:
    """What has to be done with documents that were tagged by the old vocabulary. `pieces` tell
    how often each stands in their texts, perhaps with others. Raises VocabularyError."""
    found = differences(old, new)
    everything = frozenset(document.id for document in documents)
    if found is None or not (are_told_apart(old) and are_told_apart(new)):
        return Change(everything, TopicsAgain((), new), {}, {})
    texts = Texts(documents, pieces)
    touched = reach(found, (old, new), documents, texts)
    topics = TopicsAgain(found.revised, new)
    if touched is None:
        return Change(everything, topics, {}, {})
    return Change(touched, topics, topics.passages(documents, texts), found.moved)


def with_mentions(paragraph: Paragraph, mentions: Mapping[str, Sequence[Mention]]) -> Paragraph:
    """The paragraph with these mentions of some facets, the very same where it has them already."""
    held = paragraph.mentions
    changed = {
        facet: tuple(each)
        for facet, each in mentions.items()
        if [mention[:_SAID] for mention in each] != [m[:_SAID] for m in held.get(facet, ())]
    }
    if not changed:
        return paragraph
    found = {facet: each for facet, each in {**held, **changed}.items() if each}
    return paragraph._replace(mentions=MappingProxyType(found))


@lru_cache(maxsize=10_000)
def _place_in(rule: str) -> str:
    """The file and line that a rule names, "" where it names none."""
    if rule.startswith(RULE):
        return rule.removeprefix(RULE)
    return rule[rule.rfind(" (") + 2 : -1] if rule.endswith(")") else ""
