"""Measures of a ranking against judgments, and of two rankings against each other.

- run: the documents found for one question, best first. - judged: their grades, 0 not relevant.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import TypeAlias

import numpy as np

DEEP = 1_000
MEASURES = ("nDCG@10", "MAP", "recall@100")
# By question, the three measures of its run.
Scores: TypeAlias = Mapping[str, tuple[float, float, float]]
_FLIPS = 20_000


def measured(run: Sequence[str], judged: Mapping[str, int]) -> tuple[float, float, float]:
    return ndcg(run, judged, 10), average_precision(run, judged), recall(run, judged, 100)


def means(scores: Scores) -> dict[str, float]:
    columns = zip(*scores.values(), strict=True)
    return {name: mean(of) for name, of in zip(MEASURES, columns, strict=True)}


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


@dataclass(frozen=True, slots=True)
class Beside:
    """Another ranking beside ours, by average precision: for how many questions it is better and
    worse, and how often a difference as large comes by chance."""

    better: int
    worse: int
    chance: float


def beside(other: Scores, ours: Scores) -> Beside:
    apart = [other[name][1] - ours[name][1] for name in ours]
    return Beside(
        better=sum(each > 0 for each in apart),
        worse=sum(each < 0 for each in apart),
        chance=chance(apart),
    )


def chance(apart: Sequence[float]) -> float:
    """How often differences that are as likely for as against have a mean this far from zero:
    the paired randomisation test, with signs drawn from a fixed seed."""
    differences = np.array(apart)
    signs = np.random.default_rng(1).choice((-1, 1), size=(_FLIPS, len(differences)))
    drawn = np.abs((signs * differences).mean(axis=1))
    return float((drawn >= abs(differences.mean()) - 1e-12).mean())
