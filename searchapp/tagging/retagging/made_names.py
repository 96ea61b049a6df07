"""Names that the tagger makes from others and then looks up: their words need not stand in the
text side by side, nor at all.

- made: "Russian Ministry of Defense" from "Russia's MoD", "Syrian forces" from "the regime …
  government forces", "Biden administration" from a person and a noun, "1st Army Corps" from
  "1st and 2nd Army Corps".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from searchapp.tagging.names.lexicon import NAMED, Country, country_of
from searchapp.tagging.names.roles import REGIMES
from searchapp.tagging.vocabulary import Vocabulary
from searchapp.text import words

Words = tuple[str, ...]


class MadeNames:
    """`vocabularies` are those before and after a change that left the countries and
    institutions alone."""

    def __init__(self, vocabularies: Iterable[Vocabulary]) -> None:
        every = tuple(vocabularies)
        self._countries = [country_of(entry) for entry in every[0].table("countries")]
        self._institutions = every[0].table("institutions")
        self._entries = [
            entry for vocabulary in every for table in NAMED for entry in vocabulary.table(table)
        ]
        self._surnames = {
            tuple(words(entry.name.split()[-1]))
            for entry in self._entries
            if entry.kind == "person" and entry.name.strip()
        }

    def traces(self, key: Words) -> Iterator[Words]:
        """Words of which a document holds all of some, if this name can be made in it."""
        if key[0][0].isdigit():
            yield key[:1]
        if key[-1] in REGIMES and key[:-1] in self._surnames:
            yield key[-1:]
        for country in self._countries:
            if key == tuple(words(country.government)):
                yield from map(_words, country.capitals)
            adjective = _words(country.adjective)
            if key[: len(adjective)] == adjective:
                yield from self._of_country(country, key[len(adjective) :])

    def _of_country(self, country: Country, rest: Words) -> Iterator[Words]:
        spoken_of = [*country.adjectives, *country.names, *country.capitals]
        if rest == ("forces",):
            yield from map(_words, spoken_of)
            yield from self._that_tell_of(country)
        for spelling in self._spellings(rest):
            for name in spoken_of:
                yield (*_words(name), *spelling)

    def _spellings(self, institution: Words) -> Iterator[Words]:
        for entry in self._institutions:
            if _words(str(entry.fields.get("of", entry.name))) == institution:
                yield from map(_words, (entry.name, *entry.aliases))

    def _that_tell_of(self, country: Country) -> Iterator[Words]:
        """Names by which a text speaks of a country without naming it: its bodies, and "the
        regime" where that is a name for its government."""
        adjectives = {_words(each)[0] for each in country.adjectives}
        for entry in self._entries:
            *_, last = name = _words(entry.name) or ("",)
            governs = last == "government" and name[0] in adjectives
            called_so = entry.kind == "person" and last in adjectives
            if governs or called_so or entry.fields.get("of") == country.name:
                yield from map(_words, (entry.name, *entry.aliases))


def _words(name: str) -> Words:
    return tuple(words(name))
