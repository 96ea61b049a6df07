"""How well searchapp ranks: nDCG@10, MAP and recall@100 on a test collection.

`python scripts/evaluate_retrieval.py DIR…`, where each DIR is laid out as BEIR's are:
corpus.jsonl (or .gz), queries.jsonl, qrels.tsv. searchapp is asked for any of a query's words, by
stem: once for all of them, and once as one should ask: without function words, and with a
repeated word counting twice at most. Stock Whoosh and Tantivy, where they are installed,
read the query in their own way.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from benchmark.ranking import RANKERS

from searchapp.errors import UnreadableFile

Judgments = Mapping[str, Mapping[str, int]]
_DEEP = 1_000


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("collections", type=Path, nargs="+", metavar="DIR")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args(arguments)
    found = {}
    print("| collection | engine | nDCG@10 | MAP | recall@100 |\n|---|---|---|---|---|")
    for place in wanted.collections:
        for name, scores in evaluate(place).items():
            found[f"{place.name} {name}"] = scores
            shown = " | ".join(f"{score:.4f}" for score in scores.values())
            print(f"| {place.name} | {name} | {shown} |", flush=True)
    if wanted.json:
        wanted.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


def evaluate(place: Path) -> dict[str, dict[str, float]]:
    """The scores of every engine on one collection."""
    corpus = {
        row["_id"]: " ".join(filter(None, (row.get("title"), row["text"])))
        for row in _rows(_either(place, "corpus.jsonl"))
    }
    queries = {row["_id"]: row["text"] for row in _rows(_either(place, "queries.jsonl"))}
    judged = judgments((place / "qrels.tsv").read_text(encoding="utf-8"))
    asked = {name: text for name, text in queries.items() if any(judged.get(name, {}).values())}
    scores = {}
    for name, make in RANKERS.items():
        with tempfile.TemporaryDirectory() as index:
            rank = make(corpus, Path(index))
            if rank is not None:
                scores[name] = _scores(asked, judged, rank)
    return scores


def _scores(
    asked: Mapping[str, str], judged: Judgments, rank: Callable[[str, int], list[str]]
) -> dict[str, float]:
    runs = {name: rank(text, _DEEP) for name, text in asked.items()}
    return {
        "ndcg@10": mean(ndcg(runs[name], judged[name], 10) for name in asked),
        "map": mean(average_precision(runs[name], judged[name]) for name in asked),
        "recall@100": mean(recall(runs[name], judged[name], 100) for name in asked),
    }


def ndcg(run: Sequence[str], judged: Mapping[str, int], depth: int) -> float:
    """Gain of the first results, discounted by place, as a share of the best possible."""
    gain = sum(judged.get(each, 0) / math.log2(place + 2) for place, each in enumerate(run[:depth]))
    ideal = sorted(judged.values(), reverse=True)[:depth]
    best = sum(grade / math.log2(place + 2) for place, grade in enumerate(ideal))
    return gain / best if best else 0.0


def average_precision(run: Sequence[str], judged: Mapping[str, int]) -> float:
    relevant = {name for name, grade in judged.items() if grade > 0}
    found, total = 0, 0.0
    for place, each in enumerate(run, start=1):
        if each in relevant:
            found += 1
            total += found / place
    return total / len(relevant)


def recall(run: Sequence[str], judged: Mapping[str, int], depth: int) -> float:
    relevant = {name for name, grade in judged.items() if grade > 0}
    return len(relevant.intersection(run[:depth])) / len(relevant)


def judgments(tsv: str) -> Judgments:
    """Grades by query and document; the first line names the columns."""
    found: dict[str, dict[str, int]] = {}
    for line in tsv.splitlines()[1:]:
        query, document, grade = line.split("\t")
        found.setdefault(query, {})[document] = int(grade)
    return found


def _either(place: Path, name: str) -> Path:
    for file in (place / name, place / f"{name}.gz"):
        if file.exists():
            return file
    raise UnreadableFile(str(place / name), "there is no such file")


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    packed = file.read_bytes()
    text = gzip.decompress(packed) if file.suffix == ".gz" else packed
    yield from map(json.loads, text.decode().splitlines())


if __name__ == "__main__":
    sys.exit(main())
