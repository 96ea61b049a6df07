"""Collecting the facet values of paragraphs on their way into an index, as numbers.

- field: what values are kept of: the facets as they are counted (regions with ancestors, dates
  by their buckets), `published` by day, and `date_value`, the EDTF texts themselves.
- code: the number of a value, counted through all fields; the values of a field are in order,
  and after them comes one more code, for paragraphs without any.
- all, stated: every value of a paragraph, and those that it does not only inherit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from searchapp.edtf import buckets
from searchapp.kernels import Ints, Numbers, spans
from searchapp.model import Mention, Paragraph
from searchapp.schema import FACETS, Facet, with_ancestors

PUBLISHED = "published"
DATE_VALUE = "date_value"
FIELDS = (*(facet.name for facet in FACETS), PUBLISHED, DATE_VALUE)
COUNTED = FIELDS[:-1]


class _Held:
    """What paragraph after paragraph holds, as one list."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.lengths: list[int] = []

    def add(self, numbers: Sequence[int]) -> None:
        self.numbers += numbers
        self.lengths.append(len(numbers))


class _Field:
    """One field: values numbered in the order of first sight, and what paragraphs hold."""

    def __init__(self, facet: Facet | None) -> None:
        self._facet = facet
        self._known: dict[str, tuple[int, ...]] = {}
        self.values: dict[str, int] = {}
        self.all, self.stated = _Held(), _Held()
        self.has_inherited = False

    def add(self, mentions: Sequence[Mention]) -> None:
        numbers = self._numbers_of([each.value for each in mentions])
        self.all.add(numbers)
        if any(each.inherited for each in mentions):
            self.has_inherited = True
            numbers = self._numbers_of([each.value for each in mentions if not each.inherited])
        self.stated.add(numbers)

    def add_value(self, value: str | None) -> None:
        numbers = () if value is None else self._known.get(value) or self._learn(value)
        self.all.add(numbers)
        self.stated.add(numbers)

    def _numbers_of(self, values: Sequence[str]) -> tuple[int, ...]:
        if not values:
            return ()
        held = [self._known.get(value) or self._learn(value) for value in values]
        if len(held) == 1:
            return held[0]
        return tuple({number for numbers in held for number in numbers})

    def _learn(self, value: str) -> tuple[int, ...]:
        implied = (value,) if self._facet is None else _counted_as(self._facet, value)
        numbers = tuple(self.values.setdefault(each, len(self.values)) for each in implied)
        self._known[value] = numbers
        return numbers


def _counted_as(facet: Facet, value: str) -> tuple[str, ...]:
    if facet.kind == "path":
        return with_ancestors((value,))
    return buckets(value) if facet.kind == "date" else (value,)


@dataclass(frozen=True, slots=True)
class Entries:
    """Which rows hold which codes, in the order of rows."""

    rows: Numbers
    codes: Numbers


class Collector:
    """Takes paragraphs in any order; `values` and `entries` tell what they held."""

    def __init__(self) -> None:
        self._fields = {facet.name: _Field(facet) for facet in FACETS}
        self._published = _Field(None)
        self._date_value = _Field(None)

    def add(self, paragraph: Paragraph) -> None:
        """Raises EdtfError for a date that is none."""
        mentions = paragraph.mentions
        for name, field in self._fields.items():
            field.add(mentions.get(name, ()))
        self._date_value.add(mentions.get("date", ()))
        published = paragraph.published
        self._published.add_value(published.isoformat() if published else None)

    @property
    def fields(self) -> dict[str, _Field]:
        return self._fields | {PUBLISHED: self._published, DATE_VALUE: self._date_value}

    @property
    def has_inherited(self) -> bool:
        return any(field.has_inherited for field in self.fields.values())

    def values(self) -> dict[str, list[str]]:
        """The values of each field in order."""
        return {name: sorted(field.values) for name, field in self.fields.items()}

    def entries(self, row_of: Ints) -> Entries:
        """All values; `row_of` gives the row of the first paragraph added, the second, …"""
        return _entries(((field.values, field.all) for field in self.fields.values()), row_of)

    def stated_entries(self, row_of: Ints) -> Entries:
        return _entries(((field.values, field.stated) for field in self.fields.values()), row_of)


def _entries(fields: Iterable[tuple[dict[str, int], _Held]], row_of: Ints) -> Entries:
    rows, codes, base = [], [], 0
    for values, held in fields:
        code_of = np.empty(len(values) + 1, dtype=np.int64)
        code_of[[values[each] for each in sorted(values)]] = np.arange(len(values))
        lengths = np.array(held.lengths, dtype=np.int64)
        numbers = np.array(held.numbers, dtype=np.int64)
        none = row_of[lengths == 0]
        rows += [np.repeat(row_of, lengths), none]
        codes += [code_of[numbers] + base, np.full(len(none), base + len(values))]
        base += len(values) + 1
    joined_rows = np.concatenate(rows).astype(np.int64)
    joined_codes = np.concatenate(codes)
    order = np.argsort(joined_rows * base + joined_codes, kind="stable")
    return Entries(joined_rows[order], joined_codes[order])


def bases(values: dict[str, list[str]]) -> dict[str, tuple[int, int]]:
    """Of each field its first code, and the code of having no value, which follows its last."""
    ends = spans.offsets(np.array([len(each) + 1 for each in values.values()]))
    firsts = (int(end) for end in ends[:-1])
    nones = (int(end) - 1 for end in ends[1:])
    return {name: pair for name, *pair in zip(values, firsts, nones, strict=True)}  # type: ignore[misc]
