"""Searching on the command line: the same question and answer as on the site."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator

from searchapp import generations, urls
from searchapp.commands.options import Commands, add_format, add_index
from searchapp.commands.query import FILTERS_ADD_UP, add_query, pairs_of
from searchapp.export import csv_form, json_form
from searchapp.find import find
from searchapp.model import Hit, Results, Search
from searchapp.schema import TAGGED

_BOLD, _PLAIN = ("\x1b[1m", "\x1b[0m"), ("**", "**")


def add(commands: Commands) -> None:
    search = commands.add_parser(
        "search",
        help="search the index",
        epilog=FILTERS_ADD_UP,
    )
    add_query(search)
    search.add_argument("--page", default="1")
    search.add_argument("--size", default="20")
    add_index(search)
    add_format(search, "csv")
    search.set_defaults(run=run_search)


def run_search(options: argparse.Namespace) -> int:
    """Prints the hits; 0 whether or not there are any."""
    paging = [("page", options.page), ("size", options.size)]
    reading = urls.read([*pairs_of(options), *paging])
    backend = generations.open_index(options.index)
    try:
        results = find(reading.search, backend)
    finally:
        backend.close()
    for notice in (*reading.notices, *results.notices):
        print(f"searchapp: {notice}", file=sys.stderr)
    if options.format == "json":
        print(json.dumps(json_form.results_form(reading.search, results), ensure_ascii=False))
    elif options.format == "csv":
        first = (reading.search.page - 1) * reading.search.size + 1
        rows = csv_form.rows(results.hits, results.total, first=first)
        sys.stdout.write("".join(rows))
    else:
        print("\n".join(_text(reading.search, results)))
    return 0


def _text(search: Search, results: Results) -> Iterator[str]:
    marks = _BOLD if sys.stdout.isatty() else _PLAIN
    reading = f" for {results.reading}" if results.reading else ""
    paragraphs = _counted(results.total, "paragraph")
    yield f"{paragraphs} in {_counted(results.documents, 'document')}{reading}"
    if results.repeated:
        left_out = "left out, which repeat" if search.fold else "of them repeat"
        yield f"{results.repeated:,} {left_out} an earlier one"
    first = (search.page - 1) * search.size + 1
    for number, hit in enumerate(results.hits, start=first):
        yield ""
        yield f"{number}. {hit.paragraph.title} · {hit.paragraph.published or 'no date'}"
        yield f"   {hit.paragraph.id}"
        yield f"   {_marked(hit, marks)}"
        yield from (
            f"   {facet}: {', '.join(values)}"
            for facet in TAGGED
            if (values := hit.paragraph.values(facet))
        )
        yield from _twins(hit)
    yield ""
    yield f"build {results.build} · /search?{urls.write(search)}"


def _twins(hit: Hit) -> Iterator[str]:
    if hit.twins:
        more = " …" if hit.twins.total > len(hit.twins.paragraphs) else ""
        yield f"   repeated by: {', '.join(each.id for each in hit.twins.paragraphs)}{more}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _marked(hit: Hit, marks: tuple[str, str]) -> str:
    if hit.snippet is None:
        return hit.paragraph.text
    text, pieces, last = hit.snippet.text, [], 0
    for span in hit.snippet.spans:
        pieces += [text[last : span.start], marks[0], text[span.start : span.end], marks[1]]
        last = span.end
    before, after = "… " * hit.snippet.before, " …" * hit.snippet.after
    return f"{before}{''.join(pieces)}{text[last:]}{after}"
