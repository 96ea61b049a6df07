from __future__ import annotations

import pytest

from searchapp.kernels.tuples import many_tuples
from searchapp.model import FacetCount


def test_values_made_in_bulk_are_those_made_one_by_one() -> None:
    assert many_tuples(FacetCount, ("a", "b"), [2, 1], ["in", ""]) == [
        FacetCount("a", 2, "in"),
        FacetCount("b", 1),
    ]
    [made] = many_tuples(FacetCount, ["a"], [2], rest=("out",))
    assert (type(made), made.value, made.count, made.state) == (FacetCount, "a", 2, "out")
    assert many_tuples(FacetCount, [], []) == []


def test_columns_of_several_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match=r"length|shorter"):
        many_tuples(FacetCount, ["a", "b"], [1])
