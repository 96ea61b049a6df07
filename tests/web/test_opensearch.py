"""The description by which browsers offer the site as a search engine."""

from __future__ import annotations

from xml.etree import ElementTree

from searchapp.settings import Settings
from tests.web.site import BASE, Reader, reader
from tests.web.test_headers import check

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_the_description_names_page_feed_and_api_by_their_whole_addresses(site: Reader) -> None:
    response = site.get("/opensearch.xml")
    assert response.headers["Content-Type"] == (
        "application/opensearchdescription+xml; charset=utf-8"
    )
    check(response)
    root = ElementTree.fromstring(response.data)
    assert root.tag == f"{SPACE}OpenSearchDescription"
    assert root.findtext(f"{SPACE}ShortName") == "searchapp"
    assert [(each.get("type"), each.get("template")) for each in root.iter(f"{SPACE}Url")] == [
        ("text/html", f"{BASE}/search?q={{searchTerms}}"),
        ("application/atom+xml", f"{BASE}/search.atom?q={{searchTerms}}"),
        ("application/json", f"{BASE}/search.json?q={{searchTerms}}"),
        ("application/opensearchdescription+xml", f"{BASE}/opensearch.xml"),
    ]


def test_every_page_points_to_it(site: Reader) -> None:
    link = site.page("/about").one("link", rel="search")
    assert link.get("href") == "/opensearch.xml"
    assert link.get("type") == "application/opensearchdescription+xml"


def test_a_site_that_does_not_know_its_address_has_none() -> None:
    site, _ = reader(settings=Settings(host="0.0.0.0"))
    assert site.page("/about").all("link", rel="search") == []
    assert site.get("/opensearch.xml").status_code == 404
