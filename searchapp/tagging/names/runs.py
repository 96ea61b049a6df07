"""Capitalised words in a row, which may be a name that no vocabulary holds.

- run: such words, with the small words that names carry inside ("al-", "ibn").
- opener: a word that owes its capital to the sentence it begins.
"""

from __future__ import annotations

from searchapp.tagging.names.lexicon import Lexicon
from searchapp.tagging.reading import Reading

LONGEST = 9  # tokens
CALENDAR = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday".split()
)
_PARTICLES = frozenset("al el bin ibn bint abi wal wa de von van der la ul di".split())
# Forms of the Arabic article that are English words too; they count before a hyphen.
_ARTICLES_OF_NAMES = frozenset("ad ar as ash an at az adh".split())
_MAY_LEAD = _PARTICLES | _ARTICLES_OF_NAMES
_ARTICLES = frozenset({"the", "a", "an"})


class RunFinder:
    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def begins(self, reading: Reading, first: int) -> bool:
        """Whether a run begins with this word, that it is written with a capital being known."""
        word = reading.words[first]
        if word in self.lexicon.ordinary and self._opens_alone(reading, first):
            return False
        return word not in self.lexicon.openers or self._opens_name(reading, first)

    def _opens_alone(self, reading: Reading, first: int) -> bool:
        """Whether an ordinary word owes its capital to the sentence it begins."""
        after = first + 1
        return reading.starts_sentence(first) and not (
            after < len(reading.words) and reading.capitals[after] and reading.joined(first)
        )

    def _opens_name(self, reading: Reading, first: int) -> bool:
        """ "First Deputy", "New Lines Institute", "Central Bank" inside a sentence."""
        after = first + 1
        return (
            not reading.starts_sentence(first)
            and reading.words[first] not in _ARTICLES | CALENDAR
            and after < len(reading.words)
            and reading.capitals[after]
            and reading.joined(first)
        )

    def end(self, reading: Reading, first: int) -> int:
        """The token after the run that begins here."""
        total = len(reading.words)
        last = first + 1
        while last < total and last - first < LONGEST:
            if not reading.capitals[last] and reading.words[last] not in _MAY_LEAD:
                break  # as nearly always
            if not self._continues(reading, last):
                break
            if reading.capitals[last]:
                if self._other_begins(reading, first, last):
                    break
                last += 1
            elif after := self._past_particles(reading, last):
                last = after
            else:
                break
        return last

    def _past_particles(self, reading: Reading, at: int) -> int:
        """The token after one or two particles and the capitalised word that they lead to: "ibn
        al-Yaman"; 0 where there is none."""
        for place in (at + 1, at + 2):
            if place >= len(reading.words) or not self._particle(reading, place - 1):
                return 0
            if not reading.joined(place - 1):
                return 0
            if reading.capitals[place]:
                return place + 1
        return 0

    def _particle(self, reading: Reading, at: int) -> bool:
        word = reading.words[at]
        return word in _PARTICLES or (word in _ARTICLES_OF_NAMES and reading.gaps[at] == "-")

    def _continues(self, reading: Reading, last: int) -> bool:
        if reading.joined(last - 1):
            return True
        # "People's Republic", "Prosecutor General's Office": the owner is part of the name.
        gap = reading.gaps[last - 1]
        owner = reading.words[last - 1]
        return gap in ("'s ", "’s ", "' ", "’ ") and (
            owner in ("people", "general", "women", "children", "workers", "soldiers", "peoples")
        )

    def _other_begins(self, reading: Reading, first: int, last: int) -> bool:
        """Whether another name begins inside the run: "Spokesperson | Dmitry Peskov"."""
        if (
            last - first == 1
            and reading.starts_sentence(first)
            and (self.lexicon.adjectives.match(reading.words, last))
        ):
            # "Additional Russian forces": the first word is an ordinary one.
            return True
        found = self.lexicon.known.match(reading.words, last)
        if found is None:
            return False
        if found[0] - last > 1:
            return True
        known = found[1]
        if known.exact and reading.shown(last, last + 1) != known.exact:
            return False
        before = reading.words[last - 1]
        return known.entry.kind == "person" and before in self.lexicon.titles
