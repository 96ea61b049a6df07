from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from searchapp import text
from searchapp.kernels.numbering import InOrder
from searchapp.lexing import Lexer

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


def read(lexer: Lexer, texts: Sequence[str]) -> tuple[list[int], list[int]]:
    tokens, lengths = lexer.read([each.encode("utf-8", "surrogatepass") for each in texts])
    return tokens.tolist(), lengths.tolist()


@pytest.mark.parametrize("seed", range(20))
def test_many_texts_are_cut_as_each_one_is(seed: int) -> None:
    chance = random.Random(seed)
    numbers = InOrder[str]()
    lexer = Lexer(numbers)
    for _ in range(7):
        texts = ["".join(chance.choices(_PIECES, k=chance.randrange(12))) for _ in range(7)]
        tokens, lengths = read(lexer, texts)
        words = list(numbers)
        assert [words[each] for each in tokens] == [w for each in texts for w in text.words(each)]
        assert lengths == [len(text.words(each)) for each in texts]


@pytest.mark.parametrize("seed", range(20))
def test_the_words_of_the_chunks_are_the_words_of_the_text(seed: int) -> None:
    chance = random.Random(seed)
    whole = "".join(chance.choices(_PIECES, k=30))
    assert [w for chunk in text.chunks(whole) for w in text.words(chunk)] == text.words(whole)


def test_a_letter_of_any_alphabet_is_cut_as_it_is_alone() -> None:
    """One text of every code point, so that no byte of UTF-8 is taken for a gap or a letter."""
    whole = "".join(f"a{chr(code)}b c'{chr(code)} " for code in range(0x30000))
    numbers = InOrder[str]()
    tokens, _ = read(Lexer(numbers), [whole])
    words = list(numbers)
    assert [words[number] for number in tokens] == text.words(whole)


def test_nothing_read_is_nothing_found() -> None:
    assert read(Lexer(InOrder()), []) == ([], [])
    assert read(Lexer(InOrder()), ["", "—"]) == ([], [0, 0])
