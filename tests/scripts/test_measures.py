"""The measures of retrieval, worked out by hand."""

from __future__ import annotations

import pytest
from benchmark.collection import judgments
from benchmark.measures import Beside, average_precision, beside, chance, means, ndcg, recall

JUDGED = {"a": 2, "b": 1, "c": 1, "d": 0}


def test_gain_counts_less_the_later_it_comes() -> None:
    assert ndcg(["a", "b", "c"], JUDGED, 10) == 1.0
    assert ndcg(["b", "x", "a"], JUDGED, 10) == pytest.approx(2 / 3.1309297535714578)
    assert ndcg(["x"], JUDGED, 10) == 0.0


def test_precision_is_averaged_over_all_that_is_relevant() -> None:
    assert average_precision(["a", "x", "b"], JUDGED) == pytest.approx((1 + 2 / 3) / 3)
    assert average_precision([], JUDGED) == 0.0


def test_recall_ends_at_its_depth() -> None:
    assert recall(["x", "a", "b", "c"], JUDGED, 2) == pytest.approx(1 / 3)


def test_judgments_are_read_by_query() -> None:
    assert judgments("query-id\tcorpus-id\tscore\n1\tx\t2\n1\ty\t0\n2\tx\t1\n") == {
        "1": {"x": 2, "y": 0},
        "2": {"x": 1},
    }


def test_another_ranking_is_counted_by_question() -> None:
    ours = {"1": (0.5, 0.5, 1.0), "2": (0.1, 0.2, 0.3), "3": (0.0, 0.1, 0.0)}
    other = {"1": (0.5, 0.5, 1.0), "2": (0.1, 0.3, 0.3), "3": (0.9, 0.0, 0.0)}
    assert beside(other, ours) == Beside(better=1, worse=1, chance=1.0)
    assert means(ours) == pytest.approx({"nDCG@10": 0.2, "MAP": 0.8 / 3, "recall@100": 1.3 / 3})


def test_chance_is_small_only_where_most_questions_agree() -> None:
    assert chance([0.0, 0.0]) == 1.0
    assert chance([0.2, 0.2]) == pytest.approx(0.5, abs=0.02)  # two of the four ways to draw signs
    assert chance([0.1] * 12) == pytest.approx(2 / 2**12, abs=0.001)
    assert chance([0.1, -0.1] * 6) == 1.0
