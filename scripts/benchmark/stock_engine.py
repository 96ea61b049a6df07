"""Stock Whoosh: its own index, its own search, its own grouping by columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import highlight, query, sorting
from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.index import create_in, open_dir

from benchmark.engine import FACETS, PAGE, Answer, values_of
from benchmark.questions import Question
from searchapp.model import Paragraph
from searchapp.text import stem, tokens

_COLUMNS = (*FACETS, "month")


class Stems(Analyzer):  # type: ignore[misc]  # Whoosh ships no types
    """Cuts as searchapp does, so that the words are the same. It stands here and not with our
    backends, since importing those sets a guard against the pickles of stock indexes."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token(options.get("positions", False), options.get("chars", False))
        token.boost, token.stopped = 1.0, False
        for position, (start, end, word) in enumerate(tokens(value)):
            token.text, token.original, token.pos = stem(word), value[start:end], position
            token.startchar, token.endchar = start, end
            yield token


@dataclass(frozen=True, slots=True)
class _Found:
    results: Any
    ids: list[str]
    texts: list[str]
    groups: dict[str, dict[Any, int]]


class StockWhoosh:
    name = "stock Whoosh"
    differs = ""

    def build(self, paragraphs: Iterable[Paragraph], place: Path) -> None:
        columns = {name: ID(sortable=True) for name in _COLUMNS}
        schema = Schema(text=TEXT(analyzer=Stems()), stored=STORED, id=ID(stored=True), **columns)
        writer = create_in(str(place), schema).writer(limitmb=512)
        for each in paragraphs:
            month = f"{each.published:%Y-%m}"
            writer.add_document(
                text=each.text, stored=each.text, id=each.id, month=month, **values_of(each)
            )
        writer.commit()

    def open(self, place: Path) -> None:
        self._searcher = open_dir(str(place)).searcher()

    def _query(self, question: Question) -> Any:
        words = [stem(word) for word in question.words]
        terms = [query.Term("text", word) for word in words]
        match question.kind:
            case "everything":
                return query.Every()
            case "any":
                return query.Or(terms)
            case "phrase":
                return query.Phrase("text", words)
            case "without":
                return query.And([terms[0], *(query.Not(term) for term in terms[1:])])
            case "all and any":
                return query.And([terms[0], query.Or(terms[1:])])
        return query.And(terms)

    def ask(self, question: Question) -> _Found:
        grouped = {name: sorting.FieldFacet(name, maptype=sorting.Count) for name in _COLUMNS}
        found = self._searcher.search(self._query(question), limit=PAGE, groupedby=grouped)
        groups = {name: found.groups(name) for name in _COLUMNS}
        return _Found(found, [hit["id"] for hit in found], [hit["stored"] for hit in found], groups)

    def answer(self, found: _Found) -> Answer:
        counts = {
            name: {str(value): count for value, count in groups.items() if value}
            for name, groups in found.groups.items()
        }
        total = sum(found.groups["month"].values())
        return Answer(total, found.ids, found.texts, periods=counts.pop("month"), counts=counts)

    def snippets(self, question: Question, found: _Found) -> int:
        found.results.fragmenter = highlight.ContextFragmenter()
        pairs = zip(found.results, found.texts, strict=True)
        return len([hit.highlights("text", text=text) for hit, text in pairs])
