"""The facet values of several segments as those of one: shared codes, shared rows.

- shared code: the number of a value among those of all parts, laid out as in `values`.
- part, shared row: as in `union_rows`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from searchapp.backends.whoosh.cache import Cache
from searchapp.backends.whoosh.columns import Columns
from searchapp.backends.whoosh.dictionary import joined
from searchapp.backends.whoosh.marks import Marks
from searchapp.backends.whoosh.timeline import Timeline
from searchapp.backends.whoosh.union_rows import SharedRows
from searchapp.backends.whoosh.values import DATE_VALUE, PUBLISHED, ends_of_groups, lay_out
from searchapp.kernels import Ints, Numbers, Rows, counts
from searchapp.kernels.selection import Selection
from searchapp.schema import TAGGED


class UnionColumns:
    def __init__(
        self,
        parts: Sequence[Columns],
        marks: Sequence[Marks],
        shared: SharedRows,
        days: Numbers,
        cache: Cache,
    ) -> None:
        self._parts, self._shared, self._cache = parts, shared, cache
        self.size = shared.size
        fields = [name for name in parts[0].codes if name != DATE_VALUE]
        found = {name: joined([part.values_of(name) for part in parts]) for name in fields}
        self._values = {name: values for name, (values, _) in found.items()}
        sizes = {name: len(values) for name, values in self._values.items()}
        self.codes = lay_out({**sizes, DATE_VALUE: 0})
        self._code_of = [
            self._shared_codes(part, {name: numbers[place] for name, (_, numbers) in found.items()})
            for place, part in enumerate(parts)
        ]
        self._totals = {
            stated_only: self._of_all(
                [
                    part.held(stated_only).totals - part.held(stated_only).table.count(gone.gone)
                    for part, gone in zip(parts, marks, strict=True)
                ]
            )
            for stated_only in (False, True)
        }
        first, end, _ = self.codes[PUBLISHED]
        self.timeline = Timeline(days, self._totals[False][first:end], first)
        self._ranking = counts.Ranking(ends_of_groups(self.codes), len(TAGGED))

    def _shared_codes(self, part: Columns, numbers: Mapping[str, Numbers]) -> Numbers:
        """The shared code of each counted code of a part, whose values have these numbers."""
        code_of = np.empty(part.codes[DATE_VALUE].first, dtype=np.int64)
        for name, own in numbers.items():
            first, end, none = part.codes[name]
            code_of[first:end] = own + self.codes[name].first
            shared_none = self.codes[name].none
            assert shared_none is not None, "only EDTF texts have no such code"
            code_of[none] = shared_none
        return code_of

    def _of_all(self, counted: Sequence[Numbers]) -> Numbers:
        """Counts by shared code, from those of each part by its own."""
        found = np.zeros(self.codes[DATE_VALUE].first, dtype=np.int64)
        for own, code_of in zip(counted, self._code_of, strict=True):
            found[code_of] += own
        return found

    # --- rows by value ----------------------------------------------------------------------

    def having(self, facet_name: str, value: str, *, stated_only: bool) -> Rows:
        """As `Columns.having`. Raises BadSearch."""
        return self._kept(
            ("having", facet_name, value, stated_only),
            lambda part: part.having(facet_name, value, stated_only=stated_only),
        )

    def starting(self, facet_name: str, start: str, *, stated_only: bool) -> Rows:
        """As `Columns.starting`."""
        return self._kept(
            ("starting", facet_name, start, stated_only),
            lambda part: part.starting(facet_name, start, stated_only=stated_only),
        )

    def missing(self, facet_name: str, *, stated_only: bool) -> Rows:
        """As `Columns.missing`."""
        return self._kept(
            ("missing", facet_name, stated_only),
            lambda part: part.missing(facet_name, stated_only=stated_only),
        )

    def _kept(self, key: Hashable, find: Callable[[Columns], Rows]) -> Rows:
        return self._cache.get(
            key,
            lambda: self._shared.joined([find(part) for part in self._parts]),
            lambda found: found.nbytes,
        )

    # --- values by row ----------------------------------------------------------------------

    def ranked(self, rows: Selection, *, stated_only: bool) -> counts.Ranked:
        """As `Columns.ranked`."""
        counted = np.zeros(self.codes[DATE_VALUE].first, dtype=np.int64)
        for part, own in self._shared.by_part(rows.fewer):
            found = self._parts[part].held(stated_only).table.count(own)
            counted[self._code_of[part]] += found
        return self._ranking.of_counts(
            self._totals[stated_only] - counted if rows.is_most else counted
        )

    def names(self, codes: Ints) -> list[str]:
        """The values of these codes of facets."""
        return self._names[codes].tolist()  # type: ignore[no-any-return]

    @cached_property
    def _names(self) -> NDArray[Any]:
        names = np.empty(self.codes[TAGGED[-1]].end, dtype=object)
        for name in TAGGED:
            names[self.codes[name].first : self.codes[name].end] = list(self._values[name])
        return names

    def code(self, facet: str, value: str) -> int | None:
        number = self._values[facet].find(value)
        return None if number is None else self.codes[facet].first + number

    def sort_keys(self, order: str, *, stated_only: bool) -> Ints:
        """For each row a number that is smaller the earlier it comes by a kind of date."""
        return self._cache.get(
            ("sort keys", order, stated_only),
            lambda: self._sort_keys(order, stated_only),
            lambda found: found.nbytes,
        )

    def _sort_keys(self, order: str, stated_only: bool) -> Ints:
        keys = [part.sort_days(order, stated_only=stated_only) for part in self._parts]
        return self._shared.gathered(keys)


AnyColumns: TypeAlias = Columns | UnionColumns
