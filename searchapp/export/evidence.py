"""What a tag rests on, in the words that every format carries."""

from __future__ import annotations

from collections.abc import Iterator

from searchapp.export.plain_text import one_line
from searchapp.model import Mention, Paragraph
from searchapp.schema import TAGGED


def words_of(mention: Mention) -> str:
    """`“told Meduza” [alias]`; without words of its own `inherited [document]` or `[given]`."""
    rule = f"[{one_line(mention.rule)}]"
    if mention.text:
        return f"“{one_line(mention.text)}” {rule}"
    return f"inherited {rule}" if mention.inherited else rule


def tags(paragraph: Paragraph) -> tuple[str, ...]:
    """`source: Meduza` for every value, facets in their order, values as first named."""
    return tuple(
        f"{facet}: {one_line(value)}" for facet in TAGGED for value in paragraph.values(facet)
    )


def evidence(paragraph: Paragraph) -> tuple[str, ...]:
    """`source: Meduza, “told Meduza” [alias]` for every mention, each said once."""
    return tuple(dict.fromkeys(_lines(paragraph)))


def _lines(paragraph: Paragraph) -> Iterator[str]:
    for facet in TAGGED:
        for mention in paragraph.mentions.get(facet, ()):
            yield f"{facet}: {one_line(mention.value)}, {words_of(mention)}"
