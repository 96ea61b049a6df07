"""What a reader finds at each address, without scripts."""

from __future__ import annotations

import re

import pytest

from tests.corpora import TWELVE
from tests.web.site import BASE, Reader, reader, text_of

PAGES = (
    "/",
    "/search",
    "/search?q=convicts",
    "/search?q=convicts&source=Meduza&not.topic=mobilization&missing=region",
    "/search?q=nothingofthekind&source=Meduza",
    "/search?page=99",
    "/facet/region",
    "/facet/date?order=name",
    "/facet/source?find=med",
    "/document/a?q=convicts",
    "/document/d",
    "/paragraph/a:2",
    "/paragraph/a:1",
    "/about",
    "/help",
)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_valid_html_with_one_h1_and_all_landmarks(site: Reader, address: str) -> None:
    page = site.page(address)
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == len(page.all("header", class_="masthead")) == 1
    assert text_of(page.all("title")[0])
    assert page.one("html").get("lang") == "en"


@pytest.mark.parametrize("address", PAGES)
def test_headings_never_skip_a_level(site: Reader, address: str) -> None:
    levels = [int(each.tag[1]) for each in site.page(address).elements() if _is_heading(each.tag)]
    steps = zip([0, *levels], levels, strict=False)
    assert all(after <= before + 1 for before, after in steps), levels


def _is_heading(tag: str) -> bool:
    return len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()


@pytest.mark.parametrize("address", PAGES)
def test_ids_are_unique_and_every_reference_finds_its_id(site: Reader, address: str) -> None:
    page = site.page(address)
    ids = [each.get("id") for each in page.elements() if each.get("id")]
    assert len(ids) == len(set(ids))
    for each in page.elements():
        for name in ("for", "aria-labelledby", "aria-describedby", "form", "list"):
            if each.get(name):
                assert set(each.get(name).split()) <= set(ids), (each.tag, name, each.get(name))
        if (each.get("href") or "").startswith("#"):
            assert each.get("href")[1:] in ids


@pytest.mark.parametrize("address", PAGES)
def test_every_field_link_and_button_has_a_name(site: Reader, address: str) -> None:
    page = site.page(address)
    labelled = {each.get("for") for each in page.all("label")}
    inside = {id(field) for label in page.all("label") for field in label.iter("input")}
    for field in page.all("input"):
        if field.get("type") != "hidden":
            assert field.get("id") in labelled or id(field) in inside, field.attrib
    for each in (*page.all("a"), *page.all("button"), *page.all("summary")):
        assert text_of(each), each.attrib


@pytest.mark.parametrize("address", PAGES)
def test_every_own_link_of_a_page_is_answered_without_a_redirect(
    site: Reader, address: str
) -> None:
    for href in sorted(set(site.page(address).links())):
        if href.startswith("/"):
            response = site.get(href.split("#")[0])
            # In an index of twelve paragraphs few words tell one from another.
            usual = (302, 404) if href.endswith("/like") else (200,)
            assert response.status_code in usual, (href, response.status_code)


def test_the_start_page_tells_what_is_here(site: Reader) -> None:
    page = site.page("/")
    figures = [text_of(each) for each in page.one("section", class_="figures").iter("dd")]
    assert figures == ["4", "12", "17", "31 December 2021 to 14 February 2023"]
    assert "/search?source=Meduza" in page.links()


def test_results_show_total_marks_and_permanent_links(site: Reader) -> None:
    page = site.page("/search?q=convicts")
    assert text_of(page.one("p", class_="status")) == "3 paragraphs in 2 documents"
    assert [text_of(each) for each in page.all("mark")] == [
        "Convict", "convict", "Convicts", "convicts", "Convicts",
    ]  # fmt: skip
    assert "/paragraph/a:1" in page.links()
    assert "/document/a?q=convicts#p1" in page.links()


def test_ticking_a_value_and_pressing_apply_gives_the_filtered_search(site: Reader) -> None:
    page = site.page("/search?q=convicts")
    form = page.one("form", id="filters")
    sent = [(each.get("name"), each.get("value")) for each in form.iter("input")
            if each.get("type") == "hidden"]  # fmt: skip
    assert sent == [("q", "convicts")]
    response = site.get(form.get("action"), query_string=[*sent, ("source", "Meduza")])
    assert response.status_code == 200
    assert "2 paragraphs in 1 document" in response.text


def test_the_form_sends_empty_periods_that_the_canonical_address_drops(site: Reader) -> None:
    response = site.get("/search?q=x&published.from=&published.to=&date.from=2022&date.to=")
    assert response.status_code == 301
    assert response.headers["Location"] == "/search?q=x&date=2022.."


def test_every_checkbox_is_drawn_from_the_address(site: Reader) -> None:
    address = (
        "/search?source=Meduza&all.actor=Wagner&not.topic=mobilization&missing=region&stated=1"
    )
    page = site.page(address)
    boxes = page.all("input", type="checkbox")
    checked = [(each.get("name"), each.get("value")) for each in boxes if "checked" in each.attrib]
    assert checked == [
        ("source", "Meduza"),
        ("stated", "1"),
        ("all.actor", "Wagner"),
        ("missing", "region"),
        ("not.topic", "mobilization"),
    ]


def test_every_applied_filter_can_be_removed_by_itself(site: Reader) -> None:
    page = site.page("/search?q=convicts&source=Meduza&not.topic=mobilization")
    applied = page.one("section", class_="applied")
    found = {text_of(each): each.get("href") for each in applied.iter("a")}
    assert found == {
        "Remove filter Source: Meduza×": "/search?q=convicts&not.topic=mobilization",
        "Remove filter Topic, not: mobilization×": "/search?q=convicts&source=Meduza",
        "Clear filters and keep the words you typed": "/search?q=convicts",
    }


def test_a_count_is_said_aloud_in_the_right_number(site: Reader) -> None:
    for address in ("/", "/search", "/facet/source", "/document/a"):
        assert not re.search(r"\b1 paragraphs\b", text_of(site.page(address).one("main")))
    source = site.page("/search").one("fieldset", id="facet-source")
    rows = [text_of(each) for each in source.iter("li")]
    assert "Digest 1 paragraph not Digest" in rows


def test_an_excluded_value_is_said_in_words(site: Reader) -> None:
    page = site.page("/search?not.source=BBC")
    rows = [text_of(each) for each in page.one("fieldset", id="facet-source").iter("li")]
    assert "not BBC excluded" in rows


def test_an_empty_result_tells_what_to_drop_and_what_that_gives(site: Reader) -> None:
    page = site.page("/search?q=grain&source=Meduza&region=Ukraine")
    ways = [text_of(each) for each in page.one("ul", class_="ways-out").iter("li")]
    assert ways == [
        "without the filter “Source: Meduza” 1 paragraph",
        "without the words “grain” 1 paragraph",
    ]


def test_an_empty_result_offers_as_many_of_its_words_as_are_found_together(site: Reader) -> None:
    page = site.page("/search?q=did+any+convicts+from+Bakhmut+go+to+nothingofthekind")
    [way] = page.one("ul", class_="ways-out").iter("li")
    link = way.find("a")
    assert link is not None
    assert text_of(way).startswith("at least 2 of: convicts, bakhmut, nothingofthekind")
    assert not site.page(str(link.get("href"))).all("ul", class_="ways-out")


def test_an_empty_result_keeps_the_period_of_publication_in_the_form(site: Reader) -> None:
    page = site.page("/search?q=nothingofthekind&published=2022-10..2023")
    fields = {each.get("name"): each.get("value") for each in page.all("input", type="text")}
    assert (fields["published.from"], fields["published.to"]) == ("2022-10", "2023")


def test_an_empty_result_can_be_cited_and_watched_but_not_downloaded(site: Reader) -> None:
    links = site.page("/search?q=nothingofthekind").links()
    assert "/cite?q=nothingofthekind" in links
    assert "/search.atom?q=nothingofthekind" in links
    assert not [each for each in links if each.startswith(("/search.csv", "/search.ris"))]


def test_an_empty_result_heads_its_fields_by_what_they_are(site: Reader) -> None:
    page = site.page("/search?q=nothingofthekind")
    assert text_of(page.one("h2", id="timeline-title")) == "Published between"


def test_a_page_past_the_end_says_so_and_leads_back(site: Reader) -> None:
    page = site.page("/search?page=99")
    assert "There is no page 99: the results end on page 1." in page.text
    assert "/search" in page.links()


def test_pages_of_results_are_linked(site: Reader) -> None:
    page = site.page("/search?page=2&size=5")
    pager = page.one("nav", class_="pager")
    assert [each.get("href") for each in pager.iter("a")] == [
        "/search?size=5", "/search?size=5", "/search?page=3&size=5", "/search?page=3&size=5",
    ]  # fmt: skip
    assert page.one("ol", class_="hits").get("start") == "6"
    assert text_of(page.all("title")[0]) == "All paragraphs, page 2 of 3 – searchapp"
    assert text_of(site.page("/search?size=5").all("title")[0]) == "All paragraphs – searchapp"


def test_fields_of_a_period_are_described_by_what_can_be_typed(site: Reader) -> None:
    page = site.page("/search")
    hint = page.one("p", id="range-hint")
    assert text_of(hint) == "A day, month or year: 2023-02-14, 2023-02, 2023"
    fields = page.all("input", type="text")
    assert [each.get("aria-describedby") for each in fields] == ["range-hint"] * 4


def test_regions_stand_under_what_they_lie_in_with_a_way_back_up(site: Reader) -> None:
    page = site.page("/search?region=Ukraine/Donetsk+Oblast")
    trail = page.one("nav", class_="trail")
    assert [(text_of(each), each.get("href")) for each in trail.iter("a")] == [
        ("Anywhere", "/search"),
        ("Ukraine", "/search?region=Ukraine"),
    ]
    rows = {
        each.get("class"): text_of(each)
        for each in page.one("fieldset", id="facet-region").iter("li")
        if "Bakhmut" in text_of(each)
    }
    assert rows == {"row depth-2": "Bakhmut 2 paragraphs not Bakhmut"}


def test_all_values_can_be_searched_and_ordered(site: Reader) -> None:
    page = site.page("/facet/region?find=obl&order=name")
    rows = [text_of(each) for each in page.one("ul", class_="rows columns").iter("bdi")]
    assert rows == [
        "Ukraine › Donetsk Oblast",
        "Ukraine › Donetsk Oblast › Bakhmut",
        "Ukraine › Kherson Oblast",
        "Ukraine › Odesa Oblast",
        "Ukraine › Odesa Oblast › Odesa",
        "no place named",
    ]


def test_a_document_shows_every_paragraph_and_steps_from_hit_to_hit(site: Reader) -> None:
    page = site.page("/document/a?q=convicts")
    anchors = [each.get("id") for each in page.all("div") if each.get("id")]
    assert anchors == ["p1", "p2", "p3", "p4"]
    steps = [[(text_of(a), a.get("href")) for a in each.iter("a")]
             for each in page.all("p", class_="steps")]  # fmt: skip
    assert steps == [[("Next match", "#p4")], [("Previous match", "#p1")]]
    assert "2 paragraphs match “convicts”" in page.text


def test_a_paragraph_shows_its_neighbours_its_evidence_and_its_address(site: Reader) -> None:
    page = site.page("/paragraph/a:2")
    assert "Convicts were sent to Bakhmut." in page.text
    assert "Shelling of Bakhmut and of Kherson went on." in page.text
    cells = [[text_of(cell) for cell in row] for row in page.one("tbody").iter("tr")]
    assert cells[0] == ["Source", "Ministry", "“The”".strip("“”"), "test", "stated"]
    assert f"{BASE}/paragraph/a:2" in text_of(page.one("blockquote"))


def test_ids_with_slashes_and_spaces_are_found_at_their_addresses() -> None:
    odd = "reports 2023/Ünder 1.txt"
    paragraphs = [TWELVE[0]._replace(id=f"{odd}:1", document=odd)]
    site, _ = reader(paragraphs)
    page = site.page("/search")
    for href in page.links():
        if href.startswith(("/document/", "/paragraph/")) and not href.endswith("/like"):
            assert site.get(href.split("#")[0]).status_code == 200, href


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/document/none", "there is no document none"),
        ("/paragraph/a:99", "there is no paragraph a:99"),
        ("/facet/colour", "there is no facet colour"),
        ("/no/such/page", "no page has the address /no/such/page"),
    ],
)
def test_what_is_not_there_is_a_404_page_that_says_so(
    site: Reader, address: str, told: str
) -> None:
    response = site.get(address)
    assert response.status_code == 404
    assert told in response.text


def test_a_refused_query_is_named_in_words_with_a_way_to_the_help(site: Reader) -> None:
    response = site.get("/search?q=a*")
    response = site.get(response.headers.get("Location", "/search?q=a*"))
    assert response.status_code == 400
    assert "what was typed in the search box" in response.text
    assert '<a href="/help">Search help</a></p>' in response.text


def test_robots_are_kept_out_of_searches_and_facets(site: Reader) -> None:
    assert "Disallow: /search\n" in site.get("/robots.txt").text
    response = site.get("/search?source=Meduza")
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in response.text
    assert "noindex" not in site.get("/document/a").text
    assert "X-Robots-Tag" not in site.get("/document/a").headers


def test_health_names_the_build(site: Reader) -> None:
    assert site.get("/health").json == {"status": "ok", "build": "g000001-test"}


def test_the_views_ask_for_no_more_than_they_show() -> None:
    site, backend = reader()
    site.page("/search?q=shelling+OR+convicts")
    assert [(each.facet_size, each.size) for each in backend.asked] == [(8, 20)]
