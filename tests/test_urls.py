from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp import schema, urls
from searchapp.errors import BadSearch, LimitExceeded
from searchapp.model import Everything, FacetIs, Filter, Search, Word
from searchapp.settings import Limits
from tests.strategies import NAMES, searches

TODAY = date(2023, 2, 14)
RECORDED = Path(__file__).parent / "cases" / "recorded_urls.txt"
NOTHING = "(nothing)"


def read(query: str, limits: Limits | None = None) -> urls.Reading:
    pairs = parse_qsl(query, keep_blank_values=True)
    return urls.read(pairs, limits or Limits(), today=TODAY)


def recorded() -> list[tuple[str, str]]:
    lines = RECORDED.read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" -> ") for line in lines if line and not line.startswith("#")]
    return [
        (sent.replace(NOTHING, ""), canonical.replace(NOTHING, "")) for sent, canonical in pairs
    ]


@pytest.mark.parametrize(("sent", "canonical"), recorded())
def test_an_address_once_published_still_means_what_it_meant(sent: str, canonical: str) -> None:
    assert urls.write(read(sent).search) == canonical
    assert urls.write(read(canonical).search) == canonical


def test_an_address_is_a_whole_search() -> None:
    reading = read(
        "q=conscript&source=Meduza&source=BBC&not.topic=western+aid&all.actor=Kremlin"
        "&missing=date&region=Ukraine/Donetsk+Oblast&date=2023-02..2023-03&published=2023-02-14"
        "&stated=1&sort=newest&page=2&size=50"
    )
    assert reading.notices == ()
    assert reading.search == Search(
        typed="conscript",
        query=Word("conscript"),
        filters={
            "source": Filter(any_of=("BBC", "Meduza")),
            "actor": Filter(all_of=("Kremlin",)),
            "region": Filter(any_of=("Ukraine/Donetsk Oblast",)),
            "topic": Filter(none_of=("western aid",)),
            "date": Filter(any_of=("2023-02..2023-03",), missing=True),
            "published": Filter(any_of=("2023-02-14",)),
        },
        sort="newest",
        page=2,
        size=50,
        stated_only=True,
    )


def test_the_empty_address_is_the_empty_search() -> None:
    assert read("").search == Search()
    assert urls.write(Search()) == ""
    assert urls.path(Search()) == "/search"
    assert urls.path(Search(typed="a b"), ".csv") == "/search.csv?q=a+b"


@pytest.mark.parametrize(
    ("sent", "notice"),
    [
        ("utm_source=x&q=a", "“utm_source” means nothing in a search and was left out"),
        ("colour=red", "“colour” means nothing in a search and was left out"),
        ("source=a&not.source=a", "source a was asked for in two ways; “none of” was taken"),
        ("all.source=a&source=a", "source a was asked for in two ways; “all of” was taken"),
        ("source=a&all.source=a", "source a was asked for in two ways; “all of” was taken"),
        ("not.source=a&all.source=a", "source a was asked for in two ways; “none of” was taken"),
        ("date=2023..2021", "date: 2023..2021 ends before it starts, so it was read as 2021..2023"),
    ],
)
def test_what_is_not_taken_as_sent_is_said(sent: str, notice: str) -> None:
    assert read(sent).notices == (notice,)


def test_the_same_value_twice_is_one_value() -> None:
    reading = read("source=a&source=a")
    assert reading.search.filters == {"source": Filter(any_of=("a",))}
    assert reading.notices == ()


@pytest.mark.parametrize(
    ("sent", "parameter"),
    [
        *((f"page={page}", "page") for page in ("0", "-1", "x", "1.0", "0x10", "1_0", "1e3")),
        *((f"page={page}", "page") for page in ("９", "²", "+1", "1+", "9" * 5000, "1000000000")),
        *((f"size={size}", "size") for size in ("0", "101", "1000000", "٣")),
        ("sort=best", "sort"),
        ("sort=Newest", "sort"),
        ("stated=yes", "stated"),
        ("fold=2", "fold"),
        ("page=1&page=2", "page"),
        ("q=a&q=b", "q"),
        ("sort=newest&sort=oldest", "sort"),
        ("all.colour=red", "all.colour"),
        ("not.colour=red", "not.colour"),
        ("missing=colour", "missing"),
        ("date=soon", "date"),
        ("published=open", "published"),
        ("not.published=2023-02-30", "not.published"),
        ("date=..", "date"),
        ("q=ab*+ab*+ab*+ab*+ab*", "q"),
    ],
)
def test_a_wrong_parameter_is_named(sent: str, parameter: str) -> None:
    with pytest.raises(BadSearch) as refused:
        read(sent)
    assert refused.value.parameter == parameter


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ("sort=best", "sort: one of relevance, newest, oldest, date, date-newest"),
        ("page=0", "page: a whole number from 1 to 999,999,999"),
        ("size=101", "size: a whole number from 1 to 100"),
        (
            "not.colour=red",
            "not.colour: “colour”: there is no facet of this name; "
            "the facets are source, actor, region, topic, date, published",
        ),
    ],
)
def test_a_refusal_says_what_is_allowed(sent: str, reason: str) -> None:
    with pytest.raises(BadSearch) as refused:
        read(sent)
    assert str(refused.value) == reason


def test_surrogates_are_no_text() -> None:
    with pytest.raises(BadSearch, match="no valid text"):
        urls.read([("source", "a\ud800")])


def test_limits_hold_at_the_limit_and_not_beyond() -> None:
    limits = Limits()
    many = "&".join(f"source={number}" for number in range(limits.filters))
    assert len(read(many).search.filters["source"].any_of) == limits.filters
    with pytest.raises(LimitExceeded, match="at most 100 values"):
        read(f"{many}&actor=x")
    empty = "&".join(["source="] * limits.parameters)
    assert read(empty).search == Search()
    with pytest.raises(LimitExceeded, match="at most 200 parameters"):
        read(f"{empty}&q=a")
    assert read("size=100").search.size == 100
    assert read("size=1000", replace(limits, page_size=limits.page_size_json)).search.size == 1000
    assert read("page=999999999").search.page == 999_999_999


def test_words_for_dates_become_the_days_they_meant() -> None:
    search = read("q=date:%22last+week%22&published=yesterday").search
    assert search.query == FacetIs("date", "2023-02-06..2023-02-12")
    assert urls.write(search) == "q=date:%222023-02-06..2023-02-12%22&published=2023-02-13"


def test_former_names_of_facets_and_values_are_read_as_todays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = schema.Facet("source", "Source", "", "name", ("credit",), {"Medusa": "Meduza"})
    monkeypatch.setitem(schema._BY_NAME, "source", old)
    monkeypatch.setitem(schema._BY_NAME, "credit", old)
    sent = "credit=Medusa&not.credit=BBC&missing=credit&q=-credit:Medusa"
    expected = "q=-credit:Medusa&source=Meduza&not.source=BBC&missing=source"
    search = read(sent).search
    assert urls.write(search) == expected
    assert urls.write(read(expected).search) == expected


@given(searches())
def test_a_search_written_and_read_is_the_same_search(search: Search) -> None:
    written = urls.write(search)
    reading = read(written)
    assert reading.search == search
    assert reading.notices == ()
    assert urls.write(reading.search) == written


@given(searches())
def test_an_address_holds_only_unreserved_characters_and_a_few(search: Search) -> None:
    allowed = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%+/:&=")
    assert set(urls.write(search)) <= allowed


@given(st.sampled_from(NAMES), st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_value_of_a_facet_comes_back_letter_for_letter(facet: str, value: str) -> None:
    search = Search(filters={facet: Filter(any_of=(value,))})
    assert read(urls.write(search)).search.filters[facet].any_of == (value,)


_NAMES = st.sampled_from(
    [
        *("q", "source", "all.source", "not.source", "region", "date", "published", "not.date"),
        *("missing", "stated", "fold", "sort", "page", "size", "utm", "all.x", "not.", "all.", ""),
    ]
)
_VALUES = st.one_of(
    st.sampled_from(
        [
            *("", "a", "b", "2023", "2023..2021", ">=2023", "open", "1", "0", "newest", "source"),
            *(
                "last week",
                "50",
                'a "b"',
                "ab*",
                "(",
                "date:today",
                "\x00",
                "\u202e",
                "é",
                "e\u0301",
            ),
        ]
    ),
    st.text(max_size=10),
)


@given(st.lists(st.tuples(_NAMES, _VALUES), max_size=8))
def test_whatever_is_sent_is_refused_by_name_or_has_one_spelling(
    pairs: list[tuple[str, str]],
) -> None:
    named, search = "", Search()
    try:
        search = urls.read(pairs, today=TODAY).search
    except BadSearch as refused:
        named = refused.parameter
    assert named in {"", *(name for name, _ in pairs)}
    written = urls.write(search)
    again = read(written)
    assert again.search == search
    assert urls.write(again.search) == written


PAGE_TWO = Search(typed="a", query=Word("a"), page=2, filters={"source": Filter(any_of=("BBC",))})


def test_a_change_gives_a_new_search_on_its_first_page() -> None:
    changed = {
        "q=a&source=BBC&source=TASS": urls.with_value(PAGE_TWO, "source", "TASS", "in"),
        "q=a&not.source=BBC": urls.with_value(PAGE_TWO, "source", "BBC", "out"),
        "q=a&all.source=BBC": urls.with_value(PAGE_TWO, "source", "BBC", "all"),
        "q=a": urls.with_value(PAGE_TWO, "source", "BBC", ""),
        "q=a&source=BBC&missing=source": urls.with_missing(PAGE_TWO, "source"),
        "q=a&source=BBC&missing=topic": urls.with_missing(PAGE_TWO, "topic"),
        "q=a&source=BBC": urls.without_missing(PAGE_TWO, "source"),
        "q=a&source=BBC&sort=newest": urls.with_sort(PAGE_TWO, "newest"),
        "q=a&source=BBC&size=50": urls.with_size(PAGE_TWO, 50),
        "q=a&source=BBC&stated=1": urls.with_stated_only(PAGE_TWO, True),
        "q=a&source=BBC&fold=1": urls.with_fold(PAGE_TWO, True),
        "q=b&source=BBC": urls.with_typed(PAGE_TWO, "b"),
        "source=BBC": urls.with_typed(PAGE_TWO, ""),
        "q=a&source=BBC&page=3": urls.at_page(PAGE_TWO, 3),
    }
    assert {urls.write(search): search.page for search in changed.values()} == {
        expected: 3 if "page=3" in expected else 1 for expected in changed
    }
    assert [urls.write(search) for search in changed.values()] == list(changed)
    assert urls.without_filters(PAGE_TWO) == Search(typed="a", query=Word("a"))


def test_a_value_has_one_state_however_often_it_changes() -> None:
    search = Search()
    for state in ("in", "all", "out", "all", "in", "out", ""):
        search = urls.with_value(search, "source", "BBC", state)
        wanted = search.filters.get("source", Filter())
        held = (*wanted.any_of, *wanted.all_of, *wanted.none_of)
        assert held == (("BBC",) if state else ())
    assert search == Search()


def test_typed_text_and_its_tree_change_together() -> None:
    assert urls.with_typed(Search(), "drones").query == Word("drones")
    assert urls.with_typed(PAGE_TWO, "").query == Everything()
    with pytest.raises(LimitExceeded):
        urls.with_typed(Search(), "a" * 1001)
