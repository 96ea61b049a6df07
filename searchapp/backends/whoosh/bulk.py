"""Making many frozen values at once.

A frozen dataclass guards each of its fields while it is made, which takes most of the time of
making it. A page of results may hold thousands of small values; here their slots are set column
by column, before anyone else can see them. The values are the same as those made one by one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import fields
from functools import lru_cache
from itertools import repeat
from typing import Any, TypeVar, cast

_Value = TypeVar("_Value")
_Tuple = TypeVar("_Tuple", bound=tuple[Any, ...])


def many(kind: type[_Value], first: Sequence[Any], *others: Iterable[Any]) -> list[_Value]:
    """Values of a dataclass with slots; the columns are its fields in order, all of them."""
    made: list[_Value] = list(map(object.__new__, repeat(kind, len(first))))
    for set_slot, column in zip(_setters(cast(Hashable, kind)), (first, *others), strict=True):
        deque(map(set_slot, made, column), maxlen=0)
    return made


@lru_cache
def _setters(kind: Any) -> tuple[Callable[[Any, Any], None], ...]:
    return tuple(vars(kind)[field.name].__set__ for field in fields(kind))


def many_tuples(kind: type[_Tuple], *columns: Iterable[Any]) -> list[_Tuple]:
    """Values of a NamedTuple, as long as the shortest of its columns."""
    return list(map(tuple.__new__, repeat(kind), zip(*columns, strict=False)))
