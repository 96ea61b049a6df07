"""Downloads: a whole search in one of the forms of `export.FORMS`, sent as it is found.

- download: one answer that is being sent. Few run at once, and none for longer than a limit,
  since each keeps a thread of the server as long as its reader is slow.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from weakref import finalize

from flask import Flask, Response, current_app, request

from searchapp import export, urls
from searchapp.backends.base import Backend
from searchapp.errors import OverBudget
from searchapp.export import Form, atom
from searchapp.export.whole import Ask, Whole, encoded, file_name, of_first, whole
from searchapp.find import find
from searchapp.model import Results, Search
from searchapp.web import asking, replies
from searchapp.web.live import Gate
from searchapp.web.state import KEY, State, state
from searchapp.web.views import pairs

FEED = ".atom"
FEED_PAGE = 500
LONGEST = 600.0
_AT_ONCE = 3
_PATIENCE = 1.0
_KEY = "searchapp.downloads"


def register(app: Flask) -> None:
    made: State = app.extensions[KEY]
    app.extensions[_KEY] = Gate(_AT_ONCE, _PATIENCE, made.site.say("error.downloads"))
    for form in export.FORMS:
        view = _feed if form.ending == FEED else _download
        app.add_url_rule(f"/search{form.ending}", f"export.{form.name}", partial(view, form))


def _download(form: Form) -> Response:
    search, address = _asked(form)
    if moved := asking.moved(request, address):
        return moved
    backend = state().live.backend()

    def render() -> Response:
        answer = whole(search, asker(backend, form), backend.status(), state().site.base)
        response = _streamed(form, answer, form.write(answer))
        name = file_name(search, answer.status.build, form.ending)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    return replies.validated(address, backend.status().build, _one_of_few(render))


def _feed(form: Form) -> Response:
    """A page of the feed; a feed is read in place and not saved, so it has no file name."""
    search, _ = _asked(form)
    asked = asking.search(pairs(), asking.limits_for_json(state().settings.limits)).search
    page = urls.at_page(urls.with_size(search, FEED_PAGE), asked.page)
    address = urls.path(urls.at_page(urls.with_sort(search, "relevance"), asked.page), FEED)
    if moved := asking.moved(request, address):
        return moved
    backend, base = state().live.backend(), state().site.base

    def render() -> Response:
        ask = asker(backend, form)
        answer = of_first(search, ask(page), ask, backend.status(), base)
        links = atom.page_links(page, answer.total, base)
        first = (page.page - 1) * FEED_PAGE + 1
        return _streamed(form, answer, atom.feed(answer, answer.first.hits, links, first))

    return replies.validated(address, backend.status().build, _one_of_few(render))


def _asked(form: Form) -> tuple[Search, str]:
    """The whole search as the form takes it, and the canonical address of that."""
    asked = asking.search(pairs(), asking.limits_for_json(state().settings.limits)).search
    search = form.search(asked)
    return search, urls.path(search, form.ending)


def asker(backend: Backend, form: Form) -> Ask:
    """How an answer that is still being sent finds more: without the request, which is over, and
    without waiting for the searches of others, which would break it off."""
    limits, expand = state().settings.limits, state().expand

    def ask(search: Search) -> Results:
        return find(search, backend, limits, expand=expand, snippets=form.snippets)

    return ask


def _one_of_few(render: Callable[[], Response]) -> Callable[[], Response]:
    """The answer, whose place among the downloads is kept until it is sent, closed or dropped."""
    gate: Gate = current_app.extensions[_KEY]

    def rendered() -> Response:
        gate.__enter__()
        try:
            response = render()
        except BaseException:
            gate.__exit__(None, None, None)
            raise
        leave = finalize(response, gate.__exit__, None, None, None)
        response.response = _then(response.iter_encoded(), leave)
        response.call_on_close(leave)
        return response

    return rendered


def _then(blocks: Iterable[bytes], leave: Callable[[], object]) -> Iterator[bytes]:
    try:
        yield from blocks
    finally:
        leave()


def _streamed(form: Form, answer: Whole, chunks: Iterable[str]) -> Response:
    response = Response(_in_time(encoded(chunks)), content_type=form.media)
    response.headers["X-Total-Count"] = str(answer.total)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _in_time(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks as long as there is time; the reader sees by the missing end if there is not."""
    deadline = time.monotonic() + LONGEST
    for block in blocks:
        if time.monotonic() > deadline:
            raise OverBudget(f"a download took longer than {LONGEST:g} seconds")
        yield block
