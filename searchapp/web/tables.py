"""Cross tables: `/crosstab?rows=…&columns=…&<search>` as a page, as CSV and as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, request

from searchapp.backends.base import Backend
from searchapp.crosstab import Axis, CrossTab, axis_named, crosstab
from searchapp.errors import BadSearch
from searchapp.export import crosstab_form, form_named
from searchapp.export.whole import file_name
from searchapp.find import asked_query
from searchapp.model import Search
from searchapp.web import asking, replies
from searchapp.web.pages.crosstab import SHARES, TOPS, Drawn, crosstab_page
from searchapp.web.pages.taking import TABLE, plain
from searchapp.web.state import state
from searchapp.web.views import pairs

_OWN = ("rows", "columns", "top", "share")


def register(app: Flask) -> None:
    app.add_url_rule("/crosstab", "crosstab", _page)
    app.add_url_rule("/crosstab.csv", "crosstab.csv", _csv)
    app.add_url_rule("/crosstab.json", "crosstab.json", _json)


@dataclass(frozen=True, slots=True)
class _Asked:
    search: Search
    drawn: Drawn

    def path(self, form: str = "") -> str:
        drawn = self.drawn
        share = "" if form else drawn.share
        return crosstab_form.path(
            self.search, drawn.rows, drawn.columns, form, top=drawn.top, share=share
        )


def _page() -> Response:
    asked = _asked()
    if moved := asking.moved(request, asked.path()):
        return moved
    backend = state().live.backend()
    return replies.page(
        "crosstab.html",
        asked.path(),
        backend.status().build,
        lambda: crosstab_page(asked.search, _table(asked, backend), asked.drawn, state().site),
    )


def _csv() -> Response:
    asked = _asked()
    address = asked.path(".csv")
    if moved := asking.moved(request, address):
        return moved
    backend = state().live.backend()

    def render() -> Response:
        text = "".join(crosstab_form.csv_lines(_table(asked, backend)))
        response = Response(text, content_type=form_named("csv").media)
        axes = f"-{asked.drawn.rows.name}-{asked.drawn.columns.name}".replace(".", "-")
        name = file_name(asked.search, backend.status().build, f"{axes}.csv")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return replies.validated(address, backend.status().build, render)


def _json() -> Response:
    asked = _asked()
    address = asked.path(".json")
    if moved := asking.moved(request, address):
        return moved
    backend, base = state().live.backend(), state().site.base

    def make() -> object:
        table = _table(asked, backend)
        return crosstab_form.json_form(asked.search, table, base, asked.drawn.top)

    return replies.json(address, backend.status().build, make)


def _table(asked: _Asked, backend: Backend) -> CrossTab:
    query = asked_query(asked.search.query, backend, expand=state().expand).query
    drawn = asked.drawn
    with state().gate:
        search = asked.search._replace(query=query)
        return crosstab(search, drawn.rows, drawn.columns, backend, top=drawn.top)


def _asked() -> _Asked:
    """Raises BadSearch, naming the parameter."""
    sent, say = pairs(), state().site.say
    top = asking.one(sent, "top", say) or str(crosstab_form.TOP)
    if top not in map(str, TOPS):
        raise BadSearch("top", say("error.top", choices=", ".join(map(str, TOPS))))
    share = asking.one(sent, "share", say)
    if share not in SHARES:
        raise BadSearch("share", say("error.share"))
    rows, columns = (_axis(sent, name, usual) for name, usual in zip(_OWN, TABLE, strict=False))
    asked = asking.search(asking.but(sent, *_OWN), state().settings.limits)
    return _Asked(plain(asked.search), Drawn(rows, columns, int(top), share))


def _axis(sent: asking.Pairs, name: str, usual: str) -> Axis:
    return axis_named(name, asking.one(sent, name, state().site.say) or usual)
