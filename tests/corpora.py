"""Paragraphs to search in tests: twelve that fit a screen, and as many at random as wanted."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from searchapp.model import (
    And,
    AtLeast,
    Everything,
    FacetIs,
    FacetStarts,
    Filter,
    Fuzzy,
    Mention,
    Node,
    Not,
    Or,
    Paragraph,
    Phrase,
    Prefix,
    Search,
    Sort,
    Title,
    Wildcard,
    Word,
)
from searchapp.text import words


def tagged(text: str, inherited: str = "", **values: str) -> Mapping[str, tuple[Mention, ...]]:
    """Mentions from `facet="value; value"`, each resting on the first word of the text."""
    first = text.split(" ", 1)[0]
    mentions = {
        facet: tuple(Mention(value, 0, len(first), first, "test") for value in listed.split("; "))
        for facet, listed in values.items()
    }
    if inherited:
        mentions["source"] = (Mention(inherited, 0, 0, "", "inherited", inherited=True),)
    return mentions


def paragraph(
    document: str, n: int, text: str, day: str = "", inherited: str = "", **values: str
) -> Paragraph:
    return Paragraph(
        id=f"{document}:{n}",
        document=document,
        n=n,
        text=text,
        title=_TITLES.get(document, ""),
        published=date.fromisoformat(day) if day else None,
        mentions=tagged(text, inherited, **values),
    )


_TITLES = {"a": "Daily digest of the front", "b": "The winter call-up", "c": "Ports and grain"}
_BAKHMUT = "Ukraine/Donetsk Oblast/Bakhmut"
TWELVE: tuple[Paragraph, ...] = (
    paragraph("a", 1, "Convicts were sent to Bakhmut.", "2023-02-14", source="Meduza",
              actor="Wagner", region=_BAKHMUT, topic="prisoner recruitment", date="2023-02"),
    paragraph("a", 2, "The ministry says conscripts stay home.", "2023-02-14", source="Ministry",
              actor="Ministry; Kremlin", topic="mobilization", date="2023-02-13"),
    paragraph("a", 3, "Shelling of Bakhmut and of Kherson went on.", "2023-02-14", "Digest",
              region=f"{_BAKHMUT}; Ukraine/Kherson Oblast", topic="ground operations"),
    paragraph("a", 4, "Convicts told Meduza that convicts were shot.", "2023-02-14",
              source="Meduza; unnamed source", actor="Wagner", topic="treatment of soldiers"),
    paragraph("b", 1, "A call-up of conscripts began in the autumn.", "2022-10-01",
              source="Kremlin", actor="Kremlin", topic="mobilization", date="2022-23"),
    paragraph("b", 2, "Crypto-mobilization has gone on since September.", "2022-10-01", "BBC",
              topic="mobilization; russian politics", date="2022-09/.."),
    paragraph("b", 3, "Nobody was called up in Moscow.", "2022-10-01", source="BBC",
              region="Russia/Moscow", topic="mobilization"),
    paragraph("b", 4, "The Kremlin's order ended it.", "2022-10-01", source="Kremlin",
              actor="Kremlin", date="2022-10-28; 2022-10-31"),
    paragraph("c", 1, "Grain left the port of Odesa.", region="Ukraine/Odesa Oblast/Odesa",
              topic="economy and sanctions", date="2022-07-20/2022-08-03"),
    paragraph("c", 2, "Two ships were hit at sea.", source="unnamed source",
              region="Ukraine", topic="air and missile strikes", date="2022~"),
    paragraph("d", 1, "Convict, conscript, convict.", "2021-12-31"),
    paragraph("d", 2, "", "2021-12-31", date="../2021-11"),
)  # fmt: skip

_WORDS = "war wars warring front forces force’s Kyiv Київ port Porto mobilized".split()
_VALUES = {
    "source": ("Meduza", "BBC", "Kremlin", 'a, "b" & c'),
    "actor": ("Wagner", "Kremlin"),
    "region": (
        *("Ukraine", "Ukraine/Kyiv", "Ukraine/Donetsk Oblast", "Ukraine/Donetsk Oblast/Bakhmut"),
        *("Russia", "Russia/Moscow", "Ukrainian Sea"),
    ),
    "topic": ("mobilization", "western aid", "nato and russia"),
    "date": (
        *("2023-02-14", "2023-02", "2023", "2022-12-30/2023-01-02", "2014/..", "../2021-05"),
        *("2022-23", "2023-01~", "2022-10-21/2022-10-31", "2022-24"),
    ),
}
_RANGES = ("2023", "2023-02", "2022-10..2022-12", "2023-02-14..", "..2022", "open", "2021", "2024")
_PUBLISHED = ("2023", "2023-02", "2022-12-25..2023-01-05", "2023-01-20..", "..2022-12-31")
_SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest", "date", "date-newest")


def seeds(number: int) -> Sequence[int]:
    """The seeds of so many corpora, or of those that the environment asks for: `SEED=7` is one,
    `CORPORA=1000` so many, `FIRST=5000` where they begin."""
    if one := os.environ.get("SEED"):
        return [int(one)]
    first = int(os.environ.get("FIRST", "0"))
    return range(first, first + int(os.environ.get("CORPORA", number)))


def random_paragraphs(chance: random.Random, most: int = 40) -> tuple[Paragraph, ...]:
    """Few words and few values, so that terms collide, in shuffled order."""
    made = []
    span = chance.choice((3, 50, 900, 6000))
    repeated = chance.choice((0, 0.3, 0.9))
    for number in range(chance.randrange(most // 3)):
        day = date(2023, 3, 1) - timedelta(chance.randrange(span))
        published = None if chance.random() < 0.15 else day
        title = " ".join(chance.choices(_WORDS, k=chance.randrange(4)))
        document = f"{chance.choice('abZé')}{number}"
        for n in range(1, chance.randrange(1, 6)):
            text = " ".join(chance.choices(_WORDS, k=int(chance.triangular(0, 14, 3))))
            drawn = {facet: _random_mentions(chance, facet, text) for facet in _VALUES}
            mentions = {facet: found for facet, found in drawn.items() if found}
            made.append(
                Paragraph(
                    *(f"{document}:{n}", document, n, text, title, published),
                    mentions=mentions,
                    twins=f"{chance.choice('abé')}0:1" if chance.random() < repeated else "",
                )
            )
    chance.shuffle(made)
    return tuple(made)


def _random_mentions(chance: random.Random, facet: str, text: str) -> tuple[Mention, ...]:
    values = chance.choices(_VALUES[facet], k=chance.choice((0, 0, 1, 1, 2, 3)))
    share = 0.4 if facet == "source" else 0.1
    return tuple(
        Mention(value, 0, 0, "", "inherited", inherited=True)
        if chance.random() < share
        else Mention(value, 0, len(text), text, "test")
        for value in values
    )


def random_search(chance: random.Random) -> Search:
    return Search(
        query=_random_node(chance, depth=3),
        filters=_random_filters(chance),
        sort=chance.choice(_SORTS),
        page=chance.choice((1, 1, 1, 2, 3)),
        size=chance.choice((1, 3, 5, 20)),
        facet_size=chance.choice((None, 0, 1, 2, 12)),
        stated_only=chance.random() < 0.3,
        fold=chance.random() < 0.3,
    )


def _random_filters(chance: random.Random) -> dict[str, Filter]:
    filters = {}
    for facet in (*_VALUES, "published"):
        if chance.random() < 0.88:
            continue
        among = {"date": _RANGES, "published": _PUBLISHED}.get(facet) or (*_VALUES[facet], "none")
        chosen = chance.sample(among, k=chance.randrange(4))
        cuts = sorted(chance.choices(range(len(chosen) + 1), k=2))
        filters[facet] = Filter(
            any_of=tuple(chosen[: cuts[0]]),
            all_of=tuple(chosen[cuts[0] : cuts[1]]),
            none_of=tuple(chosen[cuts[1] :]),
            missing=chance.random() < 0.3,
        )
    return filters


def _random_node(chance: random.Random, depth: int) -> Node:
    if depth and chance.random() < 0.5:
        children = tuple(_random_node(chance, depth - 1) for _ in range(chance.randrange(4)))
        joined: list[Node] = [And(children), Or(children), Not(_random_node(chance, depth - 1))]
        return chance.choice([*joined, AtLeast(chance.randrange(4), children)])
    word = chance.choice([*words(" ".join(_WORDS)), "unknown"])
    several = tuple(chance.choices(words(" ".join(_WORDS)), k=chance.choice((0, 1, 2, 2, 3))))
    facet = chance.choice(tuple(_VALUES))
    value = chance.choice(_RANGES if facet == "date" else _VALUES[facet])
    exact = chance.random() < 0.3
    leaves: list[Node] = [
        Everything(),
        Word(word),
        Word(word),
        Word(word, exact=True),
        Or((Word(word), Word("war"))),
        Phrase(several, chance.choice((0, 0, 1, 3)), exact),
        Prefix(word[: chance.randrange(1, 4)]),
        Wildcard(chance.choice(("wa*", "*r", "f?r*s", "w*r*g", "po?t", "?ro*"))),
        Fuzzy(word, chance.choice((1, 2))),
        Title(several),
        FacetIs(facet, value),
        FacetIs("published", chance.choice(_PUBLISHED)),
        FacetStarts(facet, value[: chance.randrange(5)]),
    ]
    return chance.choice(leaves)
