"""Collecting the facet values of paragraphs on their way into an index, as numbers.

- field: what values are kept of: the facets as they are counted (regions with ancestors, dates
  by their buckets), `published` by day, and `date_value`, the EDTF texts themselves.
- code: the number of a value, counted through all fields: first the values of the facets, each
  field's in order; then for each facet one code for having no value; then the days of
  `published` and a code for having none; last the EDTF texts, which are not counted.
- all, stated: every value of a paragraph, and those that it does not only inherit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from searchapp.edtf import buckets
from searchapp.kernels import Ints, Numbers
from searchapp.model import Mention, Paragraph
from searchapp.schema import FACETS, Facet, with_ancestors

PUBLISHED = "published"
DATE_VALUE = "date_value"
# Stand for an open beginning and an open end; no calendar reaches them.
BEFORE_ALL, AFTER_ALL = -(2**62), 2**62


class Codes(NamedTuple):
    """The codes of a field's values from `first` up to `end`, and that of having none."""

    first: int
    end: int
    none: int | None


def lay_out(sizes: Mapping[str, int]) -> dict[str, Codes]:
    """The codes of fields with so many values each, the facets first."""
    found, next_code = {}, 0
    for facet in FACETS:
        found[facet.name] = Codes(next_code, next_code + sizes[facet.name], None)
        next_code += sizes[facet.name]
    for facet in FACETS:
        found[facet.name] = found[facet.name]._replace(none=next_code)
        next_code += 1
    days = next_code + sizes[PUBLISHED]
    found[PUBLISHED] = Codes(next_code, days, days)
    found[DATE_VALUE] = Codes(days + 1, days + 1 + sizes[DATE_VALUE], None)
    return found


class Lists(NamedTuple):
    """Lists of numbers, one after another, and the length of each."""

    numbers: Numbers
    lengths: Numbers


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

    def take_over(self, values: Sequence[str], all_held: Lists, stated: Lists) -> None:
        """Count values as held that were collected before, by their numbers among those given.

        Comes before anything is added. Values that nothing has are left out.
        """
        used = np.unique(np.concatenate((all_held.numbers, stated.numbers)))
        number_of = np.zeros(len(values), dtype=np.int64)
        number_of[used] = np.arange(len(used))
        self.values = {values[number]: place for place, number in enumerate(used.tolist())}
        for held, lists in ((self.all, all_held), (self.stated, stated)):
            held.numbers += number_of[lists.numbers].tolist()
            held.lengths += lists.lengths.tolist()
        self.has_inherited |= all_held is not stated

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

    def entries(self, codes: Mapping[str, Codes], row_of: Ints) -> Entries:
        """All values; `row_of` gives the row of the first paragraph added, the second, …"""
        return _entries(
            [(codes[name], field.values, field.all) for name, field in self.fields.items()], row_of
        )

    def stated_entries(self, codes: Mapping[str, Codes], row_of: Ints) -> Entries:
        return _entries(
            [(codes[name], field.values, field.stated) for name, field in self.fields.items()],
            row_of,
        )


def _entries(fields: Iterable[tuple[Codes, dict[str, int], _Held]], row_of: Ints) -> Entries:
    rows, codes = [], []
    for own, values, held in fields:
        code_of = np.empty(len(values), dtype=np.int64)
        code_of[[values[each] for each in sorted(values)]] = np.arange(own.first, own.end)
        lengths = np.array(held.lengths, dtype=np.int64)
        rows.append(np.repeat(row_of, lengths))
        codes.append(code_of[np.array(held.numbers, dtype=np.int64)])
        if own.none is not None:
            without = row_of[lengths == 0]
            rows.append(without)
            codes.append(np.full(len(without), own.none))
    joined_rows, joined_codes = np.concatenate(rows), np.concatenate(codes)
    bits = int(joined_codes.max(initial=0)).bit_length()
    keys = (joined_rows << bits) | joined_codes
    keys.sort()
    return Entries(keys >> bits, keys & ((1 << bits) - 1))
