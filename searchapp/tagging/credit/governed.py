"""What a verb of credit governs: a clause, information, something made public.

- clause: "claimed that …", "claimed the town had fallen"; or before the verb: "…, both agreed".
- addressed: "told Y", "in an interview with Y".
- information: "gave a toll", "put the losses at", "footage posted by".
"""

from __future__ import annotations

from collections.abc import Sequence

from searchapp.tagging.credit.phrases import BE, PhraseFinder
from searchapp.tagging.credit.words import AWAY, CreditWords
from searchapp.tagging.reading import OUTLETS, Name, Reading

_CLAIMING = frozenset("claimed claims added stated insisted alleged".split())
_INTERVIEWS = frozenset({"interview", "interviews", "briefing", "comment", "comments"})
_PLACED = frozenset({"with", "to", "for", "on", "by"})
_CLAUSE_WINDOW = 13
_SHORTEST_CLAUSE = 4
_ADDRESS_WINDOW = 25


class Governed:
    """What the verbs of one passage govern."""

    def __init__(self, reading: Reading, phrases: PhraseFinder, words: CreditWords) -> None:
        self.reading = reading
        self.phrases = phrases
        self.words = words

    def has_clause(self, at: int) -> bool:
        """Whether "that" follows a verb in its clause."""
        text = self.reading.words
        end = min(at + _CLAUSE_WINDOW, len(text))
        for place in range(at + 1, end):
            if text[place] == "that":
                return True
            if self.reading.gaps[place - 1] not in (" ", "-", ", "):
                break
        return False

    def tells(self, at: int) -> bool:
        """Whether a verb credits without another sign: "said" does."""
        return self.has_clause(at) or self.reading.words[at] == "said"

    def claims(self, at: int) -> bool:
        """Whether a clause follows without "that": "claimed | the YPG took the town"."""
        follows = at + 1 in self.phrases.owner or self.reading.words[at + 1 : at + 2] == ["the"]
        return follows and self.reading.words[at] in _CLAIMING

    def follows_clause(self, spans: Sequence[range]) -> bool:
        """Whether what is credited stands before: "…, both sides agreed"."""
        first = spans[0].start
        told = sum(not self.phrases.dated(t) for t in range(self.reading.begins[first], first))
        return told >= _SHORTEST_CLAUSE and "," in self.reading.gaps[first - 1]

    def gives_information(self, at: int) -> bool:
        """ "spoke of", "gave a toll", "put the losses at"."""
        words = self.reading.words
        ahead = words[at + 1 : at + 16]
        if words[at] in ("spoke", "speaks", "speak", "speaking"):
            return ahead[:1] in (["of"], ["about"])
        if words[at] in ("put", "puts"):
            return ("at" in ahead or "within" in ahead) and ahead[0] not in AWAY
        if words[at] in ("made", "let"):
            return "known" in ahead[:4] or "understood" in ahead[:4]
        return not self.words.informing.isdisjoint(ahead[:5])

    def shown(self, at: int) -> bool:
        """Whether what a verb says to be made public is information: "footage | posted"."""
        return self.reading.gaps[at - 1] == " " and self.reading.words[at - 1] in self.words.shown

    def addressed(self, at: int) -> list[Name]:
        """Whom the verb tells it: "told Y", "said in an interview with Y"."""
        text = self.reading.words
        found: list[Name] = []
        if text[at] == "told":
            name = self.phrases.name_after(at + 1)
            if name is not None and name.kind != "side":
                found.append(name)
        ahead = text[at + 1 : at + _ADDRESS_WINDOW]
        if ahead[:1] == ["to"] and not self.reading.ends_sentence(at):
            found += self._outlet_after(at + 2)
        for place, word in enumerate(() if _INTERVIEWS.isdisjoint(ahead) else ahead, start=at + 1):
            if self.reading.ends_sentence(place - 1):
                break
            if word in _INTERVIEWS and not _PLACED.isdisjoint(text[place + 1 : place + 2]):
                found += self._outlet_after(place + 2)
        return found

    def _outlet_after(self, at: int) -> list[Name]:
        name = self.phrases.name_after(at)
        return [name] if name is not None and name.kind in (*OUTLETS, "unknown") else []

    def exists(self, at: int, begin: int) -> bool:
        """ "There were no signs of X | reported": what is said to be there reports nothing."""
        text = self.reading.words
        there = text[begin] == "there" and text[begin + 1] in (*BE, "has", "have", "had")
        return there and text[at].endswith("ed") and "that" not in text[begin:at]

    def as_stated_by(self, at: int) -> bool:
        """ "as claimed by X", ", reported by X", "footage posted by X"."""
        text = self.reading.words
        if text[at + 1 : at + 2] != ["by"] or self.reading.gaps[at] != " ":
            return False
        if self.shown(at):
            return True
        return text[at] in self.words.verbs and (
            text[at - 1] == "as" or "," in self.reading.gaps[at - 1]
        )
