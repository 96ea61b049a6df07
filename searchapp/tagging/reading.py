"""A passage cut into tokens once, for all who read names and credits in it.

- gap: what stands between two tokens: a blank, a comma, the end of a sentence.
- name: a run of tokens that names somebody, with the value it stands for.
- role: how a name takes part where it does not stand for itself: "title" (in somebody's title),
  "parent" (of a unit), "thing" (neither actor nor source).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress
from typing import Literal, NamedTuple

from searchapp.remembering import remembered
from searchapp.tagging.wordclasses import Sorter, WordClass, WordNumbers

Role = Literal["", "title", "parent", "thing"]
_made = tuple.__new__
OUTLETS = frozenset({"outlet", "monitor", "channel"})
_ENDS_SENTENCE = re.compile(r"[.!?][\"”’')\]]*\s|\n|;\s|: ")
_ABBREVIATED = frozenset(
    "st lt gen col maj mr mrs ms dr sgt capt brig adm no vs jr sr prof rep sen gov hon etc".split()
)

_UNSORTED = Sorter()


class Name(NamedTuple):
    """`first` to `last` are tokens, the last one excluded. `place` is the vocabulary's file and
    line, empty for names found by rule."""

    first: int
    last: int
    value: str
    kind: str
    rule: str
    place: str = ""
    aliases: tuple[str, ...] = ()
    role: Role = ""
    country: str = ""

    @property
    def discovered(self) -> bool:
        return not self.place

    def at(self, first: int, last: int, rule: str = "", *, role: Role = "") -> Name:
        """The same name at other tokens, found there by a rule of its own if one is given."""
        # Quicker than `_replace`; most names of a document are made here.
        return _made(
            Name,
            (
                first, last, self.value, self.kind, rule or self.rule, self.place, self.aliases,
                role, self.country,
            ),
        )  # fmt: skip


@remembered(20_000)
def _may_end_sentence(gap: str) -> bool:
    return _ENDS_SENTENCE.search(gap) is not None


class Reading:
    """The text of a passage with its tokens, and the names found in it so far, in order.

    `starts`, `ends`, `words`, `gaps` are those of `text.cut`; `capitals` tells of each token
    whether it is written large, `begins` the first token of its sentence. `sorter` knows the
    classes of words that are going to be asked for.
    """

    __slots__ = (
        "_found", "_numbers", "begins", "capitals", "cut", "ends", "gaps", "names",
        "starts", "text", "words",
    )  # fmt: skip

    def __init__(self, text: str, sorter: Sorter = _UNSORTED) -> None:
        self.text = text
        self.cut, self.capitals, stops, self._found, self._numbers = sorter.read(text)
        self.starts, self.ends, self.words, self.gaps = self.cut
        self.begins = self._begins(stops)
        self.names: list[Name] = []

    def where(self, wanted: WordClass) -> list[int]:
        """The tokens whose words are of a class, in order."""
        found = self._found.get(wanted)
        if found is None:
            held = map(wanted.holds, self.words, self.capitals)
            found = self._found[wanted] = list(compress(range(len(self.words)), held))
        return found

    def numbered(self, wanted: WordNumbers) -> list[int]:
        """The numbers of all words."""
        found = self._numbers.get(wanted)
        if found is None:
            found = self._numbers[wanted] = list(map(wanted.of, self.words))
        return found

    def _begins(self, stops: Sequence[int]) -> list[int]:
        """For each token the first token of its sentence."""
        begin, total = 0, len(self.gaps)
        found = [0] * total
        for token in stops:
            if _may_end_sentence(self.gaps[token]) and not self._abbreviates(token):
                found[begin : token + 1] = [begin] * (token + 1 - begin)
                begin = token + 1
        found[begin:] = [begin] * (total - begin)
        return found

    def _abbreviates(self, token: int) -> bool:
        return self.gaps[token] == ". " and self.abbreviated(token)

    def joined(self, token: int) -> bool:
        """Whether only a blank, a hyphen or the dot of an abbreviation parts this token from
        the next."""
        gap = self.gaps[token]
        if gap == " ":
            return True
        if gap in ("-", "‑", " ", "–"):
            return True
        return gap in (". ", ".") and self.abbreviated(token)

    def abbreviated(self, token: int) -> bool:
        word = self.words[token]
        return word in _ABBREVIATED or (len(word) == 1 and self.capitals[token])

    def ends_sentence(self, token: int) -> bool:
        """Whether a sentence ends between this token and the next."""
        following = token + 1
        return following >= len(self.begins) or self.begins[following] == following

    def starts_sentence(self, token: int) -> bool:
        return self.begins[token] == token

    def shown(self, first: int, last: int) -> str:
        """The text of a run of tokens as written."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def span(self, name: Name) -> tuple[int, int]:
        """Offsets of a name in code points."""
        return self.starts[name.first], self.ends[name.last - 1]
