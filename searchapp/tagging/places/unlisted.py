"""Places of no list, known by what is done to them: "recaptured Khan Tuman", "south of Sukayk".

- taken: capitalised words after a verb of capture, a compass word or "near", or in a list with
  such; filed under the division of the place that stands nearest in the text.
- mound: a word that begins names of places in Arabic: what goes with it is one name.
- told: what a document once calls a place is that place wherever the document names it.

States whose settlements are all listed have none of these: there a name is spelt amiss.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from searchapp.tagging.places.candidates import Candidate
from searchapp.tagging.places.gazetteer import SLAVIC, Gazetteer
from searchapp.tagging.places.namesakes import Setting
from searchapp.tagging.places.placenames import Naming, Reading
from searchapp.tagging.places.sites import Found, under
from searchapp.tagging.places.strays import Strays
from searchapp.tagging.reading import Reading as Passage
from searchapp.tagging.vocabulary import Vocabulary
from searchapp.tagging.wordclasses import CAPITALS, WordClass
from searchapp.text import fold

_ARTICLES = frozenset("al ash ad an ar as at az el".split())
_LIST_GAPS = frozenset({", ", " "})
_LONGEST = 4
# Why a naming is refused that lies in a longer name.
_PART = "part of a name"
_TAKEN = "unlisted, taken for a place of this division"
_TOLD = "unlisted, called a place elsewhere in the document"


class Unlisted:
    def __init__(self, vocabulary: Vocabulary, gazetteer: Gazetteer, strays: Strays) -> None:
        self._gazetteer, self._strays = gazetteer, strays
        listed = vocabulary.words
        self._takes = listed("placewords", "takes_a_place")
        self._parts = listed("placewords", "part_of_a_place")
        self._mounds = listed("placewords", "begins_a_place")
        self.mounds = WordClass.capitalised(self._mounds)
        self._after = listed("placewords", "after_a_place")
        people = (entry for entry in vocabulary.table("things"))
        self._no_places = (
            listed("openers", "opener")
            | listed("titles", "role")
            | listed("titles", "rank")
            | listed("institutions", "head")
            | listed("institutions", "thing")
            | frozenset(fold(name) for entry in people for name in (entry.name, *entry.aliases))
        )

    def splits(self, naming: Naming) -> bool:
        """Whether a naming is only a part of a longer Arabic name: "Tell | Brak"."""
        passage = naming.passage
        first, last = naming.first, naming.last
        led = _ARTICLES.issuperset(passage.words[first : last - 1])
        if passage.words[last - 1] in self._mounds and led:
            return last < len(passage.words) and _goes_on(passage, last)
        before = first - 1
        if before > 0 and passage.words[before] in _ARTICLES:
            before -= 1
        led = before >= 0 and passage.capitals[before] and passage.words[before] in self._mounds
        return led and all(passage.gaps[at] in (" ", "-") for at in range(before, first))

    def taken(
        self,
        reading: Reading,
        kept: Mapping[int, Candidate],
        setting: Setting,
        beside: Sequence[Candidate],
    ) -> Iterator[Found]:
        """The names of one paragraph that are taken for places; `beside` are the places of the
        paragraphs before and after it, in which it may lie where it names none itself."""
        if SLAVIC.issuperset(place.country for place in (*kept.values(), *beside)):
            return
        passage, done, listed = reading.passage, 0, -1
        for token in passage.where(CAPITALS):
            if token < max(done, 1):
                continue
            first = token - (
                passage.words[token - 1] in _ARTICLES and passage.gaps[token - 1] == "-"
            )
            last = done = _end_of_run(passage, token)
            follows = listed == first - 1 or (
                listed == first - 2 and passage.words[first - 1] == "and"
            )
            if self._is_one(reading, kept, first, last, follows):
                found = self._filed(reading, kept, setting, beside, first, last)
                if found is not None:
                    listed = last - 1
                    yield found

    def told(
        self, reading: Reading, kept: Mapping[int, Candidate], names: Mapping[str, Candidate]
    ) -> Iterator[Found]:
        """The names that other paragraphs call places."""
        passage = reading.passage
        for token in passage.where(CAPITALS):
            for last in range(min(token + _LONGEST, len(passage.words)), token, -1):
                shown = passage.shown(token, last)
                if shown in names:
                    if self._is_free(reading, kept, token, last):
                        start, end = passage.starts[token], passage.ends[last - 1]
                        yield Found(start, end, names[shown], _TOLD)
                    break

    def _filed(
        self,
        reading: Reading,
        kept: Mapping[int, Candidate],
        setting: Setting,
        beside: Sequence[Candidate],
        first: int,
        last: int,
    ) -> Found | None:
        passage = reading.passage
        start, end = passage.starts[first], passage.ends[last - 1]
        above = self._strays.neighbour(reading, start, kept, setting)
        if above is None and not kept:
            above = next(filter(self._strays.divides, beside), None)
        if above is None or above.country in SLAVIC:
            return None
        return Found(start, end, under(above, reading.text[start:end], self._gazetteer), _TAKEN)

    def _is_one(
        self,
        reading: Reading,
        kept: Mapping[int, Candidate],
        first: int,
        last: int,
        follows: bool,
    ) -> bool:
        passage = reading.passage
        named = passage.words[first:last]
        if passage.starts_sentence(first) or passage.shown(first, last).isupper():
            return False
        mound = last - first > 1 and named[0] in self._mounds
        if not (mound or follows or self._is_done_to(passage, first)):
            return False
        if not self._no_places.isdisjoint(named) or any(len(word) < 3 for word in named[-1:]):
            return False
        return self._stands_alone(passage, last) and self._is_free(reading, kept, first, last)

    def _is_done_to(self, passage: Passage, first: int) -> bool:
        """Whether the words before say that what follows is a place."""
        before = passage.words[first - 1]
        if passage.gaps[first - 1] != " " or passage.capitals[first - 1]:
            return False
        if before == "of" and first > 1:
            return passage.words[first - 2] in self._parts and passage.gaps[first - 2] == " "
        return before in self._takes

    def _stands_alone(self, passage: Passage, last: int) -> bool:
        if last == len(passage.words) or passage.gaps[last - 1] != " ":
            return passage.gaps[last - 1][:1] not in ("-", "'", "’")
        return passage.words[last] in self._after and not passage.capitals[last]

    def _is_free(
        self, reading: Reading, kept: Mapping[int, Candidate], first: int, last: int
    ) -> bool:
        """Whether these words name nothing else."""
        start, end = reading.passage.starts[first], reading.passage.ends[last - 1]
        if any(begin < end and start < stop for begin, stop in reading.blocked):
            return False
        return not any(
            each.start < end
            and start < each.end
            and (index in kept or reading.refused.get(index, _PART) != _PART)
            for index, each in enumerate(reading.namings)
        )


def names_of(found: Sequence[Sequence[Found]]) -> dict[str, Candidate]:
    """What the paragraphs of a document call places of no list, by the words that name them;
    of several divisions the one given most often."""
    given = [each for paragraph in found for each in paragraph if each.rule.startswith("unlisted")]
    times = Counter(each.candidate.value for each in given)
    names: dict[str, Candidate] = {}
    for each in given:
        name, place = each.candidate.name, each.candidate
        if name not in names or times[place.value] > times[names[name].value]:
            names[name] = place
    return names


def settled_on(found: Found, names: Mapping[str, Candidate]) -> Found:
    """The same, filed where the document files the name most often."""
    if not found.rule.startswith("unlisted"):
        return found
    return found._replace(candidate=names[found.candidate.name])


def _goes_on(passage: Passage, last: int) -> bool:
    """Whether a capitalised word follows, an article before it left aside."""
    if passage.gaps[last - 1] not in (" ", "-"):
        return False
    if passage.words[last] in _ARTICLES and passage.gaps[last] in (" ", "-"):
        return passage.capitals[last + 1] if last + 1 < len(passage.words) else False
    return passage.capitals[last]


def _end_of_run(passage: Passage, token: int) -> int:
    """The token after the capitalised words that begin here, articles among them."""
    last, total = token + 1, len(passage.words)
    while last < total and last - token < _LONGEST and _goes_on(passage, last):
        last += 2 if not passage.capitals[last] else 1
    return last
