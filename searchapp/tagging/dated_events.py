"""The days of the wars and battles that the vocabulary knows, for texts that narrate them.

- event: an entry of the table "events", with its first day (`from`) and last (`to`).
- title: what tells which event a text is about; the longest name in it counts.
"""

from __future__ import annotations

from typing import NamedTuple

from searchapp.edtf import EdtfError, interval
from searchapp.errors import VocabularyError
from searchapp.tagging.vocabulary import Entry, Vocabulary
from searchapp.text import words


class Span(NamedTuple):
    """First and last day of an event as ordinals."""

    first: int
    last: int


class Events:
    """Events by the words of their names. Raises VocabularyError for a day that is none."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        entries = vocabulary.table("events") if vocabulary else ()
        self._spans = {
            tuple(words(name)): _span(entry)
            for entry in entries
            if "to" in entry.fields
            for name in (entry.name, *entry.aliases)
        }
        self._longest = max(map(len, self._spans), default=0)

    def of(self, title: str) -> Span | None:
        """The days of the event that the title names; None when it names none."""
        said = words(title)
        for length in range(min(self._longest, len(said)), 0, -1):
            for start in range(len(said) - length + 1):
                span = self._spans.get(tuple(said[start : start + length]))
                if span:
                    return span
        return None


def _span(entry: Entry) -> Span:
    try:
        first, last = (
            interval(str(entry.fields["from"])).first,
            interval(str(entry.fields["to"])).last,
        )
    except (KeyError, EdtfError) as error:
        raise VocabularyError(entry.file, entry.line, f"an event needs days: {error}") from error
    if first is None or last is None or not 0 < first <= last:
        raise VocabularyError(entry.file, entry.line, "an event ends before it begins")
    return Span(first, last)
