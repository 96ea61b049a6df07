"""Every error that a user of searchapp can meet, each with its exit code and HTTP status.

SearchappError                 1   500  something we can explain
├── UsageError                 2   400  the command or setting is wrong
│   └── VocabularyError        2   400  a vocabulary file is wrong: file, line, reason
├── BadSearch                  2   400  a parameter of a search is wrong; names the parameter
│   ├── LimitExceeded          2   400  a search asks for more than the stated limit
│   └── Unsupported            2   400  a backend cannot answer this part of the question
├── NotFound                   1   404  no such document, paragraph or facet
├── IndexMissing               2   503  there is no index yet
├── IndexDamaged               3   503  the index fails its checks or has another version
├── IndexLocked                4   503  another process is writing
├── OverBudget                 5   503  a search took longer than its time budget
└── UnreadableFile             1   500  a document could not be read: file, place, reason
"""

from __future__ import annotations


class SearchappError(Exception):
    """An error whose message tells what was wrong and what to do."""

    exit_code = 1
    http_status = 500


class UsageError(SearchappError):
    exit_code = 2
    http_status = 400


class VocabularyError(UsageError):
    def __init__(self, path: str, line: int | None, reason: str) -> None:
        self.path, self.line, self.reason = path, line, reason
        super().__init__(f"{path}{f', line {line}' if line else ''}: {reason}")


class BadSearch(SearchappError):
    """A search that cannot be answered as asked; `parameter` is the name used in the URL."""

    exit_code = 2
    http_status = 400

    def __init__(self, parameter: str, reason: str) -> None:
        self.parameter, self.reason = parameter, reason
        super().__init__(f"{parameter}: {reason}")


class LimitExceeded(BadSearch):
    pass


class Unsupported(BadSearch):
    def __init__(self, what: str, backend: str) -> None:
        super().__init__("q", f"the {backend} backend cannot answer {what}")


class NotFound(SearchappError):
    http_status = 404


class IndexMissing(SearchappError):
    exit_code = 2
    http_status = 503

    def __init__(self, place: str) -> None:
        super().__init__(f"there is no index in {place}; run `searchapp index` first")


class IndexDamaged(SearchappError):
    exit_code = 3
    http_status = 503


class IndexLocked(SearchappError):
    exit_code = 4
    http_status = 503


class OverBudget(SearchappError):
    exit_code = 5
    http_status = 503


class UnreadableFile(SearchappError):
    """A file, or one record of it, that could not be read; the rest goes on."""

    def __init__(self, path: str, reason: str, line: int | None = None) -> None:
        self.path, self.reason, self.line = path, reason, line
        super().__init__(f"{path}{f', line {line}' if line else ''}: {reason}")
