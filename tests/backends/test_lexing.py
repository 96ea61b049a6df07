from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from searchapp import text
from searchapp.backends.whoosh.lexing import Lexer
from searchapp.backends.whoosh.spool import Spool

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
    "\0",
    "\n",
    "\udce9",
    "\u00a0",
    "—",
    "İ",
    "e\u0301é",
    "北京市",
    "internationalisation",
    "x" * 47,
    "y" * 60 + "—" + "z",
]


@pytest.mark.parametrize("seed", range(20))
def test_many_texts_are_cut_as_each_one_is(seed: int) -> None:
    chance = random.Random(seed)
    texts = ["".join(chance.choices(_PIECES, k=chance.randrange(12))) for _ in range(50)]
    lexer = Lexer(Spool(Path(), np.int32))
    for start in range(0, len(texts), 7):
        lexer.read([each.encode("utf-8", "surrogatepass") for each in texts[start : start + 7]])
    words = lexer.words
    found = [words[number] for number in lexer.tokens[:].tolist()]
    assert found == [word for each in texts for word in text.words(each)]
    assert lexer.lengths.tolist() == [len(text.words(each)) for each in texts]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("seed", range(20))
def test_the_words_of_the_chunks_are_the_words_of_the_text(seed: int) -> None:
    chance = random.Random(seed)
    whole = "".join(chance.choices(_PIECES, k=30))
    assert [w for chunk in text.chunks(whole) for w in text.words(chunk)] == text.words(whole)


def test_a_letter_of_any_alphabet_is_cut_as_it_is_alone() -> None:
    """One text of every code point, so that no byte of UTF-8 is taken for a gap or a letter."""
    whole = "".join(f"a{chr(code)}b c'{chr(code)} " for code in range(0x30000))
    lexer = Lexer(Spool(Path(), np.int32))
    lexer.read([whole.encode("utf-8", "surrogatepass")])
    words = lexer.words
    assert [words[number] for number in lexer.tokens[:].tolist()] == text.words(whole)


def test_nothing_read_is_nothing_found() -> None:
    lexer = Lexer(Spool(Path(), np.int32))
    assert (lexer.words, lexer.tokens[:].tolist(), lexer.lengths.tolist()) == ([], [], [])
