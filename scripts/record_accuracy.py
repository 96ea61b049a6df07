"""Measure the tags against our gold set and record the figures that the site and README publish.

    python scripts/record_accuracy.py

Writes searchapp/accuracy.json and the table in README.md. Whole documents are tagged, so that
names resolve as they do in an index; only the coded paragraphs are scored.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from searchapp import readers
from searchapp.accuracy import RECORD
from searchapp.evaluate import Report, evaluate
from searchapp.tagging import Tagger, load

PROJECT = Path(__file__).resolve().parents[1]
GOLD = PROJECT / "tests" / "gold" / "seeds.jsonl"
_TABLE = re.compile(r"(<!-- accuracy -->\n).*?(<!-- /accuracy -->)", re.DOTALL)


def measured() -> Report:
    """The scores over the gold's paragraphs, their documents tagged whole."""
    files = readers.files([PROJECT / "seeds"])
    found = (document for file in files for document in readers.read_file(file).documents)
    return evaluate(GOLD, Tagger(load()), whole={document.id: document for document in found})


def record(report: Report) -> None:
    rows = [
        {
            "facet": name,
            "precision": round(score.precision, 3),
            "recall": round(score.recall, 3),
            "f1": round(score.f1, 3),
            "values": score.right + score.missing,
        }
        for name, score in report.scores.items()
    ]
    day = datetime.now(UTC).date().isoformat()
    form = {"measured": day, "paragraphs": report.paragraphs, "facets": rows}
    RECORD.write_text(json.dumps(form, indent=2) + "\n", encoding="utf-8")
    lines = ["| facet | precision | recall | F1 | values coded |", "|---|---|---|---|---|"]
    lines += [
        f"| {row['facet']} | {row['precision']:.3f} | {row['recall']:.3f} | {row['f1']:.3f} "
        f"| {row['values']} |"
        for row in rows
    ]
    readme = PROJECT / "README.md"
    text = readme.read_text(encoding="utf-8")
    table = "\n".join(lines)
    readme.write_text(_TABLE.sub(rf"\g<1>{table}\n\2", text), encoding="utf-8")


def main() -> int:
    report = measured()
    record(report)
    print(report.table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
