"""What the filters beside the results hold, as values."""

from __future__ import annotations

from searchapp import urls
from searchapp.model import FacetCount, FacetCounts, Search
from searchapp.web.asking import with_periods
from searchapp.web.pages.facets import group, published_range, rows, sidebar
from searchapp.web.pages.frame import Link, Site
from searchapp.web.strings import ENGLISH
from tests import oracle
from tests.corpora import TWELVE

SITE = Site(ENGLISH, "", {})


def search(query: str) -> Search:
    pairs = [tuple(part.split("=", 1)) for part in query.split("&") if part]
    return urls.read(pairs).search  # type: ignore[arg-type]


def counts(facet: str, *values: tuple[str, int], none: int = 0) -> FacetCounts:
    found = tuple(FacetCount(value, count) for value, count in values)
    return FacetCounts(facet, found, len(found), none)


def test_a_row_holds_field_value_count_and_the_link_that_excludes_it() -> None:
    made = rows(search("q=x"), counts("source", ("Meduza", 1234)), SITE)
    row = made[0]
    assert (row.field, row.value, row.label, row.count) == ("source", "Meduza", "Meduza", "1,234")
    assert (row.state, row.depth, row.exclude) == ("", 0, "/search?q=x&not.source=Meduza")


def test_regions_are_listed_under_what_they_lie_in_the_most_frequent_first() -> None:
    regions = counts(
        "region",
        ("Ukraine", 9),
        ("Russia", 5),
        ("Ukraine/Kherson Oblast", 4),
        ("Russia/Moscow", 3),
        ("Ukraine/Donetsk Oblast", 2),
        ("Ukraine/Donetsk Oblast/Bakhmut", 1),
    )
    assert [(row.label, row.depth) for row in rows(Search(), regions, SITE)] == [
        ("Ukraine", 0),
        ("Kherson Oblast", 1),
        ("Donetsk Oblast", 1),
        ("Bakhmut", 2),
        ("Russia", 0),
        ("Moscow", 1),
    ]


def test_a_region_whose_parents_are_not_shown_is_called_by_its_full_name() -> None:
    regions = counts("region", ("Ukraine", 9), ("Syria/Idlib/Maarat", 1))
    assert [(row.label, row.depth) for row in rows(Search(), regions, SITE)] == [
        ("Ukraine", 0),
        ("Syria › Idlib › Maarat", 0),
    ]


def test_dates_run_in_time_order_with_open_ones_last() -> None:
    dates = counts("date", ("open", 9), ("2023-02", 5), ("2022", 4), ("2023", 3), ("2023-02-14", 1))
    assert [(row.label, row.depth) for row in rows(Search(), dates, SITE)] == [
        ("2022", 0),
        ("2023", 0),
        ("February 2023", 1),
        ("14 February 2023", 2),
        ("open-ended", 0),
    ]


def test_several_chosen_values_can_be_required_together_and_apart_again() -> None:
    found = counts("actor", ("Kremlin", 2), ("Wagner", 1))
    together = group(search("actor=Kremlin&actor=Wagner"), found, SITE).mode
    assert together == Link(
        "Require all 2 chosen values together", "/search?all.actor=Kremlin&all.actor=Wagner"
    )
    apart = group(search("all.actor=Kremlin&all.actor=Wagner"), found, SITE).mode
    assert apart == Link(
        "Accept any of the 2 required values", "/search?actor=Kremlin&actor=Wagner"
    )


def test_values_that_are_not_shown_are_counted_and_linked() -> None:
    found = counts("topic", ("a", 1), ("b", 1))._replace(distinct=37)
    assert group(search("q=x"), found, SITE).all == Link("Show all 37", "/facet/topic?q=x")
    assert group(Search(), found._replace(distinct=2), SITE).all is None


def test_the_bucket_of_paragraphs_without_a_value_is_a_checkbox_too() -> None:
    row = group(Search(), counts("date", none=3), SITE).none
    assert row is not None
    assert (row.field, row.value, row.label, row.count) == (
        "missing",
        "date",
        "no date spoken of",
        "3",
    )


def test_drawn_and_hidden_fields_together_send_exactly_this_search() -> None:
    for query in (
        "q=convicts",
        "source=Meduza&source=BBC&sort=newest&size=50",
        "all.actor=Wagner&not.topic=mobilization&missing=region&missing=published&stated=1",
        "published=2023&published=2022-10..2022-11&date=2022..",
        "published=2022-10..&date=open&not.date=2023-02&q=%22a b%22",
        "not.source=nobody&source=somebody else&region=Ukraine/Donetsk Oblast",
        "published=../2023",
    ):
        asked = search(query)
        answer = oracle.answer(TWELVE, asked._replace(facet_size=1))
        made = sidebar(asked, answer.facets, SITE)
        sent = list(made.hidden)
        for each in made.groups:
            shown = (*each.rows, *((each.none,) if each.none else ()))
            shown += (each.stated,) if each.stated else ()
            sent += [(row.field, row.value) for row in shown if row.state]
        period = published_range(asked, SITE)
        sent += [("published.from", period.first), ("published.to", period.last)]
        assert urls.write(urls.read(with_periods(sent)).search) == urls.write(asked), query
