"""What has been worked out and may be wanted again, as long as there is room for it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_Value = TypeVar("_Value")
# What a key and its place take, about: without it there would be no end of empty values.
_ENTRY = 256


class Cache:
    """Keeps the values used last, up to a number of bytes; may be used by several threads.

    Values are worked out outside the lock: two threads may do the same work, neither waits.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._held: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(
        self, key: Hashable, make: Callable[[], _Value], size: Callable[[_Value], int]
    ) -> _Value:
        """The value kept under the key, or made now; `size` tells a new value's bytes."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                value: _Value = self._held[key][0]
                return value
        value = make()
        self._keep(key, value, size(value) + _ENTRY)
        return value

    def _keep(self, key: Hashable, value: object, size: int) -> None:
        if size > self._most:
            return
        with self._lock:
            if key in self._held:
                return
            self._held[key] = (value, size)
            self._bytes += size
            while self._bytes > self._most:
                _, (_, freed) = self._held.popitem(last=False)
                self._bytes -= freed
