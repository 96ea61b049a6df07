"""Named things that are in no list: rivers, training grounds, villages.

- landform: "the Zherebets River", "Lake Assad": filed under the country spoken of.
- site: "the Kadamovsky training ground in the Rostov region": under that division.
- unlisted: "Barvinok, Belgorod Oblast": a name in the division that the text names after it,
  or the listed place there that is spelt almost so ("Stary Osokol").
- misspelt: "Nyrokove" between Berestove and Vasylivka: one letter from a village nearby.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from searchapp.remembering import remembered
from searchapp.tagging.places.candidates import Candidate
from searchapp.tagging.places.gazetteer import Gazetteer
from searchapp.tagging.places.namesakes import Setting
from searchapp.tagging.places.placenames import Reading
from searchapp.tagging.reading import Reading as Passage
from searchapp.tagging.wordclasses import CAPITALS, WordClass
from searchapp.text import words

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŁŚŞŠŽČİ]"
_NAME = rf"{_CAPITAL}[\w'’]+(?:[- ]{_CAPITAL}[\w'’]+){{0,2}}"
_LANDFORM = re.compile(
    rf"\b(?:(?P<before>{_NAME}) (?:River|Reservoir|Mountains?|Valley|Island|Islands|Peninsula|Spit"
    rf"|Strait|Bay|Gulf|Canal|Hills|Forest|Lake|Pass|Plain|Desert)"
    r"|(?:Lake|Mount|Cape|Wadi|Jabal|Jebel|Gulf of|Strait of|Isthmus of)"
    rf" (?P<after>{_CAPITAL}[\w'’]+(?: al[- ]{_CAPITAL}[\w'’]+)?))\b"
)
_SITE = re.compile(
    rf"\b(?P<name>{_NAME}) (?P<kind>(?:[Tt]raining [Gg]round|[Tt]raining [Aa]rea"
    r"|[Mm]ilitary [Bb]ase|[Aa]irfield|[Aa]ir ?[Bb]ase|[Tt]est [Ss]ite|[Pp]roving [Gg]round"
    r"|[Pp]ower [Pp]lant|[Cc]osmodrome|[Cc]hemical [Pp]lant|[Rr]efinery|[Oo]il [Rr]efinery"
    r"|[Bb]order [Cc]rossing|NPP|HPP|TPP))\b"
    r"(?P<inside>[^.;]{0,60})"
)
_FIRST_WORDS = frozenset(
    "the a an in at on near from to of and or its his their this that russian ukrainian syrian"
    " turkish american israeli german french british nuclear thermal military northern southern"
    " eastern western international central main new old coal gas oil hydroelectric"
    " geothermal".split()
)
LANDFORMS = WordClass.capitalised(
    "river reservoir mountain mountains valley island islands peninsula spit strait bay gulf canal"
    " hills forest lake pass plain desert mount cape wadi jabal jebel isthmus".split()
)
SITES = WordClass.of(
    "ground area base airfield airbase site plant cosmodrome refinery crossing npp hpp tpp".split()
)
_TOPONYMS = tuple(
    "ove eve ive yve ivka ovka evka yvka sk ske ine yne ovo evo ino pil pol hrad grad iv".split()
)
# With one of these a name is followed by what it lies in; see _STATED.
_BEFORE_ABOVE = (", ", " in ", " in the ", "occupied ")
_LISTED = re.compile(r"(?:,|\b(?:and|or|on|near|in|of|towards?|at|to|from|around)) $")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_STATED = re.compile(
    rf"\b(?:in|near|at|from|to|towards?|around|of|outside|village|town|settlement) "
    rf"(?P<name>{_NAME})(?:, | in (?:the )?)(?:occupied )?$"
)


class Found(NamedTuple):
    """A place read by pattern; `start` and `end` are its words in the text."""

    start: int
    end: int
    candidate: Candidate
    rule: str


class Sites:
    """Finds unlisted places of a text in the light of the listed ones."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._near: dict[str, tuple[str, ...]] = {}

    def landforms(
        self,
        reading: Reading,
        kept: Sequence[tuple[int, Candidate]],
        setting: Setting,
    ) -> Iterator[Found]:
        """Rivers, islands and the like that the vocabulary does not have.

        They are filed under the country of the nearest place of the paragraph, else under the
        one that the document mainly speaks of.
        """
        if not reading.passage.where(LANDFORMS):
            return
        text = reading.text
        for match in _LANDFORM.finditer(text):
            start, end = without_first_words(text, *match.span())
            name = text[start:end]
            country = _country_around(start, kept, setting)
            if not country:
                continue
            above = self._gazetteer.country_named(country)
            if name.count(" ") and not self._gazetteer.knows(" ".join(words(name))):
                bare = (match["before"] or match["after"]).split()[-1]
                place = Candidate(
                    f"{above}/{name}",
                    "feature",
                    country,
                    f"{country}.",
                    others=(f"{above}/{bare}",),
                )
                yield Found(start, end, place, "landform: unlisted")

    def sites(self, reading: Reading, kept: Sequence[tuple[int, Candidate]]) -> Iterator[Found]:
        """Bases and plants under the division of the place that the text puts them in."""
        if not kept or not _may_hold_a_site(reading.passage):
            return
        text = reading.text
        for match in _SITE.finditer(text):
            start, _ = without_first_words(text, match.start("name"), match.end("name"))
            end = match.end("kind")
            if start >= match.end("name"):
                continue
            if listed := self._gazetteer.candidates(" ".join(words(text[start:end]))):
                yield Found(start, end, listed[0], "gazetteer: feature")
                continue
            above = self._above(text[start : match.end("name")], match, kept)
            if above is not None:
                yield Found(
                    start, end, under(above, text[start:end], self._gazetteer), "site: unlisted"
                )

    def _above(
        self, name: str, match: re.Match[str], kept: Sequence[tuple[int, Candidate]]
    ) -> Candidate | None:
        """The place that a site lies in: named after it, else what it is called by."""
        for start, candidate in kept:
            inside = match.start("inside") <= start < match.end("inside")
            if inside and re.search(
                r"\b(?:in|near|of|at)\b|,", match.string[match.end("kind") : start]
            ):
                return candidate
        called = [each for start, each in kept if match.start("name") <= start < match.end("name")]
        return called[0] if called and match["kind"].lower() not in _KINDS_OF_TOWNS else None

    def unlisted(self, text: str, start: int, above: Candidate) -> Found | None:
        """The name just before a division that starts at `start`: listed under a near spelling,
        else new."""
        first = max(0, start - _LOOK_BACK)
        if not text.endswith(_BEFORE_ABOVE, first, start):
            return None
        match = _STATED.search(text[first:start])
        if not match:
            return None
        begin, end = (first + place for place in match.span("name"))
        begin, end = without_first_words(text, begin, end)
        if begin >= end:
            return None
        near = self.near_spelling(" ".join(words(text[begin:end])), frozenset({above.division}))
        if near is not None:
            return Found(begin, end, near, "gazetteer: place, one letter off")
        place = under(above, text[begin:end], self._gazetteer)
        return Found(begin, end, place, "unlisted, in the division named")

    def misspelt(self, reading: Reading, divisions: frozenset[str]) -> Iterator[Found]:
        """Words that end like a village, stand in a list or after a preposition, name nothing
        listed and are one letter from a place of the paragraph's divisions."""
        if not divisions:
            return
        text, passage = reading.text, reading.passage
        named = {token for each in reading.namings for token in range(each.first, each.last)}
        for token in passage.where(CAPITALS):
            if token in named or not _ends_like_a_village(passage.words[token]):
                continue
            start, end = passage.starts[token], passage.ends[token]
            if not _LISTED.search(text[max(0, start - 12) : start]):
                continue
            near = self.near_spelling(text[start:end].lower(), divisions)
            if near is not None:
                yield Found(start, end, near, "gazetteer: place, one letter off")

    def near_spelling(self, key: str, divisions: frozenset[str]) -> Candidate | None:
        """The one place of these divisions whose spelling is one letter away."""
        if not divisions or not key.isascii() or not _SHORTEST <= len(key) <= _LONGEST:
            return None
        found = {
            candidate.value: candidate
            for other in self._spelt_nearly(key)
            for candidate in self._gazetteer.candidates(other)
            if candidate.kind == "place" and candidate.division in divisions
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _spelt_nearly(self, key: str) -> tuple[str, ...]:
        """The known spellings one letter away: some hundreds are tried, so once for a word."""
        known = self._near.get(key)
        if known is None:
            if len(self._near) > _REMEMBERED:
                self._near.clear()
            known = tuple(filter(self._gazetteer.knows, _one_letter_off(key)))
            self._near[key] = known
        return known


def _may_hold_a_site(passage: Passage) -> bool:
    """Whether a word for a site stands behind a capital, or behind one and another word."""
    capitals = passage.capitals
    return any(any(capitals[max(token - 2, 0) : token]) for token in passage.where(SITES))


@remembered(20_000)
def _ends_like_a_village(word: str) -> bool:
    return len(word) >= _SHORTEST and word.endswith(_TOPONYMS)


_SHORTEST, _LONGEST = 7, 40
_LOOK_BACK = 100
_REMEMBERED = 20_000
_MAINLY = 0.5
_KINDS_OF_TOWNS = frozenset(
    {"chemical plant", "refinery", "oil refinery", "airfield", "border crossing"}
)


def _country_around(start: int, kept: Sequence[tuple[int, Candidate]], setting: Setting) -> str:
    """The code of the country that the text around an offset speaks of; empty where unsure."""
    if kept:
        return min(kept, key=lambda each: abs(each[0] - start))[1].country
    main = setting.main_country()
    return main if setting.share(main) >= _MAINLY else ""


def under(above: Candidate, name: str, gazetteer: Gazetteer) -> Candidate:
    """The new place under the division of `above`, or under its country where it has none."""
    division = gazetteer.division_of(above)
    path = division.value if division else above.value.split("/")[0]
    others = [f"{above.value}/{name}"]
    if division:
        country = division.value.split("/")[0]
        others += [f"{country}/{division.short}/{name}", f"{country}/{name}"]
    return Candidate(
        f"{path}/{name}",
        "site",
        above.country,
        above.division,
        0,
        above.latitude,
        above.longitude,
        tuple(others),
    )


def without_first_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without "The", "Russian" and the like at its beginning."""
    while start < end:
        first = text[start:end].split(" ", 1)[0]
        if first.lower() not in _FIRST_WORDS and not first.endswith(("'s", "’s")):
            break
        start += len(first) + 1
    return min(start, end), end


def _one_letter_off(key: str) -> Iterator[str]:
    """Every key one deletion, exchange, replacement or insertion away."""
    for place in range(len(key) + 1):
        head, tail = key[:place], key[place:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _ALPHABET)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _ALPHABET)
