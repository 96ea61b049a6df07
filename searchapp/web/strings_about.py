"""Sentences of what the tags rest on: measured accuracy and vocabularies."""

from __future__ import annotations

ABOUT = {
    "about.accuracy": "How accurate the tags are",
    "about.measured": "Measured on {day}, on {paragraphs} of the demonstration documents that were"
    " tagged by reading.",
    "about.accuracy_1": "Precision is the share of given tags that are right, recall the share of"
    " right tags that were given. Inherited sources are left out.",
    "about.accuracy_2": "The rules were improved on these paragraphs too, so expect somewhat less"
    " on other documents.",
    "about.accuracy_3": "On paragraphs that you have tagged yourself, this measures the same:",
    "about.precision": "Precision",
    "about.recall": "Recall",
    "about.f1": "F1",
    "about.f1_title": "the harmonic mean of precision and recall",
    "about.coded": "Tags by readers",
    "about.vocabularies": "The vocabularies",
    "about.vocabularies_1": "These files come with the program; a folder of your own can add to"
    " them or override them.",
    "about.made_with": "This index was made with exactly these files.",
    "about.made_with_others": "This index was made with other files than these: with a folder of"
    " its own, or by another version of the program.",
    "about.file": "File",
    "about.entries": "Entries",
    "about.holds": "Holds",
    "about.attribution": "Whose work the list of places is",
    "about.attribution_1": "Settlements, coordinates, numbers of inhabitants and other names:",
    "about.attribution_2": "For Ukraine also the state’s codifier of administrative and"
    " territorial units (KATOTTG) of 16 May 2025, official data, romanised by us. Places are filed"
    " by their internationally recognised state, whoever holds them.",
    "vocabulary.actors": "persons, bodies and formations that take part, with their other names",
    "vocabulary.countries": "countries with their adjectives, and the capitals that stand for"
    " governments",
    "vocabulary.credit": "the words by which a text credits somebody",
    "vocabulary.events": "wars and battles with their first and last day",
    "vocabulary.forces": "how the unnamed forces of a side are spoken of",
    "vocabulary.gazetteer": "settlements of the world with their spellings, divisions of"
    " countries, renamed towns, and words that are seldom meant as a place",
    "vocabulary.given_names": "given names that are spelt in several ways",
    "vocabulary.governments": "words by which a capital is read as its government",
    "vocabulary.institutions": "bodies that every country has",
    "vocabulary.openers": "words that often begin a sentence, so that their capital says nothing",
    "vocabulary.placewords": "words by whose company a place is told from a name",
    "vocabulary.regions": "countries, seas, rivers, regions larger than a country, bases, plants",
    "vocabulary.sources": "media, think tanks, monitors and channels that are credited",
    "vocabulary.things": "names that are neither actor nor source nor place: weapons, ships,"
    " operations",
    "vocabulary.titles": "words beside a person’s name that say what the person is",
    "vocabulary.topics": "topics, each a set of queries in the language of the search box",
}
