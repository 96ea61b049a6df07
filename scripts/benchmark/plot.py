"""Cost against the size of the corpus, as an SVG without any library. Both axes go by powers of
ten; every engine has a colour of its own and a label in the margin, so that none covers another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from pathlib import Path
from statistics import geometric_mean

from benchmark.questions import Question
from benchmark.report import OURS, Measured

Points = Sequence[tuple[int, float]]
_WIDTH, _HEIGHT = 780, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 520, 50, 380
_APART = 18
# Told apart by people who see few colours too: the palette of Okabe and Ito.
_COLOURS = ("#000000", "#d55e00", "#0072b2", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")
_TITLE = "A page of results: geometric mean of all shapes"


@dataclass(frozen=True, slots=True)
class _Axes:
    """Where a size and a time stand on the paper."""

    sizes: tuple[float, float]
    times: tuple[float, float]

    def x(self, size: float) -> float:
        low, high = map(log10, self.sizes)
        share = (log10(size) - low) / (high - low) if high > low else 0.5
        return _LEFT + (_RIGHT - _LEFT) * share

    def y(self, ms: float) -> float:
        low, high = map(log10, self.times)
        return _BOTTOM - (_BOTTOM - _TOP) * (log10(ms) - low) / (high - low)


def plot(
    file: Path, measured: Mapping[int, Sequence[Measured]], questions: Sequence[Question]
) -> None:
    lines: dict[str, list[tuple[int, float]]] = {}
    for size, engines in sorted(measured.items()):
        for each in engines:
            if "shown" not in each.name:
                overall = geometric_mean(each.by_shape(questions).values())
                lines.setdefault(each.name, []).append((size, overall))
    file.write_text(drawing(lines), encoding="utf-8")


def drawing(lines: Mapping[str, Points]) -> str:
    """The SVG of milliseconds by size, of each engine."""
    sizes = sorted({size for points in lines.values() for size, _ in points})
    times = [ms for points in lines.values() for _, ms in points]
    marks = _round_times(min(times), max(times))
    axes = _Axes((sizes[0], sizes[-1]), (marks[0], marks[-1]))
    parts = [*_grid(axes, sizes, marks)]
    for (name, points), colour in zip(lines.items(), _cycled(len(lines)), strict=True):
        parts += _line(axes, points, colour, bold=name == OURS)
    parts += _labels(axes, lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="13"><title>{_TITLE}</title>'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>{"".join(parts)}</svg>\n'
    )


def _round_times(least: float, most: float) -> list[float]:
    """1, 2, 5, 10, 20, … from what is not above the least to what is not below the most."""
    powers = range(floor(log10(least)), ceil(log10(most)) + 1)
    every = [step * 10.0**power for power in powers for step in (1, 2, 5)]
    first = max(each for each in every if each <= least)
    last = min(each for each in every if each >= most and each > first)
    return [each for each in every if first <= each <= last]


def _cycled(number: int) -> Iterable[str]:
    return (_COLOURS[place % len(_COLOURS)] for place in range(number))


def _grid(axes: _Axes, sizes: Sequence[int], marks: Sequence[float]) -> Iterable[str]:
    yield f'<text x="{_LEFT}" y="24" font-weight="bold">{_TITLE}</text>'
    for ms in marks:
        y = f"{axes.y(ms):.0f}"
        yield f'<path d="M{_LEFT} {y}H{_RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{y}" dy="4" text-anchor="end">{ms:g} ms</text>'
    for size in sizes:
        x = f"{axes.x(size):.0f}"
        yield f'<path d="M{x} {_TOP}V{_BOTTOM}" stroke="#ddd"/>'
        yield f'<text x="{x}" y="{_BOTTOM + 20}" text-anchor="middle">{size:,}</text>'
    middle = (_LEFT + _RIGHT) / 2
    yield f'<text x="{middle:.0f}" y="{_BOTTOM + 42}" text-anchor="middle">paragraphs</text>'


def _line(axes: _Axes, points: Points, colour: str, *, bold: bool) -> Iterable[str]:
    placed = [(axes.x(size), axes.y(ms)) for size, ms in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
    width = 3 if bold else 1.5
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
    for x, y in placed:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{width + 1.5}" fill="{colour}"/>'


def _labels(axes: _Axes, lines: Mapping[str, Points]) -> Iterable[str]:
    """The names with their last cost, from the dearest down, each below the one before."""
    ends = zip(lines.items(), _cycled(len(lines)), strict=True)
    ranked = sorted((axes.y(points[-1][1]), name, colour) for (name, points), colour in ends)
    above = 0.0
    for y, name, colour in ranked:
        placed = above = max(y, above + _APART)
        size, ms = lines[name][-1]
        where = "" if axes.x(size) == _RIGHT else f" at {size:,}"
        yield (
            f'<path d="M{axes.x(size):.1f} {y:.1f}L{_RIGHT + 22} {placed:.1f}" stroke="{colour}" '
            'stroke-dasharray="1 3"/>'
            f'<text x="{_RIGHT + 28}" y="{placed:.1f}" dy="4">'
            f"{escape(name)}, {ms:.2g} ms{where}</text>"
        )
