"""Answers of the site: pages and JSON with validators, robots and canonical address."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from json import dumps
from typing import Protocol

from flask import Response, make_response, render_template, request

from searchapp import __version__
from searchapp.web.headers import PAGE_CACHE
from searchapp.web.pages.frame import Frame
from searchapp.web.state import state


class Page(Protocol):
    @property
    def frame(self) -> Frame: ...


def page(template: str, address: str, build: str, make: Callable[[], Page]) -> Response:
    """Render what `make` gives, or 304 when the reader already has this build's answer."""

    def render() -> Response:
        made = make()
        response = make_response(render_template(template, page=made))
        if made.frame.noindex:
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        canonical = state().site.base + made.frame.canonical
        response.headers["Link"] = f'<{canonical}>; rel="canonical"'
        return response

    return validated(address, build, render)


def json(address: str, build: str, make: Callable[[], object]) -> Response:
    def render() -> Response:
        response = json_answer(make())
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return validated(address, build, render)


def validated(address: str, build: str, render: Callable[[], Response]) -> Response:
    """What `render` gives, or 304 when the reader already has it."""
    etag = _etag(address, build)
    known = request.if_none_match.as_set(include_weak=True)
    response = Response(status=304) if etag in known else render()
    response.set_etag(etag)
    response.headers["Cache-Control"] = PAGE_CACHE
    return response


def _etag(address: str, build: str) -> str:
    """Build, address, code and static files decide every byte of an answer."""
    parts = (build, address, __version__, state().assets.version)
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def json_answer(value: object, status: int = 200) -> Response:
    return Response(_json_text(value), status, content_type="application/json; charset=utf-8")


def _json_text(value: object) -> str:
    """JSON that stays harmless wherever it is pasted: no `<`, no line separators."""
    return dumps(value, ensure_ascii=True).replace("<", "\\u003c") + "\n"
