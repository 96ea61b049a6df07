"""Errors to answers: a page, or JSON where the path asks for JSON. Never a traceback."""

from __future__ import annotations

import json
import logging
import secrets
from urllib.parse import parse_qs

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from searchapp.errors import BadSearch, IndexDamaged, IndexMissing, SearchappError
from searchapp.export import FORMS
from searchapp.web.pages.fault import fault_page
from searchapp.web.replies import json_answer
from searchapp.web.state import state

_log = logging.getLogger(__name__)
JSON_PATHS = (
    *("/search.json", "/complete.json", "/health", "/crosstab.json", "/openapi.json"),
    *("/crosstab.csv", "/opensearch.xml"),
    *(f"/{what}{form.ending}" for what in ("search", "cite") for form in FORMS),
)
_KNOWN = (400, 404, 405, 413, 414, 500, 503)


class AddressTooLong(HTTPException):
    code = 414


def register(app: Flask) -> None:
    app.register_error_handler(SearchappError, _ours)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _ours(error: SearchappError) -> Response:
    status = error.http_status if error.http_status in _KNOWN else 500
    if status == 500:
        return _unexpected(error)
    if isinstance(error, BadSearch):
        return answer(status, error.reason, parameter=error.parameter)
    response = answer(status, _told(error))
    if status == 503:
        _log.warning("%s", json.dumps({"path": request.path, "reason": str(error)}))
        response.headers["Retry-After"] = "1"
    return response


def _told(error: SearchappError) -> str:
    """What a reader is told; where the index lies on the server is for the log alone."""
    say = state().site.say
    if isinstance(error, IndexMissing):
        return say("error.no_index")
    return say("error.damaged") if isinstance(error, IndexDamaged) else str(error)


def _http(error: HTTPException) -> Response:
    say = state().site.say
    status = error.code if error.code in _KNOWN else 400
    if status >= 500:
        return _unexpected(error)
    if isinstance(error, SecurityError):
        return answer(400, say("error.host"), parameter="Host")
    reasons = {
        404: say("error.no_such_page", path=request.path),
        405: say("error.method", method=request.method),
        414: say("error.long", limit=state().settings.limits.url_bytes),
    }
    response = answer(status, reasons.get(status, error.name))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _unexpected(error: Exception) -> Response:
    """The reader gets a number, the log gets the rest, as one line that cannot be forged."""
    number = secrets.token_hex(6)
    line = json.dumps({"request": number, "path": request.path, "fault": type(error).__name__})
    _log.error(line, exc_info=error)
    return answer(500, state().site.say("error.server"), number=number)


def answer(status: int, reason: str, *, parameter: str = "", number: str = "") -> Response:
    """The error as a page or, by path, as JSON."""
    if request.path in JSON_PATHS:
        told = {"status": status, "message": reason, "parameter": parameter, "request": number}
        body = {name: value for name, value in told.items() if value}
        return json_answer({"error": body}, status)
    page = fault_page(
        status, reason, state().site, parameter=parameter, request=number, typed=_typed()
    )
    return make_response(render_template("fault.html", page=page), status)


def _typed() -> str:
    """What was typed, to stay in the box; nothing where the address itself is at fault."""
    raw = request.query_string[:4_000].decode("utf-8", "replace")
    try:
        typed = parse_qs(raw, max_num_fields=200).get("q", [""])[0]
    except ValueError:
        return ""
    return "".join(letter for letter in typed if letter.isprintable())[:1_000]
