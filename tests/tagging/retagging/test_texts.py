"""Documents and passages are found by the words they hold, however many are asked for."""

from __future__ import annotations

from collections import Counter

import pytest

from searchapp.model import Document, Passage
from searchapp.tagging.retagging.texts import Texts
from searchapp.text import pieces

DOCUMENTS = (
    Document(
        "a", "", (Passage("Men of O'Hara's left."), Passage("Grain, THE wheat")), source="ISW"
    ),
    Document("b", "", (Passage("In Київ and Kyiv the grains burnt."),)),
    Document("c", "", (Passage("O’Hara went."), Passage(""))),
)
PASSAGES = [each.text for document in DOCUMENTS for each in document.passages]
COUNTED = Counter(piece for text in PASSAGES for piece in pieces(text))


@pytest.fixture(params=["cut here", "known before"])
def texts(request: pytest.FixtureRequest) -> Texts:
    known = COUNTED + Counter({"gone": 3}) if request.param == "known before" else None
    return Texts(DOCUMENTS, known)


def trace(*words: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset((word,)) for word in words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("the",), {"a", "b"}),
        (("the", "grains"), {"b"}),
        (("oharas",), set()),
        (("ohara",), {"a", "c"}),
        (("hara", "o"), {"a", "c"}),
        (("isw",), {"a"}),
        (("киів",), {"b"}),
        (("gone",), set()),
    ],
)
def test_a_document_holds_all_words_of_a_trace(
    texts: Texts, words: tuple[str, ...], expected: set[str]
) -> None:
    assert texts.holding([trace(*words)]) == expected


def test_any_trace_will_do(texts: Texts) -> None:
    many = [trace(f"nowhere{number}") for number in range(40)]
    assert texts.holding([*many, trace("wheat"), trace("went")]) == {"a", "c"}
    assert texts.holding([trace(each) for each in ("men", "in", "went", "left")]) == {"a", "b", "c"}
    assert texts.holding([]) == set()


def test_passages_are_found_by_stems(texts: Texts) -> None:
    assert texts.passages_with({"grain", "wheat"}) == {"a": {1}, "b": {0}, "c": set()}
    assert texts.passages_with({f"word{n}" for n in range(40)} | {"went"})["c"] == {0}
