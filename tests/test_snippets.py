from __future__ import annotations

import random
import sys
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.kernels import compiled
from searchapp.matching import Mark
from searchapp.model import (
    And,
    AtLeast,
    FacetIs,
    Mention,
    Node,
    Not,
    Or,
    Paragraph,
    Phrase,
    Snippet,
    Span,
    Title,
    Word,
)
from searchapp.snippets import READ, _shown, _shown_by_kernel, _spaces, snippet, spans
from searchapp.text import cut
from tests.both_kernels import kernels
from tests.corpora import random_paragraphs, random_search

__all__ = ["kernels"]

SEED = 20230214


def paragraph(text: str, source: str = "") -> Paragraph:
    mentions = {"source": (Mention(source, 0, 0, "", "test"),)} if source else {}
    return Paragraph("a:1", "a", 1, text, "The title", mentions=mentions)


def shown(found: Snippet) -> str:
    """The snippet with its marks in square brackets and an ellipsis where text was left out."""
    text, last = "", 0
    for span in found.spans:
        text += f"{found.text[last : span.start]}[{found.text[span.start : span.end]}]"
        last = span.end
    return f"{'…' * found.before}{text}{found.text[last:]}{'…' * found.after}"


def test_a_short_paragraph_is_shown_whole() -> None:
    found = snippet(Word("mobilize"), paragraph("A crypto-mobilization goes on in Kyiv’s suburbs."))
    assert shown(found) == "A crypto-[mobilization] goes on in Kyiv’s suburbs."
    assert found == Snippet(found.text, (Span(9, 21),))


def test_a_possessive_ending_is_not_marked() -> None:
    assert shown(snippet(Word("kyiv"), paragraph("in Kyiv’s suburbs"))) == "in [Kyiv]’s suburbs"


def test_a_long_paragraph_is_cut_between_words() -> None:
    text = f"{'before ' * 40}one drone {'between ' * 40}drone and missile {'after ' * 40}".strip()
    found = snippet(Or((Word("drone"), Word("missile"))), paragraph(text), longest=60)
    assert shown(found) == "…between [drone] and [missile] after after after after after…"


def test_the_window_has_the_most_different_leaves() -> None:
    text = f"tank tank tank tank {'x ' * 100}tank missile {'y ' * 100}"
    found = snippet(Or((Word("tank"), Word("missile"))), paragraph(text), longest=50)
    assert [found.text[span.start : span.end] for span in found.spans] == ["tank", "missile"]


def test_the_first_of_equal_windows_is_shown() -> None:
    text = f"a tank {'x ' * 100}a tank {'y ' * 100}"
    found = snippet(Word("tank"), paragraph(text), longest=50)
    assert found.offset == 0
    assert found.before is False
    assert found.after is True


def test_a_window_begins_with_a_sentence_where_one_is_near() -> None:
    text = f"{'First words. ' * 20}Then the drones came. {'Last words. ' * 20}"
    found = snippet(Word("drone"), paragraph(text), longest=80)
    assert shown(found).startswith("…Then the [drones] came. Last words.")


def test_a_long_paragraph_without_marks_is_shown_from_its_beginning() -> None:
    found = snippet(FacetIs("source", "TASS"), paragraph("word " * 200, "TASS"), longest=52)
    assert shown(found) == "word word word word word word word word word word…"


def test_text_without_blanks_is_cut_where_it_must_be() -> None:
    text = f"{'東' * 300} drone {'京' * 300}"
    found = snippet(Word("drone"), paragraph(text), longest=100)
    assert "[drone]" in shown(found)
    assert len(found.text) <= 100


def test_a_marked_word_longer_than_the_window_is_cut() -> None:
    found = snippet(Word("w" * 500), paragraph(f"so {'w' * 500} it is"), longest=100)
    assert len(found.text) == 100
    assert found.spans[-1].end <= 100


def test_a_negated_word_is_not_marked() -> None:
    query = And((Word("drone"), Not(Phrase(("a", "drone")))))
    assert shown(snippet(query, paragraph("the drone"))) == "the [drone]"


def test_only_the_branch_that_matched_is_marked() -> None:
    query = Or((And((Word("drone"), Word("absent"))), Word("missile")))
    assert shown(snippet(query, paragraph("a drone, a missile"))) == "a drone, a [missile]"


def test_facets_decide_which_branch_matched() -> None:
    query = Or((And((FacetIs("source", "TASS"), Word("drone"))), Word("missile")))
    text = "a drone, a missile"
    assert shown(snippet(query, paragraph(text, "TASS"))) == "a [drone], a [missile]"
    assert shown(snippet(query, paragraph(text, "BBC"))) == "a drone, a [missile]"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (And((Word("drone"), FacetIs("source", "TASS"))), (Span(2, 7),)),
        (And((Word("drone"), Not(FacetIs("source", "TASS")))), (Span(2, 7),)),
        (And((Word("drone"), Title(("any",)))), (Span(2, 7),)),
        (AtLeast(2, (Word("drone"), FacetIs("source", "TASS"), Word("x"))), (Span(2, 7),)),
        (And((Word("drone"), Or((FacetIs("source", "TASS"), Word("x"))))), (Span(2, 7),)),
        (And((Word("drone"), Word("absent"))), ()),
        (Not(Word("drone")), ()),
    ],
)
def test_text_alone_is_marked_as_if_titles_and_facets_fitted(
    query: Node, expected: tuple[Span, ...]
) -> None:
    assert spans(query, "a drone") == expected


def test_only_the_beginning_of_an_immense_paragraph_is_read() -> None:
    text = f"drone {'x ' * READ}drone"
    started = time.thread_time()
    found = snippet(Word("drone"), paragraph(text))
    assert time.thread_time() - started < 1.0
    assert shown(found).startswith("[drone] x x")


@pytest.mark.parametrize("slop", [0, 5])
def test_a_word_repeated_without_end_is_marked_in_linear_time(slop: int) -> None:
    text = "a " * (READ // 2)
    started = time.thread_time()
    snippet(Or((Phrase(("a", "a", "a"), slop=slop), Word("a"))), paragraph(text))
    assert time.thread_time() - started < 2.0


def random_marks(chance: random.Random, tokens: int) -> list[Mark]:
    """Runs of one to four tokens, of some leaves, in the order of these and so out of order."""
    marks = []
    for leaf in range(chance.randrange(5)):
        for _ in range(chance.randrange(9) if tokens else 0):
            first = chance.randrange(tokens)
            marks.append((first, min(tokens - 1, first + chance.choice((0, 0, 0, 1, 3))), leaf))
    return marks


def random_text(chance: random.Random) -> str:
    blanks = (" ", " ", " ", " ", ". ", "! ", "? ", ".” ", '." ', ".", "\u3000", "\xa0", "\n")
    words = ["a", "ab", "Київ", "kyiv’s", "x" * 9, "\U0001f600", "東" * 5]
    size = chance.randrange(90)
    return "".join(chance.choice(words) + chance.choice(blanks) for _ in range(size))


def test_both_ways_show_the_same() -> None:
    if compiled.native is None:
        pytest.skip("there is one way")
    for seed in range(SEED, SEED + 300):
        chance = random.Random(seed)
        text = random_text(chance)
        taken = cut(text)
        for _ in range(10):
            marks = random_marks(chance, len(taken.words))
            longest = chance.choice((1, 7, 30, 90, 400))
            print(f"seed {seed}: {text!r} {marks} {longest}")
            slowly = _shown(text, marks, taken, longest)
            assert _shown_by_kernel(text, marks, taken, longest) == slowly


def test_the_kernel_knows_spaces_as_python_does() -> None:
    known = np.unpackbits(np.frombuffer(_spaces(), dtype=np.uint8), bitorder="little").tolist()
    every = [chr(code).isspace() for code in range(sys.maxunicode + 1)]
    assert known == every[: len(known)]
    assert not any(every[len(known) :])


def assert_lawful(found: Snippet, text: str, longest: int) -> None:
    assert text[found.offset : found.offset + len(found.text)] == found.text
    assert len(found.text) <= max(longest, 0) or found.text == text
    assert found.before == bool(text[: found.offset].strip())
    assert found.after == bool(text[found.offset + len(found.text) :].strip())
    last = 0
    for span in found.spans:
        assert last <= span.start < span.end <= len(found.text)
        last = span.end


@pytest.mark.parametrize("seed", range(30))
def test_without_its_marks_a_snippet_is_a_part_of_the_paragraph(seed: int) -> None:
    chance = random.Random(SEED + seed)
    print(f"seed {SEED + seed}")
    paragraphs = random_paragraphs(chance)
    for _ in range(20):
        query = random_search(chance).query
        for each in paragraphs:
            longest = chance.choice((8, 20, 40, 400))
            assert_lawful(snippet(query, each, longest=longest), each.text, longest)


@given(st.text(max_size=300), st.integers(1, 120))
def test_any_text_is_cut_lawfully(text: str, longest: int) -> None:
    query = Or((Word("a"), Word("0"), Phrase(("a", "b"))))
    assert_lawful(snippet(query, paragraph(text), longest=longest), text, longest)


@given(st.text("ab .é東-’", max_size=300), st.integers(1, 60))
def test_marked_text_is_cut_lawfully(text: str, longest: int) -> None:
    query = Or((Word("a"), Word("b"), Phrase(("a", "b"), slop=2)))
    assert_lawful(snippet(query, paragraph(text), longest=longest), text, longest)
