"""Cutting and compressing batch after batch of texts, in this process or in several.

- batch: records still to be compressed: the heads of some, their texts, and the primer.
- prepared: the tokens and records of a batch. They come in the order of the batches.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from operator import add
from typing import Protocol

import numpy as np

from searchapp.backends.whoosh.pressing import press
from searchapp.errors import SearchappError
from searchapp.kernels import Ints
from searchapp.kernels.numbering import InOrder
from searchapp.lexing import Lexer

# Batches that wait for each process, so that none runs out of work and few are held.
_WAITING = 3


@dataclass(frozen=True, slots=True)
class Batch:
    """A record is a head and a text, both UTF-8."""

    primer: bytes
    heads: Sequence[bytes]
    texts: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The words of text after text, by number; how many each has; and the compressed records."""

    tokens: Ints
    lengths: Ints
    records: Sequence[bytes]


class Preparing(Protocol):
    def add(self, batch: Batch) -> Iterator[Prepared]:
        """Gives what is prepared by now. Raises SearchappError where a process died."""
        ...

    def rest(self) -> Iterator[Prepared]:
        """Gives what is left. Raises SearchappError where a process died."""
        ...

    def close(self) -> None: ...


class Here:
    """Prepares every batch when it comes."""

    def __init__(self, words: InOrder[str]) -> None:
        self._lexer = Lexer(words)
        self._primer, self._press = b"", press(b"")

    def add(self, batch: Batch) -> Iterator[Prepared]:
        tokens, lengths = self._lexer.read(batch.texts)
        if self._primer != batch.primer:
            self._primer, self._press = batch.primer, press(batch.primer)
        records = map(add, batch.heads, batch.texts)
        yield Prepared(tokens, lengths, list(map(self._press, records)))

    def rest(self) -> Iterator[Prepared]:
        yield from ()

    def close(self) -> None:
        """Nothing is held."""


class Elsewhere:
    """Has batches prepared by so many processes, each with numbers for words of its own."""

    def __init__(self, words: InOrder[str], jobs: int) -> None:
        self._words = words
        self._number_of: dict[int, Ints] = {}
        self._most = _WAITING * jobs
        self._waiting: deque[Future[_Foreign]] = deque()
        # Spawned, not forked: a forked process would share this one's lock on the index.
        spawn = multiprocessing.get_context("spawn")
        self._processes = ProcessPoolExecutor(jobs, spawn, _begin)

    def add(self, batch: Batch) -> Iterator[Prepared]:
        with _explained():
            self._waiting.append(self._processes.submit(_prepare, batch))
        while len(self._waiting) > self._most:
            yield self._next()

    def rest(self) -> Iterator[Prepared]:
        while self._waiting:
            yield self._next()

    def close(self) -> None:
        self._processes.shutdown(cancel_futures=True)

    def _next(self) -> Prepared:
        with _explained():
            found = self._waiting.popleft().result()
        known = self._number_of.get(found.process, np.empty(0, dtype=np.int32))
        new = np.array([self._words[each] for each in found.new_words], dtype=np.int32)
        known = self._number_of[found.process] = np.concatenate((known, new))
        return replace(found.prepared, tokens=known[found.prepared.tokens])


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise SearchappError(
            "a process that prepared texts has died, perhaps for want of memory; "
            "try again with fewer --jobs"
        ) from error


# --- in a process of its own ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Foreign:
    """What a process prepared, with the words that it met for the first time."""

    process: int
    new_words: Sequence[str]
    prepared: Prepared


_words: InOrder[str] = InOrder()
_here: Here | None = None


def _begin() -> None:
    global _here
    _here = Here(_words)


def _prepare(batch: Batch) -> _Foreign:
    assert _here is not None, "a process begins first"
    before = len(_words)
    [prepared] = _here.add(batch)
    return _Foreign(os.getpid(), list(islice(_words, before, None)), prepared)
