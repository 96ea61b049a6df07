from __future__ import annotations

import numpy as np

from searchapp.kernels import spans
from tests.kernels.drawn import seeds


@seeds
def test_spans_are_what_loops_make_of_them(seed: int) -> None:
    chance = np.random.default_rng(seed)
    lengths = chance.integers(0, 4, size=int(chance.integers(0, 12)))
    starts = chance.integers(0, 50, size=len(lengths))
    values = chance.integers(0, 9, size=int(lengths.sum()))
    pairs = list(zip(starts.tolist(), lengths.tolist(), strict=True))
    assert spans.places(starts, lengths).tolist() == [s + i for s, n in pairs for i in range(n)]
    ends = spans.offsets(lengths)
    assert ends.tolist() == [sum(lengths[:n].tolist()) for n in range(len(lengths) + 1)]
    assert spans.owners(lengths).tolist() == [k for k, (_, n) in enumerate(pairs) for _ in range(n)]
    own = [sum(values[ends[k] : ends[k + 1]].tolist()) for k in range(len(lengths))]
    assert spans.totals(values, ends).tolist() == own


@seeds
def test_portions_are_as_large_as_they_may_be_and_leave_nothing_out(seed: int) -> None:
    chance = np.random.default_rng(seed)
    lengths = chance.integers(0, 6, size=int(chance.integers(0, 12)))
    ends = spans.offsets(lengths)
    at_once, most = int(chance.integers(1, 9)), int(chance.integers(1, 5))
    portions = list(spans.portions(ends, at_once, most))
    assert [k for low, high in portions for k in range(low, high)] == list(range(len(lengths)))
    for low, high in portions:
        assert high - low == 1 or (high - low <= most and ends[high] - ends[low] <= at_once)
        is_last = high == len(lengths)
        assert is_last or high - low == most or ends[high + 1] - ends[low] > at_once


def test_arrays_are_joined_in_a_type_for_all() -> None:
    joined = spans.joined([np.array([1], np.uint8), np.array([300], np.uint16)])
    assert (joined.tolist(), joined.dtype.name) == ([1, 300], "uint16")
    assert spans.joined([]).tolist() == []
