"""What differs between two vocabularies, entry by entry.

- revision: an entry as it was and as it is; one of them is missing where it came or went.
- moved: an entry that says what it said, on another line or in another file. Only the rules of
  mentions tell of that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from searchapp.tagging.retagging.keeping import say_the_same
from searchapp.tagging.vocabulary import Entry, Vocabulary


@dataclass(frozen=True, slots=True)
class Revision:
    old: Entry | None
    new: Entry | None

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(each for each in (self.old, self.new) if each is not None)


@dataclass(frozen=True, slots=True)
class Differences:
    """`moved` maps the former places of entries to those of today."""

    revised: tuple[Revision, ...]
    moved: Mapping[str, str]


def differences(old: Vocabulary, new: Vocabulary) -> Differences | None:
    """None where entries that stayed stand in another order: of two that claim one name the
    first has it, so that any of them may mean something else now."""
    before = {entry.key: entry for entry in old.entries}
    after = {entry.key: entry for entry in new.entries}
    stayed = [key for key in before if key in after]
    if stayed != [key for key in after if key in before]:
        return None
    shared = Counter(entry.place for entry in before.values())
    revised: list[Revision] = []
    moved: dict[str, str] = {}
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        if was is None or now is None or not say_the_same(was, now):
            revised.append(Revision(was, now))
        elif was.place != now.place:
            # A place that is a line of two folders does not tell which of them a rule means.
            if shared[was.place] > 1:
                revised.append(Revision(was, now))
            else:
                moved[was.place] = now.place
    return Differences(tuple(revised), moved)
