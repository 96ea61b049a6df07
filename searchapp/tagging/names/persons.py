"""Persons that no vocabulary holds, read from what stands around their names.

- titled: "Colonel Naw Bu", "mayor Boychenko", "Chief of Staff Oleh Belokonev".
- given name: two to four capitalised words, the first of them a known given name.
- explained: a title in apposition: "X Y, the governor of Z", "the mayor of Z, X Y".
"""

from __future__ import annotations

from collections.abc import Callable

from searchapp.tagging.names.lexicon import Lexicon
from searchapp.tagging.reading import Name, Reading

TITLED = "title before a name"
EXPLAINED = "title beside a name"
GIVEN_NAME = "given name"
KNOWN_SPELLING = "spelling of a known name"
# Arabic nouns for an armed group stand first in its name.
LEADING = frozenset(
    "liwa jaysh jaish jund kataib harakat ansar faylaq katibat saraya jabhat ahrar suqour".split()
)
IsPlace = Callable[[tuple[str, ...]], bool]
_LONGEST_PERSON = 4
# "The village of | Ayad al-Saghir".
_CALLED = frozenset("village villages town towns hamlet settlement hill".split())
_LONGEST_BODY = 6
_OFFICES = frozenset(
    "minister ministers secretary president chairman governor mayor ambassador commissioner "
    "prosecutor ombudsman spokesman spokesperson spokeswoman chief head director commander".split()
)


_LED_BY = frozenset("led commanded headed chaired founded".split())


class PersonFinder:
    def __init__(self, lexicon: Lexicon, is_place: IsPlace) -> None:
        self.lexicon = lexicon
        self.is_place = is_place
        # The words right before a name that may make a person's of it.
        self.introducing = lexicon.titles | lexicon.heads | {"of", "for", "by", "named"}

    def person(self, reading: Reading, first: int, last: int) -> Name | None:
        lexicon, words = self.lexicon, reading.words
        begin = first
        for place in range(last - 2, first - 1, -1):
            if words[place] in lexicon.titles:
                begin = place + 1
                break
        titled = begin > first or self._title_before(reading, first)
        while last - begin > 2 and words[begin] in lexicon.title_parts:
            begin, titled = begin + 1, True
        size = last - begin
        if size == 1 and not titled:
            return None
        parts = words[begin:last]
        if not 1 <= size <= _LONGEST_PERSON or lexicon.title_parts.issuperset(parts):
            return None
        if not (titled or lexicon.heads.isdisjoint(parts)):
            return None
        headed = parts[0] in lexicon.heads and parts[0] not in lexicon.titles
        if size > 1 and (headed or parts[-1] in lexicon.place_nouns):
            return None  # "Sheikh | Najjar Industrial District"
        rule = ""
        if titled and (
            size > 1
            or words[begin] in lexicon.surnames
            or not self.is_place(tuple(words[begin:last]))
        ):
            rule = TITLED
        elif size > 1 and words[begin] in lexicon.given:
            rule = "" if self.is_place(tuple(words[begin:last])) else GIVEN_NAME
        elif size > 1 and self._explained(reading, begin, last):
            rule = "" if self.is_place(tuple(words[begin:last])) else EXPLAINED
        if not rule or self._capital_only(reading, begin, last):
            return None
        if rule == TITLED and size > 1 and words[last - 1] in _OFFICES:
            # "Deputy | Information Minister": the title of whoever follows.
            return None
        if self._names_a_thing(reading, begin, last):
            return None
        return self._as_person(reading, begin, last, rule)

    def _title_before(self, reading: Reading, first: int) -> bool:
        """ "mayor | Boychenko", "Chief of Staff | Oleh Belokonev"."""
        words, titles = reading.words, self.lexicon.titles
        if first == 0 or words[first - 1] not in self.introducing or not reading.joined(first - 1):
            return False
        if words[first - 1] in titles:
            return True
        if words[first - 1] == "named":
            # "a militiaman named Jad al-Tawil"
            coded = words[first - 2] == "code" or words[first] in self.lexicon.things
            return not coded and first + 1 < len(words) and reading.joined(first)
        if words[first - 1] == "by" and first > 1 and words[first - 2] in _LED_BY:
            # "gangs led by Jimmy Chérizier"
            return first + 1 < len(words) and reading.capitals[first + 1] and reading.joined(first)
        if self._behind_a_body(reading, first):
            return True
        return (
            words[first - 1] in ("of", "for")
            and first > 1
            and words[first - 2] in titles
            and (words[first] in self.lexicon.title_parts)
        )

    def _behind_a_body(self, reading: Reading, first: int) -> bool:
        """ "Secretary of the Security Council | Armen Grigoryan"."""
        words, lexicon = reading.words, self.lexicon
        body = words[first - 1] in lexicon.heads and words[first - 1] not in LEADING
        if not body or not reading.capitals[first - 1]:
            return False
        if first + 1 >= len(words) or not (reading.capitals[first + 1] and reading.joined(first)):
            return False
        at = first - 1
        while at > 1 and first - at < _LONGEST_BODY and reading.capitals[at - 1]:
            at -= 1
        at -= words[at - 1] == "the"
        return at > 1 and words[at - 1] in ("of", "for") and words[at - 2] in lexicon.titles

    def _names_a_thing(self, reading: Reading, begin: int, last: int) -> bool:
        """ "the Abu Bakr neighborhoods", "Chief Outcomes": no person is meant."""
        lexicon, words = self.lexicon, reading.words
        if begin > 1 and words[begin - 1] == "of" and words[begin - 2] in _CALLED:
            return True
        if last < len(words) and reading.joined(last - 1) and not reading.capitals[last]:
            after = words[last]
            if after in lexicon.place_nouns or after.removesuffix("s") in lexicon.place_nouns:
                return True
        word = words[begin]
        alone = last - begin == 1
        return alone and (
            word in lexicon.ordinary or (word.endswith("s") and word not in lexicon.surnames)
        )

    def _as_person(self, reading: Reading, begin: int, last: int, rule: str) -> Name:
        words = reading.words[begin:last]
        entry = self.lexicon.person(words)
        if entry is None and len(words) == 1:
            entry = self.lexicon.surnames.get(words[0])
        if entry is not None:
            return Name(
                begin, last, entry.name, "person", KNOWN_SPELLING, entry.place,
                entry.aliases,
            )  # fmt: skip
        return Name(begin, last, reading.shown(begin, last), "person", rule)

    def _capital_only(self, reading: Reading, begin: int, last: int) -> bool:
        """Whether the run is one abbreviation, or a country's adjective: no person's name."""
        shown = reading.shown(begin, last)
        if last - begin == 1 and shown.isupper() and len(shown) > 1:
            return True
        found = self.lexicon.adjectives.match(reading.words, begin)
        return found is not None

    def _explained(self, reading: Reading, begin: int, last: int) -> bool:
        """A title in apposition: "X Y, the governor of Z" or "The mayor of Z, X Y, said"."""
        titles, words = self.lexicon.titles, reading.words
        if last < len(words) and reading.gaps[last - 1] == ", ":
            for place in range(last, min(last + 6, len(words))):
                if words[place] in titles:
                    return True
                if not reading.joined(place):
                    break
        if begin > 0 and reading.gaps[begin - 1] in (", ", "), "):
            for place in range(begin - 1, max(begin - 10, -1), -1):
                if words[place] in titles:
                    return True
                if reading.ends_sentence(place) and place != begin - 1:
                    break
        return False
