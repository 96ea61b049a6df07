"""The fields of the Whoosh index, and what one paragraph puts into them.

- text, word: the tokens of the text with positions; as stems, and as folded words.
- title: the stems of the document's title.
- <facet>: what is counted: values with their ancestors, of dates the EDTF buckets.
  <facet>_inherited holds the same of mentions that the paragraph inherits.
- date_value, date_value_inherited: EDTF texts as they are, for ranges.
- twins: the id by which repeated paragraphs belong together.
- paragraph: the stored paragraph, as JSON. length: its tokens, exactly (Whoosh rounds).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, STORED, TEXT, Schema

from searchapp import text
from searchapp.edtf import buckets
from searchapp.model import Paragraph
from searchapp.schema import FACETS, Facet, with_ancestors
from searchapp.stored import paragraph_record

STATED = ""
INHERITED = "_inherited"


class Words(Analyzer):  # type: ignore[misc]  # Whoosh ships no types
    """Cuts by `searchapp.text`, so that Whoosh never decides what a word is."""

    def __init__(self, stemmed: bool) -> None:
        self.stemmed = stemmed

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **options: Any,
    ) -> Iterator[Token]:
        token = Token(positions, chars, removestops=removestops, mode=mode)
        token.boost, token.stopped = 1.0, False
        for position, (start, end, word) in enumerate(text.tokens(value), start_pos):
            token.text = text.stem(word) if self.stemmed else word
            if keeporiginal:
                token.original = value[start:end]
            token.pos = position
            token.startchar, token.endchar = start_char + start, start_char + end
            yield token


def schema() -> Schema:
    """The schema of every index of this format."""
    fields: dict[str, Any] = {
        "id": ID(unique=True),
        "document": ID(),
        "text": TEXT(analyzer=Words(stemmed=True)),
        "word": TEXT(analyzer=Words(stemmed=False)),
        "title": TEXT(analyzer=Words(stemmed=True)),
        "published": ID(),
        "twins": ID(),
        "length": COLUMN(NumericColumn("I")),
        "paragraph": STORED(),
        "date_value": ID(),
        "date_value_inherited": ID(),
    }
    for facet in FACETS:
        fields[facet.name + STATED] = ID()
        fields[facet.name + INHERITED] = ID()
    for name in ("word", "title"):
        fields[name].scorable = False  # Whoosh would look every length up again for every posting
    return Schema(**fields)


def row(paragraph: Paragraph) -> dict[str, Any]:
    """What `add_document` is given for a paragraph. Raises EdtfError for a date that is none."""
    fields: dict[str, Any] = {
        "id": (paragraph.id,),
        "document": (paragraph.document,),
        "text": paragraph.text,
        "word": paragraph.text,
        "title": paragraph.title,
        "length": len(text.words(paragraph.text)),
        "paragraph": paragraph_record(paragraph),
    }
    if paragraph.published:
        fields["published"] = (paragraph.published.isoformat(),)
    if paragraph.twins:
        fields["twins"] = (paragraph.twins,)
    for facet in FACETS:
        mentions = paragraph.mentions.get(facet.name, ())
        stated = dict.fromkeys(m.value for m in mentions if not m.inherited)
        inherited = dict.fromkeys(m.value for m in mentions if m.inherited)
        for suffix, values in ((STATED, stated), (INHERITED, inherited)):
            fields[facet.name + suffix] = counted(facet, values)
            if facet.kind == "date":
                fields[f"{facet.name}_value{suffix}"] = tuple(values)
    return {name: value for name, value in fields.items() if value not in ((), "")}


def counted(facet: Facet, values: Iterable[str]) -> tuple[str, ...]:
    """The values under which a paragraph is counted, each once."""
    if facet.kind == "path":
        return with_ancestors(values)
    if facet.kind == "date":
        return tuple(dict.fromkeys(bucket for value in values for bucket in buckets(value)))
    return tuple(dict.fromkeys(values))
