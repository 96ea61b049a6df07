"""Which of many rules a text may satisfy, by what each of them needs.

- number: what stands for a word, from 0 on; -1 for words that no rule needs. A text is the
  numbers of its words in order.
- term: a number, or two numbers of which one follows the other right away.
- need: terms of which a text has to hold one. A rule needs all its needs.

A rule is looked at where the text holds a term of that need of it which the fewest rules share:
"hospital" rather than "russian".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import Any, TypeAlias

import numpy as np

from searchapp.kernels import Ints, compiled

Term: TypeAlias = int | tuple[int, int]
Need: TypeAlias = frozenset[Term]


class Rules:
    """Rules by what they need. One without needs is always met."""

    def __init__(self, rules: Sequence[Sequence[Need]]) -> None:
        frequency = Counter(term for needs in rules for need in needs for term in need)
        self._always = [rule for rule, needs in enumerate(rules) if not needs]
        self._asked_by: dict[Term, list[int]] = {}
        self._further: list[list[Need]] = []
        for rule, needs in enumerate(rules):
            rarest = min(needs, key=lambda need: sum(frequency[term] for term in need), default=())
            for term in rarest:
                self._asked_by.setdefault(term, []).append(rule)
            self._further.append([need for need in needs if need != rarest])
        self._terms = frozenset(frequency)

    def met(self, text: list[int]) -> list[int]:
        """The rules whose needs the text meets, in order."""
        if compiled.native:
            found: list[int] = compiled.native.met(text, self._in_c)
            return found
        held = self._terms.intersection(chain(text, pairwise(text)))
        asked = {rule for term in held for rule in self._asked_by.get(term, ())}
        met = [rule for rule in asked if not any(map(held.isdisjoint, self._further[rule]))]
        return sorted([*met, *self._always])

    @cached_property
    def _in_c(self) -> Any:
        """The same for the kernel in C. There pairs are terms with a number too, after the others:
        by first number and then by second."""
        assert compiled.native is not None
        pairs = sorted(term for term in self._terms if isinstance(term, tuple))
        singles = 1 + max(chain(*pairs, (t for t in self._terms if isinstance(t, int))), default=-1)
        numbers = {pair: singles + place for place, pair in enumerate(pairs)}

        def numbered(terms: Iterable[Term]) -> list[int]:
            return [numbers[term] if isinstance(term, tuple) else term for term in terms]

        firsts = Counter(first for first, _ in pairs)
        asked_by = dict(zip(numbered(self._asked_by), self._asked_by.values(), strict=True))
        needs = [numbered(need) for further in self._further for need in further]
        return compiled.native.rules(
            _ends([firsts[number] for number in range(singles)]),
            _ints(second for _, second in pairs),
            *_lists([asked_by.get(term, []) for term in range(singles + len(pairs))]),
            _ends(map(len, self._further)),
            _ints(range(len(needs))),
            *_lists(needs),
            _ints(self._always),
        )


def placed(text: list[int], names: list[str]) -> dict[str, list[int]]:
    """Where the words of a text stand, by the names of their numbers; those of number -1 left
    out."""
    if compiled.native:
        found: dict[str, list[int]] = compiled.native.placed(text, names)
        return found
    found = {}
    for place, number in enumerate(text):
        if number >= 0:
            found.setdefault(names[number], []).append(place)
    return found


def _lists(lists: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Where each of the lists ends, the first after a 0, and all of them in a row."""
    return _ends(map(len, lists)), _ints(chain.from_iterable(lists))


def _ends(lengths: Iterable[int]) -> Ints:
    return _ints(accumulate(lengths, initial=0))


def _ints(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, dtype=np.int32)
