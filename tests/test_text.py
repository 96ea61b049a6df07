from __future__ import annotations

import random
import sys
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.text import (
    APOSTROPHES,
    Cut,
    Token,
    alphabets,
    cut,
    fold,
    pieces,
    stem,
    stems,
    tokens,
    word_of,
    words,
)

SEED = 20230214


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Kyiv’s men", [Token(0, 4, "kyiv"), Token(7, 10, "men")]),
        ("crypto-mobilization", [Token(0, 6, "crypto"), Token(7, 19, "mobilization")]),
        ("O'Brien's", [Token(0, 7, "obrien")]),
        ("O‘Brien`s hat", [Token(0, 7, "obrien"), Token(10, 13, "hat")]),
        ("a ‘hat’ `on`", [Token(0, 1, "a"), Token(3, 6, "hat"), Token(9, 11, "on")]),
        ("the soldiers' day", [Token(0, 3, "the"), Token(4, 12, "soldiers"), Token(14, 17, "day")]),
        ("a_b", [Token(0, 1, "a"), Token(2, 3, "b")]),
        ("a a a", [Token(0, 1, "a"), Token(2, 3, "a"), Token(4, 5, "a")]),
        ("ʼ x", [Token(2, 3, "x")]),
        ("1,200.50", [Token(0, 1, "1"), Token(2, 5, "200"), Token(6, 8, "50")]),
        ("U.S.", [Token(0, 1, "u"), Token(2, 3, "s")]),
        ("Київ", [Token(0, 4, "киів")]),
    ],
)
def test_a_token_is_a_run_of_letters_and_digits(text: str, expected: list[Token]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Stensønes", "stensones"),
        ("Straße", "strasse"),
        ("ﬁre", "fire"),
        ("Ǽ", "ae"),
        ("Łódź", "lodz"),
        ("Й", "и"),
        ("İstanbul", "istanbul"),
        ("ＴＡＳＳ", "tass"),
    ],
)
def test_case_accents_and_forms_of_letters_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_stems_stand_for_the_forms_of_a_word() -> None:
    assert stems("mobilized mobilizing Mobilization") == ["mobil", "mobil", "mobil"]
    assert stem("війна") == "війна"


def test_a_word_is_a_token_again_and_its_own_word() -> None:
    letters = map(chr, range(sys.maxunicode + 1))
    found = {word for letter in letters if letter.isalnum() for word in words(letter)}
    assert [word for word in found if words(word) != [word]] == []


def test_a_text_is_cut_into_columns_and_a_possessive_ending_stands_in_the_gap() -> None:
    assert cut("(Kyiv’s men) -") == Cut([1, 8], [5, 11], ["kyiv", "men"], ["’s ", ") -"])
    assert cut("") == Cut([], [], [], [])


@given(st.text())
def test_tokens_and_gaps_together_are_the_text(text: str) -> None:
    starts, ends, found, gaps = cut(text)
    assert [*zip(starts, ends, found, strict=True)] == tokens(text)
    pieces = [text[: starts[0]]] if starts else [text]
    for start, end, gap in zip(starts, ends, gaps, strict=True):
        pieces += [text[start:end], gap]
    assert "".join(pieces) == text


@given(st.text())
def test_tokens_lie_in_the_text_in_order_and_are_its_words(text: str) -> None:
    found = tokens(text)
    assert [token.word for token in found] == words(text)
    last = 0
    for token in found:
        assert last <= token.start < token.end <= len(text)
        assert word_of(text[token.start : token.end]) == token.word
        last = token.end


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_composed_and_decomposed_letters_fold_alike(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert fold(fold(composed)) == fold(composed)
    assert fold(unicodedata.normalize("NFD", composed)) == fold(composed)


def test_the_alphabets_hold_what_tokens_are_cut_by() -> None:
    letters, apostrophes = (
        np.unpackbits(np.frombuffer(each, dtype=np.uint8), bitorder="little").tolist()
        for each in alphabets()
    )
    every = list(map(chr, range(sys.maxunicode + 1)))
    assert letters == [each.isalnum() for each in every]
    assert apostrophes == [each in APOSTROPHES for each in every]


def test_a_stem_begins_as_its_word_does() -> None:
    chance = random.Random(SEED)
    endings = "ies ied y e ed ing ying ly s es ization ational li ogist ' ".split(" ")
    drawn = {
        "".join(chance.choices("aeiouybdgklnrstz", k=chance.randrange(1, 8)))
        + chance.choice(endings)
        for _ in range(50_000)
    }
    known = {"dying", "lying", "tying", "skis", "skies", "idly", "gently", "ugly", "early", "only"}
    assert not [word for word in (drawn | known) - {""} if stem(word)[0] != word[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's the MoD's; so_far", ["It's", "the", "MoD's", "so", "far"]),
        ("Київ, O’Neill’s", ["Київ", "O’Neill’s"]),
    ],
)
def test_pieces_hold_the_words_as_they_are_written(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected
    assert [word for piece in pieces(text) for word in words(piece)] == words(text)
