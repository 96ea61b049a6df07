"""Paragraphs that repeat one another, recognised while an index is built.

- wording: the folded words of a paragraph in order. Paragraphs of one wording are twins.
- shingle: five words in a row, as a number. Longer wordings are also twins when they are alike:
  when of all shingles of either, four fifths are in both (Jaccard, as Broder 1997).
- twins: a paragraph and all later ones that repeat it; the earliest stands for the group. What is
  like a repetition but not like the earliest begins a group of its own, or a report changed a
  little every day would end in one group with what it has long ceased to say.

Alike wordings are found exactly, not by samples of their shingles as MinHash would. If two share
four fifths, then among the rarest fifth of each (and one more) is a shingle that both have there;
so only those are looked up (prefix filtering: Bayardo, Ma and Srikant, "Scaling up all pairs
similarity search", 2007), and what is found is compared in full.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from searchapp.kernels import spans
from searchapp.kernels.rows import where_in
from searchapp.model import Paragraph
from searchapp.text import chunks, words

ALIKE = (4, 5)  # as a fraction, so that a share of exactly that much counts
SHINGLE = 5
SHORTEST = 8  # words; a shorter wording has no twin but its equal
# A shingle that so many wordings have among their rarest, all unlike one another, is a mere form
# of words; further ones are not found by it, so that a corpus of forms takes no longer than others.
_MOST_RIVALS = 100
_MULTIPLIER = 0x9E3779B97F4A7C15  # odd, 2**64 over the golden ratio (Knuth)

_Numbers = NDArray[np.int64]
_Hashes = NDArray[np.uint64]


def with_twins(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The same paragraphs; each that has twins with the id of the earliest of them."""
    found = representatives(paragraphs)

    def told(paragraph: Paragraph) -> Paragraph:
        twins = found.get(paragraph.id, "")
        return paragraph if paragraph.twins == twins else replace(paragraph, twins=twins)

    return list(map(told, paragraphs))


def representatives(paragraphs: Iterable[Paragraph]) -> dict[str, str]:
    """Of each paragraph that has twins the id of the earliest, its own if it is that itself."""
    by_age = sorted(paragraphs, key=_age)
    cut = _Cut()
    holders: dict[bytes, list[str]] = {}
    for paragraph in by_age:
        wording = cut.wording(paragraph.text)
        if wording:
            holders.setdefault(wording, []).append(paragraph.id)
    wordings = list(holders)
    first_alike = _alike([np.frombuffer(each, np.uint64) for each in wordings])
    groups: dict[int, list[str]] = {}
    for number, wording in enumerate(wordings):
        groups.setdefault(first_alike.get(number, number), []).extend(holders[wording])
    return {each: group[0] for group in groups.values() if len(group) > 1 for each in group}


def _age(paragraph: Paragraph) -> tuple[date, str, int]:
    return (paragraph.published or date.max, paragraph.document, paragraph.n)


class _Cut:
    """Cuts texts to wordings: of every word eight bytes that no other word is likely to have."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def wording(self, text: str) -> bytes:
        known = self._known
        pieces = chunks(text)
        try:
            return b"".join([known[piece] for piece in pieces])
        except KeyError:
            for piece in pieces:
                if piece not in known:
                    known[piece] = b"".join(map(_hash, words(piece)))
            return b"".join([known[piece] for piece in pieces])


def _hash(word: str) -> bytes:
    return hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()


# --- wordings that are alike ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shingles:
    """The shingles of some wordings: of the wording `numbers[k]` those from `ends[k]` up to
    `ends[k + 1]`, the rarest first. The first `rare[k]` are worth looking up."""

    numbers: _Numbers
    shingles: _Numbers
    ends: _Numbers
    rare: _Numbers


def _alike(wordings: Sequence[_Hashes]) -> dict[int, int]:
    """Of each wording that repeats an earlier one the number of that; neither repeats another."""
    found = _shingled(wordings)
    ends, rare = found.ends.tolist(), found.rare.tolist()
    rivals_of: dict[int, list[int]] = {}
    repeats: dict[int, int] = {}
    for place, number in enumerate(found.numbers.tolist()):
        start, end = ends[place], ends[place + 1]
        looked_up = found.shingles[start : start + rare[place]].tolist()
        rivals = {rival for shingle in looked_up for rival in rivals_of.get(shingle, ())}
        for rival in sorted(rivals):
            other = found.shingles[ends[rival] : ends[rival + 1]]
            if _are_alike(found.shingles[start:end], other):
                repeats[number] = int(found.numbers[rival])
                break
        else:
            for shingle in looked_up:
                known = rivals_of.setdefault(shingle, [])
                if len(known) < _MOST_RIVALS:
                    known.append(place)
    return repeats


def _are_alike(one: _Numbers, other: _Numbers) -> bool:
    """Whether of the shingles of either enough are in both."""
    parts, whole = ALIKE
    together = len(one) + len(other)
    if min(len(one), len(other)) * whole < max(len(one), len(other)) * parts:
        return False
    shared = together - len(np.unique(np.concatenate((one, other))))
    return shared * whole >= (together - shared) * parts


def _shingled(wordings: Sequence[_Hashes]) -> _Shingles:
    """The shingles of those wordings that may be alike to another."""
    lengths = np.array([len(each) for each in wordings], dtype=np.int64)
    long = np.flatnonzero(lengths >= SHORTEST)
    sizes = lengths[long] - SHINGLE + 1
    ends = spans.offsets(sizes)
    hashes = _hashes([wordings[number] for number in long.tolist()])
    is_shared, _ = where_in(hashes, _repeated(hashes))
    alone = sizes - spans.totals(is_shared, ends)
    hopeful = np.flatnonzero(alone < _looked_up(sizes))
    places = spans.places(ends[hopeful], sizes[hopeful])
    _, shingles = np.unique(hashes[places], return_inverse=True)
    return _ordered(long, np.repeat(hopeful, sizes[hopeful]), shingles)


def _repeated(hashes: _Hashes) -> _Hashes:
    """What occurs more than once, in order, each at least once."""
    ordered = np.sort(hashes)
    repeated: _Hashes = ordered[1:][ordered[1:] == ordered[:-1]]
    return repeated


def _ordered(long: _Numbers, holder: _Numbers, shingles: _Numbers) -> _Shingles:
    """Each holder's shingles once, by the number of holders."""
    bits = int(shingles.max(initial=0)).bit_length()
    pairs = np.unique((holder << bits) | shingles)
    holder, shingles = pairs >> bits, pairs & ((1 << bits) - 1)
    often = np.bincount(shingles, minlength=1)
    order = np.lexsort((shingles, often[shingles], holder))
    holder, shingles = holder[order], shingles[order]
    held, sizes = np.unique(holder, return_counts=True)
    return _Shingles(
        numbers=long[held],
        shingles=shingles,
        ends=np.concatenate(([0], np.cumsum(sizes))),
        rare=_looked_up(sizes),
    )


def _looked_up(sizes: _Numbers) -> _Numbers:
    """How many of so many shingles have to be looked up, for none that is alike to be missed."""
    parts, whole = ALIKE
    needed = -(-sizes * parts // whole)
    return sizes - needed + 1


def _hashes(wordings: Sequence[_Hashes]) -> _Hashes:
    """A number for every five words in a row, of one wording after another."""
    if not wordings:
        return np.empty(0, dtype=np.uint64)
    every = np.concatenate(wordings)
    lengths = np.array([len(each) for each in wordings])
    windows = len(every) - SHINGLE + 1
    hashes = np.zeros(windows, dtype=np.uint64)
    for place in range(SHINGLE):
        hashes = hashes * np.uint64(_MULTIPLIER) + every[place : place + windows]
    is_inside = np.ones(len(every), dtype=np.bool_)
    for place in range(1, SHINGLE):
        is_inside[np.cumsum(lengths) - place] = False
    return hashes[is_inside[:windows]]
