from __future__ import annotations

import random
from functools import partial

import pytest

from searchapp.glance import Glance
from searchapp.matching import Subject, compile_query
from searchapp.model import And, AtLeast, Fuzzy, Node, Not, Or, Phrase, Prefix, Wildcard, Word
from searchapp.sought import Found, Sought
from searchapp.text import words
from tests.both_kernels import kernels

__all__ = ["kernels"]

SEED = 20230214
_PIECES = [
    *" aAbBeéÉß7_-–.,\n'’ʼ‘`\u0301²ﬁЖж\udce9\u00a0İ",
    *(
        "a ",
        "b ",
        "e ",
        "a b ",
        "'s ",
        "’S ",
        "dying ",
        "die ",
        "mobilized ",
        "mobile ",
        "the ",
        "ʼ ",
    ),
    *("don't ", "rock'n'roll ", "U.S. ", "Київ ", "київ ", "北京市", "الحرب ", "\U0001f600", "𝐚𝐛 "),
]


def random_text(chance: random.Random) -> str:
    return "".join(chance.choices(_PIECES, k=chance.randrange(80)))


def random_query(chance: random.Random, text: str, depth: int = 0) -> Node:
    """A tree that asks for words of the text, and for others."""
    drawn = [*words(text), "a", "b", "die", "mobil", "absent"]
    below = partial(random_query, chance, text, depth + 1)
    word = partial(chance.choice, drawn)
    phrase = tuple(chance.choices(drawn, k=chance.randrange(1, 4)))
    leaves: list[Node] = [
        Word(word()),
        Word(word(), exact=True),
        Phrase(phrase, slop=chance.choice((0, 0, 1, 4)), exact=chance.random() < 0.3),
        Prefix(word()[:2]),
        Wildcard(word()[: chance.randrange(3)] + chance.choice("*?")),
        Fuzzy(word(), distance=chance.choice((1, 2))),
    ]
    if depth > 2 or chance.random() < 0.4:
        return chance.choice(leaves)
    children = tuple(below() for _ in range(chance.randrange(1, 4)))
    return chance.choice((And(children), Or(children), Not(below()), AtLeast(2, children)))


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        (
            Word("kyiv"),
            "In Kyiv’s suburbs, KYIV",
            Found({1: 3, 3: 19}, {1: 7, 3: 23}, {1: "kyiv", 3: "kyiv"}, {"kyiv": [1, 3]}),
        ),
        (
            Phrase(("roll", "die")),
            "Rock ’n’ roll’s' Dying",
            Found(
                {2: 9, 3: 17}, {2: 13, 3: 22}, {2: "roll", 3: "dying"}, {"roll": [2], "die": [3]}
            ),
        ),
        (
            Prefix("ki"),
            "é, kin, King; akin",
            Found(
                {0: 0, 1: 3, 2: 8},
                {0: 1, 1: 6, 2: 12},
                {0: "e", 1: "kin", 2: "king"},
                {"e": [0], "kin": [1], "king": [2]},
            ),
        ),
        (Word("b"), "ʼ a 'b", Found({1: 5}, {1: 6}, {1: "b"}, {"b": [1]})),
        (And(()), "text", Found({}, {}, {}, {})),
    ],
)
def test_the_words_that_a_query_asks_for_are_found(query: Node, text: str, expected: Found) -> None:
    assert Sought.by(query).within(text) == expected


@pytest.mark.parametrize("seed", range(150))
def test_a_glance_is_marked_as_a_text_that_is_read_whole(seed: int) -> None:
    chance = random.Random(SEED + seed)
    text = random_text(chance)
    for _ in range(10):
        query = random_query(chance, text)
        print(f"seed {SEED + seed}: {query} in {text!r}")
        matcher, whole = compile_query(query), Subject(text)
        glance = Glance(matcher.sought.within(text))
        marks = matcher.marks(whole)
        assert matcher.marks(glance) == marks
        assert matcher.spans(glance) == matcher.spans(whole)


@pytest.mark.parametrize("seed", range(150))
def test_both_ways_find_the_same_words(seed: int, kernels: str) -> None:
    chance = random.Random(SEED + seed)
    text = random_text(chance) * chance.choice((1, 1, 40))
    for _ in range(5):
        query = random_query(chance, text)
        print(f"seed {SEED + seed}: {query} in {text!r}")
        sought = Sought.by(query)
        assert sought.within(text) == sought._within_slowly(text)
