"""Every answer, whatever its status, carries the security headers; nothing sets a cookie."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from searchapp.errors import OverBudget
from searchapp.model import Results, Search
from searchapp.settings import Settings
from searchapp.web import create_app
from tests.web.site import BASE, Listed, Reader, reader

EXPECTED = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
PAGE = "private, max-age=0, must-revalidate"
ROUTES = [
    ("/", 200, "text/html; charset=utf-8", PAGE),
    ("/search?q=convicts", 200, "text/html; charset=utf-8", PAGE),
    ("/search.json?q=convicts", 200, "application/json; charset=utf-8", PAGE),
    ("/complete.json?q=con", 200, "application/json; charset=utf-8", PAGE),
    ("/facet/source", 200, "text/html; charset=utf-8", PAGE),
    ("/document/a", 200, "text/html; charset=utf-8", PAGE),
    ("/paragraph/a:1", 200, "text/html; charset=utf-8", PAGE),
    ("/about", 200, "text/html; charset=utf-8", PAGE),
    ("/help", 200, "text/html; charset=utf-8", PAGE),
    ("/robots.txt", 200, "text/plain; charset=utf-8", "no-store"),
    ("/health", 200, "application/json; charset=utf-8", "no-store"),
    ("/search?size=20", 301, None, "no-store"),
    ("/search?size=zzz", 400, "text/html; charset=utf-8", "no-store"),
    ("/search.json?size=zzz", 400, "application/json; charset=utf-8", "no-store"),
    ("/search?q=%FF", 400, "text/html; charset=utf-8", "no-store"),
    ("/document/none", 404, "text/html; charset=utf-8", "no-store"),
    ("/static/0/style.css", 404, "text/html; charset=utf-8", "no-store"),
    ("/search?q=" + "x" * 5000, 414, "text/html; charset=utf-8", "no-store"),
]


def check(response: TestResponse) -> None:
    for name, value in EXPECTED.items():
        assert response.headers.get_all(name) == [value]
    assert "Set-Cookie" not in response.headers
    assert "Access-Control-Allow-Origin" not in response.headers
    assert "Strict-Transport-Security" not in response.headers


@pytest.mark.parametrize(("address", "status", "kind", "cache"), ROUTES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_route_and_status_has_all_headers(
    site: Reader, address: str, status: int, kind: str | None, cache: str, method: str
) -> None:
    response = site.get(address, method=method)
    assert response.status_code == status
    assert response.headers["Cache-Control"] == cache
    if kind:
        assert response.headers["Content-Type"] == kind
    if method == "HEAD":
        assert response.data == b""
    check(response)


@pytest.mark.parametrize("address", [address for address, status, *_ in ROUTES if status == 200])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_every_other_method_is_refused(site: Reader, address: str, method: str) -> None:
    response = site.get(address, method=method)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    check(response)


def test_a_304_has_all_headers(site: Reader) -> None:
    etag = site.get("/about").headers["ETag"]
    response = site.get("/about", headers={"If-None-Match": etag})
    assert (response.status_code, response.data) == (304, b"")
    check(response)


def test_static_files_are_kept_for_ever_under_an_address_of_their_content(site: Reader) -> None:
    page = site.page("/")
    address = page.one("link", rel="stylesheet").get("href")
    response = site.get(address)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    check(response)


class Failing(Listed):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def search(self, search: Search) -> Results:
        raise self.error


@pytest.mark.parametrize("address", ["/search?q=x", "/search.json?q=x"])
def test_a_fault_of_ours_is_a_500_with_a_number_and_no_traceback(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(Settings(), Failing(ZeroDivisionError("secret detail")))
    response = app.test_client().get(address, base_url=BASE)
    assert response.status_code == 500
    assert "secret detail" not in response.text
    assert "Traceback" not in response.text
    number = caplog.records[-1].getMessage().split('"')[3]
    assert number in response.text
    check(response)


def test_a_search_over_budget_is_a_503_that_may_be_tried_again() -> None:
    app = create_app(Settings(), Failing(OverBudget("longer than 5 seconds")))
    response = app.test_client().get("/search?q=x", base_url=BASE)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "1"
    assert response.headers["Cache-Control"] == "no-store"
    assert "longer than 5 seconds" in response.text
    check(response)


def test_a_site_with_an_https_address_asks_for_https_for_a_year() -> None:
    site, _ = reader(settings=Settings(public_url="https://search.example"))
    response = site.get("/", base_url="https://search.example")
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert response.headers["Link"] == '<https://search.example/>; rel="canonical"'


def test_the_open_api_lets_other_sites_read_json_alone() -> None:
    site, _ = reader(settings=Settings(open_api=True))
    assert site.get("/search.json").headers["Access-Control-Allow-Origin"] == "*"
    assert site.get("/search.json").headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Origin" not in site.get("/search").headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "a b", ""])
def test_other_host_names_are_refused(site: Reader, host: str) -> None:
    response = site.get("/", headers={"Host": host}, base_url=None)
    assert response.status_code == 400
    assert "evil" not in response.text
    check(response)


@pytest.mark.parametrize(
    "header",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Proto": "https"},
        {"X-Forwarded-Prefix": "/evil"},
        {"X-Original-URL": "/about"},
        {"X-Rewrite-URL": "/about"},
        {"X-HTTP-Method-Override": "POST"},
        {"Accept": "application/json"},
        {"Accept-Language": "de"},
        {"Cookie": "a=b"},
    ],
)
def test_headers_that_are_not_part_of_the_address_change_nothing(
    site: Reader, header: dict[str, str]
) -> None:
    plain = site.get("/search?q=convicts")
    assert site.get("/search?q=convicts", headers=header).data == plain.data


def test_a_body_is_never_read(site: Reader) -> None:
    response = site.get("/search", method="POST", data=b"x" * 100_000)
    assert response.status_code in (405, 413)
    check(response)
