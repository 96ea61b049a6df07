"""Whom a phrase of credit means: "Kremlin spokesman Dmitry Peskov", "a YPG commander".

- phrase: the tokens before a verb of credit, or after "according to" and "told".
- person first: where a phrase names a person, the person is credited, and the body only if the
  person speaks for it.
- unnamed: people without a name; those of a named body give the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from searchapp.tagging.credit.words import CreditWords
from searchapp.tagging.reading import OUTLETS, Name, Reading

UNNAMED = "unnamed source"
UNNAMED_ALIASES = ("unnamed sources", "anonymous source", "unnamed")
_CREDITABLE = frozenset("person body force group side outlet monitor channel unknown".split())
_HIDDEN = frozenset({"unnamed", "anonymous", "unidentified", "undisclosed"})
_FORMER = frozenset({"former", "ex", "onetime"})
_SMALL = frozenset("on at this last also then who which likewise both alike itself and as".split())
_MEDIA = frozenset(
    "newspaper daily weekly magazine broadcaster website tabloid outlet portal station television "
    "agency channel".split()
)
_GROUPS = frozenset(
    "group movement network party militia brigade battalion coalition alliance organization "
    "organisation agency mission office programme force wing".split()
)
_NEAR = 3
_LOOSE = frozenset("affiliated linked aligned backed leaning friendly".split())
_OF = frozenset({"of", "from", "in", "at", "for", "with", "within", "by"})


@dataclass(frozen=True, slots=True)
class Credited:
    """One who is credited; `name` is None for an unnamed source. Tokens first to last."""

    first: int
    last: int
    name: Name | None = None


class Phrase:
    """The tokens of a phrase with the names among them."""

    def __init__(
        self, reading: Reading, names: Sequence[Name], words: CreditWords, spans: Sequence[range]
    ) -> None:
        self.reading = reading
        self.credit = words
        self.tokens = [token for span in spans for token in span]
        self.explained = spans[1].start if len(spans) > 1 else -1
        held = set(self.tokens)
        self.names = [name for name in names if name.first in held and name.kind in _CREDITABLE]
        inside = {token for name in self.names for token in range(name.first, name.last)}
        self.plain = [token for token in self.tokens if token not in inside]

    def credited(self, earlier_report: Sequence[Name]) -> list[Credited]:
        """Whom the phrase credits; `earlier_report` are the authors of "the report"."""
        if not self.tokens:
            return []
        self.names = [name for name in self.names if not self._idle(name)]
        if self._anonymous():
            return [Credited(self.tokens[0], self.tokens[-1] + 1)]
        persons = [name for name in self.names if name.kind == "person"]
        if persons:
            return self._persons(persons)
        named = self._named()
        if named:
            return named
        return self._nameless(earlier_report)

    def _idle(self, name: Name) -> bool:
        """Whether an unknown capitalised word is no subject: one letter, or not next to the
        verb."""
        before = self.reading.words[name.first - 1] if name.first else ""
        if before in ("pro", "anti", "non") and self.reading.gaps[name.first - 1] in ("-", "–"):
            # "A pro-Asayish source".
            return True
        if name.kind != "unknown":
            return False
        ends = name.last - 1 == self.tokens[-1] or name.last not in self.tokens
        ends = ends or (self.explained > 0 and "," in self.reading.gaps[name.last - 1])
        return name.last - name.first == 1 and (
            self.reading.ends[name.first] - self.reading.starts[name.first] < 2 or not ends
        )

    def _anonymous(self) -> bool:
        """ "an unnamed member of the US government", "two former Wagner fighters"."""
        words = self.reading.words
        said = {self.reading.words[token] for token in self.plain}
        hidden = not _HIDDEN.isdisjoint(said)
        left = any(words[token] in _FORMER for token in self.plain if not self._aside(token))
        if any(name.kind == "person" for name in self.names):
            return False
        some = not self.credit.unnamed.isdisjoint(said)
        return some and (hidden or (left and bool(self.names)))

    def _aside(self, token: int) -> bool:
        """Whether a token belongs to what only explains the subject."""
        return 0 < self.explained <= token

    def _persons(self, persons: list[Name]) -> list[Credited]:
        owner = persons[-1]
        if self._owns(owner):
            return self._owned(owner)
        found = [Credited(name.first, name.last, name) for name in persons if not self._owns(name)]
        speaks = [
            token for token in self.plain if self.reading.words[token] in self.credit.speakers
        ]
        if speaks or self._press_office():
            bodies = [name for name in self.names if self._spoken_for(name)]
            found += [Credited(name.first, name.last, name) for name in bodies]
        else:
            found += [Credited(n.first, n.last, n) for n in self.names if self._beside_person(n)]
        return found

    def _spoken_for(self, name: Name) -> bool:
        """Whether a name is a body that somebody may speak for: "Nigerian army | spokesman"."""
        if name.kind == "side":
            return self.reading.words[name.last - 1] in ("army", "military")
        return name.kind not in ("person", "unknown")

    def _beside_person(self, name: Name) -> bool:
        """ "the General Staff and Governor Serhiy Haidai": a body that speaks for itself."""
        if name.kind in ("person", "side", "unknown") or name.role:
            return False
        joined = self.reading.joined(name.last - 1) and name.last in self.tokens
        return joined and self.reading.words[name.last : name.last + 1] == ["and"]

    def _press_office(self) -> bool:
        words = self.reading.words
        return any(
            words[token] == "press" and words[token + 1 : token + 2] in (["secretary"], ["service"])
            for token in self.plain
        )

    def _owns(self, name: Name) -> bool:
        """Whether the phrase goes on with what belongs to the name: "Peskov's statement"."""
        return self.reading.gaps[name.last - 1] in ("'s ", "’s ") and name.last in self.tokens

    def _owned(self, owner: Name) -> list[Credited]:
        rest = [token for token in self.plain if token >= owner.last]
        words = self.reading.words
        if any(words[token] in self.credit.nouns or words[token] == "office" for token in rest):
            return [Credited(owner.first, owner.last, owner)]
        for token in rest:
            if words[token] in self.credit.unnamed:
                if owner.kind != "person" and words[token] in self.credit.parts:
                    return [Credited(owner.first, owner.last, owner)]
                return [Credited(token, token + 1)]
        return []

    def _named(self) -> list[Credited]:
        """Bodies and media in the phrase, with the unnamed part of a body put for the body."""
        if not self.names:
            return []
        words = self.reading.words
        first = next((t for t in self.plain if words[t] in self.credit.unnamed), None)
        lead = self._doer()
        if first is not None and first < lead.first:
            return self._after_unnamed(first)
        if self._owns(lead):
            return self._owned(lead)
        if lead.kind == "side" and words[lead.last - 1] in self.credit.unnamed:
            # "A Ukrainian battalion commander operating near Kupyansk stated".
            return [Credited(lead.first, lead.last)]
        if (part := self._part(lead)) is not None:
            return [Credited(part.first, part.last, part)]
        if first is not None and not _LOOSE.isdisjoint(words[lead.last : first]):
            # "A Wagner-affiliated source".
            return [Credited(first, first + 1)]
        if first is not None and first >= lead.last and self._compound(lead, first):
            if lead.kind == "side" or lead.kind == "unknown":
                return [Credited(first, first + 1)]
            return [Credited(lead.first, lead.last, lead)]
        if self._acts_through(lead):
            # "The UN mission, UNMISS, said".
            apart = [n for n in self.names if lead.first < self.explained <= n.first]
            known = [n for n in apart if n.kind != "unknown" and not n.role]
            return [Credited(n.first, n.last, n) for n in known]
        return [Credited(name.first, name.last, name) for name in self._level(lead)]

    def _part(self, lead: Name) -> Name | None:
        """The body that a phrase ends in, where the first name only says whose it is: "the U.N.
        refugee agency | UNHCR"."""
        last, reading = self.names[-1], self.reading
        between = range(lead.last, last.first)
        if last is lead or not between or last.last - 1 != self.tokens[-1]:
            return None
        if last.kind == "unknown" or last.role or lead.kind == "unknown":
            return None
        described = all(
            reading.joined(token - 1) and not reading.capitals[token] for token in between
        )
        plain = {reading.words[token] for token in between}
        near = len(between) <= _NEAR and reading.joined(last.first - 1)
        known = last.kind in OUTLETS or reading.words[last.first - 1] in _GROUPS | _LOOSE
        near = near and known
        return last if described and near and not plain & (_OF | {"and", "or"}) else None

    def _doer(self) -> Name:
        """The first name, or the one after "by": "images obtained from Planet Labs by CNN"."""
        lead = self.names[0]
        if self._word_before(lead) not in ("from", "to"):
            return lead
        return next((name for name in self.names if self._word_before(name) == "by"), lead)

    def _word_before(self, name: Name) -> str:
        words, at = self.reading.words, name.first - 1
        return words[at - 1] if words[at] == "the" else words[at]

    def _compound(self, lead: Name, token: int) -> bool:
        """ "Kremlin officials", "Kherson Administration press service"."""
        between = range(lead.last, token)
        if not all(self.reading.joined(t - 1) for t in range(lead.last, token + 1)):
            return False
        return (
            len(between) <= 3
            and self.reading.gaps[lead.last - 1] != "-"
            and not any(self.reading.words[t] in ("and", "or", *_OF) for t in between)
        )

    def _acts_through(self, lead: Name) -> bool:
        """Whether more words follow that make another noun the subject: "NATO aircraft"."""
        after = lead.last
        if after not in self.tokens or self.reading.gaps[lead.last - 1] not in (" ", ". "):
            return False
        word = self.reading.words[after]
        if self.reading.words[self.tokens[-1]] in _GROUPS and self.tokens[-1] - after < _NEAR:
            # "The Atesh partisan group stated".
            return False
        if word in _MEDIA or (word in self.credit.reports and after == self.tokens[-1]):
            # "The Haaretz newspaper said", "A CNN investigation concluded that".
            return False
        small = word in ("and", "or", *_OF) or word in _SMALL or word[0].isdigit()
        return not small and not self.reading.capitals[after]

    def _after_unnamed(self, first: int) -> list[Credited]:
        words, reading = self.reading.words, self.reading
        lead = self.names[0]
        between = range(first + 1, lead.first)
        joined = all(
            reading.joined(token) or token + 1 == self.explained
            for token in range(first, lead.first)
        )
        plain = [words[token] for token in between]
        if joined and not (set(plain) & _OF) and "and" not in plain and lead.kind != "side":
            # "media outlet Mediazona", "Telegram channel Rybar"
            return [Credited(name.first, name.last, name) for name in self._level(lead)]
        of_body = plain and plain[0] in _OF and lead.kind not in ("side", "unknown")
        if of_body and words[first] in self.credit.parts:
            return [Credited(lead.first, lead.last, lead)]
        rest = [name for name in self.names if self._coordinated(first, name)]
        found = [Credited(self._start_of(first), first + 1)]
        return [Credited(name.first, name.last, name) for name in rest] or found

    def _coordinated(self, first: int, name: Name) -> bool:
        at = name.first - 1
        at -= self.reading.words[at] == "the"
        return at == first + 1 and self.reading.words[at] == "and"

    def _level(self, lead: Name) -> list[Name]:
        """The names on one level with the first: joined by "and" or commas, not by "of"."""
        found = [lead]
        for name in self.names[1:]:
            between = self.reading.words[found[-1].last : name.first]
            comma = "," in self.reading.gaps[found[-1].last - 1]
            if ("and" in between or "or" in between or comma) and not (set(between) & _OF):
                found.append(name)
            else:
                break
        return found

    def _nameless(self, earlier_report: Sequence[Name]) -> list[Credited]:
        words = self.reading.words
        for token in self.plain:
            word = words[token]
            if word in self.credit.unnamed and not self.reading.capitals[token]:
                return [Credited(self._start_of(token), token + 1)]
            if word in self.credit.unnamed and self.reading.starts_sentence(token):
                return [Credited(token, token + 1)]
        for token in self.plain:
            definite = token > 0 and words[token - 1] in ("the", "this", "leaked")
            if words[token] in self.credit.reports and definite and earlier_report:
                return [Credited(token - 1, token + 1, name) for name in earlier_report]
            if words[token] in self.credit.papers and definite:
                return [Credited(token - 1, token + 1)]
        return []

    def _start_of(self, token: int) -> int:
        """The first token of the words that describe an unnamed source."""
        start = token
        held = set(self.tokens)
        while start - 1 in held and self.reading.joined(start - 1) and token - start < 5:
            start -= 1
        return start
