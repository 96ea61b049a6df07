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
    place: Path | None
    backend: Backend


class Live:
    def __init__(self, index: Path, backend: Backend | None = None) -> None:
        """With `backend` given it alone answers, and `index` is not looked at."""
        self._index = index
        self._fixed = backend is not None
        self._opened = _Opened(None, backend) if backend is not None else None
        self._swapping = Lock()

    def backend(self) -> Backend:
        """The newest generation that can be read. Raises IndexMissing, IndexDamaged.

        When the new one cannot be opened, the one before goes on answering.
        """
        opened = self._opened
        if self._fixed and opened is not None:
            return opened.backend
        try:
            return self._newest().backend
        except (SearchappError, OSError) as error:
            if opened is None:
                raise
            _log.warning("the new index cannot be read, the old one answers: %s", error)
            return opened.backend

    def _newest(self) -> _Opened:
        place = generations.current(self._index)
        opened = self._opened
        if opened is not None and opened.place == place:
            return opened
        with self._swapping:
            if self._opened is None or self._opened.place != place:
                # Not closed by hand: a running request may still read the old one. It is closed
                # when the last of them lets go of it.
                self._opened = _Opened(place, generations.open_index(self._index))
            return self._opened


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
