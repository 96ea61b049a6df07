"""What a search may have meant, and what is like a paragraph: offered as ordinary searches."""

from __future__ import annotations

from tests.corpora import TWELVE, paragraph
from tests.web.site import BASE, Reader, reader, text_of


def test_a_word_that_nobody_wrote_is_offered_as_it_may_have_been_meant(site: Reader) -> None:
    page = site.page("/search?q=convcts&source=Meduza")
    [offer] = page.all("p", class_="meant")
    assert text_of(offer) == "Did you mean convicts 2 paragraphs"
    [link] = offer.iter("a")
    assert link.get("href") == "/search?q=convicts&source=Meduza"
    assert text_of(site.page(link.get("href")).one("p", class_="status")).startswith("2 paragraphs")


def test_nothing_is_offered_that_has_no_hits_under_the_filters(site: Reader) -> None:
    assert not site.page("/search?q=convcts&source=TASS").all("p", class_="meant")


def test_nothing_is_offered_where_enough_was_found() -> None:
    site, backend = reader()
    page = site.page("/search?q=convcts+OR+shelling+OR+convicts")
    assert text_of(page.one("p", class_="status")) == "4 paragraphs in 2 documents"
    assert not page.all("p", class_="meant")
    assert len(backend.asked) == 1


def test_the_json_offers_the_same(site: Reader) -> None:
    answer = site.get("/search.json?q=convcts&source=Meduza").get_json()
    assert answer["corrections"] == [
        {"typed": "convicts", "total": 2, "link": f"{BASE}/search.json?q=convicts&source=Meduza"}
    ]
    assert site.get("/search.json?q=convicts").get_json()["corrections"] == []


def test_more_like_this_leads_to_an_ordinary_search_that_finds_the_paragraph() -> None:
    fillers = [paragraph("z", n, f"Something else {n}.") for n in range(1, 30)]
    site, _ = reader([*TWELVE, *fillers])
    response = site.get("/paragraph/a:1/like")
    assert response.status_code == 302
    address = response.headers["Location"]
    assert address == "/search?q=bakhmut+convicts"
    assert "/paragraph/a:1" in site.page(address).links()


def test_every_hit_and_the_paragraph_itself_offer_more_like_it(site: Reader) -> None:
    links = site.page("/search?q=convicts").links()
    assert [each for each in links if each.endswith("/like")] == [
        "/paragraph/d:1/like", "/paragraph/a:4/like", "/paragraph/a:1/like",
    ]  # fmt: skip
    assert "/paragraph/a:1/like" in site.page("/paragraph/a:1").links()


def test_a_paragraph_without_telling_words_says_so() -> None:
    site, _ = reader([TWELVE[0]._replace(id="a:1", text="Well.", mentions={})])
    response = site.get("/paragraph/a:1/like")
    assert response.status_code == 404
    assert "no words of the paragraph a:1 tell it from others" in response.text
    assert site.get("/paragraph/zz:9/like").status_code == 404


def test_the_way_to_like_paragraphs_takes_no_parameters(site: Reader) -> None:
    response = site.get("/paragraph/a:1/like?utm_source=mail")
    assert (response.status_code, response.headers["Location"]) == (301, "/paragraph/a:1/like")
