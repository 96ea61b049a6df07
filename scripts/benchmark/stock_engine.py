"""Stock Whoosh: its own index, its own search, its own grouping by columns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import highlight, query, sorting
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.index import create_in, open_dir

from benchmark.engine import FACETS, PAGE, Answer, values_of
from benchmark.questions import Question
from searchapp.backends.whoosh.fields import Words
from searchapp.model import Paragraph
from searchapp.text import stem

_COLUMNS = (*FACETS, "month")


class StockWhoosh:
    name = "stock Whoosh"

    def build(self, paragraphs: Iterable[Paragraph], place: Path) -> None:
        columns = {name: ID(sortable=True) for name in _COLUMNS}
        schema = Schema(
            text=TEXT(analyzer=Words(stemmed=True)), stored=STORED, id=ID(stored=True), **columns
        )
        writer = create_in(str(place), schema).writer(limitmb=512)
        for each in paragraphs:
            month = f"{each.published:%Y-%m}"
            writer.add_document(
                text=each.text, stored=each.text, id=each.id, month=month, **values_of(each)
            )
        writer.commit()

    def open(self, place: Path) -> None:
        self._searcher = open_dir(str(place)).searcher()
        self._found: Any = None

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

    def answer(self, question: Question) -> Answer:
        grouped = {name: sorting.FieldFacet(name, maptype=sorting.Count) for name in _COLUMNS}
        found = self._searcher.search(self._query(question), limit=PAGE, groupedby=grouped)
        self._found = found
        counts = {
            name: {str(value): count for value, count in found.groups(name).items() if value}
            for name in _COLUMNS
        }
        total = sum(found.groups("month").values())
        ids, texts = [hit["id"] for hit in found], [hit["stored"] for hit in found]
        return Answer(total, ids, texts, periods=counts.pop("month"), counts=counts)

    def snippets(self, question: Question, answer: Answer) -> int:
        self._found.fragmenter = highlight.ContextFragmenter()
        pairs = zip(self._found, answer.texts, strict=True)
        return len([hit.highlights("text", text=text) for hit, text in pairs])
