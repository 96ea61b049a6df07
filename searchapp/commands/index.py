"""Building the index and looking after it: index, check, stats, rollback."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from searchapp.commands.options import Commands, add_format, add_index, add_vocabulary
from searchapp.commands.progress import Progress
from searchapp.settings import Settings


def add(commands: Commands) -> None:
    build = commands.add_parser("index", help="read documents, tag them and write the index")
    build.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders")
    add_build_options(build)
    build.set_defaults(run=run_index)
    check = commands.add_parser("check", help="verify every file of the index")
    add_index(check)
    add_format(check)
    check.set_defaults(run=run_check)
    stats = commands.add_parser("stats", help="what the index holds")
    add_index(stats)
    add_format(stats)
    stats.set_defaults(run=run_stats)
    rollback = commands.add_parser("rollback", help="go back to the generation before")
    add_index(rollback)
    rollback.set_defaults(run=run_rollback)


def add_build_options(command: argparse.ArgumentParser) -> None:
    add_index(command)
    add_vocabulary(command)
    command.add_argument("--rebuild", action="store_true", help="read and tag everything again")
    command.add_argument("--no-tagging", action="store_true", help="keep only given facet values")
    command.add_argument("--jobs", type=int, default=1, metavar="N", help="processes for tagging")
    command.add_argument("--verbose", action="store_true", help="list dropped text and notes too")


def run_index(options: argparse.Namespace) -> int:
    """Builds, prints the report; 1 when a file could not be read, else 0."""
    from searchapp import build  # the readers and the tagger are slow to import

    progress = Progress()
    try:
        report = build.build_index(
            options.paths or [Path("seeds")],
            Settings(index=options.index, vocabulary=tuple(options.vocabulary)),
            rebuild=options.rebuild,
            tagging=not options.no_tagging,
            jobs=options.jobs,
            report=progress,
        )
    finally:
        progress.close()
    print_report(report, verbose=options.verbose)
    return 1 if report.failed else 0


def print_report(report: object, *, verbose: bool) -> None:
    raise NotImplementedError


def run_check(options: argparse.Namespace) -> int:
    from searchapp import generations

    findings = generations.check(options.index)
    if options.format == "json":
        print(json.dumps({"index": str(options.index), "findings": findings}, indent=2))
    else:
        for finding in findings:
            print(finding)
        if not findings:
            print(f"{options.index}: every file is as it was written")
    return 1 if findings else 0


def run_stats(options: argparse.Namespace) -> int:
    from searchapp import generations

    with generations.opened(options.index) as backend:
        status = backend.status()
    if options.format == "json":
        print(json.dumps(asdict(status), default=str, indent=2))
        return 0
    print(f"build        {status.build} (generation {status.generation}, {status.built})")
    print(f"documents    {status.documents:,}")
    print(f"paragraphs   {status.paragraphs:,}")
    print(f"published    {status.first} to {status.last}")
    for facet, count in status.mentions.items():
        print(f"{facet:12} {count:,} mentions")
    return 0


def run_rollback(options: argparse.Namespace) -> int:
    from searchapp import generations

    name = generations.rollback(options.index)
    print(f"the live generation is {name} again", file=sys.stderr)
    return 0
