"""Citations: `/cite?<search>` and `/cite?paragraph=<id>`, as a page and as files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

from flask import Flask, Response, request

from searchapp.backends.base import Backend
from searchapp.export import Form
from searchapp.export import citation as citations
from searchapp.export.addresses import paragraph_path
from searchapp.export.citation import Found, Reference
from searchapp.export.plain_text import slug
from searchapp.model import Search
from searchapp.web import asking, replies
from searchapp.web.pages.cite import WRITERS, CitePage, forms, written
from searchapp.web.pages.frame import Frame, Link, search_box
from searchapp.web.pages.taking import cite_paragraph_path, cite_path, plain
from searchapp.web.pages.values import counted_only
from searchapp.web.state import state
from searchapp.web.views import ask, pairs

_PARAGRAPH = "paragraph"
_NAME = 60


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited: its reference, its footnote, and where it is."""

    reference: Reference
    text: str
    back: Link


def register(app: Flask) -> None:
    app.add_url_rule("/cite", "cite", _page)
    for form in forms():
        app.add_url_rule(f"/cite{form.ending}", f"cite.{form.name}", partial(_file, form))


def today() -> date:
    return datetime.now(UTC).date()


def _page() -> Response:
    thing = _asked()
    if moved := asking.moved(request, thing.path("")):
        return moved
    backend = state().live.backend()

    def make() -> CitePage:
        cited, site = thing.cite(backend), state().site
        key = "cite.title_paragraph" if thing.paragraph else "cite.title_search"
        title = site.say(key)
        box = search_box(thing.search)
        address = cited.reference.address
        return CitePage(
            frame=Frame(title, thing.path(""), "search", backend.status().build, True, box),
            title=title,
            lead="" if thing.paragraph else site.say("cite.lead"),
            text=cited.text,
            address=address,
            href=address.removeprefix(site.base),
            back=cited.back,
            written=written(cited.reference, thing.path, site),
        )

    return replies.page("cite.html", thing.path(""), _until_tomorrow(backend), make)


def _file(form: Form) -> Response:
    thing = _asked()
    address = thing.path(form.ending)
    if moved := asking.moved(request, address):
        return moved
    backend = state().live.backend()

    def render() -> Response:
        reference = thing.cite(backend).reference
        response = Response(WRITERS[form.name](reference), content_type=form.media)
        name = f"searchapp-citation-{slug(reference.key, _NAME)}{form.ending}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return replies.validated(address, _until_tomorrow(backend), render)


def _until_tomorrow(backend: Backend) -> str:
    """What a citation depends on beside its address: the build, and the day of access."""
    return f"{backend.status().build} {today()}"


@dataclass(frozen=True, slots=True)
class _Thing:
    """A paragraph if it has an id, else a search."""

    search: Search
    paragraph: str = ""

    def path(self, form: str) -> str:
        if self.paragraph:
            return cite_paragraph_path(self.paragraph, form)
        return cite_path(self.search, form)

    def cite(self, backend: Backend) -> Cited:
        return self._cite_paragraph(backend) if self.paragraph else self._cite_search(backend)

    def _cite_paragraph(self, backend: Backend) -> Cited:
        """Raises NotFound."""
        found, build, base = backend.paragraph(self.paragraph), backend.status().build, _base()
        return Cited(
            citations.of_paragraph(found, build, base),
            citations.text_of_paragraph(found, build, base),
            Link(state().site.say("cite.back_paragraph"), paragraph_path(found.id)),
        )

    def _cite_search(self, backend: Backend) -> Cited:
        results = ask(counted_only(self.search), backend)
        found = Found(results.total, results.documents, results.build, backend.status().built)
        return Cited(
            citations.of_search(self.search, found, today(), _base()),
            citations.text_of_search(self.search, found, today(), _base()),
            Link(
                state().site.say("cite.back_search"),
                citations.cited_path(self.search, found),
            ),
        )


def _asked() -> _Thing:
    """Raises BadSearch."""
    sent = pairs()
    paragraph = asking.one(sent, _PARAGRAPH, state().site.say)
    if paragraph:
        return _Thing(Search(), paragraph)
    asked = asking.search(asking.but(sent, _PARAGRAPH), state().settings.limits)
    return _Thing(plain(asked.search))


def _base() -> str:
    return state().site.base
