"""Tags without an index: tag, evaluate, explain."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from searchapp import generations
from searchapp.commands.options import Commands, add_format, add_index, add_vocabulary
from searchapp.errors import UsageError
from searchapp.model import Document, Mention, Paragraph
from searchapp.schema import TAGGED


def add(commands: Commands) -> None:
    tag = commands.add_parser("tag", help="tag documents and print a JSON line per paragraph")
    tag.add_argument("file", type=Path, metavar="FILE", help="JSON Lines, or any kind we read")
    add_vocabulary(tag)
    tag.set_defaults(run=run_tag)
    evaluate = commands.add_parser("evaluate", help="score the tagger against coded paragraphs")
    evaluate.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    evaluate.add_argument(
        "--documents",
        type=Path,
        action="append",
        default=[],
        metavar="PATH",
        help="where the coded documents are, to tag them whole",
    )
    evaluate.add_argument("--errors", nargs="?", const="all", choices=("all", *TAGGED))
    add_vocabulary(evaluate)
    add_format(evaluate)
    evaluate.set_defaults(run=run_evaluate)
    explain = commands.add_parser("explain", help="why a paragraph has its tags")
    explain.add_argument("paragraph", metavar="PARAGRAPH_ID")
    add_index(explain)
    add_format(explain)
    explain.set_defaults(run=run_explain)


def run_tag(options: argparse.Namespace) -> int:
    from searchapp import readers
    from searchapp.tagging import Tagger, load

    (file,) = readers.files([options.file])
    reading = readers.read_file(file)
    tagger = Tagger(load(options.vocabulary))
    for document in reading.documents:
        for paragraph in tagger.tag(document):
            print(json.dumps(tagged(paragraph), ensure_ascii=False))
    for failure in reading.failures:
        print(f"searchapp: {failure}", file=sys.stderr)
    return 1 if reading.failures else 0


def tagged(paragraph: Paragraph) -> dict[str, Any]:
    """The line that `searchapp tag` writes for a paragraph."""
    facets = {
        facet: [_mention(mention) for mention in paragraph.mentions.get(facet, ())]
        for facet in TAGGED
    }
    return {"n": paragraph.n, "doc": paragraph.document, "facets": facets}


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "value": mention.value,
        "aliases": list(mention.aliases),
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "rule": mention.rule,
        "inherited": mention.inherited,
    }


def run_evaluate(options: argparse.Namespace) -> int:
    from searchapp.evaluate import evaluate
    from searchapp.tagging import Tagger, load

    if not options.gold.is_file():
        raise UsageError(f"{options.gold}: there is no such file")
    whole = {document.id: document for document in _documents(options.documents)}
    report = evaluate(options.gold, Tagger(load(options.vocabulary)), whole=whole)
    if options.format == "json":
        print(json.dumps(report.as_json(), indent=2))
        return 0
    print(report.table())
    if options.errors:
        print(report.errors("" if options.errors == "all" else options.errors))
    return 0


def _documents(paths: Sequence[Path]) -> Iterator[Document]:
    from searchapp import readers

    for file in readers.files(paths) if paths else ():
        yield from readers.read_file(file).documents


def run_explain(options: argparse.Namespace) -> int:
    from searchapp.tagging.curation.explaining import explain

    with generations.opened(options.index) as backend:
        paragraph = backend.paragraph(options.paragraph)
    reasons = explain(paragraph)
    if options.format == "json":
        rows = [asdict(reason) for reason in reasons]
        form = {"id": paragraph.id, "text": paragraph.text, "reasons": rows}
        print(json.dumps(form, ensure_ascii=False, indent=2))
        return 0
    print(f"{paragraph.id} · {paragraph.title} · {paragraph.published or 'no date'}")
    print(f"\n{paragraph.text}\n")
    for reason in reasons:
        words = (
            f"«{reason.words}»" if reason.words else "inherited" if reason.inherited else "given"
        )
        place = f" ({reason.place})" if reason.place else ""
        print(f"{reason.facet:7} {reason.value}: {words}, {reason.rule}{place}")
    return 0
