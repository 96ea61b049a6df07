"""Citations of a search and of a paragraph, and what an old citation says on a later build."""

from __future__ import annotations

from datetime import date

import bibtexparser
import pytest
import rispy

from searchapp.settings import Settings
from searchapp.web import citing, create_app
from tests.corpora import TWELVE
from tests.web.site import BASE, Listed, Page, Reader, text_of
from tests.web.test_headers import check

SEARCH = "/cite?q=convicts&source=Meduza"
LASTING = f"{BASE}/search?q=convicts&source=Meduza&as-of=g000001-test:2"


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citing, "today", lambda: date(2026, 3, 4))


def test_a_search_is_cited_in_words_with_its_number_build_and_day(site: Reader) -> None:
    page = site.page(SEARCH)
    assert text_of(page.one("blockquote")) == (
        "Search: word “convicts”; source Meduza. 2 paragraphs in 1 document."
        " Typed: convicts. searchapp, index g000001-test, accessed 4 March 2026, " + LASTING
    )


def test_the_citation_of_a_search_is_read_by_bibliographies(site: Reader) -> None:
    [ris] = rispy.loads(site.get("/cite.ris?q=convicts&source=Meduza").text)
    assert ris["type_of_reference"] == "ELEC"
    assert ris["title"] == "Search: word “convicts”; source Meduza"
    assert ris["urls"] == [LASTING]
    assert ris["access_date"] == "2026/03/04/"
    assert ris["date"] == "2026/01/02/"
    assert ris["abstract"] == "2 paragraphs in 1 document. Typed: convicts"
    [entry] = bibtexparser.loads(site.get("/cite.bib?q=convicts&source=Meduza").text).entries
    assert (entry["url"], entry["urldate"]) == (LASTING, "2026-03-04")
    [item] = site.get("/cite.csl.json?q=convicts&source=Meduza").get_json(force=True)
    assert item["accessed"] == {"date-parts": [[2026, 3, 4]]}
    assert item["URL"] == LASTING


def test_a_paragraph_is_cited_with_its_permanent_address(site: Reader) -> None:
    page = site.page("/cite?paragraph=a:1")
    assert text_of(page.one("blockquote")) == (
        "“Daily digest of the front”, 14 February 2023, paragraph 1."
        f" searchapp, index g000001-test, {BASE}/paragraph/a:1"
    )
    [ris] = rispy.loads(site.get("/cite.ris?paragraph=a:1").text)
    assert (ris["type_of_reference"], ris["id"]) == ("RPRT", "a:1")
    assert site.get("/cite?paragraph=none:1").status_code == 404


def test_the_pages_lead_to_their_citations(site: Reader) -> None:
    assert "/cite?q=convicts" in site.page("/search?q=convicts&sort=oldest&size=50").links()
    page = site.page("/paragraph/a:1")
    assert "/cite?paragraph=a:1" in page.links()
    ris = page.one("link", type="application/x-research-info-systems").get("href")
    assert ris == "/cite.ris?paragraph=a:1"
    assert site.get(ris).status_code == 200


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/paragraph/a:1", "Paragraph 1 of “Daily digest of the front”"),
        ("/document/a", "Daily digest of the front"),
    ],
)
def test_pages_tell_a_reference_manager_what_they_are(
    site: Reader, address: str, title: str
) -> None:
    metas = site.page(address).all("meta")
    told = {each.get("name"): each.get("content") for each in metas}
    assert told["citation_title"] == title
    assert told["citation_publication_date"] == "2023/02/14"
    assert told["citation_abstract_html_url"] == BASE + address


def test_downloads_of_citations_have_names_and_headers(site: Reader) -> None:
    response = site.get("/cite.ris?paragraph=a:1")
    name = "searchapp-citation-a-1.ris"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    check(response)


# --- as of ----------------------------------------------------------------------------------


def notices(address: str, build: str = "g000002-next") -> list[str]:
    client = create_app(Settings(), Listed(TWELVE, build)).test_client()
    response = client.get(address, base_url=BASE)
    assert response.status_code == 200, address
    return [text_of(each) for each in Page(response.text).all("p", class_="notice")]


def test_a_cited_address_on_a_later_build_says_how_the_number_changed() -> None:
    assert notices("/search?q=convicts&as-of=g000001-test:2") == [
        "This search was cited with 2 paragraphs on build g000001-test; on build g000002-next it"
        " finds 3 paragraphs, 1 more."
    ]
    assert notices("/search?q=convicts&as-of=g000001-test:11") == [
        "This search was cited with 11 paragraphs on build g000001-test; on build g000002-next it"
        " finds 3 paragraphs, 8 fewer."
    ]


def test_a_cited_address_whose_number_is_the_same_says_so() -> None:
    assert notices("/search?q=convicts&as-of=g000001-test:3") == [
        "This search was cited with 3 paragraphs on build g000001-test; on build g000002-next the"
        " number is the same, though not every paragraph need be."
    ]
    assert notices("/search?q=convicts&as-of=g000002-next:3") == [
        "This search was cited with 3 paragraphs on build g000002-next; it is the same build and"
        " the same number."
    ]


def test_a_number_that_its_own_build_does_not_give_is_called_wrong() -> None:
    assert notices("/search?q=convicts&as-of=g000002-next:7") == [
        "This search was cited with 7 paragraphs on build g000002-next, but that build, which"
        " answers here, finds 3 paragraphs."
    ]


def test_the_address_keeps_what_was_cited_and_other_links_do_not(site: Reader) -> None:
    response = site.get("/search?as-of=g1:2&q=convicts&page=1")
    assert response.headers["Location"] == "/search?q=convicts&as-of=g1:2"
    page = site.page("/search?q=convicts&as-of=g1:2")
    assert page.one("link", rel="canonical").get("href") == f"{BASE}/search?q=convicts"
    others = [href for href in page.links() if "as-of" in href]
    assert others == []


@pytest.mark.parametrize(
    "written", ["x", "x:", ":1", "a b:1", "x:1:2", "x:-1", "<b>:1", "x:" + "9" * 13]
)
def test_what_no_citation_has_is_refused(site: Reader, written: str) -> None:
    response = site.get("/search", query_string=[("as-of", written)])
    assert response.status_code == 400
    assert "a build and a number of paragraphs" in response.text


def test_every_link_of_a_citation_is_answered_without_a_redirect(site: Reader) -> None:
    for address in (SEARCH, "/cite", "/cite?paragraph=b:2"):
        for href in site.page(address).links():
            if href.startswith("/"):
                assert site.get(href).status_code == 200, href
