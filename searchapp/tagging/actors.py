"""Who takes part: the names of a passage that act, are acted on, or are credited.

Media, think tanks and monitors only report and are no actors. A body named only in somebody's
title or as the parent of a unit is left out, unless the passage credits it (a spokesman's body).
"""

from __future__ import annotations

from collections.abc import Sequence

from searchapp.model import Mention
from searchapp.tagging.credit.sources import CREDITED
from searchapp.tagging.mentions import mention
from searchapp.tagging.names.reader import PassageNames
from searchapp.tagging.reading import Name
from searchapp.text import words

ACTING = frozenset({"person", "body", "force", "group", "side"})


def tag_actors(
    passages: Sequence[PassageNames], sources: Sequence[Sequence[Mention]]
) -> list[list[Mention]]:
    """The actors of each passage, every mention of them in order."""
    return [_actors(passage, credited) for passage, credited in zip(passages, sources, strict=True)]


def _actors(passage: PassageNames, sources: Sequence[Mention]) -> list[Mention]:
    credited = {mention.value for mention in sources}
    found = [
        mention_of(passage, name)
        for name in passage.names
        if name.kind in ACTING
        and (not name.role or name.value in credited)
        and not (name.value in credited and _only_reports(passage, name))
    ]
    # A person whom no vocabulary knows is known as one by being credited.
    found += [m for m in sources if m.rule == CREDITED and " " in m.value]
    return sorted(found, key=lambda each: (each.start, each.end))


def _only_reports(passage: PassageNames, name: Name) -> bool:
    """Whether a body that no vocabulary knows is a think tank or monitor by its name."""
    learned = passage.memory.lexicon.learned
    return name.discovered and name.kind == "body" and not learned.isdisjoint(words(name.value))


def mention_of(passage: PassageNames, name: Name) -> Mention:
    """The mention of a name, its rule with the vocabulary's file and line where there is one."""
    rule = f"{name.rule} ({name.place})" if name.place else f"{name.rule} (discovered)"
    span, text = passage.reading.span(name), passage.reading.text
    return mention(name.value, span, of=text, rule=rule, aliases=name.aliases)
