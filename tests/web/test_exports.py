"""Downloads: whole, named, streamed, few at once, and let go of when the reader leaves."""

from __future__ import annotations

import csv
import gc
import io
import threading

import feedparser
import pytest

from searchapp.errors import OverBudget
from searchapp.export import FORMS
from searchapp.model import Results, Search
from searchapp.settings import Settings
from searchapp.web import create_app, exports
from tests.corpora import TWELVE, paragraph
from tests.web.site import BASE, Listed, Reader, reader
from tests.web.test_headers import check

ENDINGS = [form.ending for form in FORMS]


@pytest.mark.parametrize("form", FORMS, ids=ENDINGS)
def test_every_form_has_its_type_its_number_and_all_headers(site: Reader, form: object) -> None:
    assert isinstance(form, type(FORMS[0]))
    response = site.get(f"/search{form.ending}?q=convicts")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == form.media
    assert response.headers["X-Total-Count"] == "3"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Cache-Control"] == "private, max-age=0, must-revalidate"
    assert response.is_streamed
    check(response)


@pytest.mark.parametrize("ending", [each for each in ENDINGS if each != ".atom"])
def test_a_download_is_named_after_the_search_and_the_build(site: Reader, ending: str) -> None:
    response = site.get(f"/search{ending}?q=convicts&source=Meduza")
    name = f"searchapp-convicts-meduza-g000001-test{ending}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("ending", ENDINGS)
def test_head_gives_the_headers_alone(site: Reader, ending: str) -> None:
    response = site.get(f"/search{ending}", method="HEAD")
    assert (response.status_code, response.data) == (200, b"")
    assert response.headers["X-Total-Count"] == "12"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_reader_who_has_this_build_is_sent_nothing(site: Reader, ending: str) -> None:
    etag = site.get(f"/search{ending}").headers["ETag"]
    response = site.get(f"/search{ending}", headers={"If-None-Match": etag})
    assert (response.status_code, response.data) == (304, b"")


def test_a_download_is_of_the_whole_search_whatever_page_was_open(site: Reader) -> None:
    response = site.get("/search.csv?sort=newest&page=2&size=5")
    assert response.status_code == 301
    assert response.headers["Location"] == "/search.csv?sort=newest"
    rows = list(csv.DictReader(io.StringIO(site.get("/search.csv?sort=newest").text, newline="")))
    assert [row["row"] for row in rows] == [f"{n} of 12" for n in range(1, 13)]


def test_a_wrong_parameter_is_refused_before_anything_is_sent(site: Reader) -> None:
    response = site.get("/search.csv?date=never")
    assert response.status_code == 400
    assert response.get_json()["error"]["parameter"] == "date"
    assert "Content-Disposition" not in response.headers


def test_the_page_of_results_links_to_every_form_of_the_same_search(site: Reader) -> None:
    links = site.page("/search?q=convicts&source=Meduza&page=1&sort=oldest").links()
    for ending in ENDINGS:
        order = "" if ending == ".atom" else "&sort=oldest"
        assert f"/search{ending}?q=convicts&source=Meduza{order}" in links


# --- feeds ----------------------------------------------------------------------------------


def test_the_feed_is_newest_first_and_has_one_address(site: Reader) -> None:
    response = site.get("/search.atom?q=convicts&sort=oldest&size=3")
    assert response.headers["Location"] == "/search.atom?q=convicts"
    parsed = feedparser.parse(site.get("/search.atom?q=convicts").text)
    assert not parsed.bozo
    days = [entry.published[:10] for entry in parsed.entries]
    assert days == ["2023-02-14", "2023-02-14", "2021-12-31"]


def test_a_long_feed_has_pages_that_lead_to_every_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "FEED_PAGE", 5)
    site, _ = reader()
    found, address = [], "/search.atom"
    while address:
        parsed = feedparser.parse(site.get(address).text)
        assert parsed.feed.opensearch_totalresults == "12"
        found += [entry.link for entry in parsed.entries]
        following = [link.href for link in parsed.feed.links if link.rel == "next"]
        address = following[0].removeprefix(BASE) if following else ""
    assert found == [f"{BASE}/paragraph/{each}" for each in NEWEST]


NEWEST = ["a:1", "a:2", "a:3", "a:4", "b:1", "b:2", "b:3", "b:4", "d:1", "d:2", "c:1", "c:2"]


def test_the_page_of_results_names_its_feed_to_feed_readers(site: Reader) -> None:
    page = site.page("/search?q=convicts&page=1")
    link = page.one("link", type="application/atom+xml")
    assert link.get("href") == "/search.atom?q=convicts"


# --- load -----------------------------------------------------------------------------------


class Slow(Listed):
    """Gives its second batch when it is let."""

    def __init__(self) -> None:
        many = [paragraph("m", n, "Many.", "2023-01-01") for n in range(1, 1500)]
        super().__init__(many)
        self.goes_on = threading.Event()

    def search(self, search: Search) -> Results:
        if search.page == 2:
            assert self.goes_on.wait(10)
        return super().search(search)


def test_a_download_begins_before_all_is_found() -> None:
    backend = Slow()
    client = create_app(Settings(), backend).test_client()
    response = client.get("/search.csv", base_url=BASE)
    blocks = response.iter_encoded()
    assert next(blocks).startswith(b"id,document,n,")
    assert max(asked.page for asked in backend.asked) == 1
    backend.goes_on.set()
    assert b"".join(blocks).endswith(b"1499 of 1499\r\n")


def test_one_download_too_many_is_refused_and_room_is_made_when_one_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exports, "_PATIENCE", 0.01)
    client = create_app(Settings(), Listed(TWELVE)).test_client()
    running = [client.get("/search.csv", base_url=BASE) for _ in range(3)]
    refused = client.get("/search.csv", base_url=BASE)
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "1"
    assert "too many downloads are running" in refused.get_json()["error"]["message"]
    running.pop().close()
    assert client.get("/search.csv", base_url=BASE).status_code == 200


def test_no_place_is_kept_by_readers_who_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "_PATIENCE", 0.01)
    client = create_app(Settings(), Listed(TWELVE)).test_client()
    for number in range(12):
        response = client.get("/search.ris", base_url=BASE)
        assert response.status_code == 200, number
        if number % 3 == 0:
            response.close()
        elif number % 3 == 1:
            assert response.data.endswith(b"ER  - \r\n\r\n")
        del response
        gc.collect()


def test_a_download_that_takes_too_long_breaks_off_without_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exports, "LONGEST", -1.0)
    client = create_app(Settings(), Listed(TWELVE)).test_client()
    with pytest.raises(OverBudget, match="a download took longer than"):
        _ = client.get("/search.csv", base_url=BASE).data
