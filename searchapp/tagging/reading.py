"""A passage cut into tokens once, for all who read names and credits in it.

- gap: what stands between two tokens: a blank, a comma, the end of a sentence.
- name: a run of tokens that names somebody, with the value it stands for.
- role: how a name takes part where it does not stand for itself: "title" (in somebody's title),
  "parent" (of a unit), "thing" (neither actor nor source).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from searchapp.text import Token, tokens

Role = Literal["", "title", "parent", "thing"]
PERSONS = frozenset({"person"})
OUTLETS = frozenset({"outlet", "monitor", "channel"})
_ENDS_SENTENCE = re.compile(r"[.!?][\"”’')\]]*\s|\n|;\s|: ")
_ABBREVIATED = frozenset(
    "st lt gen col maj mr mrs ms dr sgt capt brig adm no vs jr sr prof rep sen gov hon etc".split()
)


@dataclass(frozen=True, slots=True)
class Name:
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


@dataclass(slots=True, eq=False)
class Reading:
    """The text of a passage with its tokens, and the names found in it so far, in order."""

    text: str
    tokens: list[Token] = field(init=False)
    words: list[str] = field(init=False)
    capitals: list[bool] = field(init=False)
    gaps: list[str] = field(init=False)
    begins: list[int] = field(init=False)
    names: list[Name] = field(default_factory=list)

    def __post_init__(self) -> None:
        text = self.text
        self.tokens = tokens(text)
        self.words = [word for _, _, word in self.tokens]
        self.capitals = [text[start].isupper() for start, _, _ in self.tokens]
        starts = [start for start, _, _ in self.tokens[1:]]
        starts.append(len(text))
        self.gaps = [
            text[end:start] for (_, end, _), start in zip(self.tokens, starts, strict=False)
        ]
        self.begins = self._begins()

    def _begins(self) -> list[int]:
        """For each token the first token of its sentence."""
        begin, found = 0, [0]
        for token, gap in enumerate(self.gaps):
            if gap != " " and self._parts(token, gap):
                begin = token + 1
            found.append(begin)
        return found[: len(self.gaps)]

    def _parts(self, token: int, gap: str) -> bool:
        if not _ENDS_SENTENCE.search(gap):
            return False
        return not (gap == ". " and self.abbreviated(token))

    def gap(self, token: int) -> str:
        """What stands between a token and the next; all that is left after the last."""
        return self.gaps[token]

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
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def span(self, name: Name) -> tuple[int, int]:
        """Offsets of a name in code points."""
        return self.tokens[name.first].start, self.tokens[name.last - 1].end
