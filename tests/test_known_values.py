from __future__ import annotations

import pytest
from hypothesis import given

from searchapp.known_values import LOOSE, Known, asks_for_values, settle_values
from searchapp.model import And, AtLeast, FacetIs, FacetStarts, Node, Not, Or, Word
from searchapp.querylang import parse
from tests.strategies import nodes

KNOWN = {
    "source": Known.of("source", ["TASS", "Meduza", "BBC", "Bbc", "unnamed source"]),
    "actor": Known.of("actor", ["Kremlin", "Władysław Kosiniak-Kamysz"]),
    "region": Known.of(
        "region",
        [
            *("Ukraine", "Ukraine/Donetsk Oblast", "Ukraine/Donetsk Oblast/Bakhmut"),
            *("Russia", "Russia/Moscow", "Ukraine/Kyiv Oblast", "Ukraine/Kyiv Oblast/Moscow"),
        ],
    ),
    "topic": Known.of("topic", ["mobilization"]),
}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("source:TASS", FacetIs("source", "TASS")),
        ("source:tass", FacetIs("source", "TASS")),
        ("source:BBC", FacetIs("source", "BBC")),
        ("source:bbc", Or((FacetIs("source", "BBC"), FacetIs("source", "Bbc")))),
        ('source:"Unnamed  Source"', FacetIs("source", "unnamed source")),
        ('actor:"wladyslaw kosiniak-kamysz"', FacetIs("actor", "Władysław Kosiniak-Kamysz")),
        ("topic:Mobilization", FacetIs("topic", "mobilization")),
        ("region:bakhmut", FacetIs("region", "Ukraine/Donetsk Oblast/Bakhmut")),
        ('region:"Donetsk Oblast/bakhmut"', FacetIs("region", "Ukraine/Donetsk Oblast/Bakhmut")),
        ('region:"donetsk oblast"', FacetIs("region", "Ukraine/Donetsk Oblast")),
        (
            "region:Moscow",
            Or(
                (
                    FacetIs("region", "Russia/Moscow"),
                    FacetIs("region", "Ukraine/Kyiv Oblast/Moscow"),
                )
            ),
        ),
        ("region:ukraine/don*", FacetStarts("region", "Ukraine/Don")),
        ("region:Ukraine/Don*", FacetStarts("region", "Ukraine/Don")),
        ("-source:meduza drones", And((Not(FacetIs("source", "Meduza")), Word("drones")))),
        (
            "2 of (source:tass, a, b)",
            AtLeast(2, (FacetIs("source", "TASS"), Word("a"), Word("b"))),
        ),
        ("date:2023", FacetIs("date", "2023")),
        ("topic:*", FacetStarts("topic", "")),
    ],
)
def test_typed_values_are_read_as_the_index_spells_them(typed: str, expected: Node) -> None:
    settled, notices = settle_values(parse(typed).query, KNOWN)
    assert settled == expected
    assert bool(notices) == (settled != parse(typed).query)


def test_what_was_read_otherwise_is_said() -> None:
    query = parse("region:bakhmut source:bbc topic:none actor:Kremlin actor:x*").query
    assert settle_values(query, KNOWN)[1] == (
        "“region:bakhmut” was read as Ukraine/Donetsk Oblast/Bakhmut",
        "“source:bbc” was read as BBC or Bbc",
        "no paragraph has the value “topic:none”; a value with blanks needs quotation marks",
        "no paragraph has the value “actor:x*”; a value with blanks needs quotation marks",
    )


def test_many_meanings_are_counted_rather_than_listed() -> None:
    known = {"region": Known.of("region", [f"{country}/Paris" for country in "abcdef"])}
    settled, notices = settle_values(FacetIs("region", "paris"), known)
    assert settled == Or(tuple(FacetIs("region", f"{country}/Paris") for country in "abcdef"))
    assert notices == ("“region:paris” was read as a/Paris or b/Paris or c/Paris or 3 others",)


def test_an_unknown_value_stays_as_it_was_typed() -> None:
    assert settle_values(FacetIs("topic", "none"), KNOWN)[0] == FacetIs("topic", "none")
    assert settle_values(FacetIs("topic", "none"), {}) == (FacetIs("topic", "none"), ())


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("drones", False),
        ("date:2023 published:2023", False),
        ("-(drones OR source:TASS)", True),
        ("2 of (a, b, region:U*)", True),
    ],
)
def test_only_a_typed_value_needs_the_values_of_the_index(typed: str, asks: bool) -> None:
    assert asks_for_values(parse(typed).query) is asks


@given(nodes())
def test_a_tree_without_typed_values_stays_as_it_is(node: Node) -> None:
    none = {facet: Known.of(facet, ()) for facet in LOOSE}
    assert settle_values(node, none)[0] == node
