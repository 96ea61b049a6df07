"""Names that no vocabulary holds, read from how they are written.

- run: capitalised words in a row (see runs.py).
- body: a run with a noun for a body: "Committee on Economic Policy", "Sinjar Alliance".
- person: a run after a title, with a given name, or explained by a title beside it.
- unknown: any other run; it becomes a name when the document explains it or credits it.
"""

from __future__ import annotations

from searchapp.tagging.names.lexicon import Lexicon, Trie
from searchapp.tagging.names.persons import LEADING, IsPlace, PersonFinder
from searchapp.tagging.names.runs import CALENDAR, LONGEST, RunFinder
from searchapp.tagging.reading import Name, Reading

BODY = "noun for a body"
MEDIA = "noun for a medium"
QUOTED = "name in quotation marks"
UNKNOWN = "unknown"

_CONNECTORS = frozenset({"of", "for", "on", "to"})
_SENT = frozenset({"mission", "embassy", "delegation"})
_LONGEST_PERSON = 3
_CALLED = frozenset("militia faction gang guerrillas".split())
_SMALL_HEADS = frozenset(
    "group movement battalion brigade militia regiment party detachment organization organisation "
    "network alliance coalition faction militias fighters militants unit channel platoon company "
    "clan tribe legion brigades battalions".split()
)
# Kinds of troops between a name in quotation marks and its unit: "the 'Korf' signals battalion".
_ARMS_BETWEEN = frozenset(
    "signals signal rifle tank artillery volunteer motorized assault reconnaissance engineer "
    "sniper infantry logistics commando mechanized".split()
)
# Small nouns for a medium beside its name: "the Al-Bayan newspaper", "the website Nedra".
_NAMED_MEDIA = frozenset("newspaper magazine broadcaster website tabloid outlet".split())
_SMALL_MEDIA = _NAMED_MEDIA | frozenset("daily weekly outlet portal station".split())
_LOCAL_WORDS = frozenset(
    "city oblast regional district military civil occupation local town raion provincial municipal "
    "state people administration council".split()
)
_STATIONS = frozenset({"radio", "agence", "agencia", "agenzia"})
_AGENCY = ["news", "agency"]
_LOCAL_HEADS = frozenset({"administration", "council", "police"})
_NUMERALS = frozenset("ii iii iv vi vii viii".split())


class Discoverer:
    def __init__(self, lexicon: Lexicon, is_place: IsPlace) -> None:
        self.lexicon = lexicon
        self.is_place = is_place
        self._persons = PersonFinder(lexicon, is_place)
        self._runs = RunFinder(lexicon)
        # What makes more of a run of one word than a name: the word, the one before, the one after.
        self._telling = (
            lexicon.heads | lexicon.titles | lexicon.title_parts | CALENDAR
            | lexicon.adjectives.root.keys() | lexicon.country_names.root.keys()
        )  # fmt: skip
        self._telling_before = self._persons.introducing | _NAMED_MEDIA | {_AGENCY[-1]}
        self._telling_after = (
            _LOCAL_WORDS | _LOCAL_HEADS | _SMALL_MEDIA | {_AGENCY[0]} | _SMALL_HEADS | _ARMS_BETWEEN
        )

    def read(self, reading: Reading, start: int) -> tuple[Name | None, int]:
        """The name that the capitalised run at a token gives, and the token to go on at."""
        first = start
        word = reading.words[first]
        if not self._runs.begins(reading, first):
            return None, first + 1
        last = self._runs.end(reading, first)
        if last - first == 1:
            if word in CALENDAR:
                return None, last
            if self._tells_nothing(reading, first):
                return self._alone(reading, first), last
        return self._parted(reading, first, last)

    def _tells_nothing(self, reading: Reading, at: int) -> bool:
        """Whether neither a run of one word nor what stands beside it says what it is, as mostly:
        then nothing of what follows here would find more."""
        words, after = reading.words, at + 1
        return (
            words[at] not in self._telling
            and (after == len(words) or words[after] not in self._telling_after)
            and (not at or words[at - 1] not in self._telling_before)
        )

    def _alone(self, reading: Reading, at: int) -> Name:
        """A surname too may be a place, where the document names somebody so: Austin, Fedorov."""
        kind = "place" if self.is_place((reading.words[at],)) else "unknown"
        return Name(at, at + 1, reading.shown(at, at + 1), kind, UNKNOWN)

    def _parted(self, reading: Reading, first: int, last: int) -> tuple[Name | None, int]:
        """A run with a title inside or an adjective of a country before is several things."""
        words, lexicon = reading.words, self.lexicon
        if self._led_by(lexicon.country_names, words, first, last) == last:
            return None, last
        led = self._led_by(lexicon.adjectives, words, first, last)
        if led and (words[last - 1] not in lexicon.heads or self._stands_alone(reading, led)):
            return None, led
        if given := self._given_inside(reading, first, last):
            return self._classified(reading, first, given)
        title = None
        if not lexicon.titles.isdisjoint(words[first:last]):
            title = next(t for t in range(first, last) if words[t] in lexicon.titles)
        if title == last - 1 and len(words[first]) == 1 and last - first > 1:
            title = None  # "P. W. Singer"
        if title is not None and words[last - 1] not in lexicon.heads:
            before = title
            while before > first and words[before - 1] in lexicon.title_parts:
                before -= 1
            if before > first and (words[before - 1] in lexicon.heads or before - first == 1):
                return self._classified(reading, first, before)
            after = title
            while after < last and words[after] in lexicon.title_parts:
                after += 1
            if after == last:
                return None, last
            if before == first or after > title:
                person = self._persons.person(reading, first, last)
                if person is None and words[last - 1] in lexicon.titles:
                    # "Deputy Information Minister" before a known name.
                    return None, last
                return (person, last) if person is not None else (None, after)

        return self._classified(reading, first, last)

    def _led_by(self, trie: Trie, words: list[str], first: int, last: int) -> int:
        """The token after an entry of the trie that begins a run; 0 where none does."""
        found = trie.match(words[first:last], 0) if words[first] in trie.root else None
        return first + found[0] if found else 0

    def _given_inside(self, reading: Reading, first: int, last: int) -> int:
        """Where a person begins behind a place or body: "(Head of) North Ossetia | Sergey …"; 0
        where none does."""
        words, lexicon = reading.words, self.lexicon
        if titled := self._titled_by_body(reading, first, last):
            return titled
        for at in range(first + 1, last):
            if at == last - 1:
                known = lexicon.surnames.get(words[at]) is not None
                return at if known and words[at - 1] in lexicon.place_nouns else 0
            if words[at] in lexicon.given and (
                words[at - 1] in lexicon.heads
                or words[at - 1] in lexicon.place_nouns
                or self.is_place(tuple(words[first:at]))
            ):
                return at
        return 0

    def _titled_by_body(self, reading: Reading, first: int, last: int) -> int:
        """Where a person begins behind the body of a title: "Secretary of the Security Council |
        Armen Grigoryan"; 0 where none does."""
        words, lexicon = reading.words, self.lexicon
        if first < 2:
            return 0
        at = first - 1 - (words[first - 1] == "the")
        if words[at] != "of" or words[at - 1] not in lexicon.titles:
            return 0
        heads = [at for at in range(first, last - 2) if words[at] in lexicon.heads - LEADING]
        begin = heads[-1] + 1 if heads else 0
        return begin if begin and last - begin <= _LONGEST_PERSON else 0

    def _stands_alone(self, reading: Reading, at: int) -> bool:
        """Whether a name goes without the adjective before: "Ukrainian | Kherson Oblast …"."""
        words = reading.words
        return (
            self.lexicon.known.match(words, at) is not None
            or words[at] in self.lexicon.titles
            or self.is_place((words[at],))
        )

    def _classified(self, reading: Reading, first: int, last: int) -> tuple[Name | None, int]:
        lexicon, words = self.lexicon, reading.words
        final = words[last - 1]
        size = last - first
        if final in _NUMERALS and size > 1:
            return None, last
        if extended := self._extended(reading, first, last):
            return self._body(reading, first, extended), extended
        if size > 1 and words[first] in LEADING:
            return self._body(reading, first, last), last
        if (
            size > 1
            and final in lexicon.heads
            and not (final in lexicon.place_nouns or self._all_titles(reading, first, last))
        ):
            last = self._past_number(reading, last)
            return self._body(reading, first, last), last
        if local := self._local_body(reading, first, last):
            return Name(first, local, reading.shown(first, local), "body", BODY), local
        if size > 1 and final in lexicon.things:
            return None, last
        newsy = final in lexicon.media or "news" in words[first:last] or words[first] in _STATIONS
        if size > 1 and newsy and words[first] not in lexicon.given:
            return Name(first, last, reading.shown(first, last), "outlet", MEDIA), last
        if self._beside_medium(reading, first, last):
            return Name(first, last, reading.shown(first, last), "outlet", MEDIA), last
        if person := self._persons.person(reading, first, last):
            return person, last
        if quoted := self._quoted(reading, first, last):
            return quoted, last
        if size == 1 and final in lexicon.heads and final not in lexicon.titles:
            # "the Army", "the Center": whose, the document tells.
            return Name(first, last, reading.shown(first, last), "unknown", UNKNOWN), last
        if self._all_titles(reading, first, last):
            return None, last
        if size == 1:
            return self._alone(reading, first), last
        if self.is_place(tuple(words[first:last])):
            return None, last
        return Name(first, last, reading.shown(first, last), "unknown", UNKNOWN), last

    def _all_titles(self, reading: Reading, first: int, last: int) -> bool:
        return self.lexicon.title_parts.issuperset(reading.words[first:last])

    def _body(self, reading: Reading, first: int, last: int) -> Name | None:
        words = reading.words[first:last]
        if all(word in self.lexicon.generic or word in self.lexicon.openers for word in words):
            return self._generic_body(reading, first, last)
        if "news" in words:
            return Name(first, last, reading.shown(first, last), "outlet", MEDIA)
        final = words[-2] if words[-1].isdigit() else words[-1]
        arms = final in self.lexicon.arms or words[0] in LEADING
        shown = reading.shown(first, last)
        return Name(first, last, shown, "force" if arms else "body", BODY)

    def _past_number(self, reading: Reading, last: int) -> int:
        """The token after the number of a unit: "Light Infantry Battalion 129"."""
        if last >= len(reading.words) or reading.gaps[last - 1] != " ":
            return last
        numbered = reading.words[last - 1] in self.lexicon.arms and reading.words[last].isdigit()
        return last + 1 if numbered else last

    def _called_a_group(self, reading: Reading, first: int, last: int) -> bool:
        """ "the pro-government militia | Al-Falhout"."""
        if first == 0 or reading.gaps[first - 1] != " " or reading.capitals[first - 1]:
            return False
        words, lexicon = reading.words, self.lexicon
        if words[first - 1] not in _CALLED or words[first] in lexicon.given | CALENDAR:
            return False
        led = lexicon.adjectives.match(words, first) or lexicon.country_names.match(words, first)
        return led is None and not self.is_place(tuple(words[first:last]))

    def _beside_medium(self, reading: Reading, first: int, last: int) -> bool:
        """Whether a small noun for a medium stands right before a name, or right after."""
        words = reading.words
        before = first > 0 and reading.gaps[first - 1] == " " and not reading.capitals[first - 1]
        if before:
            before = words[first - 1] in _NAMED_MEDIA or words[first - 2 : first] == _AGENCY
        after = last < len(words) and reading.gaps[last - 1] == " " and not reading.capitals[last]
        if after:
            after = words[last] in _SMALL_MEDIA or words[last : last + 2] == _AGENCY
        if not (before or after) or self.lexicon.adjectives.match(words, first):
            return False
        return before or not self.is_place(tuple(words[first:last]))

    def _generic_body(self, reading: Reading, first: int, last: int) -> Name | None:
        """ "Security Council", "Task Force": a name only where the document tells whose."""
        if last - first == 1:
            return None
        return Name(first, last, reading.shown(first, last), "unknown", UNKNOWN)

    def _extended(self, reading: Reading, first: int, last: int) -> int:
        """The end of "Institute for the Study of War"; 0 where nothing follows of that kind."""
        if reading.words[last - 1] not in self.lexicon.heads:
            return 0
        total, end = len(reading.words), 0
        at = last
        while at + 1 < total and reading.words[at] in _CONNECTORS and reading.gaps[at - 1] == " ":
            begin = at + 2 if reading.words[at + 1] == "the" else at + 1
            if begin >= total or not reading.capitals[begin] or not reading.joined(at):
                break
            if reading.words[at] == "to" and reading.words[at - 1] not in _SENT:
                break
            if reading.words[begin] in CALENDAR or reading.words[begin] in self.lexicon.titles:
                break
            if reading.words[at] == "of" and end and self._body_begins(reading, begin):
                break
            end = at = self._before_title(reading, begin, self._runs.end(reading, begin))
            if at - first > LONGEST:
                break
        return end

    def _before_title(self, reading: Reading, begin: int, last: int) -> int:
        """Where a title cuts a run short: "Group of Forces | Spokesperson Colonel …"."""
        words, lexicon = reading.words, self.lexicon
        title = next((t for t in range(begin + 1, last) if words[t] in lexicon.titles), last)
        while title < last and title > begin + 1 and words[title - 1] in lexicon.title_parts:
            title -= 1
        return title

    def _body_begins(self, reading: Reading, begin: int) -> bool:
        """Whether another body, of which this one is a part, follows: "of the Council of …"."""
        if self.lexicon.known.match(reading.words, begin):
            return True
        last = self._runs.end(reading, begin)
        return any(word in self.lexicon.heads for word in reading.words[begin:last])

    def _local_body(self, reading: Reading, first: int, last: int) -> int:
        """The end of "Baikonur city administration"."""
        at = last
        while at < len(reading.words) and reading.joined(at - 1) and at - last < 4:
            word = reading.words[at]
            if word in _LOCAL_HEADS:
                return at + 1 if self.is_place(tuple(reading.words[first:last])) else 0
            if word not in _LOCAL_WORDS:
                return 0
            at += 1
        return 0

    def _quoted(self, reading: Reading, first: int, last: int) -> Name | None:
        """ "the 'Atesh' group", "the Atesh movement", "the militia Atesh"."""
        if self._called_a_group(reading, first, last):
            return Name(first, last, reading.shown(first, last), "force", QUOTED)
        words = reading.words
        gap, head = reading.gaps[last - 1], last
        if gap not in (" ", "” ", '" ', "' ", "’ ", "» "):
            return None
        while gap != " " and head < min(last + 2, len(words)) and words[head] in _ARMS_BETWEEN:
            head += 1
        if head >= len(words) or words[head] not in _SMALL_HEADS:
            return None
        if self.is_place(tuple(words[first:last])) or (
            self.lexicon.adjectives.match(words, first) is not None
        ):
            return None
        if gap == " " and self._all_titles(reading, first, last):
            return None  # "a Syrian Opposition group"
        kind = "channel" if words[head] == "channel" else "force"
        shown = reading.shown(first, last)
        aliases = (f"{shown} {words[head]}",)
        return Name(first, last, shown, kind, QUOTED, aliases=aliases)
