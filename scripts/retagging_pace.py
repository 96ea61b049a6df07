"""How long `searchapp index` takes after a change of vocabulary, from its start to its end.

    python3 scripts/convert_corpus.py ../shared/corpus/*.jsonl.gz --out DIR
    python3 scripts/retagging_pace.py DIR [--rounds 5] [--jobs N] [--index FOLDER]

Every round begins with the index as the shipped vocabulary made it, which is kept in the folder for
the next time; the changes take turns. Printed are time by the clock and processor time of all
processes, median and least, and what the command told.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import NamedTuple

_CUE = '[role]\n"harbourmaster" = []\n'
_BROAD = '[topic]\n"war" = { query = "the OR forces OR russian OR ukrainian" }\n'
# What a researcher may add, by file of the vocabulary. The last two can touch every document;
# of one nothing comes, of the other something for nearly every paragraph.
CHANGES = {
    "a town": {"regions.toml": '[town]\n"Vodyane" = { under = "Ukraine/Luhansk Oblast" }\n'},
    "a name": {"actors.toml": '[group]\n"Taman Guards" = ["Tamanskaya Division"]\n'},
    "a topic": {"topics.toml": '[topic]\n"harvest" = { query = "harvest* OR grain OR wheat" }\n'},
    "a cue": {"titles.toml": _CUE},
    "everything": {"titles.toml": _CUE, "topics.toml": _BROAD},
}


class Run(NamedTuple):
    clock: float
    processor: float
    told: str


def indexed(paths: Sequence[Path], index: Path, *, options: Sequence[str] = ()) -> Run:
    """Runs the command in a process of its own."""
    command = [sys.executable, "-m", "searchapp", "index", *map(str, paths), "--index", str(index)]
    begun, before = monotonic(), os.times()
    done = subprocess.run([*command, *options], check=True, capture_output=True, text=True)
    after = os.times()
    spent = after.children_user + after.children_system
    spent -= before.children_user + before.children_system
    return Run(monotonic() - begun, spent, done.stderr)


def changed(paths: Sequence[Path], index: Path, change: str, *, options: Sequence[str]) -> Run:
    """One change, made to a copy of the index."""
    with tempfile.TemporaryDirectory(dir=index.parent) as folder:
        own, copy = Path(folder, "own"), Path(folder, "index")
        own.mkdir()
        for file, text in CHANGES[change].items():
            (own / file).write_text(text, encoding="utf-8")
        shutil.copytree(index, copy)
        return indexed(paths, copy, options=["--vocabulary", str(own), *options])


def report(change: str, runs: Sequence[Run]) -> None:
    clocks, spent = [run.clock for run in runs], [run.processor for run in runs]
    print(
        f"{change}: {statistics.median(clocks):.2f} s (at best {min(clocks):.2f}), "
        f"processors {statistics.median(spent):.2f} s (at best {min(spent):.2f})"
    )
    for line in runs[-1].told.splitlines():
        if line.startswith(("vocabulary", "time")):
            print(f"    {line}")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    options.add_argument("--index", type=Path, default=Path(tempfile.gettempdir(), "retagging"))
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--jobs", type=int)
    options.add_argument("--change", action="append", choices=CHANGES)
    chosen = options.parse_args()
    indexed(chosen.paths, chosen.index)  # nothing is done where it is there already
    more = ["--jobs", str(chosen.jobs)] if chosen.jobs else []
    runs: dict[str, list[Run]] = {change: [] for change in chosen.change or CHANGES}
    for _ in range(chosen.rounds):
        for change, found in runs.items():
            found.append(changed(chosen.paths, chosen.index, change, options=more))
    for change, found in runs.items():
        report(change, found)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
