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
