"""Make the application: settings in, a Flask application out; nothing is global."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from flask import Flask, Response, request
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from searchapp.aliases import Expand
from searchapp.backends.base import Backend
from searchapp.errors import NotFound
from searchapp.settings import Settings
from searchapp.web import assets, citing, exports, faults, machines, tables, views
from searchapp.web.completion import Known
from searchapp.web.headers import secure
from searchapp.web.live import Gate, Live
from searchapp.web.markup import marked, stressed, underlined
from searchapp.web.pages.frame import Site
from searchapp.web.state import KEY, State
from searchapp.web.strings import ENGLISH

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_EVERYWHERE = ("0.0.0.0", "::", "")
_BODY = 16 * 1024
_PATIENCE = 2.0


def create_app(
    settings: Settings, backend: Backend | None = None, *, expand: Expand | None = None
) -> Flask:
    """The site over the live index of `settings`, or over `backend` alone when one is given.

    `expand` adds other spellings of names to every query.

    No index is opened yet, so a site can be started before its index is there: it answers 503
    with the advice until then.
    """
    app = Flask("searchapp.web", static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=_BODY,
        PROPAGATE_EXCEPTIONS=False,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        TRUSTED_HOSTS=trusted_hosts(settings),
    )
    app.url_map.merge_slashes = False
    app.extensions[KEY] = _state(settings, backend, expand)
    _templates(app)
    app.register_blueprint(views.site)
    for part in (exports, citing, tables, machines):
        part.register(app)
    faults.register(app)
    _checks(app, settings)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app


def trusted_hosts(settings: Settings) -> list[str] | None:
    """The host names to answer for; None (any) when listening everywhere without a name.

    No answer ever repeats the Host header: links are relative, and permanent addresses are made
    of the public address in the settings.
    """
    named = urlsplit(settings.public_url).hostname
    if settings.host in _EVERYWHERE:
        return [named, *_LOOPBACK] if named else None
    return [*dict.fromkeys(host for host in (named, settings.host, *_LOOPBACK) if host)]


def public_base(settings: Settings) -> str:
    """What permanent addresses begin with; "" when the site does not know its own name."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    known = settings.port and settings.host not in _EVERYWHERE
    return f"http://{settings.host}:{settings.port}" if known else ""


def _state(settings: Settings, backend: Backend | None, expand: Expand | None) -> State:
    files = assets.load(assets.folder())
    site = Site(ENGLISH, public_base(settings), files.addresses)
    places = max(2, 2 * (os.cpu_count() or 1))
    gate = Gate(places, _PATIENCE, ENGLISH("error.busy"))
    return State(settings, Live(settings.index, backend), gate, site, files, Known(), expand)


def _templates(app: Flask) -> None:
    made: State = app.extensions[KEY]
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["marked"] = marked
    app.jinja_env.filters["underlined"] = underlined
    app.jinja_env.filters["stressed"] = stressed
    app.jinja_env.globals |= {"say": made.site.say, "site": made.site}


def _checks(app: Flask, settings: Settings) -> None:
    made: State = app.extensions[KEY]
    https = settings.public_url.startswith("https://")

    @app.before_request
    def refuse_odd_addresses() -> None:
        # Werkzeug drops further slashes at the start and sends an empty path elsewhere; "//host"
        # must neither be a second spelling of "/host" nor end up in a Location.
        path = request.environ["PATH_INFO"]
        if not path.startswith("/") or path.startswith("//"):
            raise NotFound(made.site.say("error.no_such_page", path=request.path))
        address = len(request.path.encode()) + len(request.query_string)
        if address > settings.limits.url_bytes:
            raise faults.AddressTooLong

    @app.after_request
    def put_headers(response: Response) -> Response:
        return secure(response, https=https, open_api=settings.open_api)
