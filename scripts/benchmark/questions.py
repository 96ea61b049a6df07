"""Questions of the shapes that search engines are compared by, in words of the corpus.

- shape: one word, all of several, any of several, a phrase, one without another, …, and how
  many words; taken from the tags of a file of queries, whose own words are not used.
- band: how common the words are: in at least 5 %, 0.5 % or 0.01 % of the paragraphs. Of a
  phrase and of mixed words the rarest counts.

The words of a question come from one paragraph, so that most questions have an answer.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from searchapp.text import stem, words

BANDS = {"common": 0.05, "medium": 0.005, "rare": 0.0001}
_SIMPLE = re.compile(r"[a-z]{2,}")
_COUNTS = {"2": 2, "3": 3, ">3": 4}
_KINDS = {
    "intersection": "all",
    "union": "any",
    "phrase": "phrase",
    "negated": "without",
    "intersection_union": "all and any",
}
_TRIES = 3_000


@dataclass(frozen=True, slots=True)
class Question:
    """`kind` is "word", "all", "any", "phrase", "without", "all and any" or "everything"."""

    kind: str
    band: str
    words: tuple[str, ...]

    @property
    def shape(self) -> str:
        return f"{self.kind} {len(self.words)}" if len(self.words) > 1 else self.kind

    def typed(self) -> str:
        """As one types it into searchapp."""
        first, rest = self.words[:1], self.words[1:]
        match self.kind:
            case "any":
                return " OR ".join(self.words)
            case "phrase":
                return '"' + " ".join(self.words) + '"'
            case "without":
                return " ".join((*first, *(f"-{word}" for word in rest)))
            case "all and any":
                return f"{first[0]} ({' OR '.join(rest)})"
        return " ".join(self.words)


def shapes(file: Path) -> list[tuple[str, int]]:
    """The kinds and numbers of words that the file of queries has, each once."""
    found: dict[tuple[str, int], None] = {("everything", 0): None, ("word", 1): None}
    for line in file.read_text(encoding="utf-8").splitlines():
        for tag in json.loads(line)["tags"]:
            kind, _, tokens = tag.partition(":num_tokens_")
            if kind in _KINDS and tokens in _COUNTS:
                found[_KINDS[kind], _COUNTS[tokens]] = None
    return [(kind, n) for kind, n in found if (kind, n) != ("all and any", 2)]


def draw(
    texts: Sequence[str], wanted: Sequence[tuple[str, int]], each: int, seed: int
) -> list[Question]:
    """So many questions of every shape and band, as far as the texts have such words."""
    chance = random.Random(seed)
    rows: Counter[str] = Counter(s for text in texts for s in {stem(w) for w in words(text)})
    share = {word: count / len(texts) for word, count in rows.items()}
    questions: dict[Question, None] = {}
    for kind, length in wanted:
        if kind == "everything":
            questions[Question(kind, "all", ())] = None
            continue
        for band in BANDS:
            found = _of_band(texts, share, chance, kind=kind, length=length, band=band)
            for _, question in zip(range(each), found, strict=False):
                questions[question] = None
    return list(questions)


def _of_band(
    texts: Sequence[str],
    share: dict[str, float],
    chance: random.Random,
    *,
    kind: str,
    length: int,
    band: str,
) -> Iterator[Question]:
    for _ in range(_TRIES):
        held = words(chance.choice(texts))
        if kind == "phrase":
            start = chance.randrange(max(1, len(held) - length))
            drawn = held[start : start + length]
        else:
            drawn = list(dict.fromkeys(w for w in held if _band(share[stem(w)]) == band))
            drawn = chance.sample(drawn, min(length, len(drawn)))
        if len({stem(word) for word in drawn}) < length:
            continue
        rarest = min(share[stem(word)] for word in drawn)
        if all(map(_SIMPLE.fullmatch, drawn)) and _band(rarest) == band:
            yield Question(kind, band, tuple(drawn))


def _band(share: float) -> str:
    return next((band for band, least in BANDS.items() if share >= least), "")
