"""Locks of the operating system on files: they end with the process that holds them.

- exclusive: one holder; shared: any number of holders, and no exclusive one.

On Windows there are no shared locks here: an open file cannot be deleted there anyway.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a locked byte cannot be read, so lock one that is not there

    def _exclusive(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _shared(descriptor: int) -> None:
        return

else:
    import fcntl

    def _exclusive(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _shared(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)


def take(path: Path) -> int | None:
    """The descriptor of an exclusive lock on the file, made if need be; None if it is held.

    Close the descriptor to let go. Raises OSError.
    """
    return _locked(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), _exclusive)


def share(path: Path) -> int | None:
    """The descriptor of a shared lock on a file that exists; None if it is held exclusively.

    Needs no right to write. A file system without locks gives one all the same. Raises OSError.
    """
    return _locked(os.open(path, os.O_RDONLY), _shared)


def _locked(descriptor: int, lock: Callable[[int], None]) -> int | None:
    try:
        lock(descriptor)
    except (BlockingIOError, PermissionError):
        os.close(descriptor)
        return None
    except OSError as error:
        if lock is _shared and error.errno in _NO_LOCKS:
            return descriptor
        os.close(descriptor)
        raise
    return descriptor
