"""Which rows repeat one another: groups of twins, in the order of their age.

- group: the rows of one `Paragraph.twins`, by number; age is day of publication, undated last,
  then document and number, so that the first of a group is the one that a fold keeps.
- member: a row that is in a group. Only members take room and time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from searchapp.backends.whoosh.arrays import Arrays, ArrayWriter
from searchapp.backends.whoosh.dictionary import Dictionary, Listed, write_strings
from searchapp.backends.whoosh.values import AFTER_ALL
from searchapp.errors import IndexDamaged
from searchapp.kernels import Numbers, spans
from searchapp.kernels.packing import narrow
from searchapp.kernels.rows import NONE, as_mask, where_in
from searchapp.kernels.selection import Selection


def write_repeats(
    arrays: ArrayWriter, group_of: Mapping[int, str], row_of: Numbers, days: Sequence[int]
) -> None:
    """`group_of` names the groups of arrivals that are in one; `days` are ordinals, 0 undated."""
    arrivals = np.array(list(group_of), dtype=np.int64)
    names = sorted(set(group_of.values()))
    number_of = {name: number for number, name in enumerate(names)}
    groups = np.array([number_of[name] for name in group_of.values()], dtype=np.int64)
    rows = row_of[arrivals]
    published = np.array(days, dtype=np.int64)[arrivals]
    # Rows of one day are in the order of documents and numbers.
    by_age = np.lexsort((rows, np.where(published == 0, AFTER_ALL, published), groups))
    write_strings(arrays, "twins.ids", names)
    arrays.add("twins.rows", narrow(rows[by_age]))
    arrays.add("twins.ends", narrow(spans.offsets(np.bincount(groups, minlength=len(names)))))


class Groups(NamedTuple):
    """Rows group after group, the oldest of each first; a group ends where the next begins."""

    names: Dictionary | Listed
    by_age: Numbers
    ends: Numbers


def read_groups(arrays: Arrays) -> Groups:
    by_age, ends = arrays["twins.rows"].astype(np.int64), arrays["twins.ends"].astype(np.int64)
    return Groups(Dictionary(arrays, "twins.ids"), by_age, ends)


class Repeats:
    """Raises IndexDamaged where the groups of so many rows cannot be as they were written."""

    def __init__(self, groups: Groups, size: int) -> None:
        self._size, self.groups = size, groups
        self.names, self._by_age, self._ends = groups
        sizes = np.diff(self._ends)
        if sizes.min(initial=1) < 1 or len(self.names) != len(sizes):
            raise IndexDamaged("groups of repeated paragraphs are not as written; build anew")
        if sizes.sum() != len(self._by_age) or self._by_age.max(initial=-1) >= self._size:
            raise IndexDamaged("groups of repeated paragraphs hold what is not there; build anew")
        self._age = np.argsort(self._by_age)  # of each member, in the order of rows
        self._rows = self._by_age[self._age]
        self._group = spans.owners(sizes)[self._age]

    def _among(self, hits: Numbers) -> Numbers:
        """The places of those of the ascending hits that repeat an older hit."""
        if not len(self._rows):
            return NONE
        places, members = self._members(hits)
        order = np.argsort(self._age[members])
        groups = self._group[members][order]
        repeating: Numbers = places[order][1:][groups[1:] == groups[:-1]]
        repeating.sort()
        return repeating

    def how_many(self, hits: Selection) -> int:
        """How many of the hits repeat an older hit; quicker than to tell which."""
        if hits.count == self._size or not len(self._rows):
            return len(self._rows) - len(self.names)
        if hits.is_mask or len(self._rows) < hits.count:
            groups = self._group[as_mask(hits.rows, self._size)[self._rows]]
        else:
            _, groups = self.groups_of(hits.numbers)
        is_there = np.zeros(len(self.names), dtype=np.bool_)
        is_there[groups] = True
        return len(groups) - int(np.count_nonzero(is_there))

    def folded(self, hits: Selection) -> Selection:
        """The oldest hit of each group, and all that are in none."""
        numbers = hits.numbers
        return Selection(np.delete(numbers, self._among(numbers)), self._size)

    def groups_of(self, hits: Numbers) -> tuple[Numbers, Numbers]:
        """The places of the hits that are in a group, and the number of that."""
        if not len(self._rows):
            return NONE, NONE
        places, members = self._members(hits)
        return places, self._group[members]

    def _members(self, hits: Numbers) -> tuple[Numbers, Numbers]:
        """The places of hits that are members, and which members they are."""
        if len(self._rows) < len(hits):
            found, place = where_in(self._rows, hits)
            return place[found], np.flatnonzero(found)
        found, place = where_in(hits, self._rows)
        return np.flatnonzero(found), place[found]

    def rows_of(self, name: str) -> Numbers:
        """The rows of a group, the oldest first; none if there is no such group."""
        group = self.names.find(name)
        return NONE if group is None else self._by_age[self._ends[group] : self._ends[group + 1]]
