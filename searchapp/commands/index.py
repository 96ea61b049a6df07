"""Building the index and looking after it: index, check, stats, rollback."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from searchapp.commands.options import Commands, add_format, add_index, add_vocabulary
from searchapp.commands.progress import Progress
from searchapp.settings import Settings

if TYPE_CHECKING:
    from searchapp.build import BuildReport


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
    command.add_argument(
        "--jobs",
        type=int,
        metavar="N",
        help="processes that tag and write (default: one a processor when there is much)",
    )
    command.add_argument("--verbose", action="store_true", help="list dropped text and notes too")


def run_index(options: argparse.Namespace) -> int:
    """Builds, prints the report; 1 when a file could not be read, else 0."""
    from searchapp import build  # the readers and the tagger are slow to import
    from searchapp.readers.isolation import IsolatedReader

    began = time.monotonic()
    progress = Progress()
    try:
        with IsolatedReader() as read:
            report = build.build_index(
                options.paths or [Path("seeds")],
                Settings(index=options.index, vocabulary=tuple(options.vocabulary)),
                rebuild=options.rebuild,
                tagging=not options.no_tagging,
                jobs=options.jobs,
                report=progress,
                read=read,
            )
    finally:
        progress.close()
    told = list(_told(report, time.monotonic() - began, verbose=options.verbose))
    print("\n".join(told), file=sys.stderr)
    return 1 if report.failed or not report.documents else 0


def _told(report: BuildReport, seconds: float, *, verbose: bool) -> Iterator[str]:
    """The report, a fact a line; what failed comes first, since it wants action."""
    yield from (f"not read: {failure}" for failure in report.failed)
    for each in report.duplicates:
        yield f"two documents have the id {each.id}: kept {each.kept}, left out {each.lost}"
    if verbose:
        yield from (
            f"dropped: {each.origin}: {each.text!r}: {each.reason}" for each in report.dropped
        )
        yield from (f"note: {note}" for note in report.notes)
    read = f"{report.read:,} read, {report.reused:,} unchanged, {len(report.failed):,} not read"
    yield f"files       {report.files:,} ({read})"
    yield f"documents   {report.documents:,} ({report.tagged:,} tagged anew)"
    if report.revised is not None:
        anew = f"{report.tagged:,} of {report.documents:,} documents tagged anew"
        yield f"vocabulary  changed: {anew}, {report.revised:,} paragraphs changed"
    mentions = ", ".join(f"{facet} {count:,}" for facet, count in report.mentions.items())
    yield f"paragraphs  {report.paragraphs:,} ({report.repeated:,} repeat an earlier one)"
    yield f"mentions    {mentions}"
    if report.dropped and not verbose:
        yield f"dropped     {len(report.dropped):,} short lines (--verbose lists them)"
    phases = ", ".join(f"{phase} {spent:.1f} s" for phase, spent in report.seconds.items())
    yield f"time        {seconds:.1f} s ({phases})"
    state = report.generation if report.changed else "nothing had changed"
    yield f"build       {report.build} ({state})"


def run_check(options: argparse.Namespace) -> int:
    from searchapp import generations

    findings = generations.check(options.index)
    if options.format == "json":
        listed = [asdict(finding) for finding in findings]
        print(json.dumps({"index": str(options.index), "findings": listed}, indent=2))
    else:
        for finding in findings:
            print(finding)
        if not findings:
            print(f"{options.index}: every file is as it was written")
    return 1 if findings else 0


def run_stats(options: argparse.Namespace) -> int:
    from searchapp import generations
    from searchapp.kernels import compiled

    with generations.opened(options.index) as backend:
        status = backend.status()
    if options.format == "json":
        print(json.dumps(asdict(status), default=str, indent=2))
        return 0
    print(f"build        {status.build} (generation {status.generation}, {status.built})")
    print(f"documents    {status.documents:,}")
    print(f"paragraphs   {status.paragraphs:,} ({status.repeated:,} repeat an earlier one)")
    print(f"published    {status.first} to {status.last}")
    for facet, count in status.mentions.items():
        print(f"{facet:12} {count:,} mentions")
    print(f"kernels      {compiled.IN_USE}")
    return 0


def run_rollback(options: argparse.Namespace) -> int:
    from searchapp import generations

    name = generations.rollback(options.index)
    print(f"the live generation is {name} again", file=sys.stderr)
    return 0
