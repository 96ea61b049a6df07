"""What is noted while typed text is read.

- notice: a sentence for the reader about what was not taken as it may have been meant.
- limits: how many words, wildcards and fuzzy words have been used of those allowed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from searchapp import text
from searchapp.errors import LimitExceeded
from searchapp.settings import Limits


@dataclass(slots=True)
class Ledger:
    limits: Limits
    _today: date | None = None
    notices: list[str] = field(default_factory=list)
    _words: int = 0
    _wildcards: int = 0
    _fuzzy: int = 0

    @property
    def today(self) -> date:
        """The day that "last week" counts from: one for the whole text, asked for when needed."""
        self._today = self._today or date.today()
        return self._today

    def words(self, typed: str) -> tuple[str, ...]:
        """The folded words of typed text, counted."""
        found = tuple(text.words(typed))
        self.count_words(len(found))
        return found

    def note(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices.append(notice)

    def count_words(self, number: int = 1) -> None:
        self._words += number
        if self._words > self.limits.query_words:
            raise LimitExceeded("q", f"at most {self.limits.query_words} words")

    def count_wildcard(self) -> None:
        self.count_words()
        self._wildcards += 1
        if self._wildcards > self.limits.wildcards:
            raise LimitExceeded("q", f"at most {self.limits.wildcards} words with wildcards")

    def count_fuzzy(self) -> None:
        self.count_words()
        self._fuzzy += 1
        if self._fuzzy > self.limits.fuzzy_words:
            raise LimitExceeded("q", f"at most {self.limits.fuzzy_words} fuzzy words")
