"""What pages tell of paragraphs that repeat one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchapp.backends.whoosh import fast
from searchapp.model import Hit, Twins
from searchapp.settings import Settings
from searchapp.web import create_app
from searchapp.web.pages.frame import Site
from searchapp.web.pages.repeats import copies_of_hit
from searchapp.web.strings import ENGLISH
from tests.backends.conftest import status_of
from tests.backends.test_repeats import SIX
from tests.web.site import Page, Reader, text_of


@pytest.fixture
def site(tmp_path: Path) -> Reader:
    fast.build(SIX, tmp_path, status_of(SIX))
    return Reader(create_app(Settings(), fast.connect(tmp_path)).test_client())


def folding(page: Page) -> tuple[str, str]:
    """What the line about repetitions says, and where its switch leads."""
    said = page.one("p", class_="folding")
    return text_of(said), said.find("a").get("href")


def copies(page: Page) -> list[str]:
    return [text_of(item) for each in page.all("ul", class_="copies") for item in each]


def test_the_page_says_how_many_hits_repeat_others_and_folds_them(site: Reader) -> None:
    page = site.page("/search?q=convoy")
    assert folding(page) == (
        "2 of them repeat an earlier one: count repeated paragraphs once",
        "/search?q=convoy&fold=1",
    )
    page = site.page("/search?q=convoy&fold=1")
    assert text_of(page.one("p", class_="status")) == "2 paragraphs in 2 documents"
    assert folding(page) == (
        "2 more repeat one of these and are left out: count every paragraph",
        "/search?q=convoy",
    )


def test_where_nothing_is_repeated_nothing_is_said_of_it(site: Reader) -> None:
    assert not site.page("/search?q=back").all("p", class_="folding")
    assert folding(site.page("/search?q=back&fold=1"))[0] == (
        "Repeated paragraphs are counted once: count every paragraph"
    )


def test_the_switch_stays_when_filters_are_applied(site: Reader) -> None:
    page = site.page("/search?q=convoy&fold=1")
    hidden = page.all("input", type="hidden", name="fold")
    assert {each.get("value") for each in hidden} == {"1"}


def test_a_hit_names_the_paragraphs_that_repeat_it(site: Reader) -> None:
    page = site.page("/search?q=convoy&fold=1&sort=oldest")
    [details] = page.all("details", class_="why repeated")
    assert text_of(details.find("summary")) == "Also in 2 other documents"
    assert copies(page) == [
        "paragraph 1 of Daily digest of the front, Tuesday, 14 February 2023",
        "paragraph 1 of Ports and grain, undated",
    ]
    assert "/paragraph/a:1" in page.links()


def test_a_paragraph_repeated_in_its_own_document_says_so(site: Reader) -> None:
    page = site.page("/search?q=calm&fold=1")
    assert text_of(page.one("details", class_="why repeated").find("summary")) == (
        "Once more in this document"
    )


def test_the_page_of_a_paragraph_lists_what_repeats_it(site: Reader) -> None:
    section = site.page("/paragraph/c:1").one("section", class_="repeated")
    assert text_of(section.find("p")).startswith("Also in 2 other documents.")
    assert len(section.find("ul")) == 2
    assert not site.page("/paragraph/d:1").all("section", class_="repeated")


def test_a_cross_table_counts_each_group_once_in_a_cell_and_says_so(site: Reader) -> None:
    address = "/crosstab.json?rows=source&columns=published.month&q=convoy&fold=1"
    table = site.get(address).get_json()
    assert [each["value"] for each in table["rows"]["members"]] == ["BBC", "TASS"]
    assert [(each["total"], each["base"]) for each in table["rows"]["members"]] == [(2, 3), (1, 1)]
    assert (table["total"], table["cells"]) == (2, [[2, 1], [1, 0]])
    assert table["notes"][-1].startswith("Paragraphs that repeat one another count once")
    page = site.page("/crosstab?rows=source&columns=published.month&q=convoy&fold=1")
    assert table["notes"][-1] in page.text


def test_what_is_not_listed_is_counted() -> None:
    site = Site(ENGLISH, "", {})
    hit = Hit(SIX[0], 1.0, None, Twins((SIX[1],), 1_001, 900))
    told = copies_of_hit(hit, site)
    assert told is not None
    assert (told.text, told.more) == (
        "Also in 900 other documents",
        "and 1,000 more, named on the paragraph’s own page",
    )
    assert copies_of_hit(hit._replace(twins=None), site) is None
