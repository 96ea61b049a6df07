"""Names that a vocabulary could learn: for `searchapp vocab find`.

- suggestion: a discovered value with how often and where it was found, and a line to paste into
  a vocabulary file.

Works on tagged paragraphs, so that an index need not be read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from searchapp.model import Mention, Paragraph
from searchapp.text import fold

DISCOVERED = "discovered)"
_FACETS = ("actor", "source")
_EXAMPLE_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`paragraphs` counts paragraphs, `spellings` are those found beside the value itself,
    `examples` are (paragraph id, words around the name)."""

    facet: str
    value: str
    paragraphs: int
    spellings: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]

    @property
    def line(self) -> str:
        """The entry as a vocabulary file has it: `"Omari Brigades" = ["Omari Brigade"]`."""
        aliases = ", ".join(json.dumps(each, ensure_ascii=False) for each in self.spellings)
        return f"{json.dumps(self.value, ensure_ascii=False)} = [{aliases}]"


@dataclass(slots=True)
class _Seen:
    paragraphs: int = 0
    spellings: dict[str, None] = field(default_factory=dict)
    examples: list[tuple[str, str]] = field(default_factory=list)


def suggest(
    paragraphs: Iterable[Paragraph], containing: str = "", *, at_least: int = 2, examples: int = 3
) -> tuple[Suggestion, ...]:
    """Discovered names that hold the given words, most frequent first, then by name.

    `at_least` is the least number of paragraphs, `examples` the most to show of each.
    """
    wanted = fold(containing)
    seen: dict[tuple[str, str], _Seen] = {}
    for paragraph in paragraphs:
        for facet in _FACETS:
            here: set[str] = set()
            for mention in paragraph.mentions.get(facet, ()):
                if mention.rule.endswith(DISCOVERED) and wanted in fold(mention.value):
                    entry = seen.setdefault((facet, mention.value), _Seen())
                    entry.paragraphs += mention.value not in here
                    here.add(mention.value)
                    if mention.text != mention.value:
                        entry.spellings[mention.text] = None
                    if len(entry.examples) < examples:
                        entry.examples.append((paragraph.id, _around(paragraph, mention)))
    found = [
        Suggestion(facet, value, each.paragraphs, tuple(each.spellings), tuple(each.examples))
        for (facet, value), each in seen.items()
        if each.paragraphs >= at_least
    ]
    return tuple(sorted(found, key=lambda each: (-each.paragraphs, each.value, each.facet)))


def _around(paragraph: Paragraph, mention: Mention) -> str:
    spare = max(0, _EXAMPLE_CHARACTERS - (mention.end - mention.start)) // 2
    first, last = max(0, mention.start - spare), mention.end + spare
    return " ".join(paragraph.text[first:last].split())
