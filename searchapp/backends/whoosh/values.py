"""Collecting the facet values of paragraphs on their way into an index, as numbers.

- field: what values are kept of: the facets as they are counted (regions with ancestors, dates
  by their buckets), `published` by day, and `date_value`, the EDTF texts themselves.
- code: the number of a value, counted through all fields: first the values of the facets, each
  field's in order; then for each facet one code for having no value; then the days of
  `published` and a code for having none; last the EDTF texts, which are not counted.
- all, stated: every value of a paragraph, and those that it does not only inherit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from searchapp.edtf import buckets
from searchapp.kernels import Ints, Numbers, spans
from searchapp.kernels.packing import narrow, width_for
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


def ends_of_groups(codes: Mapping[str, Codes]) -> Numbers:
    """Where each group of the codes that are counted ends: those of the facets, having none of a
    facet, the days, having no day."""
    ends = [codes[facet.name].end for facet in FACETS]
    published = codes[PUBLISHED]
    return np.array([*ends, published.first, published.end, published.end + 1], dtype=np.int64)


class Lists(NamedTuple):
    """Lists of numbers, one after another, and the length of each."""

    numbers: Ints
    lengths: Ints

    @classmethod
    def of(cls, numbers: Sequence[int], lengths: Sequence[int]) -> Lists:
        """In little memory, since there may be many."""
        return cls(narrow(np.array(numbers, np.int64)), narrow(np.array(lengths, np.int64)))


class _Field:
    """One field: values numbered in the order of first sight, and what paragraphs hold."""

    def __init__(self, facet: Facet | None) -> None:
        self._facet = facet
        self._known: dict[str, tuple[int, ...]] = {}
        self.values: dict[str, int] = {}
        self.all: list[Lists] = []
        self.stated: list[Lists] = []
        self.has_inherited = False

    def add(self, column: Sequence[Sequence[Mention]]) -> None:
        """The mentions of paragraph after paragraph."""
        held = self._held(column)
        self.all.append(held)
        if any(each.inherited for mentions in column for each in mentions):
            self.has_inherited = True
            held = self._held([[m for m in mentions if not m.inherited] for mentions in column])
        self.stated.append(held)

    def _held(self, column: Sequence[Sequence[Mention]]) -> Lists:
        known = self._known
        numbers: list[int] = []
        lengths: list[int] = []
        for mentions in column:
            found: Collection[int] = ()
            for mention in mentions:
                own = known.get(mention.value) or self._learn(mention.value)
                found = {*found, *own} if found else own
            numbers += found
            lengths.append(len(found))
        return Lists.of(numbers, lengths)

    def add_values(self, column: Sequence[str]) -> None:
        """The value of paragraph after paragraph, "" where there is none."""
        known = self._known
        found = [known.get(each) or self._learn(each) if each else () for each in column]
        held = Lists.of([number for own in found for number in own], list(map(len, found)))
        self.all.append(held)
        self.stated.append(held)

    def take_over(self, values: Sequence[str], all_held: Lists, stated: Lists) -> None:
        """Count values as held that were collected before, by their numbers among those given.

        Comes before anything is added. Values that nothing has are left out.
        """
        used = np.unique(np.concatenate((all_held.numbers, stated.numbers)))
        number_of = np.zeros(len(values), dtype=np.int64)
        number_of[used] = np.arange(len(used))
        self.values = {values[number]: place for place, number in enumerate(used.tolist())}
        self.all.append(Lists(number_of[all_held.numbers], all_held.lengths))
        self.stated.append(Lists(number_of[stated.numbers], stated.lengths))
        self.has_inherited |= all_held is not stated

    def _learn(self, value: str) -> tuple[int, ...]:
        implied = (value,) if self._facet is None else _counted_as(self._facet, value)
        numbers = tuple(self.values.setdefault(each, len(self.values)) for each in implied)
        self._known[value] = numbers
        return numbers


def _counted_as(facet: Facet, value: str) -> tuple[str, ...]:
    if facet.kind == "path":
        return with_ancestors((value,))
    return buckets(value) if facet.kind == "date" else (value,)


class Column(NamedTuple):
    """The codes of one field as paragraphs came: the i-th has `lengths[i]` from `starts[i]` on,
    or the code `none` where it has no other."""

    codes: Ints
    starts: Ints
    lengths: Ints
    none: int | None


class Collector:
    """Takes paragraphs in any order; `values` and `entries` tell what they held."""

    def __init__(self) -> None:
        self._fields = {facet.name: _Field(facet) for facet in FACETS}
        self._published = _Field(None)
        self._date_value = _Field(None)

    def add(self, paragraphs: Sequence[Paragraph]) -> None:
        """Raises EdtfError for a date that is none."""
        mentions = [each.mentions for each in paragraphs]
        columns = {name: [each.get(name, ()) for each in mentions] for name in self._fields}
        for name, field in self._fields.items():
            field.add(columns[name])
        self._date_value.add(columns["date"])
        days = [each.published for each in paragraphs]
        self._published.add_values([day.isoformat() if day else "" for day in days])

    @property
    def fields(self) -> dict[str, _Field]:
        return self._fields | {PUBLISHED: self._published, DATE_VALUE: self._date_value}

    @property
    def has_inherited(self) -> bool:
        return any(field.has_inherited for field in self.fields.values())

    def values(self) -> dict[str, list[str]]:
        """The values of each field in order."""
        return {name: sorted(field.values) for name, field in self.fields.items()}

    def columns(self, codes: Mapping[str, Codes], *, stated_only: bool) -> list[Column]:
        """A column of each field, of paragraphs in the order in which they were added."""
        return [
            _column(codes[name], field.values, field.stated if stated_only else field.all)
            for name, field in self.fields.items()
        ]


def _column(codes: Codes, values: Mapping[str, int], held: Sequence[Lists]) -> Column:
    code_of = np.empty(len(values), dtype=width_for(codes.end))
    code_of[[values[each] for each in sorted(values)]] = np.arange(codes.first, codes.end)
    lengths = spans.joined([each.lengths for each in held])
    numbers = spans.joined([each.numbers for each in held])
    return Column(code_of[numbers], narrow(spans.offsets(lengths)[:-1]), lengths, codes.none)
