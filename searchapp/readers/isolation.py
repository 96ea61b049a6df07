"""Reading files that may be hostile in a process of its own.

- worker: a child process that reads one file after another; when a file takes too long, too much
  memory, or crashes the library, the worker dies, the file is reported, a new worker goes on.

Only pages, feeds and PDF pass through foreign parsers; all other files are read in this process.
"""

from __future__ import annotations

import logging
import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType

from searchapp import readers
from searchapp.errors import UnreadableFile
from searchapp.readers.base import FileReading, SourceFile
from searchapp.stored import document_record, read_document

PARSED = frozenset([".html", ".htm", ".xhtml", ".pdf", ".rss", ".atom", ".xml"])
SECONDS = 30.0
_MEMORY = 2 << 30  # bytes of address space beyond what the worker starts with
_START_SECONDS = 60.0


class IsolatedReader:
    """Call it with a source file; close it, or use it in a `with` statement."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._worker: BaseProcess | None = None
        self._pipe: Connection | None = None

    def __call__(self, file: SourceFile) -> FileReading:
        """Everything the file gives; a worker's death is one failure of this file."""
        if file.path.suffix.lower() not in PARSED:
            return readers.read_file(file)
        try:
            pipe = self._started()
            pipe.send(file)
            if not pipe.poll(self._seconds):
                return self._given_up(file, f"reading it took longer than {self._seconds:g} s")
            records, failures, dropped, notes = pipe.recv()
        except (EOFError, ConnectionError):
            return self._given_up(file, "the library that reads it crashed or ran out of memory")
        documents = tuple(read_document(record) for record in records)
        failed = tuple(UnreadableFile(*each) for each in failures)
        return FileReading(documents, failed, dropped, notes)

    def close(self) -> None:
        if self._worker and self._pipe:
            self._pipe.close()
            self._worker.kill()
            self._worker.join()
        self._worker = self._pipe = None

    def __enter__(self) -> IsolatedReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _started(self) -> Connection:
        if self._pipe and self._worker and self._worker.is_alive():
            return self._pipe
        self.close()  # a worker that died between two files costs neither
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._worker = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._worker.start()
        theirs.close()
        self._pipe = ours
        if not ours.poll(_START_SECONDS):
            raise ConnectionError("the process that reads pages and PDF did not start")
        ours.recv()
        return ours

    def _given_up(self, file: SourceFile, reason: str) -> FileReading:
        self.close()
        return FileReading(failures=(UnreadableFile(file.name, reason),))


def _serve(pipe: Connection) -> None:
    """The worker: reads the files it is sent until the pipe closes."""
    _limit_memory()
    logging.disable()  # what libraries log names no file; what matters is among the failures
    pipe.send("ready")
    while True:
        try:
            file = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        reading = readers.read_file(file)
        failures = [(each.path, each.reason, each.line) for each in reading.failures]
        records = [document_record(document) for document in reading.documents]
        pipe.send((records, failures, reading.dropped, reading.notes))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows has no such limits; time is limited there all the same
    used = _address_space()
    if used:
        resource.setrlimit(resource.RLIMIT_AS, (used + _MEMORY, used + _MEMORY))


def _address_space() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as status:
            pages = int(status.read().split()[0])
    except OSError:
        return 0
    import resource

    return pages * resource.getpagesize()
