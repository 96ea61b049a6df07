"""Progress of long work: a line that renews itself on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_EVERY_ON_TERMINAL = 0.1  # seconds
_EVERY_ELSEWHERE = 10.0


class Progress:
    """Prints phases as they go. Call it with (phase, done, total); total 0 is unknown."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._phase = ""
        self._began = 0.0
        self._shown = 0.0
        self._open = False

    def __call__(self, phase: str, done: int, total: int) -> None:
        now = time.monotonic()
        if phase != self._phase:
            self.close()
            self._phase, self._began, self._shown = phase, now, now
            if not self._terminal:
                print(f"{phase} …", file=self._stream, flush=True)
        waited = _EVERY_ON_TERMINAL if self._terminal else _EVERY_ELSEWHERE
        finished = bool(total) and done >= total
        if now - self._shown < waited and not (finished and self._terminal):
            return
        self._shown = now
        self._show(line(phase, done, total, now - self._began))

    def _show(self, text: str) -> None:
        if self._terminal:
            self._stream.write(f"\r\x1b[K{text}")
            self._stream.flush()
            self._open = True
        else:
            print(text, file=self._stream, flush=True)

    def close(self) -> None:
        if self._open:
            self._stream.write("\n")
            self._open = False


def line(phase: str, done: int, total: int, seconds: float) -> str:
    """`tagging 4,000 of 18,785 (21 %), 1,950 a second, 8 s left`."""
    rate = done / seconds if seconds > 0 else 0.0
    share = f" of {total:,} ({100 * done // total} %)" if total else ""
    left = f", {(total - done) / rate:.0f} s left" if total and rate and done < total else ""
    pace = f", {rate:,.0f} a second" if rate >= 1 else ""
    return f"{phase} {done:,}{share}{pace}{left}"
