"""Who is credited with the information: the grammar of credit in English reporting.

- credit: a verb with its subject ("CNN reported"), "according to X", "X's assessment that",
  "a statement by X", "told Y", "in an interview with Y".
- outermost: what stands inside the clause of a credit is that credit's business; a new clause
  (", but ISW assessed") is on the outer level again.
- stated: in the words of the passage. What is inherited from the document is added later.
"""

from __future__ import annotations

from collections.abc import Sequence

from searchapp.model import Mention
from searchapp.tagging.credit import CLAUSE_STARTS, CreditWords
from searchapp.tagging.names import PassageNames
from searchapp.tagging.reading import OUTLETS, Name, Reading
from searchapp.tagging.subjects import UNNAMED, UNNAMED_ALIASES, Credited, Phrase
from searchapp.tagging.vocabulary import Vocabulary

CREDITED = "name that is credited (discovered)"
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_CALENDAR = _MONTHS | _DAYS | {"on", "in", "early", "late", "today", "yesterday"}
_BE = frozenset({"was", "were", "is", "are", "been", "be", "being"})
_NEGATIVE = frozenset("not cannot never neither nor unable refused declined".split())
_MODAL = frozenset("may might would could should will must can".split())
_ASPECT = frozenset(
    "continue continues continued began begin begun appears appeared seems seemed went started "
    "claims claimed".split()
)
_BOUNDARY = frozenset(
    "that which who whom whose but while because if when after before although though since where "
    "whereas as until unless despite than so".split()
)
_SUPPORTS = frozenset(
    "that indicates indicate suggests suggest states state supports says notes shows implies "
    "indicated suggested stated said noted claims claimed adds describes about of on".split()
)
_INFINITIVES = frozenset({"warn", "report", "announce", "state", "confirm", "claim", "acknowledge"})
_PLACED = frozenset({"with", "to", "for", "on", "by"})
_LONGEST_PHRASE = 40


class SourceTagger:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = CreditWords(vocabulary)

    def tag(self, passages: Sequence[PassageNames]) -> list[list[Mention]]:
        """The stated sources of each passage in order of mention."""
        report: list[Name] = []
        found = []
        for passage in passages:
            credits = _Credits(passage, self._words, report)
            found.append(credits.mentions())
            report = credits.report
        return found


class _Credits:
    """The credits of one passage, read from left to right."""

    def __init__(self, passage: PassageNames, words: CreditWords, report: list[Name]) -> None:
        self.passage = passage
        self.reading: Reading = passage.reading
        self.words = words
        self.report = report
        self.found: list[Credited] = []
        self.owner = {t: name for name in passage.names for t in range(name.first, name.last)}

    def mentions(self) -> list[Mention]:
        begins, telling = self.reading.begins, self.words.telling
        sentence, outer = 0, False
        for at, word in enumerate(self.reading.words):
            if word not in telling:
                continue
            if begins[at] != sentence:
                sentence, outer = begins[at], False
            if outer and self._resets(at):
                outer = False
            if at not in self.owner:
                credited = self._read(at, sentence, outer)
                if credited:
                    self.found += credited
                    outer = True
        return self._as_mentions()

    def _resets(self, at: int) -> bool:
        """Whether a clause on the outer level begins here: ", but ISW has observed"."""
        word, text = self.reading.words[at], self.reading.words
        if at == 0:
            return False
        if word in CLAUSE_STARTS:
            return True
        if word == "and" and "," in self.reading.gap(at - 1):
            end = min(at + 10, len(text))
            for place in range(at + 1, end):
                if place in self.owner:
                    continue
                if text[place] in self.words.verbs:
                    return place > at + 1
                if self.reading.gap(place) not in (" ", "-", " (", ") "):
                    return False
        return False

    def _read(self, at: int, begin: int, outer: bool) -> list[Credited]:
        text = self.reading.words
        word = text[at]
        if word == "according":
            if outer or text[at + 1 : at + 2] != ["to"]:
                return []
            return self._credited([self._forward(at + 2)])
        if word in self.words.any_verb and not self._noun_here(at):
            found = [] if outer else self._verb(at, begin)
            if found:
                return found + self._addressed(at)
        if word in self.words.nouns and not outer:
            return self._noun(at)
        return []

    # --- "X reported" -----------------------------------------------------------------------

    def _noun_here(self, at: int) -> bool:
        """Whether a word that can be a verb stands as a noun: "Putin's claims"."""
        if at == 0:
            return True
        gap = self.reading.gap(at - 1)
        return gap in ("'s ", "’s ", "' ", "’ ") or self.reading.words[at - 1] in (
            "the", "a", "an", "his", "her", "their", "its", "these", "those", "no", "any", "of",
        )  # fmt: skip

    def _verb(self, at: int, begin: int) -> list[Credited]:
        text = self.reading.words
        before, passive, skipped = self._before(at, begin)
        if skipped & _NEGATIVE or (skipped & _MODAL):
            return []
        if passive:
            return self._passive(at)
        if text[at].endswith("ing") and not skipped & (_BE | _ASPECT):
            return self._participle(at, begin)
        if "to" in skipped and not skipped & _ASPECT:
            return self._infinitive(at, before)
        credited = self._credited(self._phrase(before, begin))
        return credited if credited and self._fits(at, credited) else []

    def _before(self, at: int, begin: int) -> tuple[int, bool, set[str]]:
        """The last token of the subject, whether the verb is passive, and the words between."""
        text = self.reading.words
        place, passive = at - 1, False
        skipped: set[str] = set()
        while place >= begin and place not in self.owner:
            word = text[place]
            dated = word in _CALENDAR or word[0].isdigit()
            if not (word in self.words.between or word in _NEGATIVE or word in _MODAL or dated):
                break
            if word in self.words.unnamed:
                break
            if word in _BE and not text[at].endswith("ing"):
                passive = True
            skipped.add(word)
            place -= 1
        return place, passive, skipped

    def _phrase(self, last: int, begin: int) -> list[range]:
        """The tokens of the subject that ends here, an apposition and what it explains apart."""
        reading = self.reading
        if last < begin or (last not in self.owner and reading.words[last] in ("and", "or")):
            return []
        last = self._before_bracket(last, begin)
        if "," in reading.gap(last) and last >= begin:
            comma = last - 1
            while comma >= begin and "," not in reading.gap(comma):
                if reading.words[comma] in ("that", "said") and comma not in self.owner:
                    return []
                comma -= 1
            if comma < begin:
                return []
            comma_end = self._before_bracket(comma, begin)
            return [*self._simple(comma_end, begin), range(comma + 1, last + 1)]
        return self._simple(last, begin)

    def _before_bracket(self, last: int, begin: int) -> int:
        if ")" not in self.reading.gap(last):
            return last
        place = last
        while place > begin and "(" not in self.reading.gap(place - 1):
            place -= 1
        return place - 1 if place > begin else last

    def _simple(self, last: int, begin: int) -> list[range]:
        reading, text = self.reading, self.reading.words
        first = last
        while first > begin and last - first < _LONGEST_PHRASE:
            place = first - 1
            gap = reading.gap(place)
            if first not in self.owner and text[first] in _BOUNDARY:
                first += 1
                break
            if place not in self.owner and (text[place] in _BOUNDARY):
                break
            listed = gap == ", " and self._noun_end(place) and "and" in text[first : last + 1]
            bracket = ") " in gap or gap == " ("
            if not (
                gap in (" ", "-", "'s ", "’s ", "’ ", "' ", "/", "–")
                or listed
                or bracket
                or reading.joined(place)
                or gap in (" “", ' "', "” ", '" ', " ‘", "’ ")
            ):
                break
            if text[place] == "and" and place not in self.owner and not self._noun_end(place - 1):
                break
            if (
                place not in self.owner
                and text[place] in self.words.verbs
                and not (self._noun_here(place))
                and text[place].endswith("ed")
            ):
                break
            first = self.owner[place].first if place in self.owner else place
        return [range(first, last + 1)] if first <= last else []

    def _noun_end(self, place: int) -> bool:
        if place < 0:
            return False
        return (
            place in self.owner
            or self.reading.words[place] in self.words.unnamed
            or self.reading.capitals[place]
            or ")" in self.reading.gap(place)
        )

    def _fits(self, at: int, credited: Sequence[Credited]) -> bool:
        """Whether this verb credits such a subject as it stands."""
        word, text = self.reading.words[at], self.reading.words
        if word.startswith("announc"):
            return self._has_clause(at) or text[at + 1 : at + 2] not in (
                ["a"], ["an"], ["new"], ["its"], ["his"], ["partial"],
            )  # fmt: skip
        if word in self.words.verbs:
            return True
        if word in self.words.clause_verbs and self._has_clause(at):
            return True
        reporting = all(each.name is not None and each.name.kind in OUTLETS for each in credited)
        return reporting and word in self.words.outlet_verbs

    def _has_clause(self, at: int) -> bool:
        text = self.reading.words
        end = min(at + 9, len(text))
        for place in range(at + 1, end):
            if text[place] == "that":
                return True
            if self.reading.gap(place - 1) not in (" ", "-"):
                break
        return False

    def _participle(self, at: int, begin: int) -> list[Credited]:
        """ "Putin blamed Ukraine, claiming that …": the subject of the sentence."""
        if self.reading.gap(at - 1)[:1] not in (",", " ") or at == begin:
            return []
        if "," not in self.reading.gap(at - 1) or not self._has_clause(at):
            return []
        lead = next((n for n in self.passage.names if n.first >= begin and n.first < at), None)
        if lead is None or lead.kind == "side" or lead.kind == "unknown":
            return []
        opening = self.reading.words[begin : lead.first]
        if len(opening) > 8 or lead.role:
            persons = [
                n for n in self.passage.names if begin <= n.first < at and n.kind == "person"
            ]
            if not persons or len(self.reading.words[begin : persons[0].first]) > 12:
                return []
            lead = persons[0]
        return [Credited(lead.first, lead.last, lead)]

    def _infinitive(self, at: int, before: int) -> list[Credited]:
        """ "prompting the State Department to warn"."""
        name = self.owner.get(before)
        if name is None or self.reading.words[at] not in _INFINITIVES or name.kind == "side":
            return []
        if self.reading.words[at - 1] != "to" or name.last != at - 1:
            return []
        return [Credited(name.first, name.last, name)]

    def _passive(self, at: int) -> list[Credited]:
        """ "was reported by X", "is stated in the analysis by X"."""
        text = self.reading.words
        if text[at + 1 : at + 2] == ["by"]:
            return self._credited([self._forward(at + 2)])
        if text[at + 1 : at + 2] == ["in"]:
            for place in range(at + 2, len(text)):
                if text[place] == "by" and place not in self.owner:
                    return self._credited([self._forward(place + 1)])
                if self.reading.ends_sentence(place):
                    break
        return []

    # --- "X's assessment that", "a statement by X" ------------------------------------------

    def _noun(self, at: int) -> list[Credited]:
        text = self.reading.words
        follows = text[at + 1] if at + 1 < len(text) else ""
        if follows in ("by", "from") and self.reading.gap(at) == " ":
            name = self._name_after(at + 2)
            if name is not None and name.kind in ("outlet", "monitor", "channel", "body", "person"):
                if follows == "by" or name.kind in OUTLETS:
                    return self._credited([self._listed(at + 2)])
        if follows not in _SUPPORTS:
            return []
        for place in range(at - 1, max(at - 5, -1), -1):
            name = self.owner.get(place)
            if name is not None:
                owns = self.reading.gap(name.last - 1) in ("'s ", "’s ", "’ ", "' ")
                creditable = name.kind in OUTLETS or name.kind in ("person", "body")
                if owns and creditable and follows in ("that", *_SUPPORTS - {"about", "of", "on"}):
                    return [Credited(name.first, name.last, name)]
                return []
            if not self.reading.joined(place):
                return []
        return []

    # --- "told Y", "in an interview with Y" -------------------------------------------------

    def _addressed(self, at: int) -> list[Credited]:
        text, found = self.reading.words, []
        if text[at] == "told":
            name = self._name_after(at + 1)
            if name is not None and name.kind != "side":
                found.append(name)
        for place in range(at + 1, min(at + 25, len(text))):
            if self.reading.ends_sentence(place - 1):
                break
            if text[place] == "to" and place == at + 1:
                found += self._outlet_after(place + 1)
            interview = text[place] in (
                "interview",
                "briefing",
                "comment",
                "comments",
                "interviews",
            )
            if interview and text[place + 1 : place + 2] and text[place + 1] in _PLACED:
                found += self._outlet_after(place + 2)
        return [Credited(name.first, name.last, name) for name in found]

    def _outlet_after(self, at: int) -> list[Name]:
        name = self._name_after(at)
        return [name] if name is not None and name.kind in (*OUTLETS, "unknown") else []

    def _name_after(self, at: int) -> Name | None:
        """The name that begins within a few words, nothing but words of description before it."""
        for place in range(at, min(at + 6, len(self.reading.words))):
            name = self.owner.get(place)
            if name is not None:
                return name
            if not self.reading.joined(place):
                return None
        return None

    # --- phrases to credited ----------------------------------------------------------------

    def _forward(self, at: int) -> range:
        """The phrase that begins here, to the next comma, verb or end of clause."""
        text, place = self.reading.words, at
        total = len(text)
        while place < total:
            if place not in self.owner and place > at:
                if text[place] in _BOUNDARY or text[place] in _BE or text[place] in _MODAL:
                    break
                if text[place] in ("has", "have", "had", "said", "over", "more", "about"):
                    break
            place += 1
            gap = self.reading.gap(place - 1)
            if place < total and "," in gap or self.reading.ends_sentence(place - 1):
                break
        return range(at, place)

    def _listed(self, at: int) -> range:
        """The same, going on over the commas of a list: "by the BBC, Mediazona and others"."""
        phrase = self._forward(at)
        text, end = self.reading.words, phrase.stop
        while end < len(text) and self.reading.gap(end - 1) == ", ":
            further = self._forward(end)
            if (
                not any(token in self.owner for token in further)
                or "and" not in text[further.start : further.stop]
            ):
                break
            end = further.stop
        return range(at, end)

    def _credited(self, spans: Sequence[range]) -> list[Credited]:
        if not spans:
            return []
        phrase = Phrase(self.reading, self.passage.names, self.words, spans)
        return phrase.credited(self.report)

    def _as_mentions(self) -> list[Mention]:
        found: list[Mention] = []
        authors: list[Name] = []
        for each in self.found:
            found.append(self._mention(each))
            if each.name is not None and each.name.kind in (*OUTLETS, "body", "group"):
                authors.append(each.name)
        if authors:
            self.report = authors
        unique = {(m.value, m.start, m.end): m for m in found}
        return sorted(unique.values(), key=lambda mention: (mention.start, mention.end))

    def _mention(self, each: Credited) -> Mention:
        reading = self.reading
        start, end = reading.tokens[each.first].start, reading.tokens[each.last - 1].end
        text = reading.text[start:end]
        name = each.name
        if name is None:
            return Mention(
                UNNAMED, start, end, text, "people without a name", aliases=UNNAMED_ALIASES
            )
        if name.kind == "unknown":
            return Mention(name.value, start, end, text, CREDITED)
        rule = f"credited {name.rule} ({name.place or 'discovered'})"
        return Mention(name.value, start, end, text, rule, aliases=name.aliases)
