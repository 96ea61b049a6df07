"""The addresses of the site. A view reads the URL, finds, makes the page and renders it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from searchapp import matching, querylang, schema, urls
from searchapp.backends.base import Backend
from searchapp.errors import LimitExceeded, NotFound
from searchapp.export.addresses import document_path, paragraph_path
from searchapp.export.json_form import results_form
from searchapp.find import asked_query, find, twins_of
from searchapp.glance import glance
from searchapp.loosening import looser
from searchapp.model import Paragraph, Results, Search, Span
from searchapp.querylang import render
from searchapp.resemblance import typed_likeness
from searchapp.spelling import Correction, corrections
from searchapp.web import as_of, asking, completion, replies
from searchapp.web.assets import TYPES
from searchapp.web.headers import PAGE_CACHE, STATIC_CACHE
from searchapp.web.pages import about, applied, document, home, results, values
from searchapp.web.pages.applied import WayOut
from searchapp.web.pages.hits import like_path
from searchapp.web.pages.home import HelpRow
from searchapp.web.state import state

site = Blueprint("site", __name__)
_MOST_TWINS = 200
_FEW = 3
_ROBOTS = """User-agent: *
Disallow: /search
Disallow: /facet/
Disallow: /crosstab
Disallow: /cite
Disallow: /complete.json
"""


@site.get("/")
def start() -> Response:
    if moved := asking.moved(request, "/"):
        return moved
    backend = state().live.backend()
    status = backend.status()

    def make() -> home.HomePage:
        everything = ask(results.for_page(Search(size=1), values=8), backend)
        return home.home_page(everything, status, state().site, help_rows())

    return replies.page("home.html", "/", status.build, make)


@site.get("/search")
def search() -> Response:
    sent, cited = as_of.parted(pairs(), state().site.say)
    asked = asking.search(sent, state().settings.limits)
    address = as_of.kept(urls.path(asked.search), cited)
    if not asked.notices and (moved := asking.moved(request, address)):
        return moved
    backend, today = state().live.backend(), datetime.now(UTC).date()

    def make() -> results.ResultsPage:
        wanted = results.for_page(asked.search)
        answer = ask(wanted, backend)
        changed = as_of.notices(cited, answer.total, answer.build, state().site.say)
        answer = answer._replace(notices=(*changed, *asked.notices, *answer.notices))
        ways = ways_out(asked.search, backend) if not answer.total else ()
        found = corrected(asked.search, answer.total, backend)
        meant = tuple(applied.correction(asked.search, each, state().site) for each in found)
        return results.results_page(
            asked.search, answer, state().site, ways, meant=meant, today=today
        )

    # The page offers a citation, which names the day of access.
    depends = f"{backend.status().build} {today}"
    return replies.page("results.html", asking.told(address, asked), depends, make)


@site.get("/search.json")
def search_json() -> Response:
    limits = asking.limits_for_json(state().settings.limits)
    asked = asking.search(pairs(), limits)
    address = urls.path(asked.search, ".json")
    if not asked.notices and (moved := asking.moved(request, address)):
        return moved
    backend = state().live.backend()
    base = state().site.base

    def make() -> object:
        answer = ask(asked.search, backend)
        answer = answer._replace(notices=(*asked.notices, *answer.notices))
        meant = corrected(asked.search, answer.total, backend)
        return results_form(asked.search, answer, base, corrections=meant)

    return replies.json(asking.told(address, asked), backend.status().build, make)


@site.get("/complete.json")
def complete() -> Response:
    limits, say = state().settings.limits, state().site.say
    typed = asking.one(pairs(), "q", say)[: limits.query_characters]
    backend = state().live.backend()
    build = backend.status().build
    address = f"/complete.json?{urlencode({'q': typed})}"

    def make() -> object:
        values = state().known.values(build, lambda search: ask(search, backend))
        return {"completions": completion.completions(typed, backend, values)}

    return replies.json(address, build, make)


@site.get("/facet/<name>")
def facet(name: str) -> Response:
    if name not in schema.TAGGED:
        raise NotFound(f"there is no facet {name}; the facets are {', '.join(schema.TAGGED)}")
    sent, limits, say = pairs(), state().settings.limits, state().site.say
    view = asking.values_view(sent, limits, say)
    asked = asking.search(asking.but(sent, "find", "order", "part", "page"), limits).search
    address = values.address(asked, name, view)
    if moved := asking.moved(request, address):
        return moved
    backend = state().live.backend()

    def make() -> values.ValuesPage:
        answer = ask(values.every_value(asked), backend)
        return values.values_page(asked, answer, name, view, state().site)

    return replies.page("values.html", address, backend.status().build, make)


@site.get("/document/<path:document_id>")
def article(document_id: str) -> Response:
    typed = asking.one(pairs(), "q", state().site.say)
    asked = asking.search([("q", typed)] if typed else [], state().settings.limits).search
    address = document_path(document_id, typed=asked.typed)
    if moved := asking.moved(request, address):
        return moved
    backend = state().live.backend()
    build = backend.status().build

    def make() -> document.DocumentPage:
        paragraphs = backend.document(document_id)
        back = urls.path(asked) if asked.typed else ""
        marks = marker(asked, backend) if asked.typed else None
        return document.document_page(
            paragraphs, state().site, build, typed=asked.typed, marks=marks, back=back
        )

    return replies.page("document.html", address, build, make)


@site.get("/paragraph/<path:paragraph_id>")
def paragraph(paragraph_id: str) -> Response:
    address = paragraph_path(paragraph_id)
    if moved := asking.moved(request, address):
        return moved
    backend = state().live.backend()
    build = backend.status().build

    def make() -> document.ParagraphPage:
        found = backend.paragraph(paragraph_id)
        siblings = backend.document(found.document)
        twins = twins_of(found, backend, _MOST_TWINS)
        return document.paragraph_page(found, siblings, state().site, build, twins=twins)

    return replies.page("paragraph.html", address, build, make)


@site.get("/paragraph/<path:paragraph_id>/like")
def like(paragraph_id: str) -> Response:
    """The search for paragraphs like this one, which takes too long to write on every hit."""
    if moved := asking.moved(request, like_path(paragraph_id)):
        return moved
    backend = state().live.backend()
    found = backend.paragraph(paragraph_id)
    with state().gate:
        typed = typed_likeness(found, backend)
    if not typed:
        raise NotFound(state().site.say("error.nothing_like", id=found.id))
    response = Response(status=302)
    response.headers["Location"] = urls.path(urls.with_typed(Search(), typed))
    response.headers["Cache-Control"] = PAGE_CACHE
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@site.get("/about")
def about_index() -> Response:
    if moved := asking.moved(request, "/about"):
        return moved
    status = state().live.backend().status()
    return replies.page(
        "about.html", "/about", status.build, lambda: about.about_page(status, state().site)
    )


@site.get("/help")
def search_help() -> Response:
    if moved := asking.moved(request, "/help"):
        return moved
    return replies.page(
        "help.html", "/help", "", lambda: about.help_page(help_rows(), state().site)
    )


@site.get("/robots.txt")
def robots() -> Response:
    return Response(_ROBOTS, content_type="text/plain; charset=utf-8")


@site.get("/health")
def health() -> Response:
    status = state().live.backend().status()
    return replies.json_answer({"status": "ok", "build": status.build})


@site.get("/static/<version>/<name>")
def static_file(version: str, name: str) -> Response:
    assets = state().assets
    if version != assets.version or name not in assets.files:
        raise NotFound(state().site.say("error.no_such_page", path=request.path))
    response = Response(assets.files[name], content_type=TYPES[name])
    response.headers["Cache-Control"] = STATIC_CACHE
    return response


def pairs() -> asking.Pairs:
    return asking.query_pairs(request, state().settings.limits, state().site.say)


def ask(search: Search, backend: Backend) -> Results:
    with state().gate:
        return find(search, backend, state().settings.limits, expand=state().expand)


def corrected(search: Search, total: int, backend: Backend) -> tuple[Correction, ...]:
    """What may have been meant, where hardly anything was found."""
    if total > _FEW:
        return ()
    limits = state().settings.limits
    return corrections(search, backend, limits=limits, ask=lambda each: ask(each, backend))


def ways_out(search: Search, backend: Backend) -> tuple[WayOut, ...]:
    """Looser searches than one that found nothing: of fewer words, and without one of its parts,
    most useful first."""
    found = []
    for part in applied.relaxed(search, state().site):
        total = ask(values.counted_only(part.without), backend).total
        if total:
            found.append((total, part))
    found.sort(key=lambda pair: -pair[0])
    ways = tuple(applied.way_out(part, total, state().site) for total, part in found)
    return (*loosened(search, backend), *ways)


def loosened(search: Search, backend: Backend) -> Iterator[WayOut]:
    """The search for as many of its words as are found together."""
    for each in looser(search.query):
        try:
            typed = urls.with_typed(search, render(each.query), state().settings.limits)
        except LimitExceeded:
            continue
        if total := ask(values.counted_only(typed), backend).total:
            yield applied.fewer_parts(each, typed, total, state().site)
            return


def marker(search: Search, backend: Backend) -> document.Marks:
    """What of a paragraph the search's words match, other spellings of names included."""
    asked = asked_query(search.query, backend, expand=state().expand)
    matcher = matching.compile_query(asked.query)

    def marks(paragraph: Paragraph) -> tuple[Span, ...] | None:
        return matcher.spans(glance(matcher, paragraph))

    return marks


def help_rows() -> Sequence[HelpRow]:
    """The rows of the query language's own documentation, each with a link that tries it."""
    return [
        HelpRow(row.form, row.typed, row.finds, urls.path(urls.with_typed(Search(), row.typed)))
        for row in querylang.HELP
    ]
