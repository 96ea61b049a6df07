"""Documents and addresses are strangers' texts: they become text on a page and nothing else."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import quote

import pytest

from searchapp.model import Mention, Paragraph
from searchapp.web.pages.document import original
from searchapp.web.pages.frame import Link, Site
from searchapp.web.strings import ENGLISH
from tests.web.site import Page, Reader, reader

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</title></textarea></style></script><svg onload=alert(1)>",
    "<!-- --><![CDATA[ ]]>&lt;b&gt;&#x3c;",
    "{{7*7}} {% for x in y %} ${jndi:ldap://x} <%= 7*7 %>",
    "' OR 1=1 --",
    "\u202egnp.exe\u2066 \u200b",
    "<mark>marked</mark><b>",
    "a&b=c#d%2F?e+f/../;g",
    "\u2028\u2029 ]]>",
)
PLACES = (
    "/search?q={}",
    "/search?source={}",
    "/search?not.actor={}",
    "/search?all.topic={}&missing=date",
    "/search?region={}",
    "/search?date={}",
    "/search?sort={}",
    "/search?{}=x",
    "/facet/source?find={}",
    "/facet/source?order={}",
    "/facet/{}",
    "/document/{}",
    "/document/a?q={}",
    "/paragraph/{}",
    "/static/{}/x",
    "/{}",
)


def paragraph(hostile: str, document: str = "d") -> Paragraph:
    """A paragraph every part of which is hostile."""
    mention = Mention(hostile, 0, len(hostile), hostile, hostile)
    inherited = Mention(hostile, 0, 0, "", hostile, inherited=True)
    return Paragraph(
        id=f"{document}:1",
        document=document,
        n=1,
        text=f"{hostile} word {hostile}",
        title=hostile,
        published=date(2023, 2, 14),
        published_from=hostile,
        url=hostile,
        publisher=hostile,
        source=hostile,
        language=hostile,
        section=f"In {hostile}",
        mentions={"source": (inherited,), "actor": (mention,), "topic": (mention,)},
    )


def check_clean(page: Page) -> None:
    """Nothing on the page but what templates put there."""
    assert len(page.all("script")) == 1
    assert page.all("script")[0].get("src").startswith("/static/")
    assert not page.all("img")
    for each in page.elements():
        for name, value in each.items():
            assert not name.startswith("on"), (each.tag, name)
            assert name not in ("style", "srcdoc", "formaction", "xlink:href"), (each.tag, name)
            if name in ("href", "src", "action"):
                assert value.startswith(("/", "#", "http://127.0.0.1:8000/", "?")), value


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_document_makes_pages_of_the_same_shape_as_a_harmless_one(hostile: str) -> None:
    harmless, _ = reader([paragraph("harmless")])
    site, _ = reader([paragraph(hostile)])
    for address in ("/", "/search?q=word", "/document/d", "/paragraph/d:1", "/facet/actor"):
        page = site.page(address)
        check_clean(page)
        assert page.shape() == harmless.page(address).shape(), address


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_address_changes_no_element_of_a_page(
    site: Reader, place: str, hostile: str
) -> None:
    response = site.get(place.format(quote(hostile, safe="")))
    if response.status_code == 301:
        assert response.headers["Location"].startswith(place.split("?")[0])
        response = site.get(response.headers["Location"])
    assert response.status_code in (200, 400, 404)
    check_clean(Page(response.text))
    assert "49" not in response.text or "{{7*7}}" not in hostile


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_shown_unchanged(hostile: str) -> None:
    site, _ = reader([paragraph(hostile)])
    shown = "".join(site.page("/paragraph/d:1").one("p", class_="body").itertext())
    assert shown == f"{hostile} word {hostile}"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_json_holds_hostile_texts_exactly_and_harmlessly(hostile: str) -> None:
    site, _ = reader([paragraph(hostile)])
    response = site.get("/search.json?q=word")
    assert not set("<\u2028\u2029") & set(response.text)
    hit = json.loads(response.text)["hits"][0]
    assert hit["title"] == hostile
    assert hit["tags"]["actor"][0]["value"] == hostile


def test_only_web_addresses_are_linked_as_originals() -> None:
    site = Site(ENGLISH, "", {})
    assert original("https://example.org/a?b", site) == Link(
        "on example.org", "https://example.org/a?b"
    )
    for url in ("javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://example.org/",
                "file:///etc/passwd", "https://", "http://[", "", "JaVaScRiPt:x"):  # fmt: skip
        assert original(url, site) is None


def test_every_filter_value_survives_the_way_through_a_page_and_back() -> None:
    values = ['a "b" & c', "a/b+c%2B#d", "né?=;", "<i>", "'", "back\\slash", "x" * 200]
    for value in values:
        mention = Mention(value, 0, 4, "word", "test")
        made = Paragraph("d:1", "d", 1, "word", "t", mentions={"source": (mention,)})
        site, _ = reader([made])
        page = site.page("/search")
        box = page.all("input", type="checkbox")[0]
        assert (box.get("name"), box.get("value")) == ("source", value)
        response = site.get("/search", query_string={"source": value})
        while response.status_code == 301:
            response = site.get(response.headers["Location"])
        checked = [each for each in Page(response.text).all("input", type="checkbox")
                   if "checked" in each.attrib]  # fmt: skip
        assert [each.get("value") for each in checked] == [value]
        assert "1 paragraph in 1 document" in response.text
