from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from searchapp.model import (
    And,
    AtLeast,
    Everything,
    FacetIs,
    FacetStarts,
    Filter,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Search,
    Title,
    Wildcard,
    Word,
)
from searchapp.querylang import HELP, Parsed, parse, reading, render, search_in_words
from searchapp.settings import Limits
from tests.strategies import nodes

TODAY = date(2023, 2, 14)
WIDE = Limits(query_characters=100_000, query_words=10_000, wildcards=1000, fuzzy_words=1000)


def read(typed: str) -> Parsed:
    return parse(typed, today=TODAY)


A, B, C, D = Word("a"), Word("b"), Word("c"), Word("d")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Everything()),
        ("  \t ", Everything()),
        ("*", Everything()),
        ("a * b", And((A, B))),
        ("a", A),
        ("Mobilized", Word("mobilized")),
        ("Київ", Word("киів")),
        ("Kyiv's", Word("kyiv")),
        ("a, b; c.", And((A, B, C))),
        ("crypto-mobilization", Phrase(("crypto", "mobilization"))),
        ('"air raid"', Phrase(("air", "raid"))),
        ("“air raid”", Phrase(("air", "raid"))),
        ("«air raid»", Phrase(("air", "raid"))),
        ('"air raid"~3', Phrase(("air", "raid"), slop=3)),
        ('"raid"', Word("raid")),
        ('"raid"~3', Word("raid")),
        ('"=Kiev"', Word("kiev", exact=True)),
        ('="Kiev"', Word("kiev", exact=True)),
        ("=Kiev", Word("kiev", exact=True)),
        ('="the Kiev regime"', Phrase(("the", "kiev", "regime"), exact=True)),
        ("mobil*", Prefix("mobil")),
        ("Mobil**", Prefix("mobil")),
        ("wom?n", Wildcard("wom?n")),
        ("mo*il?", Wildcard("mo*il?")),
        ("mo*?*x", Wildcard("mo?*x")),
        ("mobilization~", Fuzzy("mobilization", 1)),
        ("mobilization~2", Fuzzy("mobilization", 2)),
        ("mobilization~0", Word("mobilization")),
        ("crypto-mobil*", And((Word("crypto"), Prefix("mobil")))),
        ("5,000 men", And((Phrase(("5", "000")), Word("men")))),
        ("1,2,345,678", And((Word("1"), Phrase(("2", "345", "678"))))),
    ],
)
def test_words_and_phrases(typed: str, expected: Node) -> None:
    assert read(typed).query == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("+a +b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a or b", And((A, Word("or"), B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a OR b c", Or((A, And((B, C))))),
        ("a AND b OR c AND d", Or((And((A, B)), And((C, D))))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("NOT a b", And((Not(A), B))),
        ("a -b", And((A, Not(B)))),
        ("a NOT b OR c", Or((And((A, Not(B))), C))),
        ("-(a OR b)", Not(Or((A, B)))),
        ("NOT NOT a", A),
        ("NOT -a", A),
        ("((a))", A),
        ("(a b) c", And((A, B, C))),
        ("a OR (b OR c)", Or((A, B, C))),
        ("a(b OR c)d", And((A, Or((B, C)), D))),
        ('-"a b"', Not(Phrase(("a", "b")))),
        ("-a-b", Not(Phrase(("a", "b")))),
        ("a - b", And((A, B))),
        ("a -- b", And((A, B))),
        ('"a"-b', And((A, B))),
        ("NOT *", Not(Everything())),
        ("* OR a", Or((Everything(), A))),
        ("2 of (a, b, c)", AtLeast(2, (A, B, C))),
        ("at least 2 of (a, b c, d)", AtLeast(2, (A, And((B, C)), D))),
        ("2 of (a OR b, -c, (d))", AtLeast(2, (Or((A, B)), Not(C), D))),
        ("1 of (a, b)", Or((A, B))),
        ("2 of (a, b)", And((A, B))),
        ("9 of (a, b)", And((A, B))),
        ("2 of (a, 2 of (b, c, d), d)", AtLeast(2, (A, AtLeast(2, (B, C, D)), D))),
        ("NOT 2 of (a, b, c)", Not(AtLeast(2, (A, B, C)))),
        ("2 of (a b)", And((Word("2"), Word("of"), A, B))),
        ("2 of them", And((Word("2"), Word("of"), Word("them")))),
    ],
)
def test_not_binds_before_and_and_and_before_or(typed: str, expected: Node) -> None:
    assert read(typed).query == expected
    assert read(typed).notices == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("topic:mobilization", FacetIs("topic", "mobilization")),
        ("Topic:mobilization", FacetIs("topic", "mobilization")),
        ('source:"The Washington Post"', FacetIs("source", "The Washington Post")),
        ("source:“The Washington Post”", FacetIs("source", "The Washington Post")),
        (r'source:"a \"b\" \\ c"', FacetIs("source", r"a " + '"b" ' + "\\ c")),
        (r'source:"a\b"', FacetIs("source", r"a\b")),
        ("source:U.S.", FacetIs("source", "U.S.")),
        ("region:Ukraine/Donetsk*", FacetStarts("region", "Ukraine/Donetsk")),
        ('region:"Ukraine/Donetsk O"*', FacetStarts("region", "Ukraine/Donetsk O")),
        ('source:"a*"', FacetIs("source", "a*")),
        ("topic:*", FacetStarts("topic", "")),
        ("date:*", FacetStarts("date", "")),
        ("date:2023-02", FacetIs("date", "2023-02")),
        ("date:2023-02-01..2023-02-14", FacetIs("date", "2023-02-01..2023-02-14")),
        ("date:open", FacetIs("date", "open")),
        ("published:>=2023", FacetIs("published", "2023..")),
        ("published:<2023", FacetIs("published", "..2022-12-31")),
        ("published:[2022 TO 2023]", FacetIs("published", "2022..2023")),
        ('date:"last week"', FacetIs("date", "2023-02-06..2023-02-12")),
        ("date:yesterday", FacetIs("date", "2023-02-13")),
        ("title:battle", Title(("battle",))),
        ('title:"the battle"', Title(("the", "battle"))),
        ("-source:TASS", Not(FacetIs("source", "TASS"))),
        ("topic:(a OR b)", Or((FacetIs("topic", "a"), FacetIs("topic", "b")))),
        (
            'Source:("A b" -c* “d”)',
            And(
                (FacetIs("source", "A b"), Not(FacetStarts("source", "c")), FacetIs("source", "d"))
            ),
        ),
        (
            "topic:(a OR (b NOT c)) d",
            And(
                (
                    Or(
                        (
                            FacetIs("topic", "a"),
                            And((FacetIs("topic", "b"), Not(FacetIs("topic", "c")))),
                        )
                    ),
                    D,
                )
            ),
        ),
        (
            'published:(2022 OR "last week")',
            Or((FacetIs("published", "2022"), FacetIs("published", "2023-02-06..2023-02-12"))),
        ),
        (
            "2 of (topic:(a OR b), c, d)",
            AtLeast(2, (Or((FacetIs("topic", "a"), FacetIs("topic", "b"))), C, D)),
        ),
        ("title:(battle report)", And((Title(("battle",)), Title(("report",))))),
        ("(topic:a OR topic:b)", Or((FacetIs("topic", "a"), FacetIs("topic", "b")))),
    ],
)
def test_fields(typed: str, expected: Node) -> None:
    assert read(typed).query == expected
    assert read(typed).notices == ()


@pytest.mark.parametrize(
    ("typed", "expected", "notice"),
    [
        ("foo:bar", Phrase(("foo", "bar")), "there is no field “foo”"),
        ("date:soon", Phrase(("date", "soon")), "“date:soon” was searched as plain words"),
        ("published:open", Phrase(("published", "open")), "it is no date"),
        ("date:2023-02-30", Phrase(("date", "2023", "02", "30")), "it is no date"),
        ("date:2023..2021", FacetIs("date", "2021..2023"), "so it was read as 2021..2023"),
        ("date:2023*", Phrase(("date", "2023")), "it is no date"),
        ("date:(2023 OR soon)", Or((FacetIs("date", "2023"), Word("soon"))), "it is no date"),
        ("topic:(a", FacetIs("topic", "a"), "a bracket without its partner was left out"),
        ('topic:(")', Everything(), "a quotation mark without its partner was left out"),
        ("source: TASS", And((Word("source"), Word("tass"))), "without a blank between"),
        ("title:battle*", Title(("battle",)), "titles are searched by whole words"),
        ("a AND", And((A, Word("and"))), "“AND” was searched as a word"),
        ("OR a", And((Word("or"), A)), "“OR” was searched as a word"),
        ("a NOT", And((A, Word("not"))), "“NOT” was searched as a word"),
        ("AND", Word("and"), "“AND” was searched as a word"),
        ("a AND OR b", Or((And((A, Word("and"))), B)), "“AND” was searched as a word"),
        ("(a", A, "a bracket without its partner was left out"),
        ("a)", A, "a bracket without its partner was left out"),
        (")a(", A, "a bracket without its partner was left out"),
        ('a "b', And((A, B)), "a quotation mark without its partner was left out"),
        ('a ""', A, "a phrase without words was left out"),
        ("Is it Bakhmut?", None, "the question mark after “Bakhmut” was taken as punctuation"),
        ("war-crime~1", Phrase(("war", "crime")), "only a word can be fuzzy"),
        ('"mobil* decree"', Phrase(("mobil", "decree")), "is no wildcard"),
    ],
)
def test_what_is_not_taken_as_typed_is_said(typed: str, expected: Node | None, notice: str) -> None:
    parsed = read(typed)
    if expected is not None:
        assert parsed.query == expected
    assert any(notice in each for each in parsed.notices), parsed.notices


@pytest.mark.parametrize(
    "typed", ["a ()", "a (())", "a ( - )", "a NOT () b", "-()", "( , )", "- +"]
)
def test_what_holds_no_word_asks_for_nothing(typed: str) -> None:
    letters = [word for word in typed.split() if word in "ab"]
    words = [Word(each) for each in letters]
    if "NOT" in typed:
        assert read(typed).query == And((A, Not(B)))
    else:
        assert read(typed).query == (words[0] if words else Everything())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            'crypto mobilization region:"Ukraine/Donetsk Oblast" -source:TASS',
            "words *crypto* and *mobilization*; region within Donetsk Oblast; not source TASS",
        ),
        ("Київ", "word *Київ*"),
        ("a b c", "words *a*, *b* and *c*"),
        ('a "Air Raid"~2', "word *a*; the phrase *Air Raid* with up to 2 other words inside"),
        ("a OR b c", "*a* or (*b* and *c*)"),
        ('="Kiev"', "exactly *Kiev*"),
        ("mobil* wom?n", "words beginning with *mobil*; words of the form *wom?n*"),
        ("Prigozhin~2", "words within 2 letters of *Prigozhin*"),
        ("2 of (a, b, -c)", "at least 2 of (*a*, *b*, not *c*)"),
        ("title:war", "title with *war*"),
        ("topic:*", "any topic"),
        ("region:Ukr*", "region beginning with Ukr"),
        ("date:open", "date spoken of in no single year"),
        ("published:2023..", "published from 2023 on"),
        ("published:..2023", "published up to 2023"),
        ("date:2022..2023", "date spoken of from 2022 to 2023"),
        ("date:2023", "date spoken of 2023"),
        ("", ""),
        ("NOT *", "not everything"),
    ],
)
def test_the_reading_says_in_words_how_the_text_was_read(typed: str, said: str) -> None:
    assert read(typed).reading == said


def test_a_whole_search_is_said_in_words() -> None:
    filters = {
        "source": Filter(any_of=("BBC", "Meduza"), none_of=("TASS",), missing=True),
        "actor": Filter(all_of=("Kremlin", "Wagner")),
        "region": Filter(any_of=("Ukraine/Donetsk Oblast",)),
        "topic": Filter(missing=True),
        "published": Filter(any_of=("2023-02..",)),
    }
    search = Search("Drones", Word("drones"), filters, stated_only=True)
    assert search_in_words(search) == (
        "word *Drones*; source BBC or source Meduza or no source; not source TASS; actor Kremlin; "
        "actor Wagner; region within Donetsk Oblast; no topic; published from 2023-02 on; "
        "only what is stated in the paragraph itself"
    )
    assert search_in_words(Search()) == "everything"


def test_words_for_dates_are_settled_into_the_days_they_meant() -> None:
    parsed = read(' drones  date:"last week" "a b" ')
    assert parsed.typed == 'drones  date:"2023-02-06..2023-02-12" "a b"'
    assert parse(parsed.typed, today=date(1999, 1, 1)).query == parsed.query


def test_words_for_dates_are_settled_in_the_brackets_of_a_field() -> None:
    parsed = read("date:(yesterday OR today) today")
    assert parsed.typed == "date:(2023-02-13 OR 2023-02-14) today"


def test_other_text_is_settled_as_it_was_typed() -> None:
    typed = 'a  (b OR "c d"~2) -source:"x \\" y" date:>=2023 =q'
    assert read(typed).typed == typed


@pytest.mark.parametrize(
    ("node", "typed"),
    [
        (And((A, Or((B, C)))), "a (b OR c)"),
        (Or((And((A, B)), C)), "a b OR c"),
        (Not(And((A, B))), "-(a b)"),
        (AtLeast(2, (A, Or((B, C)), D)), "2 of (a, b OR c, d)"),
        (Not(AtLeast(2, (A, B, C))), "NOT 2 of (a, b, c)"),
        (Word("a", exact=True), '="a"'),
        (Phrase(("a", "b"), 2, exact=True), '="a b"~2'),
        (FacetIs("source", 'x "y"'), 'source:"x \\"y\\""'),
        (FacetStarts("region", "New York"), 'region:"New York"*'),
        (Wildcard("abc?"), "(abc?)"),
        (
            And((Word("at"), Word("least"), AtLeast(2, (A, B, C)))),
            "at least at least 2 of (a, b, c)",
        ),
        (FacetIs("source", "a*"), 'source:"a*"'),
        (Everything(), "*"),
    ],
)
def test_a_tree_has_a_canonical_text(node: Node, typed: str) -> None:
    assert render(node) == typed
    assert read(typed).query == node


@given(nodes())
def test_the_canonical_text_of_a_tree_is_read_as_that_tree(node: Node) -> None:
    assert parse(render(node), limits=WIDE).query == node


@given(nodes())
def test_every_tree_can_be_said_in_words(node: Node) -> None:
    assert reading(node) or node == And(())


@pytest.mark.parametrize("row", HELP, ids=lambda row: row.form)
def test_every_example_of_the_help_is_read_without_a_notice(row: object) -> None:
    typed = getattr(row, "typed")  # noqa: B009 - mypy knows the parameter as an object
    parsed = read(typed)
    assert parsed.notices == ()
    assert parse(render(parsed.query), today=TODAY).query == parsed.query
