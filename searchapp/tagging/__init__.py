"""From a document as read to its paragraphs as tagged.

- names come first: they are the ground of actors and sources, and a place inside a name
  ("Luhansk People's Republic") is no place.
- then regions, sources, actors, dates and topics, each from its own module.
- a paragraph that credits nobody inherits the document's stated source, marked so.
- what a file says itself of a paragraph's values is kept, with the rule "given".

    reading         a passage cut into tokens once, for all who read in it
    wordclasses     its words sorted by what those look for
    names           who is named (a package); actors: who of them takes part
    places          which places are named: regions (a package)
    credit          who is credited: sources (a package)
    dates           what days are spoken of, by calendar/; dated_events: days of wars and battles
    topics          what a passage is about, by queries
    mentions        making the mentions that all of these find
    vocabulary      what the tagger knows by heart; curation: tools to tend it (a package)
    pool            tagging in several processes
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from searchapp.model import Document, Mention, Paragraph, Passage
from searchapp.schema import TAGGED
from searchapp.tagging.actors import tag_actors
from searchapp.tagging.credit.sources import SourceTagger
from searchapp.tagging.dated_events import Events
from searchapp.tagging.dates import TRIGGERS, tag_dates
from searchapp.tagging.names.reader import NameReader
from searchapp.tagging.places.regions import RegionTagger
from searchapp.tagging.reading import Reading
from searchapp.tagging.topics import TopicTagger
from searchapp.tagging.vocabulary import Vocabulary, load
from searchapp.tagging.wordclasses import Sorter

__all__ = ["Tagger", "Vocabulary", "load", "paragraphs_of"]

GIVEN = "given"
INHERITED = "the document's stated source"


class Tagger:
    """Tags documents by one vocabulary; holds no state between documents."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._regions = RegionTagger(vocabulary)
        self.gazetteer = self._regions.gazetteer
        self._names = NameReader(vocabulary, self.gazetteer.is_place)
        self._sources = SourceTagger(vocabulary)
        self._topics = TopicTagger(vocabulary)
        self._events = Events(vocabulary)
        self._sorter = Sorter(
            *self._names.classes,
            *self._sources.classes,
            *self._regions.classes,
            TRIGGERS,
            numbers=self._topics.numbers,
        )

    def tag(self, document: Document) -> tuple[Paragraph, ...]:
        """The document's paragraphs in order, with ids `<document id>:<n>`, n from 1 or as the file
        numbers them."""
        readings = [Reading(passage.text, self._sorter) for passage in document.passages]
        names = self._names.read(readings)
        found = {
            "source": self._sources.tag(names),
            "actor": [],
            "region": self._regions.tag(readings, [passage.blocked for passage in names]),
            "date": tag_dates(document, self._events, readings=readings),
            "topic": self._topics.tag(readings, title=document.title),
        }
        found["actor"] = tag_actors(names, found["source"])
        stated = self._names.value_of(document.source)
        return paragraphs_of(
            document,
            (
                _mentions(document, n, {facet: found[facet][n] for facet in TAGGED}, stated)
                for n in range(len(document.passages))
            ),
        )

    @staticmethod
    def keep_given(document: Document) -> tuple[Paragraph, ...]:
        """The document's paragraphs with the values their file gave and nothing else."""
        empty: dict[str, list[Mention]] = {facet: [] for facet in TAGGED}
        return paragraphs_of(
            document,
            (_mentions(document, n, empty, document.source) for n in range(len(document.passages))),
        )


def _mentions(
    document: Document, n: int, found: dict[str, list[Mention]], stated: str
) -> Mapping[str, tuple[Mention, ...]]:
    """The mentions of a passage by facet: those found, the source inherited, those given."""
    passage = document.passages[n]
    if stated and not found["source"] and "source" not in passage.given:
        found = {**found, "source": [Mention(stated, 0, 0, "", INHERITED, inherited=True)]}
    mentions = {facet: tuple(found[facet]) for facet in TAGGED}
    if passage.given:
        mentions = {facet: (*_given(passage, facet), *each) for facet, each in mentions.items()}
    return {facet: each for facet, each in mentions.items() if each}


def _given(passage: Passage, facet: str) -> tuple[Mention, ...]:
    return tuple(Mention(value, 0, 0, "", GIVEN) for value in passage.given.get(facet, ()))


def paragraphs_of(
    document: Document, mentions: Iterable[Mapping[str, tuple[Mention, ...]]]
) -> tuple[Paragraph, ...]:
    """The document's paragraphs with these mentions, passage by passage."""
    return tuple(
        Paragraph(
            id=f"{document.id}:{passage.n or n}",
            document=document.id,
            n=passage.n or n,
            text=passage.text,
            title=document.title,
            published=document.published,
            published_from=document.published_from,
            url=document.url,
            publisher=document.publisher,
            source=document.source,
            language=document.language,
            section=passage.section,
            mentions=MappingProxyType(dict(found)),
        )
        for n, (passage, found) in enumerate(zip(document.passages, mentions, strict=True), start=1)
    )
