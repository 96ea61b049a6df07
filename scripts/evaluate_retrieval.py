"""How well searchapp ranks: nDCG@10, MAP and recall@100 on a test collection.

`python scripts/evaluate_retrieval.py DIR…`, where each DIR is laid out as BEIR's are:
corpus.jsonl, queries.jsonl (or .gz), qrels.tsv. searchapp, stock Whoosh and Tantivy, if it is
installed, rank title and text of each document for any of the same words: once for every word of
the question, and once without function words and with a repeated word counting twice at most.
(The search box of the site joins words by AND; what is asked here is `word OR word OR …`.)

`--apart` asks searchapp in other ways instead: by exact words, without titles, with function words
and with neighbours raised, and prints what each gains or loses.

"Better" and "worse" count questions, by average precision beside searchapp asked for the same words
(with `--apart`: beside the first row); "chance" is how often a difference as large comes by chance.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from benchmark.asking import QUESTIONS
from benchmark.collection import Collection, collection
from benchmark.measures import DEEP, MEASURES, Scores, beside, means, measured
from benchmark.ranking import OURS, RANKERS, asking
from benchmark.variants import BASE, VARIANTS


class Row(NamedTuple):
    """What was asked, of whom; `base` is what it stands beside."""

    asked: str
    of_whom: str
    scores: Scores
    base: Scores


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("collections", type=Path, nargs="+", metavar="DIR")
    parser.add_argument("--apart", action="store_true", help="searchapp alone, asked in other ways")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args(arguments)
    found = {}
    columns = ("collection", "asked for", "engine", *MEASURES, "better", "worse", "chance")
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    for place in wanted.collections:
        of = collection(place)
        for row in apart(of) if wanted.apart else engines(of):
            print(_line(of.name, row, gains=wanted.apart), flush=True)
            found[f"{of.name}, {row.asked}, {row.of_whom}"] = _figures(row)
    if wanted.json:
        wanted.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


def engines(of: Collection) -> list[Row]:
    """Every engine, asked for the same words."""
    base: dict[str, Scores] = {}
    rows = []
    for whom, make in RANKERS.items():
        with tempfile.TemporaryDirectory() as index:
            if (rank := make(of.corpus(), Path(index))) is None:
                continue
            for asked, choose in QUESTIONS.items():
                runs = {name: rank(choose(text), DEEP) for name, text in of.questions.items()}
                scores = _scores(of, runs)
                rows.append(Row(asked, whom, scores, base.setdefault(asked, scores)))
    return sorted(rows, key=lambda row: list(QUESTIONS).index(row.asked))


def apart(of: Collection) -> Iterator[Row]:
    """Our engine, asked in every way that is to be compared."""
    with tempfile.TemporaryDirectory() as titled, tempfile.TemporaryDirectory() as bare:
        ask = {
            True: asking(of.corpus(), Path(titled)),
            False: asking(of.corpus(titled=False), Path(bare)),
        }
        base: Scores = {}
        for each in VARIANTS:
            answer = ask[each.titled]
            runs = {name: answer(each.tree(text), DEEP) for name, text in of.questions.items()}
            scores = _scores(of, runs)
            base = scores if each is BASE else base
            yield Row(each.name, OURS, scores, base)


def _scores(of: Collection, runs: dict[str, list[str]]) -> Scores:
    return {name: measured(run, of.judged[name]) for name, run in runs.items()}


def _figures(row: Row) -> dict[str, float]:
    return {**means(row.scores), **asdict(beside(row.scores, row.base))}


def _line(name: str, row: Row, *, gains: bool) -> str:
    figures, base = _figures(row), means(row.base)
    if row.scores is row.base:
        shown = [*(f"{figures[each]:.4f}" for each in MEASURES), "", "", ""]
    else:
        shown = [
            f"{figures[each]:.4f}" + (f" ({figures[each] - base[each]:+.4f})" if gains else "")
            for each in MEASURES
        ]
        shown += [f"{figures['better']}", f"{figures['worse']}", f"{figures['chance']:.2f}"]
    return f"| {' | '.join((name, row.asked, row.of_whom, *shown))} |"


if __name__ == "__main__":
    sys.exit(main())
