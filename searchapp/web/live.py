"""The index that answers now, and the limit on how many searches run at once.

- Live: opens the generation that CURRENT names and follows it without a restart. Swapping is
  one assignment; a request that already holds the old backend finishes on it.
- Gate: lets a few searches in at a time, so that a crowd gets 503 and not a standstill.
"""

from __future__ import annotations

import logging
from pathlib import Path
from threading import BoundedSemaphore, Lock
from types import TracebackType
from typing import NamedTuple

from searchapp import generations
from searchapp.backends.base import Backend
from searchapp.errors import OverBudget, SearchappError

_log = logging.getLogger(__name__)


class _Opened(NamedTuple):
    place: Path
    backend: Backend


class Live:
    """With `backend` given it alone answers, and `index` is not looked at."""

    def __init__(self, index: Path, backend: Backend | None = None) -> None:
        self._index = index
        self._fixed = backend
        self._opened: _Opened | None = None
        self._refused: Path | None = None
        self._swapping = Lock()

    def backend(self) -> Backend:
        """The newest generation that can be read. Raises IndexMissing, IndexDamaged.

        When the new one cannot be opened, the one before goes on answering.
        """
        if self._fixed is not None:
            return self._fixed
        before = self._opened
        try:
            place = generations.current(self._index)
        except SearchappError as error:
            if before is None:
                raise
            _log.warning("CURRENT cannot be read, the open index answers: %s", error)
            return before.backend
        if before is None:
            with self._swapping:
                return self._open(place)
        if place not in (before.place, self._refused):
            self._follow(place)
        return (self._opened or before).backend

    def _open(self, place: Path) -> Backend:
        if self._opened is None or self._opened.place != place:
            # The old one is not closed by hand, since a running request may still read it: it
            # is let go when the last of them has finished.
            self._opened = _Opened(place, generations.open_index(self._index))
        return self._opened.backend

    def _follow(self, place: Path) -> None:
        """One request opens the new generation; the others go on with the old one meanwhile."""
        if not self._swapping.acquire(blocking=False):
            return
        try:
            self._open(place)
        except (SearchappError, OSError) as error:
            self._refused = place
            _log.warning("%s cannot be opened, the one before answers: %s", place.name, error)
        finally:
            self._swapping.release()


class Gate:
    """At most `places` searches at once; the next waits `patience` seconds, then is refused."""

    def __init__(self, places: int, patience: float, refusal: str) -> None:
        self._places = BoundedSemaphore(places)
        self._patience = patience
        self._refusal = refusal

    def __enter__(self) -> None:
        if not self._places.acquire(timeout=self._patience):
            raise OverBudget(self._refusal)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._places.release()
