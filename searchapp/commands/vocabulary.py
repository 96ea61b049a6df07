"""Looking after vocabularies: vocab check, vocab find, vocab diff."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from searchapp import generations, register
from searchapp.commands.options import Commands, add_format, add_index
from searchapp.errors import UsageError
from searchapp.model import Document, Paragraph

_SHIPPED = "shipped"


def add(commands: Commands) -> None:
    vocab = commands.add_parser("vocab", help="look after vocabularies")
    actions = vocab.add_subparsers(title="actions", required=True)
    check = actions.add_parser("check", help="mistakes in the shipped and the given folders")
    check.add_argument("folders", nargs="*", type=Path, metavar="DIR")
    add_format(check)
    check.set_defaults(run=run_check)
    find = actions.add_parser("find", help="frequent names that no vocabulary knows")
    find.add_argument("containing", nargs="?", default="", metavar="WORDS")
    find.add_argument("--at-least", type=int, default=2, metavar="N", help="paragraphs (default 2)")
    add_index(find)
    add_format(find)
    find.set_defaults(run=run_find)
    diff = actions.add_parser("diff", help="paragraphs that gain or lose a value")
    diff.add_argument("old", metavar="OLD", help=f"a vocabulary folder, or `{_SHIPPED}`")
    diff.add_argument("new", metavar="NEW", help=f"a vocabulary folder, or `{_SHIPPED}`")
    add_index(diff)
    add_format(diff)
    diff.set_defaults(run=run_diff)


def run_check(options: argparse.Namespace) -> int:
    from searchapp.tagging.curation.checking import check

    findings = check(options.folders)
    if options.format == "json":
        print(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            print(finding)
        if not findings:
            print("nothing is wrong")
    return 1 if findings else 0


def run_find(options: argparse.Namespace) -> int:
    from searchapp.tagging.curation.suggesting import suggest

    found = suggest(_paragraphs(options.index), options.containing, at_least=options.at_least)
    if options.format == "json":
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
        return 0
    for each in found:
        print(f"{each.line}  # {each.facet}, {each.paragraphs} paragraphs")
        for paragraph, words in each.examples:
            print(f"    # {paragraph}: … {words} …")
    print(f"{len(found)} names", file=sys.stderr)
    return 0


def run_diff(options: argparse.Namespace) -> int:
    """1 when anything differs, as diff does."""
    from searchapp.tagging import Tagger, load
    from searchapp.tagging.curation.comparing import changes, totals
    from searchapp.tagging.retagging import change_between

    old, new = (Tagger(load(_folders(each))) for each in (options.old, options.new))
    documents = list(_documents(options.index))
    change = change_between(old.vocabulary, new.vocabulary, documents)
    found = list(changes(filter(change.may_touch, documents), old, new))
    if options.format == "json":
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
        return 1 if found else 0
    for each in found:
        signs = [f"+ {value}" for value in each.gained] + [f"- {value}" for value in each.lost]
        print(f"{each.paragraph}  {each.facet}  {'; '.join(signs)}")
    for facet, value, gained, lost in totals(found):
        print(f"{facet:7} {value}: {gained} gained, {lost} lost")
    return 1 if found else 0


def _folders(named: str) -> list[Path]:
    if named == _SHIPPED:
        return []
    if not Path(named).is_dir():
        raise UsageError(f"{named}: there is no such vocabulary folder")
    return [Path(named)]


def _documents(index: Path) -> Iterator[Document]:
    """The documents of the live generation as they were read."""
    for entry in register.read(generations.current(index)).entries:
        yield from entry.reading.documents


def _paragraphs(index: Path) -> Iterator[Paragraph]:
    with generations.opened(index) as backend:
        for document in _documents(index):
            yield from backend.document(document.id)
