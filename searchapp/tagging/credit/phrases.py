"""Where a phrase of credit begins and ends.

- subject: the tokens before a verb of credit, back to the clause's beginning; an apposition and
  what it explains are two spans ("The mayor of Mariupol, | Vadym Boychenko, | said").
- forward phrase: the tokens after "according to", "by", "from", to the next comma or verb.
"""

from __future__ import annotations

from searchapp.tagging.credit.words import CreditWords
from searchapp.tagging.reading import Name, Reading

BE = frozenset({"was", "were", "is", "are", "been", "be", "being"})
NEGATIVE = frozenset("not cannot never neither nor unable refused declined".split())
MODAL = frozenset("may might would could should will must can".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_CALENDAR = _MONTHS | _DAYS | {"on", "in", "early", "late", "today", "yesterday"}
_BOUNDARY = frozenset(
    "that which who whom whose but while because if when after before although though since where "
    "whereas as until unless despite than so what whatever".split()
)
_NO_ADVERBS = frozenset(
    "family assembly ally reply supply rally anomaly monopoly bully fly only weekly daily".split()
)
_POSSESSIVES = ("'s ", "’s ", "' ", "’ ")
_INSIDE = (" ", "-", "/", "–", " “", ' "', "” ", '" ', " ‘", *_POSSESSIVES)
_DETERMINERS = frozenset("the a an his her their its these those no any of".split())
_OPENING = frozenset("at in after during following before on amid alongside with under".split())
_OF_STATES = frozenset(
    "member members baltic gulf arab balkan western neighboring neighbouring other several many "
    "some former all both successor partner".split()
)
_STATING = frozenset("also it he she that further then".split())
_NOT_INVERTED = frozenset(
    "that he she it they in on at to of for by with from as about and but or not how what when "
    "where why who which if there his her its their this these".split()
)
_AFTER_PHRASE = frozenset(
    "has have had said over more about show shows showed showing depicts depicted".split()
)
_RELATIVES = frozenset({"who", "which", "whom", "whose"})
_FINITE = BE | MODAL | {"has", "have", "had"}
_INTRODUCING = frozenset("the however of s caretaker interim outgoing then".split())
_LONGEST_PHRASE = 40
_LONGEST_RELATIVE = 14
_LONGEST_DESCRIPTION = 6


class PhraseFinder:
    """Finds phrases among the tokens of one passage; `owner` maps tokens to their names."""

    def __init__(self, reading: Reading, owner: dict[int, Name], words: CreditWords) -> None:
        self.reading = reading
        self.owner = owner
        self.words = words

    def noun_here(self, at: int) -> bool:
        """Whether a word that can be a verb stands as a noun: "Putin's claims"."""
        if at == 0:
            return True
        if self.reading.words[at] == "state" and self.reading.words[at + 1 : at + 2] == ["of"]:
            return True
        if self.reading.words[at] == "states" and not self._may_state(at - 1):
            return True
        gap = self.reading.gaps[at - 1]
        return gap in _POSSESSIVES or self.reading.words[at - 1] in _DETERMINERS

    def _may_state(self, place: int) -> bool:
        """Whether "states" after this token may be a verb: "breakaway states" are countries."""
        word, words = self.reading.words[place], self.words
        if word in _OF_STATES:
            return False
        telling = words.unnamed | words.reports | words.papers | _RELATIVES | _STATING
        stands = place in self.owner or self.reading.capitals[place] or word in telling
        return stands or word.endswith("ly") or ")" in self.reading.gaps[place]

    def before(self, at: int, begin: int) -> tuple[int, bool, set[str]]:
        """The last token of the subject, whether the verb is passive, and the words between."""
        text = self.reading.words
        place, passive = at - 1, False
        skipped: set[str] = set()
        while place >= begin and place not in self.owner:
            word = text[place]
            dated = self.dated(place)
            adverb = word.endswith("ly") and word not in _NO_ADVERBS
            known = word in self.words.between or word in NEGATIVE or word in MODAL
            if not (known or dated or (adverb and not self.reading.capitals[place])):
                break
            if word in self.words.unnamed:
                break
            if word in BE and not text[at].endswith("ing"):
                passive = True
            if not self.reading.capitals[place]:
                # "May" is no "may".
                skipped.add(word)
            place -= 1
        return place, passive, skipped

    def dated(self, place: int) -> bool:
        """Whether a token belongs to a date."""
        word = self.reading.words[place]
        return word in _CALENDAR or (word[0].isdigit() and self._in_date(place))

    def _in_date(self, place: int) -> bool:
        """Whether a number belongs to a date: "June 17", "17 June 2022"."""
        around = self.reading.words[max(place - 2, 0) : place + 2]
        return not _MONTHS.isdisjoint(around)

    def subject_of(self, at: int, last: int, begin: int) -> list[range]:
        """The subject of the verb at a token, whose phrase ends at `last`: what is set off by
        commas does not count ("X, however, said"), nor what stands before the noun nearest to
        the verb where the phrase opens with a preposition ("At a meeting with Y X said")."""
        reading = self.reading
        set_off = "," in reading.gaps[last] and last + 1 < at and "," in reading.gaps[at - 1]
        inside = range(last + 1, at - 1)
        if set_off and last in self.owner and all("," not in reading.gaps[t] for t in inside):
            spans = self._simple(last, begin)
        else:
            spans = self.subject(last, begin)
        if len(spans) == 1 and spans[0].start == begin and spans[0].stop - 1 in self.owner:
            return [self._nearest(spans[0])]
        return spans

    def _nearest(self, span: range) -> range:
        """The person who ends a phrase, with the titles before the name, where the phrase opens
        with a preposition and names nobody beside; else the whole phrase."""
        words, name = self.reading.words, self.owner[span.stop - 1]
        if words[span.start] not in _OPENING or name.kind != "person":
            return span
        first = name.first
        if first <= span.start + 1 or "and" in words[span.start : first]:
            return span
        while first - 1 > span.start and self._belongs(first - 1, first):
            first = self.owner[first - 1].first if first - 1 in self.owner else first - 1
        return range(first, span.stop)

    def _belongs(self, token: int, first: int) -> bool:
        """Whether a token before a name belongs to it: a title, or whose title it is."""
        word, text = self.words, self.reading.words
        if not self.reading.joined(token):
            return False
        if token in self.owner:
            return first not in self.owner
        titled = text[token] in word.speakers or text[token] in word.unnamed
        return titled or text[token] in word.parts

    def subject(self, last: int, begin: int) -> list[range]:
        """The tokens of the subject that ends here, an apposition and what it explains apart."""
        reading = self.reading
        if last < begin or (last not in self.owner and reading.words[last] in ("and", "or")):
            return []
        closed = "," in reading.gaps[last]
        last = self._before_bracket(last, begin)
        if closed and last >= begin:
            comma = last - 1
            while comma >= begin and "," not in reading.gaps[comma]:
                if reading.words[comma] in ("that", "said") and comma not in self.owner:
                    return []
                comma -= 1
            if comma < begin:
                return []
            explained = self._simple(self._before_bracket(comma, begin), begin)
            apposition = range(comma + 1, last + 1)
            if any(reading.words[t] in _FINITE and t not in self.owner for t in apposition) and (
                reading.words[comma + 1] not in _RELATIVES
            ):
                return []
            if reading.words[comma + 1] in _RELATIVES and not self._speaks(apposition):
                return explained
            return [*explained, apposition]
        return self._simple(last, begin) or self._antecedent(last, begin)

    def _speaks(self, apposition: range) -> bool:
        """Whether a relative clause says for whom somebody speaks: "who represents the GUR"."""
        words = self.reading.words
        return any(
            words[token] in self.words.speakers
            or words[token] == "represents"
            or words[token : token + 2] in (["speaks", "for"], ["spoke", "for"])
            for token in apposition
        )

    def _antecedent(self, last: int, begin: int) -> list[range]:
        """What a relative pronoun stands for: "Milbloggers who write of …"."""
        place = last
        if self.reading.words[place] != "who" or place <= begin:
            return []
        if self.reading.gaps[place - 1] != " ":
            name = self.owner.get(place - 1)
            person = name is not None and name.kind == "person"
            return [range(name.first, name.last)] if name is not None and person else []
        return self._described(place, begin)

    def _described(self, pronoun: int, begin: int) -> list[range]:
        """What a relative clause restricts; not so in "X, a representative who comments"."""
        spans = self._simple(pronoun - 1, begin)
        aside = spans and spans[0].start - 1 in self.owner
        return [] if aside and self.reading.gaps[pronoun - 1] == " " else spans

    def restricts(self, spans: list[range], begin: int) -> bool:
        """Whether a phrase is the end of a clause that tells which people are meant."""
        first = spans[0].start if len(spans) == 1 else begin
        if first <= begin + 1 or not self.reading.words[first].endswith("ed"):
            return False
        who = self.reading.words[first - 1] == "who" and first - 1 not in self.owner
        return who and self.reading.gaps[first - 2] == " " and self.reading.gaps[first - 1] == " "

    def relative_before(self, last: int, begin: int) -> list[range]:
        """The subject before a relative clause that ends here without a comma: "Convicts | who
        had been ordered to storm positions | complained"."""
        for place in range(last, max(begin, last - _LONGEST_RELATIVE), -1):
            if place in self.owner:
                continue
            if self.reading.words[place] == "who":
                restricts = place > begin and self.reading.gaps[place - 1] == " "
                return self._described(place, begin) if restricts else []
            if not self.reading.joined(place - 1):
                return []
        return []

    def leading(self, begin: int, end: int) -> list[range]:
        """The name that opens a sentence, where one main clause goes from it to `end`."""
        words = self.reading.words
        lead = next((self.owner[t] for t in range(begin, end) if t in self.owner), None)
        if lead is None or lead.kind == "unknown" or lead.role:
            return []
        opening = range(begin, lead.first)
        if len(opening) > 1 and not (lead.kind == "person" and self._introduces(opening)):
            return []
        after = range(lead.last, end)
        aside = bool(opening) and self.reading.gaps[lead.first - 1] == ", "
        closed = aside and self.reading.gaps[lead.last - 1] == ", "
        joined = closed or self.reading.joined(lead.last - 1)
        if not after or not joined or words[lead.last] == "and":
            return []
        if any(words[t] in _BOUNDARY and t not in self.owner for t in after):
            return []
        return [range(lead.first, lead.last)]

    def _introduces(self, opening: range) -> bool:
        """Whether these words only say who follows: "However, French observer"."""
        words, known = self.reading.words, self.words
        return all(
            self.reading.capitals[token]
            or words[token] in known.unnamed | known.speakers | known.titles | _INTRODUCING
            for token in opening
        )

    def _before_bracket(self, last: int, begin: int) -> int:
        if ")" not in self.reading.gaps[last]:
            return last
        place = last
        while place > begin and "(" not in self.reading.gaps[place - 1]:
            place -= 1
        return place - 1 if place > begin else last

    def _simple(self, last: int, begin: int) -> list[range]:
        text = self.reading.words
        first = self.owner[last].first if last in self.owner else last
        while first > begin and last - first < _LONGEST_PHRASE:
            place = first - 1
            if first not in self.owner and text[first] in _BOUNDARY:
                first += 1
                break
            if place not in self.owner and (text[place] in _BOUNDARY):
                break
            if not self._reaches(first, last) or self._verb_form(place):
                break
            first = self.owner[place].first if place in self.owner else place
        return [range(first, last + 1)] if first <= last else []

    def _reaches(self, first: int, last: int) -> bool:
        """Whether the phrase goes on to the token before its first so far."""
        place = first - 1
        words, gap = self.reading.words, self.reading.gaps[place]
        if words[place] == "and" and place not in self.owner and not self._noun_end(place - 1):
            return False
        listed = gap == ", " and self._noun_end(place) and self._ends_list(first, last)
        bracket = ") " in gap or gap == " ("
        return gap in _INSIDE or listed or bracket or self.reading.joined(place)

    def _ends_list(self, first: int, last: int) -> bool:
        """Whether "and" joins two names here, so that a comma before them is a list's."""
        words = self.reading.words
        return any(
            words[place] == "and" and (place - 1 in self.owner or place - 1 < first)
            for place in range(first, last + 1)
        )

    def _verb_form(self, place: int) -> bool:
        """Whether a verb of credit stands here, so that its clause ends."""
        word = self.reading.words[place]
        return (
            place not in self.owner
            and word in self.words.verbs
            and word.endswith("ed")
            and not self.noun_here(place)
        )

    def _noun_end(self, place: int) -> bool:
        if place < 0:
            return False
        return (
            place in self.owner
            or self.reading.words[place] in self.words.unnamed
            or (self.reading.capitals[place] and self.reading.words[place] not in _CALENDAR)
            or ")" in self.reading.gaps[place]
        )

    def forward(self, at: int) -> range:
        """The phrase that begins here, to the next comma, verb or end of clause."""
        text, place = self.reading.words, at
        total = min(len(text), at + _LONGEST_PHRASE)
        while place < total:
            if place not in self.owner and place > at:
                if text[place] in _BOUNDARY or text[place] in BE or text[place] in MODAL:
                    break
                if text[place] in _AFTER_PHRASE:
                    break
                if text[place] in ("the", "a", "an") and place - 1 in self.owner:
                    break
            place += 1
            gap = self.reading.gaps[place - 1]
            if (place < total and "," in gap) or self.reading.ends_sentence(place - 1):
                break
        return range(at, place)

    def listed(self, at: int) -> range:
        """The same, going on over the commas of a list: "by the BBC, Mediazona and others"."""
        phrase = self.forward(at)
        text, end = self.reading.words, phrase.stop
        while end < len(text) and self.reading.gaps[end - 1] == ", ":
            further = self.forward(end)
            if (
                not any(token in self.owner for token in further)
                or "and" not in text[further.start : further.stop]
            ):
                break
            end = further.stop
        return range(at, end)

    def inverted(self, at: int) -> list[range]:
        """The subject after its verb: "…, said Oleh Synyehubov, head of the administration"."""
        words = self.reading.words
        if at == 0 or at + 1 >= len(words) or self.reading.gaps[at] != " ":
            return []
        if not any(mark in self.reading.gaps[at - 1] for mark in (",", '"', "”", "'", "’")):
            return []
        if at + 1 not in self.owner and words[at + 1] in _NOT_INVERTED:
            return []
        phrase = self.forward(at + 1)
        end = phrase.stop
        if end < len(words) and self.reading.gaps[end - 1] == ", ":
            apposition = self.forward(end)
            if self._speaks(apposition):
                return [phrase, apposition]
        return [phrase]

    def name_after(self, at: int) -> Name | None:
        """The name that begins within a few words, nothing but words of description before it."""
        for place in range(at, min(at + _LONGEST_DESCRIPTION, len(self.reading.words))):
            name = self.owner.get(place)
            if name is not None:
                return name
            if not self.reading.joined(place):
                return None
        return None
