"""A set of rows of which much is asked, in the form in which each thing is quickest.

- fewer: the rows, or where they are most of all, the others. To count what the others have and
  to take it away comes to the same.
"""

from __future__ import annotations

from searchapp.kernels import Numbers, Rows
from searchapp.kernels.rows import NONE, as_numbers, how_many, is_mask, others, unmasked

# Up to this share of all rows, numbers are quicker than a mask.
_DENSE = 16


class Selection:
    """`count` says how many the rows are, `is_most` whether they are more than half of all."""

    __slots__ = ("_fewer", "count", "is_mask", "is_most", "rows", "size")

    def __init__(self, rows: Rows, size: int) -> None:
        self.is_mask = is_mask(rows)
        self.count = how_many(rows) if self.is_mask else len(rows)
        if self.is_mask and self.count * _DENSE < size:
            self.is_mask, rows = False, as_numbers(rows)
        self.rows, self.size = rows, size
        self.is_most = self.count * 2 > size
        self._fewer: Numbers | None = None

    @property
    def numbers(self) -> Numbers:
        """The rows, ascending."""
        return as_numbers(self.rows)

    @property
    def fewer(self) -> Numbers:
        if self._fewer is None:
            self._fewer = self._find_fewer()
        return self._fewer

    def _find_fewer(self) -> Numbers:
        if self.count == self.size:
            return NONE
        if self.is_mask:
            return unmasked(self.rows, not self.is_most)
        return others(self.rows, self.size) if self.is_most else self.rows

    def first(self, count: int) -> Numbers:
        """So many of the rows, or all."""
        if not self.is_mask:
            return self.rows[:count]
        reach = count
        while reach < self.size and how_many(self.rows[:reach]) < count:
            reach *= 2
        return as_numbers(self.rows[:reach])[:count]
