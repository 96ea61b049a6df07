"""The grammar of credit: from the words of a passage to those it credits.

- verb: "CNN reported", "X has confirmed", "prompting X to warn", "was reported by X".
- noun: "X's assessment that", "a statement by X".
- outermost: what stands inside the clause of a credit is that credit's business; a new clause
  (", but ISW assessed") is on the outer level again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from searchapp.tagging.credit.governed import Governed
from searchapp.tagging.credit.phrases import BE, MODAL, NEGATIVE, PhraseFinder
from searchapp.tagging.credit.subjects import Credited, Phrase
from searchapp.tagging.credit.words import (
    CALLS,
    CLAUSE_STARTS,
    INFERRING,
    JUDGES,
    MEANS,
    OPINES,
    SUPPORTS,
    CreditWords,
)
from searchapp.tagging.names.reader import PassageNames
from searchapp.tagging.reading import OUTLETS, Name, Reading

_ASPECT = frozenset(
    "continue continues continued began begin begun appears appeared seems seemed went started "
    "claims claimed".split()
)
# "Were reported | killed by the SOHR".
_FOUND = frozenset("killed dead wounded injured captured destroyed missing arrested lost".split())
_INFINITIVES = frozenset({"warn", "report", "announce", "state", "confirm", "claim", "acknowledge"})
_ADDRESSING = frozenset({"told", "complained"})
_QUOTES = ("“", '"', "‘")
_LONGEST_COMPANY = 14
_PASSIVE_WINDOW = 40
# Words after a name that may say who it is: "X, the speaker of the assembly".
_LONGEST_ASIDE = 8


class CreditGrammar:
    """The credits of one passage; `report` are the authors of the document's latest report,
    `speaker` is the person whom the passage before credits last."""

    def __init__(
        self,
        passage: PassageNames,
        words: CreditWords,
        report: Sequence[Name],
        speaker: Name | None = None,
    ) -> None:
        self.passage = passage
        self.reading: Reading = passage.reading
        self.words = words
        self.report = report
        self.speaker = speaker
        self.owner = {t: name for name in passage.names for t in range(name.first, name.last)}
        self._firsts = [name.first for name in passage.names]
        self.phrases = PhraseFinder(self.reading, self.owner, words)
        self.governed = Governed(self.reading, self.phrases, words)

    def credits(self) -> list[Credited]:
        """Everybody whom the passage credits on its outermost level."""
        begins = self.reading.begins
        found: list[Credited] = []
        sentence, outer = 0, False
        for at in self.reading.where(self.words.telling):
            if begins[at] != sentence:
                sentence, outer = begins[at], False
            if outer and self._resets(at):
                outer = False
            if at not in self.owner:
                credited = self._read(at, sentence, outer)
                if credited:
                    found += credited
                    outer = True
        return found

    def _resets(self, at: int) -> bool:
        """Whether a clause on the outer level begins here: ", but ISW has observed"."""
        word, text = self.reading.words[at], self.reading.words
        if at == 0:
            return False
        if word in CLAUSE_STARTS:
            return True
        if word.endswith("ing") and self._accompanying(at, self.reading.begins[at]):
            return True
        if word == "and" and "," in self.reading.gaps[at - 1]:
            end = min(at + 10, len(text))
            for place in range(at + 1, end):
                if place in self.owner:
                    continue
                if text[place] in self.words.any_verb:
                    return place > at + 1
                beside = place + 1 in self.owner and self.reading.gaps[place] == ", "
                if not beside and self.reading.gaps[place] not in (" ", "-", " (", ") "):
                    return False
        return False

    def _read(self, at: int, begin: int, outer: bool) -> list[Credited]:
        text = self.reading.words
        word = text[at]
        if word == "according":
            if outer or text[at + 1 : at + 2] != ["to"]:
                return []
            return self._credited([self.phrases.forward(at + 2)])
        if word == "per":
            return [] if outer else self._per(at)
        small = not self.reading.capitals[at] or at == begin
        if word in self.words.any_verb and small and not self.phrases.noun_here(at):
            found = [] if outer else self._verb(at, begin)
            if found or (not outer and word in _ADDRESSING):
                told = self.governed.addressed(at)
                return found + [Credited(name.first, name.last, name) for name in told]
        if word in self.words.nouns and not outer:
            return self._noun(at)
        return []

    def _per(self, at: int) -> list[Credited]:
        """ ", per Reuters", "per the ministry"; "one per soldier" is none."""
        phrase = self.phrases.forward(at + 1)
        for place in range(phrase.start, phrase.stop - 1):
            if self.reading.words[place : place + 2] == ["cited", "by"]:
                phrase = range(place + 2, phrase.stop)
        credited = self._credited([phrase])
        apart = at > 0 and self.reading.gaps[at - 1].strip(' "”') in (",", "(")
        return [each for each in credited if apart or (each.name and each.name.kind != "side")]

    def _verb(self, at: int, begin: int) -> list[Credited]:
        text = self.reading.words
        before, passive, skipped = self.phrases.before(at, begin)
        if skipped & NEGATIVE or (skipped & MODAL):
            return []
        if before >= begin and self._adjective(before):
            return []
        if passive or self.governed.as_stated_by(at) or self.governed.exists(at, begin):
            return self._passive(at)
        if text[at].endswith("ing") and not skipped & (BE | _ASPECT):
            return self._participle(at, begin) or self._accompanying(at, begin)
        if "to" in skipped and not skipped & _ASPECT:
            return self._infinitive(at, before)
        if self._adds_aside(before) and not self.governed.tells(at):
            return []
        spans, credited = self._subject(at, before, begin)
        if spans and text[max(spans[0].start - 1, 0)] == "whatever":
            return []
        return credited if credited and self._fits(at, credited, spans) else []

    def _subject(self, at: int, before: int, begin: int) -> tuple[Sequence[range], list[Credited]]:
        """The subject of a verb: before it, or after it where nobody is named before."""
        spans = self.phrases.subject_of(at, before, begin)
        if self.phrases.restricts(spans, begin):
            # "The generals who toppled X said".
            spans = self.phrases.relative_before(before, begin)
        credited = self._credited(spans)
        if any(each.name and each.name.kind not in ("side", "unknown") for each in credited):
            return spans, credited
        inverted = [] if self.reading.words[at] in self.words.leading else self.phrases.inverted(at)
        named = self._credited(inverted)
        if named and (not credited or any(each.name for each in named)):
            return inverted, named
        if credited:
            return spans, credited
        spans = self.phrases.relative_before(before, begin) or self._shared(at, before, begin)
        if not spans and self.reading.words[at] in self.words.speaking:
            return [range(at, at)], self._pronoun(before, begin)
        return spans, self._credited(spans)

    def _pronoun(self, before: int, begin: int) -> list[Credited]:
        """ "He said": the only person named so far, or who spoke last before the passage."""
        if before < begin or self.reading.words[before] not in ("he", "she"):
            return []
        persons = [name for name in self._named(0, before) if name.kind == "person"]
        named = persons[-1] if persons else self.speaker
        if named is None or len({name.value for name in persons}) > 1:
            return []
        aside = range(named.last + _LONGEST_ASIDE if persons else 0, before)
        if any(self._somebody(token) for token in aside):
            return []
        return [Credited(before, before + 1, named)]

    def _somebody(self, token: int) -> bool:
        """Whether an unnamed person may stand here, whom a pronoun may mean: "A doctor"."""
        word, lexicon = self.reading.words[token], self.passage.memory.lexicon
        return token not in self.owner and (word in self.words.unnamed or word in lexicon.titles)

    def _shared(self, at: int, before: int, begin: int) -> list[range]:
        """The subject of an earlier verb: "Peskov arrived late and | warned that"."""
        text = self.reading.words
        if before <= begin or text[before] != "and" or before in self.owner:
            return []
        if not (
            self.governed.tells(at) or self.governed.claims(at) or text[at + 1 : at + 2] == ["to"]
        ):
            return []
        return self.phrases.leading(begin, before)

    def _fits(self, at: int, credited: Sequence[Credited], spans: Sequence[range]) -> bool:
        """Whether this verb credits such a subject as it stands."""
        word, text = self.reading.words[at], self.reading.words
        if word in self.words.verbs:
            acts = word.startswith(("call", "expect")) and CALLS.intersection(text[at + 1 : at + 2])
            return not acts
        if word in self.words.clause_verbs and (
            self.governed.has_clause(at) or self.governed.follows_clause(spans)
        ):
            return True
        if word in self.words.giving_verbs and self.governed.gives_information(at):
            return True
        if word in OPINES and self._experts(credited):
            return True
        return word in self.words.outlet_verbs and self._reporting(credited)

    @staticmethod
    def _reporting(credited: Sequence[Credited]) -> bool:
        """Whether all of the credited report by trade."""
        return all(each.name is not None and each.name.kind in OUTLETS for each in credited)

    def _adds_aside(self, before: int) -> bool:
        """Whether "who" goes on about a person named: "General X, who insists that"."""
        aside = before not in self.owner and self.reading.words[before] == "who"
        return aside and "," in self.reading.gaps[before - 1]

    def _experts(self, credited: Sequence[Credited]) -> bool:
        """Whether unnamed people are credited whose trade is to judge: "military analysts"."""
        return all(
            each.name is None and self.reading.words[each.last - 1] in JUDGES for each in credited
        )

    def _participle(self, at: int, begin: int) -> list[Credited]:
        """ "Putin blamed Ukraine, claiming that …": the subject of the sentence."""
        if self.reading.gaps[at - 1][:1] not in (",", " ") or at == begin:
            return []
        quotes = self.reading.gaps[at].endswith(_QUOTES)
        if "," not in self.reading.gaps[at - 1] or not (quotes or self.governed.has_clause(at)):
            return []
        if self.reading.words[at] in INFERRING:
            return []
        names = self._named(begin, at)
        lead = names[0] if names else None
        if lead is None or lead.kind == "side" or lead.kind == "unknown":
            return []
        opening = self.reading.words[begin : lead.first]
        if len(opening) > 8 or lead.role:
            persons = [name for name in names if name.kind == "person"]
            if not persons or persons[0].first - begin > 12:
                return []
            lead = persons[0]
        return self._credited([range(lead.first, self._group_end(lead, at))])

    def _accompanying(self, at: int, begin: int) -> list[Credited]:
        """ "The depot burned, with the mayor saying that …": the subject after "with"."""
        text = self.reading.words
        for place in range(at - 1, max(at - _LONGEST_COMPANY, begin), -1):
            if place in self.owner:
                continue
            if text[place] == "with":
                apart = "," in self.reading.gaps[place - 1] or text[place - 1] == "and"
                fit = text[at] in self.words.verbs
                return self._credited([range(place + 1, at)]) if apart and fit else []
            if "," in self.reading.gaps[place]:
                return []
        return []

    def _named(self, first: int, last: int) -> Sequence[Name]:
        """The names that begin between two tokens."""
        begin = bisect_left(self._firsts, first)
        return self.passage.names[begin : bisect_left(self._firsts, last)]

    def _group_end(self, lead: Name, limit: int) -> int:
        """The end of the capitalised words and titles around a name: "Kremlin spokesman X"."""
        reading, end = self.reading, lead.last
        titles = self.words.speakers
        while (
            end < limit
            and reading.joined(end - 1)
            and (end in self.owner or reading.capitals[end] or reading.words[end] in titles)
        ):
            end += 1
        return end

    def _infinitive(self, at: int, before: int) -> list[Credited]:
        """ "prompting the State Department to warn"."""
        name = self.owner.get(before)
        if name is None or self.reading.words[at] not in _INFINITIVES or name.kind == "side":
            return []
        if self.reading.words[at - 1] != "to" or name.last != at - 1:
            return []
        return [Credited(name.first, name.last, name)]

    def _adjective(self, token: int) -> bool:
        """Whether a country's adjective stands before, so that a noun follows: "African states"."""
        named = token in self.owner or self.reading.words[token] in self.words.unnamed
        inside = self.reading.begins[token] != token and self.reading.gaps[token] == " "
        return inside and self.reading.capitals[token] and not named and self._demonym(token)

    def _demonym(self, token: int) -> bool:
        lexicon, words = self.passage.memory.lexicon, self.reading.words[token : token + 1]
        known = lexicon.known.match(words, 0)
        people = known is not None and known[1].entry.table == "things"
        return people or lexicon.adjectives.match(words, 0) is not None

    def _passive(self, at: int) -> list[Credited]:
        """ "was reported by X", "is stated in the analysis by X"."""
        text = self.reading.words
        if self.reading.gaps[at] != " ":
            return []
        if text[at + 1 : at + 2] == ["by"]:
            phrase = self.phrases.forward(at + 2)
            credited = self._credited([phrase]) or self._apposed(phrase)
            told = text[at] in self.words.verbs or text[at] in self.words.clause_verbs
            told = told or self.governed.shown(at)
            return credited if told or self._reporting(credited) else []
        lost = text[at] == "reported" and not _FOUND.isdisjoint(text[at + 1 : at + 2])
        if lost or text[at + 1 : at + 2] == ["in"]:
            for place in range(at + 2, min(at + _PASSIVE_WINDOW, len(text))):
                if text[place] == "by" and place not in self.owner:
                    credited = self._credited([self.phrases.forward(place + 1)])
                    return credited if not lost or self._reporting(credited) else []
                if self.reading.ends_sentence(place):
                    break
        return []

    def _apposed(self, phrase: range) -> list[Credited]:
        """ "By the city's mayor, | Oleksandr Stryuk": the person who explains a title."""
        name = self.owner.get(phrase.stop) if phrase else None
        aside = name is not None and self.reading.gaps[phrase.stop - 1] == ", "
        if not aside or name is None or name.kind != "person":
            return []
        return [Credited(name.first, name.last, name)]

    def _noun(self, at: int) -> list[Credited]:
        text = self.reading.words
        word = text[at]
        follows = text[at + 1] if at + 1 < len(text) else ""
        if follows in ("by", "from") and self.reading.gaps[at] == " ":
            name = self.phrases.name_after(at + 2)
            kinds = OUTLETS | {"body", "person"} if follows == "by" else OUTLETS
            if name is not None and name.kind in kinds:
                more = (
                    text[name.last : name.last + 1] == ["and"]
                    or "," in self.reading.gaps[name.last - 1]
                )
                phrase = self.phrases.listed(at + 2) if more else range(at + 2, name.last)
                return self._credited([phrase])
            if name is None and (unnamed := self._by_unnamed(at + 2)):
                return unnamed
        telling = word in self.words.versions
        if telling and self._by_accounts(at):
            return [Credited(at - 1, at + 1)]
        if follows not in SUPPORTS and not telling and not self._may_mean(at + 1):
            return []
        for place in range(at - 1, max(at - 5, -1), -1):
            name = self.owner.get(place)
            if name is not None:
                owns = self.reading.gaps[name.last - 1] in ("'s ", "’s ", "’ ", "' ")
                creditable = name.kind in OUTLETS or name.kind in ("person", "body", "group")
                if owns and creditable:
                    return [Credited(name.first, name.last, name)]
                return []
            if not self.reading.joined(place):
                return []
        return []

    def _by_unnamed(self, at: int) -> list[Credited]:
        """ "statements from British officials that …"."""
        phrase = self.phrases.forward(at)
        after = self.reading.words[phrase.stop : phrase.stop + 1]
        return self._credited([phrase]) if after == ["that"] else []

    def _may_mean(self, at: int) -> bool:
        """Whether a modal and adverbs lead to what a statement means: "may also represent"."""
        words = self.reading.words
        if at >= len(words) or words[at] not in MODAL:
            return False
        for place in range(at + 1, min(at + 4, len(words))):
            if words[place] in MEANS:
                return True
            adverb = words[place] in self.words.between or words[place].endswith("ly")
            if not (adverb or words[place] == "soon"):
                return False
        return False

    def _by_accounts(self, at: int) -> bool:
        """ "by Ukrainian accounts": unnamed people of a country."""
        text = self.reading.words
        adjective = at > 1 and self.reading.capitals[at - 1] and at - 1 not in self.owner
        return adjective and text[at] == "accounts" and text[at - 2] in ("by", "in", "from")

    def _credited(self, spans: Sequence[range]) -> list[Credited]:
        if not spans:
            return []
        names = self._named(spans[0].start, spans[-1].stop)
        phrase = Phrase(self.reading, names, self.words, spans)
        return phrase.credited(self.report)
