"""Why a paragraph has its values: for `searchapp explain` and the paragraph's page.

- reason: one mention: the value, the words it rests on, the rule, and where the vocabulary says
  so. A rule is kept in the index as "known name (actors/russia.toml:12)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from searchapp.model import Paragraph
from searchapp.schema import TAGGED

_PLACE = re.compile(r"^(?P<rule>.*?) \((?P<place>[^()]+\.toml:\d+)\)$")


@dataclass(frozen=True, slots=True)
class Reason:
    """`place` is file and line in the vocabulary, empty for names found by rule alone."""

    facet: str
    value: str
    words: str
    start: int
    end: int
    rule: str
    place: str
    inherited: bool


def explain(paragraph: Paragraph, facets: Iterable[str] = TAGGED) -> tuple[Reason, ...]:
    """The reasons for all values, by facet, in the order of the text."""
    found = []
    for facet in facets:
        for mention in paragraph.mentions.get(facet, ()):
            match = _PLACE.match(mention.rule)
            rule, place = (match["rule"], match["place"]) if match else (mention.rule, "")
            found.append(
                Reason(
                    facet,
                    mention.value,
                    mention.text,
                    mention.start,
                    mention.end,
                    rule,
                    place,
                    mention.inherited,
                )
            )
    return tuple(found)
