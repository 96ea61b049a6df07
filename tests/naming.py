"""Tables of names from groups of spellings, the obvious way."""

from __future__ import annotations

from collections.abc import Iterable

from searchapp.aliases import Spelling, others_than
from searchapp.text import words


def names_from(groups: Iterable[Iterable[str]]) -> dict[Spelling, tuple[Spelling, ...]]:
    """The table of names from groups of spellings that mean the same.

    A spelling that stands in two groups belongs to two names and is left out of the table,
    though either of them may find it. "Wagner Group" is no other spelling of "Wagner", since
    whoever finds the one has found the other.

    >>> names_from([["Kyiv", "Kiev"], ["Wagner", "Wagner Group", "Вагнер"]])[("wagner",)]
    (('вагнер',),)
    """
    table: dict[Spelling, tuple[Spelling, ...]] = {}
    shared: set[Spelling] = set()
    for group in groups:
        spellings = tuple(dict.fromkeys(found for each in group if (found := tuple(words(each)))))
        for spelling in spellings:
            if spelling in table:
                shared.add(spelling)
            table[spelling] = others_than(spelling, spellings)
    return {key: others for key, others in table.items() if others and key not in shared}
