"""One address for each state: canonical redirects, refusals, validators."""

from __future__ import annotations

import json
import random
from urllib.parse import quote, unquote

import pytest

from searchapp.settings import Limits, Settings
from searchapp.web import create_app
from searchapp.web.asking import with_periods
from tests.web.site import Listed, Reader, reader


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("/search?page=1&size=20&sort=relevance", "/search"),
        ("/search?source=Meduza&q=x", "/search?q=x&source=Meduza"),
        ("/search?q=a%20b", "/search?q=a+b"),
        ("/search?utm_source=mail&q=x", "/search?q=x"),
        ("/search?q=x&q=x", "/search?q=x"),
        ("/search?fbclid=//evil.example", "/search"),
        ("/search.json?size=20&q=x", "/search.json?q=x"),
        ("/facet/source?order=count&find=&part=1", "/facet/source"),
        ("/facet/source?find=a&q=x&page=3", "/facet/source?q=x&find=a"),
        ("/document/a?q=&x=1", "/document/a"),
        ("/paragraph/a:1?q=x", "/paragraph/a:1"),
        ("/?utm_source=mail", "/"),
        ("/about?x", "/about"),
        ("/help?x", "/help"),
    ],
)
def test_other_spellings_redirect_to_the_canonical_address(
    site: Reader, typed: str, canonical: str
) -> None:
    response = site.get(typed)
    assert response.status_code == 301
    assert response.headers["Location"] == canonical
    assert site.get(canonical).status_code == 200


@pytest.mark.parametrize(
    ("asked", "canonical", "told"),
    [
        ("/search?published=2023-03..2023-01", "/search?published=2023-01..2023-03",
         "published: 2023-03..2023-01 ends before it starts, so it was read as 2023-01..2023-03"),
        ("/search?date.from=2023&date.to=2022", "/search?date=2022..2023",
         "date: 2023..2022 ends before it starts, so it was read as 2022..2023"),
        ("/search?sorce=Meduza&q=x", "/search?q=x",
         "“sorce” means nothing in a search and was left out"),
        ("/search?source=BBC&not.source=BBC", "/search?not.source=BBC",
         "source BBC was asked for in two ways; “none of” was taken"),
    ],
)  # fmt: skip
def test_what_was_read_otherwise_is_said_and_not_redirected_away(
    site: Reader, asked: str, canonical: str, told: str
) -> None:
    response = site.get(asked)
    assert response.status_code == 200
    assert f'<p class="notice"><bdi>{told}</bdi></p>' in response.text
    assert response.headers["Link"] == f'<http://127.0.0.1:8000{canonical}>; rel="canonical"'
    assert f'<p class="notice"><bdi>{told}</bdi></p>' not in site.get(canonical).text
    assert response.headers["ETag"] != site.get(canonical).headers["ETag"]
    answer = site.get(asked.replace("/search?", "/search.json?")).get_json()
    assert told in answer["notices"]


def test_redirects_stay_where_they_are_whatever_is_asked() -> None:
    seed = 20230214
    print("seed", seed)
    chance = random.Random(seed)
    site, _ = reader()
    letters = "aé\"'&=+%#/\\?<>;:~!*()[]{}|^`@$, ..\u202e\u0416"
    names = [
        "q",
        "source",
        "not.region",
        "all.actor",
        "date",
        "x",
        "published.from",
        "page",
        "find",
    ]
    for _ in range(400):
        pairs = [
            (chance.choice(names), "".join(chance.choices(letters, k=chance.randrange(6))))
            for _ in range(chance.randrange(1, 4))
        ]
        query = "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)
        path = chance.choice(["/search", "/search.json", "/facet/region", "/document/a"])
        response = site.get(f"{path}?{query}")
        assert response.status_code in (200, 301, 400), (path, query)
        if response.status_code == 301:
            target = response.headers["Location"]
            assert target == path or target.startswith(f"{path}?")
            assert site.get(target).status_code == 200, (path, query, target)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "//",
        "//search",
        "//evil.example/foo/bar",
        "/%2f%2fevil.example",
        "/\\evil.example/",
        "/about/",
        "/search/",
        "/static/x/..%2f..%2fsettings.py",
        "/static/NUL",
        "/static/x/CON.txt",
        "/..%2f..%2fetc/passwd",
    ],
)
def test_odd_paths_are_not_found_and_lead_nowhere(site: Reader, path: str) -> None:
    for sent in (path, unquote(path)):
        response = site.get("/", environ_overrides={"PATH_INFO": sent})
        assert response.status_code == 404
        assert "Location" not in response.headers


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("page=0", "page"), ("page=-1", "page"), ("page=1e9", "page"), ("page=９", "page"),
        ("page=²", "page"), ("page=0x10", "page"), ("page=1_0", "page"),
        ("page=" + "1" * 3000, "page"), ("page=1&page=2", "page"), ("size=1001", "size"),
        ("sort=newest&sort=oldest", "sort"), ("sort=best", "sort"), ("stated=yes", "stated"),
        ("date=soon", "date"), ("published=2023-02-30", "published"),
        ("published.from=x", "published"), ("missing=colour", "missing"),
        ("all.colour=x", "all.colour"), ("q=a%00b", "q"), ("q=a%0d%0aSet-Cookie:x", "q"),
        ("q=%FF", "address"), ("q=%ED%A0%80", "address"), ("q=" + "a" * 1001, "q"),
        ("&".join(f"source=x{n}" for n in range(101)), "source"),
        ("&".join(["a=b"] * 201), "address"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_by_name(
    site: Reader, query: str, parameter: str
) -> None:
    response = site.get(f"/search?{query}")
    assert response.status_code == 400
    assert f"<code><bdi>{parameter}</bdi></code>" in response.text
    answer = json.loads(site.get(f"/search.json?{query}").text)
    assert (answer["error"]["status"], answer["error"]["parameter"]) == (400, parameter)


def test_json_pages_may_be_longer_than_pages_for_readers(site: Reader) -> None:
    assert site.get("/search.json?size=1000").status_code == 200
    assert site.get("/search.json?size=1001").status_code == 400


def test_addresses_are_limited_by_length_before_anything_is_read() -> None:
    settings = Settings(limits=Limits(url_bytes=100))
    site, backend = reader(settings=settings)
    assert site.get("/search?q=" + "x" * (100 - len("/searchq="))).status_code == 200
    asked = len(backend.asked)
    response = site.get("/search?q=" + "x" * (101 - len("/searchq=")))
    assert response.status_code == 414
    assert "the address is longer than 100 bytes" in response.text
    assert len(backend.asked) == asked


def test_the_ends_of_a_period_become_one_range() -> None:
    def one(first: str, last: str) -> list[tuple[str, str]]:
        return with_periods([("date.from", first), ("q", "x"), ("date.to", last)])

    assert one("2022", "2023") == [("q", "x"), ("date", "2022..2023")]
    assert one("2022", "") == [("q", "x"), ("date", "2022..")]
    assert one("", "2023-02") == [("q", "x"), ("date", "..2023-02")]
    assert one(" 2023-02-14 ", "2023-02-14") == [("q", "x"), ("date", "2023-02-14")]
    assert one("", " ") == [("q", "x")]


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/search?q=convicts", "/search.json", "/document/a"),
        *("/paragraph/a:1", "/facet/topic", "/about", "/help"),
    ],
)
def test_an_answer_is_validated_by_build_and_address_without_a_new_search(address: str) -> None:
    site, backend = reader()
    first = site.get(address)
    etag = first.headers["ETag"]
    assert etag.startswith('"')
    asked = len(backend.asked)
    assert site.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert site.get(address, headers={"If-None-Match": f"W/{etag}"}).status_code == 304
    assert len(backend.asked) == asked
    assert site.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    assert site.get(address).data == first.data


def test_a_new_build_has_new_validators() -> None:
    def etag(build: str) -> str:
        app = create_app(Settings(), Listed(build=build))
        response = app.test_client().get("/search", base_url="http://127.0.0.1:8000")
        return response.headers["ETag"]

    assert etag("g000001-a") != etag("g000002-b")


def test_addresses_differ_in_their_validators(site: Reader) -> None:
    addresses = ("/", "/search", "/search?q=x", "/search.json", "/document/a", "/document/b")
    etags = {site.get(address).headers["ETag"] for address in addresses}
    assert len(etags) == len(addresses)


def test_unknown_things_are_not_found_even_when_a_validator_is_sent(site: Reader) -> None:
    response = site.get("/document/none", headers={"If-None-Match": "*"})
    assert response.status_code == 404
    assert "ETag" not in response.headers


def test_pages_name_their_canonical_address(site: Reader) -> None:
    response = site.get("/document/a?q=convicts")
    assert response.headers["Link"] == '<http://127.0.0.1:8000/document/a>; rel="canonical"'
    assert site.get("/search?q=x").headers["Link"] == (
        '<http://127.0.0.1:8000/search?q=x>; rel="canonical"'
    )


def test_a_site_that_does_not_know_its_name_makes_relative_addresses() -> None:
    site, _ = reader(settings=Settings(host="0.0.0.0"))
    response = site.get("/paragraph/a:1", base_url="http://evil.example")
    assert response.status_code == 200
    assert "evil" not in response.text
    assert response.headers["Link"] == '</paragraph/a:1>; rel="canonical"'
