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


@dataclass(slots=True)
class Reading:
    """The text of a passage with its tokens, and the names found in it so far, in order."""

    text: str
    tokens: list[Token] = field(init=False)
    words: list[str] = field(init=False)
    capitals: list[bool] = field(init=False)
    names: list[Name] = field(default_factory=list)

    def __post_init__(self) -> None:
        text = self.text
        self.tokens = tokens(text)
        self.words = [token.word for token in self.tokens]
        self.capitals = [text[token.start].isupper() for token in self.tokens]

    def gap(self, token: int) -> str:
        """What stands between a token and the next; all that is left after the last."""
        end = self.tokens[token].end
        if token + 1 < len(self.tokens):
            return self.text[end : self.tokens[token + 1].start]
        return self.text[end:]

    def joined(self, token: int) -> bool:
        """Whether only a blank, a hyphen or the dot of an abbreviation parts this token from
        the next."""
        gap = self.gap(token)
        if gap in (" ", "-", "‑", " ", "–"):
            return True
        return gap in (". ", ".") and self.abbreviated(token)

    def abbreviated(self, token: int) -> bool:
        word = self.words[token]
        return word in _ABBREVIATED or (len(word) == 1 and self.capitals[token])

    def ends_sentence(self, token: int) -> bool:
        """Whether a sentence ends between this token and the next."""
        if token + 1 >= len(self.tokens):
            return True
        gap = self.gap(token)
        if gap == " " or not _ENDS_SENTENCE.search(gap):
            return False
        return not (gap == ". " and self.abbreviated(token))

    def starts_sentence(self, token: int) -> bool:
        return token == 0 or self.ends_sentence(token - 1)

    def shown(self, first: int, last: int) -> str:
        """The text of a run of tokens as written."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def span(self, name: Name) -> tuple[int, int]:
        """Offsets of a name in code points."""
        return self.tokens[name.first].start, self.tokens[name.last - 1].end
