"""Making many tuples with names at once, which is quicker than one by one. A page of results may
hold thousands of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat
from typing import Any, TypeVar

_Tuple = TypeVar("_Tuple", bound=tuple[Any, ...])


def many_tuples(kind: type[_Tuple], *columns: Iterable[Any]) -> list[_Tuple]:
    """Values of a NamedTuple, as long as the shortest of its columns."""
    return list(map(tuple.__new__, repeat(kind), zip(*columns, strict=False)))
