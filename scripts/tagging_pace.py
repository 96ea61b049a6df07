"""How many paragraphs a second of processor time are tagged, and which share each step takes.

    python3 scripts/convert_corpus.py ../shared/corpus/isw-reports-2022-02-to-08.jsonl.gz --out DIR
    python3 scripts/tagging_pace.py DIR/isw-reports-2022-02-to-08.jsonl [--rounds 5]

One process, all five facets, the vocabulary loaded. The first round meets every word anew; of the
others the best time of each document counts, since other work on the machine only ever adds.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from searchapp import readers, tagging
from searchapp.model import Document
from searchapp.tagging.dates import tag_dates
from searchapp.tagging.pool import lasting_tagger

# Where each step is called from; what is left are tokens, actors and the making of paragraphs.
_STEPS = {
    "names": ("_names", "read"),
    "source": ("_sources", "tag"),
    "region": ("_regions", "tag"),
    "topic": ("_topics", "tag"),
}


class Watch:
    """Adds up the processor time of what it watches."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = defaultdict(float)

    def on(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*given: Any, **named: Any) -> Any:
            begun = process_time()
            made = step(*given, **named)
            self.taken[name] += process_time() - begun
            return made

        return watched


def best_of(documents: Sequence[Document], tagger: tagging.Tagger, rounds: int) -> float:
    """Seconds for all documents, each at its best."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        for document in documents:
            begun = process_time()
            tagger.tag(document)
            taken = process_time() - begun
            best[document.id] = min(best.get(document.id, taken), taken)
    return sum(best.values())


def shares(documents: Sequence[Document], tagger: tagging.Tagger) -> dict[str, float]:
    """The part of the time that each step takes."""
    watch = Watch()
    for name, (part, method) in _STEPS.items():
        step = getattr(tagger, part)
        setattr(step, method, watch.on(name, getattr(step, method)))
    vars(tagging)["tag_dates"] = watch.on("date", tag_dates)
    begun = process_time()
    for document in documents:
        tagger.tag(document)
    whole = process_time() - begun
    return {name: taken / whole for name, taken in sorted(watch.taken.items())}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("files", nargs="+", type=Path, metavar="FILE")
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    documents = [
        document
        for file in readers.files(chosen.files)
        for document in readers.read_file(file).documents
    ]
    count = sum(len(document.passages) for document in documents)
    tagger = lasting_tagger(tagging.load())  # as where documents are tagged for an index
    first = best_of(documents, tagger, 1)
    best = best_of(documents, tagger, chosen.rounds)
    print(
        f"{count:,} paragraphs: {count / best:,.0f} a second, {count / first:,.0f} when met first"
    )
    for name, share in shares(documents, tagger).items():
        print(f"  {name:7} {share:4.0%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
