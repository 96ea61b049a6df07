"""From measurements to tables and ratios."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import geometric_mean, median, quantiles
from typing import Any

from benchmark.questions import Question

OURS = "searchapp"


@dataclass(slots=True)
class Measured:
    """One engine at one size: times in ms of each question, of all rounds together."""

    name: str
    size: int
    differs: str = ""
    build: dict[str, float] = field(default_factory=dict)
    first_answer: list[float] = field(default_factory=list)
    resident_mb: float = 0.0
    times: list[list[float]] = field(default_factory=list)
    snippets: list[list[float]] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    counts: list[dict[str, str]] = field(default_factory=list)
    ids: list[list[str]] = field(default_factory=list)

    def add(self, asked: Mapping[str, Any]) -> None:
        """Take over what a worker measured in one round."""
        rows = asked["questions"]
        self.first_answer.append(asked["first_answer"])
        self.resident_mb = max(self.resident_mb, asked["resident_mb"])
        if not self.times:
            self.times, self.snippets = [[] for _ in rows], [[] for _ in rows]
        for number, row in enumerate(rows):
            self.times[number] += row["times"]
            self.snippets[number] += row["snippets"] if row["made"] else []
        self.totals = [row["total"] for row in rows]
        self.counts = [row["counts"] for row in rows]
        self.ids = [row["ids"] for row in rows]

    def by_shape(self, questions: Sequence[Question]) -> dict[tuple[str, str], float]:
        """The median of the medians of the questions of each shape and band."""
        found: dict[tuple[str, str], list[float]] = {}
        for question, times in zip(questions, self.times, strict=True):
            found.setdefault((question.shape, question.band), []).append(median(times))
        return {shape: median(each) for shape, each in found.items()}

    def p99(self) -> float:
        every = [each for times in self.times for each in times]
        return quantiles(every, n=100)[98] if len(every) > 1 else every[0]

    def snippet_median(self) -> float | None:
        found = [median(times) for times in self.snippets if times]
        return median(found) if found else None


def ratios(engine: Measured, ours: Measured, questions: Sequence[Question]) -> dict[str, float]:
    """How many times as long an engine takes as we do: overall, and at the worst for us."""
    mine, theirs = ours.by_shape(questions), engine.by_shape(questions)
    each = [theirs[shape] / mine[shape] for shape in mine]
    return {"overall": geometric_mean(each), "least": min(each)}


def agreement(engine: Measured, ours: Measured, questions: Sequence[Question]) -> dict[str, Any]:
    """How many answers agree in total and counts, and the questions where totals do not."""
    pairs = list(zip(engine.totals, ours.totals, strict=True))
    counts = zip(engine.counts, ours.counts, strict=True)
    differing = [
        f"{question.typed()} ({theirs:,} against our {mine:,})"
        for question, (theirs, mine) in zip(questions, pairs, strict=True)
        if theirs != mine
    ]
    shared = [
        len(set(a) & set(b)) / len(b) for a, b in zip(engine.ids, ours.ids, strict=True) if b and a
    ]
    return {
        "questions": len(pairs),
        "totals": sum(theirs == mine for theirs, mine in pairs),
        "counts": sum(theirs == mine for theirs, mine in counts),
        "differing": differing,
        "page_in_common": sum(shared) / len(shared) if shared else 0.0,
    }


def markdown(measured: Sequence[Measured], questions: Sequence[Question]) -> str:
    """The tables of one size."""
    ours = next(each for each in measured if each.name == OURS)
    shapes = ours.by_shape(questions)
    by_engine = {each.name: each.by_shape(questions) for each in measured}
    lines = [f"## {ours.size:,} paragraphs", ""]
    lines += _row(["shape", "words", *by_engine], head=True)
    for shape, band in shapes:
        times = (found[shape, band] for found in by_engine.values())
        lines += _row([shape, band, *(f"{time:.2f} ms" for time in times)])
    ratio = {each.name: ratios(each, ours, questions) for each in measured}
    lines += _row(["**overall**", "ratio", *(f"**{r['overall']:.1f}**" for r in ratio.values())])
    lines += _row(["least", "ratio", *(f"{r['least']:.2f}" for r in ratio.values())])
    lines += ["", *_row(["", *by_engine], head=True)]
    for label, values in _facts(measured).items():
        lines += _row([label, *values])
    for each in measured:
        if each is not ours and not each.name.endswith("shown"):
            lines += ["", _agreement_line(each, agreement(each, ours, questions))]
    return "\n".join(lines) + "\n"


def _agreement_line(engine: Measured, found: Mapping[str, Any]) -> str:
    line = (
        f"{engine.name}: {found['totals']} of {found['questions']} totals and "
        f"{found['counts']} sets of all counts equal ours; of our pages "
        f"{found['page_in_common']:.0%} are on theirs."
    )
    if not found["differing"]:
        return line
    why = f" {engine.differs}." if engine.differs else ""
    return f"{line} Other totals: {'; '.join(found['differing'])}.{why}"


def _facts(measured: Sequence[Measured]) -> dict[str, list[str]]:
    def column(unit: str, values: Iterable[float | None]) -> list[str]:
        return ["–" if value is None else f"{value:,.2f} {unit}" for value in values]

    return {
        "p99": column("ms", [each.p99() for each in measured]),
        "20 snippets": column("ms", [each.snippet_median() for each in measured]),
        "build, clock": column("s", [each.build.get("seconds") for each in measured]),
        "build, processor": column("s", [each.build.get("processor") for each in measured]),
        "build, peak memory": column("MB", [each.build.get("peak_mb") for each in measured]),
        "index": column("MB", [each.build.get("index_mb") for each in measured]),
        "first answer": column("s", [median(each.first_answer) for each in measured]),
        "resident memory": column("MB", [each.resident_mb for each in measured]),
    }


def _row(cells: Sequence[str], head: bool = False) -> list[str]:
    line = "| " + " | ".join(cells) + " |"
    return [line, "|" + "---|" * len(cells)] if head else [line]


def last_line(measured: Mapping[int, Sequence[Measured]], questions: Sequence[Question]) -> str:
    """How many times as fast we are as each engine, over all shapes, at each size."""
    parts = []
    for size, engines in measured.items():
        ours = next(each for each in engines if each.name == OURS)
        others = (each for each in engines if each is not ours and "shown" not in each.name)
        found = ", ".join(
            f"{ratios(each, ours, questions)['overall']:.1f}x {each.name}" for each in others
        )
        parts.append(f"{size:,} paragraphs: {found}")
    return "searchapp is as fast as: " + "; ".join(parts)


def write_json(
    file: Path, measured: Mapping[int, Sequence[Measured]], questions: Sequence[Question]
) -> None:
    rows = [
        {
            "engine": each.name,
            "size": size,
            "build": each.build,
            "first_answer": each.first_answer,
            "resident_mb": each.resident_mb,
            "p99_ms": each.p99(),
            "snippets_ms": each.snippet_median(),
            "ratio": ratios(each, engines[0], questions),
            "agreement": agreement(each, engines[0], questions),
            "shapes_ms": {" · ".join(s): ms for s, ms in each.by_shape(questions).items()},
        }
        for size, engines in measured.items()
        for each in engines
    ]
    asked = [[question.typed(), question.shape, question.band] for question in questions]
    file.write_text(json.dumps({"questions": asked, "measured": rows}, indent=1), encoding="utf-8")
