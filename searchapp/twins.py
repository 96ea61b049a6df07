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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from searchapp.kernels import Mask, spans
from searchapp.kernels.numbering import InOrder
from searchapp.lexing import Lexer
from searchapp.model import Paragraph

ALIKE = (4, 5)  # as a fraction, so that a share of exactly that much counts
SHINGLE = 5
SHORTEST = 8  # words; a shorter wording has no twin but its equal
# A shingle that so many wordings have among their rarest, all unlike one another, is a mere form
# of words; further ones are not found by it, so that a corpus of forms takes no longer than others.
_MOST_RIVALS = 100
_MULTIPLIER = 0x9E3779B97F4A7C15  # odd, 2**64 over the golden ratio (Knuth)

_BATCH = 1_000  # paragraphs
_BLOCK = 1 << 15  # words, so that they stay in the processor's cache

_Numbers = NDArray[np.int64]
_Hashes = NDArray[np.uint64]
_Wording = NDArray[np.int32]


def with_twins(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The same paragraphs; each that has twins with the id of the earliest of them."""
    found = representatives(paragraphs)

    def told(paragraph: Paragraph) -> Paragraph:
        twins = found.get(paragraph.id, "")
        return paragraph if paragraph.twins == twins else paragraph._replace(twins=twins)

    return list(map(told, paragraphs))


def representatives(paragraphs: Iterable[Paragraph]) -> dict[str, str]:
    """Of each paragraph that has twins the id of the earliest, its own if it is that itself."""
    by_age = sorted(paragraphs, key=_age)
    words = InOrder[str]()
    holders: dict[bytes, list[str]] = {}
    for paragraph, wording in zip(by_age, _wordings(by_age, words), strict=True):
        if wording:
            holders.setdefault(wording, []).append(paragraph.id)
    wordings = list(holders)
    first_alike = _alike([np.frombuffer(each, np.int32) for each in wordings], _hashes_of(words))
    groups: dict[int, list[str]] = {}
    for number, wording in enumerate(wordings):
        groups.setdefault(first_alike.get(number, number), []).extend(holders[wording])
    return {each: group[0] for group in groups.values() if len(group) > 1 for each in group}


def _age(paragraph: Paragraph) -> tuple[date, str, int]:
    return (paragraph.published or date.max, paragraph.document, paragraph.n)


def _wordings(paragraphs: Sequence[Paragraph], words: InOrder[str]) -> Iterator[bytes]:
    """The words of each paragraph by number, as bytes that are equal where the words are."""
    lexer = Lexer(words)
    for start in range(0, len(paragraphs), _BATCH):
        batch = paragraphs[start : start + _BATCH]
        tokens, lengths = lexer.read([each.text.encode("utf-8", "surrogatepass") for each in batch])
        numbers = tokens.tobytes()
        for low, high in pairwise((spans.offsets(lengths) * tokens.itemsize).tolist()):
            yield numbers[low:high]


def _hashes_of(words: Iterable[str]) -> _Hashes:
    """For every word 64 bits that no other word is likely to have."""
    encoded = (word.encode("utf-8", "surrogatepass") for word in words)
    hashes = b"".join([hashlib.blake2b(each, digest_size=8).digest() for each in encoded])
    return np.frombuffer(hashes, np.uint64)


# --- wordings that are alike ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shingles:
    """The shingles of some wordings: of the wording `numbers[k]` those from `ends[k]` up to
    `ends[k + 1]`, the rarest first. The first `rare[k]` are worth looking up."""

    numbers: _Numbers
    shingles: _Numbers
    ends: _Numbers
    rare: _Numbers


def _alike(wordings: Sequence[_Wording], hash_of: _Hashes) -> dict[int, int]:
    """Of each wording that repeats an earlier one the number of that; neither repeats another."""
    found = _shingled(wordings, hash_of)
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


def _shingled(wordings: Sequence[_Wording], hash_of: _Hashes) -> _Shingles:
    """The shingles of those wordings that may be alike to another."""
    lengths = np.array([len(each) for each in wordings], dtype=np.int64)
    long = np.flatnonzero(lengths >= SHORTEST)
    sizes = lengths[long] - SHINGLE + 1
    ends = spans.offsets(sizes)
    hashes = _hashes([wordings[number] for number in long.tolist()], hash_of)
    alone = sizes - spans.totals(_is_repeated(hashes), ends)
    hopeful = np.flatnonzero(alone < _looked_up(sizes))
    places = spans.places(ends[hopeful], sizes[hopeful])
    _, shingles = np.unique(hashes[places], return_inverse=True)
    return _ordered(long, np.repeat(hopeful, sizes[hopeful]), shingles)


def _is_repeated(hashes: _Hashes) -> Mask:
    """Whether each is there twice or more; of very many a few may only seem so, since of all
    bits those are compared that leave room for the place."""
    bits = np.uint64(len(hashes).bit_length())
    ordered = (hashes >> bits) << bits
    ordered |= np.arange(len(hashes), dtype=np.uint64)
    ordered.sort()
    equal = np.flatnonzero((ordered[1:] >> bits) == (ordered[:-1] >> bits))
    ordered &= (np.uint64(1) << bits) - np.uint64(1)
    repeated = np.zeros(len(hashes), dtype=np.bool_)
    repeated[ordered[equal]] = True
    repeated[ordered[equal + 1]] = True
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


def _hashes(wordings: Sequence[_Wording], hash_of: _Hashes) -> _Hashes:
    """A number for every five words in a row, of one wording after another."""
    if not wordings:
        return np.empty(0, dtype=np.uint64)
    every = np.concatenate(wordings)
    windows = len(every) - SHINGLE + 1
    hashes = np.zeros(windows, dtype=np.uint64)
    for start in range(0, windows, _BLOCK):
        block = hashes[start : start + _BLOCK]
        words = hash_of[every[start : start + len(block) + SHINGLE - 1]]
        for place in range(SHINGLE):
            block *= np.uint64(_MULTIPLIER)
            block += words[place : place + len(block)]
    is_inside = np.ones(len(every), dtype=np.bool_)
    ends = np.cumsum([len(each) for each in wordings])
    for place in range(1, SHINGLE):
        is_inside[ends - place] = False
    return hashes[is_inside[:windows]]
