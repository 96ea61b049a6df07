"""Taking a whole search away as a file: every hit, in any of the forms that the site offers."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from searchapp import generations, urls
from searchapp.backends.base import Backend
from searchapp.commands.options import Commands, add_index
from searchapp.commands.query import FILTERS_ADD_UP, add_query, pairs_of
from searchapp.export import FORMS, Form, form_named
from searchapp.export.whole import Whole, encoded, file_name, whole
from searchapp.find import find
from searchapp.model import Results, Search


def add(commands: Commands) -> None:
    export = commands.add_parser(
        "export",
        help="write every paragraph that a search finds",
        epilog=f"{FILTERS_ADD_UP} Forms: {'; '.join(f'{f.name}, {f.meaning}' for f in FORMS)}.",
    )
    add_query(export)
    add_index(export)
    export.add_argument(
        "--format", choices=[form.name for form in FORMS], default="csv", help="default: csv"
    )
    export.add_argument(
        "--output",
        metavar="FILE",
        help="the file to write, or a folder in which it is named after the search and the build"
        " (default: standard output)",
    )
    export.add_argument(
        "--public-url", default="", metavar="URL", help="what permanent addresses begin with"
    )
    export.set_defaults(run=run_export)


def run_export(options: argparse.Namespace) -> int:
    """Writes the export; 0 whether or not there are hits."""
    reading = urls.read(pairs_of(options))
    for notice in reading.notices:
        print(f"searchapp: {notice}", file=sys.stderr)
    form = form_named(options.format)
    backend = generations.open_index(options.index)
    try:
        answer = _answer(form, reading.search, backend, options.public_url)
        if options.output:
            _write_file(Path(options.output), form, answer)
        else:
            _write(sys.stdout.fileno(), form.write(answer))
    finally:
        backend.close()
    return 0


def _answer(form: Form, search: Search, backend: Backend, base: str) -> Whole:
    def ask(wanted: Search) -> Results:
        return find(wanted, backend, snippets=form.snippets)

    answer = whole(form.search(search), ask, backend.status(), base.rstrip("/"))
    for notice in answer.first.notices:
        print(f"searchapp: {notice}", file=sys.stderr)
    return answer


def _write_file(place: Path, form: Form, answer: Whole) -> None:
    """Written beside its place and put there when whole, so that no half of it is ever there."""
    if place.is_dir():
        place = place / file_name(answer.search, answer.status.build, form.ending)
    draft = place.with_name(place.name + ".part")
    with draft.open("wb") as file:
        _write(file.fileno(), form.write(answer))
    os.replace(draft, place)
    print(f"searchapp: {answer.total:,} paragraphs in {place}", file=sys.stderr)


def _write(descriptor: int, chunks: Iterable[str]) -> None:
    """In UTF-8 and with the line ends of the format, whatever the terminal's are."""
    with open(descriptor, "wb", closefd=False) as out:
        out.writelines(encoded(chunks))
