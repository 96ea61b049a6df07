from __future__ import annotations

import random
from datetime import date

import pytest

from searchapp.matching import Subject, anchors, compile_query, match, phrase_places
from searchapp.model import (
    And,
    AtLeast,
    Everything,
    FacetIs,
    FacetStarts,
    Fuzzy,
    Mention,
    Node,
    Not,
    Or,
    Paragraph,
    Phrase,
    Prefix,
    Title,
    Wildcard,
    Word,
)
from tests import oracle
from tests.corpora import random_paragraphs, random_search

TEXT = (
    "The Kremlin is mobilizing quietly; the crypto-mobilization of conscripts in Kyiv’s suburbs, "
    "and mobilized men, were reported by the mobile unit."
)


def mentioned(value: str, *, inherited: bool = False) -> Mention:
    return Mention(value, 0, 0, "", "test", inherited=inherited)


PARAGRAPH = Paragraph(
    id="a:1",
    document="a",
    n=1,
    text=TEXT,
    title="Assessments of the campaign",
    published=date(2023, 2, 14),
    mentions={
        "source": (mentioned("Meduza"), mentioned("BBC", inherited=True)),
        "region": (mentioned("Ukraine/Donetsk Oblast/Bakhmut"),),
        "date": (mentioned("2023-02"), mentioned("2022-09/..")),
    },
)


def marked(node: Node, paragraph: Paragraph = PARAGRAPH) -> list[str] | None:
    """The marked words, or None when the paragraph does not match."""
    spans = match(node, paragraph)
    return None if spans is None else [paragraph.text[s.start : s.end] for s in spans]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Everything(), []),
        (Word("mobilization"), ["mobilizing", "mobilization", "mobilized", "mobile"]),
        (Word("mobilization", exact=True), ["mobilization"]),
        (Word("kyiv", exact=True), ["Kyiv"]),
        (Word("absent"), None),
        (Phrase(("crypto", "mobilize")), ["crypto-mobilization"]),
        (Phrase(("crypto", "mobilize"), exact=True), None),
        (Phrase(("mobilization", "conscript")), None),
        (Phrase(("mobilization", "conscript"), slop=1), ["mobilization", "conscripts"]),
        (Phrase(("conscript", "mobilization"), slop=9), ["conscripts", "mobilized"]),
        (Prefix("mobil"), ["mobilizing", "mobilization", "mobilized", "mobile"]),
        (Wildcard("m?n"), ["men"]),
        (Fuzzy("kremlim"), ["Kremlin"]),
        (Title(("assessment",)), []),
        (Title(("assessment", "absent")), None),
        (And((Word("crypto"), Word("men"))), ["crypto", "men"]),
        (And((Word("crypto"), Word("absent"))), None),
        (Or((Word("crypto"), Word("absent"))), ["crypto"]),
        (And((Word("crypto"), Not(Word("absent")))), ["crypto"]),
        (And((Word("crypto"), Not(Word("men")))), None),
        (AtLeast(2, (Word("crypto"), Word("absent"), Word("men"))), ["crypto", "men"]),
        (AtLeast(3, (Word("crypto"), Word("absent"), Word("men"))), None),
        (Or((Word("crypto"), Phrase(("crypto", "mobilization")))), ["crypto-mobilization"]),
        (And(()), []),
        (Or(()), None),
    ],
)
def test_what_satisfied_the_query_is_marked(node: Node, expected: list[str] | None) -> None:
    assert marked(node) == expected


@pytest.mark.parametrize(
    ("facet", "value", "expected"),
    [
        ("source", "Meduza", True),
        ("source", "BBC", True),
        ("source", "meduza", False),
        ("region", "Ukraine", True),
        ("region", "Ukraine/Donetsk Oblast", True),
        ("region", "Ukraine/Donetsk Oblast/Bakhmut", True),
        ("region", "Ukraine/Donetsk", False),
        ("topic", "mobilization", False),
        ("date", "2023-02-14", True),
        ("date", "2022-01..2022-08", False),
        ("date", "2022-09", True),
        ("date", "2031", True),
        ("date", "..2022", True),
        ("date", "open", True),
        ("published", "2023-02", True),
        ("published", "2023-02-15..", False),
    ],
)
def test_a_facet_matches_by_its_kind_and_marks_nothing(
    facet: str, value: str, expected: bool
) -> None:
    assert marked(FacetIs(facet, value)) == ([] if expected else None)


def test_the_beginning_of_a_value_is_compared_letter_by_letter() -> None:
    assert marked(FacetStarts("region", "Ukraine/Donetsk")) == []
    assert marked(FacetStarts("region", "ukraine")) is None
    assert marked(FacetStarts("region", "")) == []
    assert marked(FacetStarts("topic", "")) is None


def test_stated_only_leaves_inherited_values_out() -> None:
    subject = Subject.of(PARAGRAPH, stated_only=True)
    assert compile_query(FacetIs("source", "Meduza")).matches(subject)
    assert not compile_query(FacetIs("source", "BBC")).matches(subject)


def test_an_undated_paragraph_has_no_day_of_publication() -> None:
    undated = Paragraph("b:1", "b", 1, "text", "")
    assert match(FacetIs("published", "..9999"), undated) is None
    assert match(Not(FacetIs("published", "..9999")), undated) == ()


def test_each_beginning_of_a_phrase_counts_once() -> None:
    assert phrase_places([[0, 1, 5], [2, 6]], slop=1) == [(0, 2), (1, 2), (5, 6)]
    assert phrase_places([[0, 1, 5], [2, 6]], slop=0) == [(1, 2), (5, 6)]
    assert phrase_places([[3], [1]], slop=9) == []
    assert phrase_places([[0, 1, 2], [0, 1, 2]], slop=0) == [(0, 1), (1, 2)]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Word("mobilized"), {"mobil"}),
        (And((Or((Word("aid"), Word("tanks"))), Word("war"))), {"war"}),
        (Or((Word("aid"), Word("tanks"))), {"aid", "tank"}),
        (Or((Word("aid"), Prefix("ta"))), None),
        (And((Word("aid"), Prefix("ta"))), {"aid"}),
        (AtLeast(2, (Word("aid"), Word("war"), Prefix("ta"))), {"aid", "war"}),
        (AtLeast(1, (Word("aid"), Word("war"), Prefix("ta"))), None),
        (Not(Word("aid")), None),
        (Everything(), None),
    ],
)
def test_anchors_are_stems_of_which_one_must_occur(node: Node, expected: set[str] | None) -> None:
    assert anchors(node) == expected


@pytest.mark.parametrize("seed", range(40))
def test_a_paragraph_matches_as_the_oracle_says(seed: int) -> None:
    chance = random.Random(seed)
    print(f"seed {seed}")
    paragraphs = random_paragraphs(chance)
    for _ in range(25):
        search = random_search(chance)
        matcher = compile_query(search.query)
        for each in paragraphs:
            subject = Subject.of(each, stated_only=search.stated_only)
            found = matcher.matches(subject)
            assert found == oracle.holds(search.query, each, search.stated_only)
            if found and matcher.anchors is not None:
                assert matcher.anchors & subject.by_stem.keys()


@pytest.mark.parametrize("seed", range(20))
def test_every_mark_is_a_word_that_a_wanted_leaf_asks_for(seed: int) -> None:
    chance = random.Random(seed)
    print(f"seed {seed}")
    paragraphs = random_paragraphs(chance)
    for _ in range(25):
        query = random_search(chance).query
        for each in paragraphs:
            subject = Subject.of(each)
            spans = compile_query(query).spans(subject) or ()
            starts = set(subject.cut.starts)
            ends = set(subject.cut.ends)
            assert [span.start for span in spans] == sorted(span.start for span in spans)
            assert all(span.start in starts and span.end in ends for span in spans)
            if not oracle.leaves(query):
                assert spans == ()
