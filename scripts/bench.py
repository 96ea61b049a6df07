"""Measure searchapp beside other engines on one corpus, in one run.

`python scripts/bench.py --corpus FILE --queries FILE --sizes 10000,100000 --json OUT`

Every engine builds its index and answers each question as a page needs it: the best twenty by
BM25 with their texts, the exact total, the exact counts of all values of five facets, and a
histogram. Ours are asked as they come, with counts still in arrays; with every count looked at,
as peers hand them over; and with the twelve values that a page shows. Answers are compared before
times are. Peers come with `pip install '.[bench]'`, Xapian with Debian's python3-xapian, which
Debian's version of Python alone can load.

Prints tables in Markdown; the last line has the overall ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmark import engines, report
from benchmark.corpus import paragraphs
from benchmark.plot import plot
from benchmark.questions import Question, draw, shapes

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "bench"
_SCRIPTS = Path(__file__).resolve().parent
_DRAWN_FROM = 20_000


def main(arguments: Sequence[str] | None = None) -> int:
    wanted = _parser().parse_args(arguments)
    sizes = [int(size) for size in wanted.sizes.split(",")]
    texts = [each.text for each in paragraphs(wanted.corpus, min(_DRAWN_FROM, max(sizes)))]
    questions = draw(texts, shapes(wanted.queries), wanted.each, wanted.seed)
    print(f"{len(questions)} questions of {len({q.shape for q in questions})} shapes\n")
    measured: dict[int, list[report.Measured]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=wanted.place) as place:
            measured[size] = _measure(wanted, size, questions, Path(place))
        print(report.markdown(measured[size], questions), flush=True)
    if wanted.json:
        report.write_json(wanted.json, measured, questions)
    if wanted.plot:
        plot(wanted.plot, measured, questions)
    print(report.last_line(measured, questions))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpus", type=Path, default=_SHARED / "ungdc-100k.jsonl.gz")
    shapes_file = _SHARED / "search-benchmark-game-queries.jsonl"
    parser.add_argument("--queries", type=Path, default=shapes_file, help="a file of shapes")
    parser.add_argument("--sizes", default="10000,100000", help="numbers of paragraphs")
    parser.add_argument("--engines", default=",".join(engines.NAMES))
    parser.add_argument("--each", type=int, default=3, help="questions of each shape and band")
    parser.add_argument("--rounds", type=int, default=3, help="how often every engine is asked")
    parser.add_argument("--seed", type=int, default=2023)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path, help="an SVG of cost against size")
    parser.add_argument("--place", type=Path, help="where indexes are built for the time being")
    return parser


def _measure(
    wanted: argparse.Namespace, size: int, questions: Sequence[Question], place: Path
) -> list[report.Measured]:
    """Build every index, then ask every engine in turn, several rounds."""
    found: dict[str, report.Measured] = {}
    for name in wanted.engines.split(","):
        asked = engines.engine(name)
        if asked is None:
            print(f"{name} is not installed, so it is left out")
            continue
        found[name] = report.Measured(asked.name, size, asked.differs)
        if name not in engines.INDEX_OF:
            (place / name).mkdir()
            task = ["build", name, str(wanted.corpus), str(size), str(place / name)]
            found[name].build = _run(task)
    written = json.dumps([[each.kind, each.band, each.words] for each in questions])
    for _ in range(wanted.rounds):
        for name, measured in found.items():
            index = str(place / engines.INDEX_OF.get(name, name))
            measured.add(_run(["ask", name, index, written, str(time.time())]))
    return list(found.values())


def _run(task: Sequence[str]) -> Any:
    # Our own index is found from the checkout, whether or not it is installed.
    paths = os.pathsep.join([str(_SCRIPTS), str(_SCRIPTS.parent)])
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "benchmark.worker", *task],
        stdout=subprocess.PIPE,
        check=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    return json.loads(ran.stdout)


if __name__ == "__main__":
    sys.exit(main())
