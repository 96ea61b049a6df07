"""Making many tuples with names at once, which is quicker than one by one. A page of results may
hold thousands of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Any, TypeAlias, TypeVar

from searchapp.kernels import compiled

_Tuple = TypeVar("_Tuple", bound=tuple[Any, ...])
Column: TypeAlias = list[Any] | tuple[Any, ...]


def many_tuples(kind: type[_Tuple], *columns: Column, rest: Sequence[Any] = ()) -> list[_Tuple]:
    """Values of a NamedTuple: one for each place of the columns, which hold its first fields;
    `rest` are the fields behind them, the same for all. Raises ValueError where the columns are
    not of one length."""
    if compiled.native:
        made: list[_Tuple] = compiled.native.tuples(kind, columns, tuple(rest))
        return made
    shared = tuple(rest)
    return list(
        map(tuple.__new__, repeat(kind), [own + shared for own in zip(*columns, strict=True)])
    )
