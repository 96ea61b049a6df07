"""Where words follow one another.

- key: a place of a word in a paragraph as one number: `line * stride + place`, where `stride`
  is larger than any place plus the longest reach of the phrase, so that no run of places goes
  on from one paragraph into the next.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchapp.kernels import Ints, Mask, Numbers

# Below this ratio of lengths one sort of both is quicker than a search for each.
_SEARCH_RATIO = 8


def keys(lines: Ints, places: Ints, stride: int) -> Numbers:
    return lines.astype(np.int64) * stride + places


def beginnings(words: Sequence[Numbers], slop: int) -> Numbers:
    """The keys of the first word at which the phrase can begin: the other words follow in order
    with at most `slop` words among them. Each word's keys ascend."""
    if slop == 0:
        return _adjacent(words)
    begun = words[0]
    reached = begun
    for following in words[1:]:
        place = np.searchsorted(following, reached, side="right")
        there = place < len(following)
        begun, reached = begun[there], following[place[there]]
    return begun[reached - begun < len(words) + slop]


def _adjacent(words: Sequence[Numbers]) -> Numbers:
    by_rarity = sorted(range(len(words)), key=lambda number: len(words[number]))
    begun = words[by_rarity[0]] - by_rarity[0]
    for number in by_rarity[1:]:
        begun = begun[_among(begun, words[number] - number)]
    return begun


def _among(few: Numbers, many: Numbers) -> Mask:
    """Of each of the ascending few whether it is among the ascending many."""
    if not len(few) or not len(many):
        return np.zeros(len(few), dtype=np.bool_)
    if len(few) * _SEARCH_RATIO < len(many):
        place = np.searchsorted(many, few)
        np.minimum(place, len(many) - 1, out=place)
        found: Mask = many[place] == few
        return found
    joined = np.concatenate((few * 2, many * 2 + 1))
    joined.sort()
    followed = joined[1:] - joined[:-1] == 1
    own = joined & 1 == 0
    followed = np.append(followed, np.False_) & own
    among: Mask = followed[own]
    return among
