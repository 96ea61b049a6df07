"""The published figures are what the tagger does, and it does not fall below them."""

from __future__ import annotations

from pathlib import Path

from record_accuracy import measured

from searchapp.accuracy import recorded

PROJECT = Path(__file__).resolve().parents[1]


def test_no_facet_falls_below_its_published_figure() -> None:
    report = measured()

    assert report.paragraphs == recorded().paragraphs
    for published in recorded().facets:
        score = report.scores[published.facet]
        told = report.errors(published.facet)
        assert round(score.f1, 3) >= published.f1, f"{published.facet} {score.f1:.3f}\n{told}"


def test_readme_prints_the_published_figures() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    for each in recorded().facets:
        row = f"| {each.facet} | {each.precision:.3f} | {each.recall:.3f} | {each.f1:.3f} |"
        assert row in readme
