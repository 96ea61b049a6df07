"""Sorting the words of a text, with the table in C and without."""

from __future__ import annotations

import os
import random

import pytest

from searchapp.kernels import compiled
from searchapp.tagging.reading import Reading
from searchapp.tagging.wordclasses import CAPITALS, Sorter, WordClass
from searchapp.text import cut
from tests.both_kernels import kernels

__all__ = ["kernels"]

SEED = int(os.environ.get("SEED", "20261123"))
RIVERS = WordClass.of(["dnipro", "oskil"])
TITLES = WordClass.capitalised(["general"])
# Letters of several scripts, marks that fold away, apostrophes, signs and a lone surrogate.
LETTERS = (
    "abAZ019'’ʼ‘` _-.,:;!?()\u02b0\u0301\u0660\u2160ßİﬁ\u1160\ufdfa\n²ªЙїЇ\u200d\U0001d7d8\ud800sSſ"
)


def test_the_words_of_each_class_are_found() -> None:
    reading = Reading("The General crossed the Oskil; a general did not.", Sorter(RIVERS, TITLES))
    assert (reading.where(RIVERS), reading.where(TITLES)) == ([4], [1])


def test_a_class_that_the_sorter_does_not_know_is_found_when_asked_for() -> None:
    reading = Reading("The Dnipro and the Oskil", Sorter(TITLES))
    assert reading.where(RIVERS) == [1, 4]


def test_a_spelling_is_learnt_once(kernels: str) -> None:
    asked = []

    def holds(word: str, capital: bool) -> bool:
        asked.append((word, capital))
        return False

    sorter = Sorter(WordClass(holds))
    for text in ("Oskil, Oskil and oskil", "the Oskil"):
        sorter.read(text)
    wanted = [("oskil", True), ("and", False), ("oskil", False), ("the", False)]
    assert asked == (wanted if kernels == "C" else [])


def test_a_possessive_ending_belongs_to_the_gap() -> None:
    found = Sorter().read("Russia's fleet").cut
    assert (found.words, found.ends, found.gaps) == (["russia", "fleet"], [6, 14], ["'s ", ""])


def test_sentences_begin_after_stops() -> None:
    reading = Reading("Gen. Ruda spoke. It rained: they left; all")
    assert reading.begins == [0, 0, 0, 3, 3, 5, 5, 7]


def test_what_a_test_of_a_class_raises_is_raised(kernels: str) -> None:
    def holds(word: str, capital: bool) -> bool:
        raise LookupError(word)

    broken = WordClass(holds)
    with pytest.raises(LookupError, match="oskil"):
        Reading("Oskil", Sorter(broken)).where(broken)


def test_many_classes_are_too_many() -> None:
    with pytest.raises(ValueError, match="more than 63 classes"):
        Sorter(*[WordClass.of(["a"]) for _ in range(64)])


def test_a_text_is_cut_as_everywhere_and_sorted_alike_with_and_without_c() -> None:
    print(f"SEED={SEED}")
    drawn = random.Random(SEED)
    digits = WordClass(lambda word, capital: word[0].isdigit())
    sorter = Sorter(digits, CAPITALS)
    for _ in range(20_000):
        text = "".join(drawn.choice(LETTERS) for _ in range(drawn.randrange(30)))
        one, other = Reading(text, sorter), _without_c(text)
        assert one.cut == other.cut == cut(text)
        assert (one.capitals, one.begins) == (other.capitals, other.begins)
        assert one.where(digits) == other.where(digits)
        assert one.where(CAPITALS) == other.where(CAPITALS)


def _without_c(text: str) -> Reading:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "native", None)
        return Reading(text)
