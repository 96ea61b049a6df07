from __future__ import annotations

import random

import pytest

from searchapp import text
from searchapp.backends.whoosh.lexing import Lexer

_PIECES = [
    *"aB9'’ʼ_-. é",
    "ø",
    "ﬁ",
    "'s",
    "''",
    "don't",
    "rock'n'roll",
    "U.S.",
    "Київ",
    "\u0301",
    "ß",
]


@pytest.mark.parametrize("seed", range(20))
def test_many_texts_are_cut_as_each_one_is(seed: int) -> None:
    chance = random.Random(seed)
    texts = ["".join(chance.choices(_PIECES, k=chance.randrange(12))) for _ in range(50)]
    lexer = Lexer()
    for start in range(0, len(texts), 7):
        lexer.read(texts[start : start + 7])
    words = lexer.words
    found = [words[number] for number in lexer.tokens.tolist()]
    assert found == [word for each in texts for word in text.words(each)]
    assert lexer.lengths.tolist() == [len(text.words(each)) for each in texts]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("seed", range(20))
def test_the_words_of_the_chunks_are_the_words_of_the_text(seed: int) -> None:
    chance = random.Random(seed)
    whole = "".join(chance.choices(_PIECES, k=30))
    assert [w for chunk in text.chunks(whole) for w in text.words(chunk)] == text.words(whole)


def test_nothing_read_is_nothing_found() -> None:
    lexer = Lexer()
    assert (lexer.words, lexer.tokens.tolist(), lexer.lengths.tolist()) == ([], [], [])
