"""The page of a cross table: every number a link that finds as many, nothing cut unsaid."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.corpora import paragraph
from tests.web.site import Page, Reader, reader, text_of

TABLE = "/crosstab?rows=source&columns=published.year"
ADDRESSES = (
    TABLE,
    "/crosstab?rows=actor&columns=topic&share=rows",
    "/crosstab?rows=region&columns=date.month&share=columns&q=convicts",
    "/crosstab?rows=topic&columns=published.month&source=Meduza&source=BBC&missing=region",
    "/crosstab?rows=actor&columns=actor",
    "/crosstab?rows=source&columns=topic&q=nothingofthekind",
)


def rows_of(page: Page) -> list[list[str]]:
    table = page.one("table", class_="crosstab")
    return [[text_of(cell) for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]


def test_a_table_has_totals_and_bases(site: Reader) -> None:
    assert rows_of(site.page(TABLE)) == [
        [
            *("Source / Published by year", "2021", "2022", "2023", "undated document"),
            *("Total", "All in the index"),
        ],
        ["BBC", "0", "2", "0", "0", "2", "2"],
        ["Kremlin", "0", "2", "0", "0", "2", "2"],
        ["Meduza", "0", "0", "2", "0", "2", "2"],
        ["unnamed source", "0", "0", "1", "1", "2", "2"],
        ["Digest", "0", "0", "1", "0", "1", "1"],
        ["Ministry", "0", "0", "1", "0", "1", "1"],
        ["no source credited", "2", "0", "0", "1", "3", "3"],
        ["Total", "2", "4", "4", "2", "12", ""],
        ["All in the index", "2", "4", "4", "2", "", "12"],
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_number_leads_to_as_many_paragraphs(site: Reader, address: str) -> None:
    for table in site.page(address).all("table", class_="crosstab"):
        for cell in table.iter("td"):
            for link in cell.iter("a"):
                found = site.get(link.get("href"))
                assert found.status_code == 200, link.get("href")
                status = text_of(Page(found.text).one("p", class_="status"))
                assert status.split(" ")[0] == text_of(link), link.get("href")


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_is_a_table_that_can_be_read_aloud(site: Reader, address: str) -> None:
    page = site.page(address)
    for table in page.all("table", class_="crosstab"):
        assert text_of(next(table.iter("caption")))
        assert {th.get("scope") for th in table.iter("th")} == {"col", "row"}
        lengths = {len([c for c in row if c.tag in ("th", "td")]) for row in table.iter("tr")}
        assert len(lengths) == 1
    region = page.all("div", role="region")
    assert all(each.get("tabindex") == "0" and each.get("aria-label") for each in region)
    labels = {each.get("for") for each in page.all("label")}
    assert {each.get("id") for each in page.all("select")} <= labels


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_link_of_the_page_is_answered_without_a_redirect(site: Reader, address: str) -> None:
    for href in sorted(set(site.page(address).links())):
        if href.startswith("/"):
            assert site.get(href).status_code == 200, href


def test_shares_are_of_all_paragraphs_with_that_value(site: Reader) -> None:
    page = site.page("/crosstab?rows=source&columns=published.year&share=columns&q=convicts")
    meduza = next(row for row in rows_of(page) if row[0] == "Meduza")
    assert meduza == ["Meduza", "0", "0", "2 50.0 %", "2", "2"]


def test_a_month_without_reports_is_told_from_one_without_hits() -> None:
    site, _ = reader(
        [
            paragraph("x", 1, "A shell fell.", "2023-01-05", source="BBC"),
            paragraph("y", 1, "A drone fell.", "2023-02-05", source="TASS"),
            paragraph("z", 1, "A shell fell.", "2023-04-05", source="BBC"),
        ]
    )
    page = site.page("/crosstab?rows=source&columns=published.month&q=shell&share=columns")
    bbc = next(row for row in rows_of(page) if row[0] == "BBC")
    assert bbc == ["BBC", "1 100.0 %", "0", "–no reports", "1 100.0 %", "2", "2"]


def test_values_that_are_not_shown_are_said_and_can_be_had() -> None:
    names = [f"Source {n}" for n in range(30)]
    many = [paragraph("x", n, "Text.", source=name) for n, name in enumerate(names, 1)]
    site, _ = reader(many)
    page = site.page("/crosstab?rows=source&columns=topic")
    notes = [text_of(each) for each in page.one("ul", class_="table-notes").iter("li")]
    assert notes[0] == "Source: 25 of 30 values are shown, those with most paragraphs."
    assert len(rows_of(page)) == 1 + 25 + 2
    more = site.page("/crosstab?rows=source&columns=topic&top=50")
    assert len(rows_of(more)) == 1 + 30 + 2
    assert "are shown" not in more.text


def test_periods_that_are_not_shown_are_said() -> None:
    site, _ = reader(
        [paragraph("x", 1, "Old.", "2005-03-01"), paragraph("y", 1, "New.", "2020-10-02")]
    )
    page = site.page("/crosstab?rows=published.month&columns=topic")
    notes = [text_of(each) for each in page.one("ul", class_="table-notes").iter("li")]
    assert notes[0] == (
        "Published by month: 72 earlier periods are not shown; choose years, or a shorter time"
        " of publication, to see them."
    )


def test_the_form_keeps_the_search_and_changes_the_axes(site: Reader) -> None:
    page = site.page(
        "/crosstab?rows=source&columns=topic&share=rows&top=50&q=convicts&actor=Wagner"
    )
    form = page.one("form", class_="axes")
    hidden = [(each.get("name"), each.get("value")) for each in form.iter("input")]
    assert hidden == [("share", "rows"), ("top", "50"), ("q", "convicts"), ("actor", "Wagner")]
    sent = [("rows", "region"), ("columns", "date.year"), *hidden]
    assert site.get("/crosstab", query_string=sent).status_code == 200


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/crosstab?rows=publisher&columns=topic", "rows"),
        ("/crosstab?rows=topic&columns=date", "columns"),
        ("/crosstab?rows=topic&columns=source&top=26", "top"),
        ("/crosstab?rows=topic&columns=source&share=all", "share"),
        ("/crosstab?rows=topic&columns=source&top=25&top=50", "top"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(
    site: Reader, address: str, parameter: str
) -> None:
    response = site.get(address.replace("/crosstab", "/crosstab.json"))
    assert response.status_code == 400
    assert response.get_json()["error"]["parameter"] == parameter


def test_an_address_has_one_spelling(site: Reader) -> None:
    response = site.get("/crosstab?q=x&columns=topic&rows=source&page=3&sort=newest&top=25")
    assert response.status_code == 301
    assert response.headers["Location"] == "/crosstab?rows=source&columns=topic&q=x"


def test_the_table_as_csv_holds_the_same_numbers(site: Reader) -> None:
    response = site.get("/crosstab.csv?rows=source&columns=published.year")
    lines = list(csv.reader(io.StringIO(response.text, newline="")))
    assert lines[0] == [
        *("Source / Published by year", "2021", "2022", "2023", "none", "total"),
        "all paragraphs of the index",
    ]
    assert lines[1] == ["BBC", "0", "2", "0", "0", "2", "2"]
    assert lines[-2:] == [
        ["total", "2", "4", "4", "2", "12", ""],
        ["all paragraphs of the index", "2", "4", "4", "2", "", "12"],
    ]
    name = "searchapp-everything-g000001-test-source-published-year.csv"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_table_as_json_links_every_cell(site: Reader) -> None:
    made = site.get("/crosstab.json?rows=source&columns=published.year").get_json()
    assert made["cells"][0] == [0, 2, 0, 0]
    base = "http://127.0.0.1:8000"
    assert made["links"][0] == [None, f"{base}/search?source=BBC&published=2022", None, None]
    assert made["rows"]["members"][-1] == {
        "value": None,
        "total": 3,
        "base": 3,
        "link": f"{base}/search?missing=source",
    }
    assert (made["total"], made["base"], made["rows"]["shown"]) == (12, 12, 6)


def test_numbers_of_pages_are_plain(site: Reader) -> None:
    for row in rows_of(site.page(TABLE))[1:]:
        assert all(re.fullmatch(r"[0-9,]*", cell) for cell in row[1:])
