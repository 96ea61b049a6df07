"""Making many frozen values at once.

A frozen dataclass guards each of its fields while it is made, which takes most of the time of
making it. A page of results may hold thousands of small values; here their slots are set column
by column, before anyone else can see them. The values are the same as those made one by one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields
from functools import lru_cache
from itertools import repeat
from typing import Any, TypeVar, cast

_Value = TypeVar("_Value")
_Tuple = TypeVar("_Tuple", bound=tuple[Any, ...])


def many(kind: type[_Value], size: int, **columns: Iterable[Any]) -> list[_Value]:
    """So many values of a dataclass with slots, from columns of its fields; what is not given
    has the field's default."""
    made: list[_Value] = list(map(object.__new__, repeat(kind, size)))
    for name, set_slot, default in _slots(cast(Hashable, kind)):
        column = columns.get(name)
        deque(map(set_slot, made, repeat(default) if column is None else column), maxlen=0)
    return made


@lru_cache
def _slots(kind: Any) -> tuple[tuple[str, Callable[[Any, Any], None], Any], ...]:
    return tuple((each.name, vars(kind)[each.name].__set__, each.default) for each in fields(kind))


def many_tuples(kind: type[_Tuple], *columns: Iterable[Any]) -> list[_Tuple]:
    """Values of a NamedTuple, as long as the shortest of its columns."""
    return list(map(tuple.__new__, repeat(kind), zip(*columns, strict=False)))
