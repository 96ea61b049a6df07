"""Serving the site: serve, and start, which indexes first when documents changed."""

from __future__ import annotations

import argparse
import gc
import socket
import sys
from pathlib import Path

from searchapp.commands import index
from searchapp.commands.options import Commands, add_index
from searchapp.errors import UsageError
from searchapp.settings import Settings

_THREADS = 8


def add(commands: Commands) -> None:
    serve = commands.add_parser("serve", help="serve the site")
    add_index(serve)
    _add_site_options(serve)
    serve.set_defaults(run=run_serve)
    start = commands.add_parser("start", help="index what changed, then serve the site")
    start.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders")
    index.add_build_options(start)
    _add_site_options(start)
    start.add_argument("--no-serve", action="store_true", help="only index")
    start.set_defaults(run=run_start)


def _add_site_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="address to listen on")
    command.add_argument(
        "--port", type=_port, default=8000, help="default 8000; 0 takes a free one"
    )
    command.add_argument("--public-url", default="", metavar="URL", help="address readers use")
    command.add_argument("--proxies", type=int, default=0, help="trusted proxies in front")
    command.add_argument("--open-api", action="store_true", help="let other sites read the JSON")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port (0 to 65535)")
    return int(text)


def run_start(options: argparse.Namespace) -> int:
    code = index.run_index(options)
    if options.no_serve:
        return code
    return run_serve(options)


def run_serve(options: argparse.Namespace) -> int:
    import waitress  # web packages are needed here alone

    from searchapp.web import create_app

    settings = Settings(
        index=options.index,
        host=options.host,
        port=options.port,
        public_url=options.public_url.rstrip("/"),
        proxies=options.proxies,
        open_api=options.open_api,
    )
    if options.host not in ("127.0.0.1", "localhost", "::1") and not settings.public_url:
        print(
            "searchapp: anyone who reaches this machine can read the site; "
            "name its address with --public-url and put a proxy in front",
            file=sys.stderr,
        )
    app = create_app(settings)
    gc.freeze()  # what is loaded by now stays; collecting need not look at it again
    listening = _listening(options.host, options.port)
    server = waitress.create_server(app, sockets=[listening], threads=_THREADS, ident=None)
    print(f"searchapp serves http://{options.host}:{listening.getsockname()[1]}/", flush=True)
    try:
        server.run()
    finally:
        server.close()
    return 0


def _listening(host: str, port: int) -> socket.socket:
    """Raises UsageError when nobody may listen there or somebody does."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            f"cannot listen on {host}:{port}: {reason}; choose another --port"
        ) from error
