"""What programs read about the site itself: `/openapi.json` and `/opensearch.xml`."""

from __future__ import annotations

from flask import Flask, Response, request

from searchapp.errors import NotFound
from searchapp.web import asking, opensearch, replies
from searchapp.web.openapi import document
from searchapp.web.state import state


def register(app: Flask) -> None:
    app.add_url_rule("/openapi.json", "openapi", _openapi)
    app.add_url_rule("/opensearch.xml", "opensearch", _opensearch)


def _openapi() -> Response:
    if moved := asking.moved(request, "/openapi.json"):
        return moved
    made = state()
    return replies.json(
        "/openapi.json", made.site.base, lambda: document(made.settings.limits, made.site.base)
    )


def _opensearch() -> Response:
    """Raises NotFound where the public address is not known, since browsers need it whole."""
    if moved := asking.moved(request, "/opensearch.xml"):
        return moved
    site = state().site
    if not site.base:
        raise NotFound(site.say("error.no_address"))

    def render() -> Response:
        meaning = site.say("opensearch.description")
        text = opensearch.description(
            site.say("site.name"), meaning, site.base, site.static["icon.svg"]
        )
        return Response(text, content_type=opensearch.MEDIA)

    return replies.validated("/opensearch.xml", site.base, render)
