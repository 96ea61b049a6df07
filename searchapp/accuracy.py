"""The published accuracy of the tags: the scores recorded when they were last measured.

- record: `accuracy.json` beside this module, written by `scripts/record_accuracy.py`; the test
  suite fails when the tagger falls below it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

RECORD = Path(__file__).with_name("accuracy.json")


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Shares from 0 to 1; `values` is how many values the coders gave."""

    facet: str
    precision: float
    recall: float
    f1: float
    values: int


@dataclass(frozen=True, slots=True)
class Recorded:
    measured: str
    paragraphs: int
    facets: tuple[Accuracy, ...]


@lru_cache(maxsize=1)
def recorded() -> Recorded:
    form = json.loads(RECORD.read_text(encoding="utf-8"))
    facets = tuple(Accuracy(**row) for row in form["facets"])
    return Recorded(form["measured"], form["paragraphs"], facets)
