"""Tantivy through its Python binding: one search for the hits, one aggregation for the counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from benchmark.engine import FACETS, PAGE, Answer, values_of
from benchmark.questions import Question
from searchapp.model import Paragraph

_ALL = 65_000
_FAST = (*FACETS, "month")


@dataclass(frozen=True, slots=True)
class _Found:
    total: int
    documents: list[Any]
    ids: list[str]
    texts: list[str]
    buckets: dict[str, Any]


class Tantivy:
    name = "Tantivy"
    differs = "It cuts words at every apostrophe, we do not inside a word: Qur’an is two there"
    shown = _ALL

    def __init__(self) -> None:
        fields = tantivy.SchemaBuilder()
        fields.add_text_field("text", stored=True, tokenizer_name="en_stem")
        fields.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for name in _FAST:
            fields.add_text_field(
                name, stored=True, fast=True, tokenizer_name="raw", index_option="basic"
            )
        self._schema = fields.build()

    def build(self, paragraphs: Iterable[Paragraph], place: Path) -> None:
        index = tantivy.Index(self._schema, path=str(place))
        writer = index.writer(heap_size=500_000_000, num_threads=1)
        for each in paragraphs:
            month = f"{each.published:%Y-%m}"
            writer.add_document(
                tantivy.Document(text=each.text, id=each.id, month=month, **values_of(each))
            )
        writer.commit()
        writer.wait_merging_threads()

    def open(self, place: Path) -> None:
        self._index = tantivy.Index.open(str(place))
        self._index.reload()
        self._searcher = self._index.searcher()
        self._aggregation = {name: {"terms": {"field": name, "size": self.shown}} for name in _FAST}

    def _query(self, question: Question) -> Any:
        if question.kind == "everything":
            return tantivy.Query.all_query()
        first, rest = question.words[:1], question.words[1:]
        typed = {
            "any": " ".join(question.words),
            "phrase": '"' + " ".join(question.words) + '"',
            "without": " ".join((f"+{question.words[0]}", *(f"-{word}" for word in rest))),
            "all and any": f"+{first[0]} +({' '.join(rest)})",
        }.get(question.kind, " ".join(f"+{word}" for word in question.words))
        return self._index.parse_query(typed, ["text"])

    def ask(self, question: Question) -> _Found:
        query = self._query(question)
        found: Any = self._searcher.search(query, PAGE)
        documents = [self._searcher.doc(address) for _, address in found.hits]
        return _Found(
            total=found.count,
            documents=documents,
            ids=[document["id"][0] for document in documents],
            texts=[document["text"][0] for document in documents],
            buckets=self._searcher.aggregate(query, self._aggregation),
        )

    def answer(self, found: _Found) -> Answer:
        counts = {
            name: {each["key"]: each["doc_count"] for each in found.buckets[name]["buckets"]}
            for name in _FAST
        }
        return Answer(
            found.total, found.ids, found.texts, periods=counts.pop("month"), counts=counts
        )

    def snippets(self, question: Question, found: _Found) -> int:
        query = self._query(question)
        made = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, "text")
        snippets = [made.snippet_from_doc(document) for document in found.documents]
        return len([(each.fragment(), each.highlighted()) for each in snippets])


class TantivyAsAPage(Tantivy):
    """The same with twelve values of each facet returned."""

    name = "Tantivy, 12 values shown"
    shown = 12
