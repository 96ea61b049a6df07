"""Engines as rankers of short texts: all are asked for any of the same words.

Each cuts and stems texts and words as it does by itself: stock Whoosh by Porter's first stemmer and
without the words of its own stop list, Tantivy by the second, as we do. A word that is asked for
twice counts twice, except where Tantivy's own parser reads the words: it leaves repeats out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in
from whoosh.query import Or as WhooshOr
from whoosh.query import Term

from searchapp.backends.whoosh import fast
from searchapp.model import Node, Or, Paragraph, Search, Status, Word

Rank = Callable[[Sequence[str], int], list[str]]
OURS = "searchapp"


def ours(corpus: Mapping[str, str], place: Path) -> Rank:
    ask = asking(corpus, place)
    return lambda words, depth: ask(Or(tuple(map(Word, words))), depth)


def asking(corpus: Mapping[str, str], place: Path) -> Callable[[Node, int], list[str]]:
    """Our engine over a corpus, asked by query tree."""
    fast.build(_paragraphs(corpus), place, Status("", "", "", 0, 0, None, None, {}))
    backend = fast.connect(place)

    def ask(tree: Node, depth: int) -> list[str]:
        found = backend.search(Search(query=tree, size=depth, facet_size=0))
        return [hit.paragraph.document for hit in found.hits]

    return ask


def _paragraphs(corpus: Mapping[str, str]) -> Iterable[Paragraph]:
    for name, text in corpus.items():
        yield Paragraph(f"{name}:1", name, 1, text, "")


def stock_whoosh(corpus: Mapping[str, str], place: Path) -> Rank:
    analyzer = StemmingAnalyzer()
    index = create_in(str(place), Schema(id=ID(stored=True), text=TEXT(analyzer=analyzer)))
    writer = index.writer()
    for name, text in corpus.items():
        writer.add_document(id=name, text=text)
    writer.commit()
    searcher = index.searcher()

    def rank(words: Sequence[str], depth: int) -> list[str]:
        terms = [Term("text", token.text) for token in analyzer(" ".join(words), mode="query")]
        return [hit["id"] for hit in searcher.search(WhooshOr(terms), limit=depth)]

    return rank


def tantivy(corpus: Mapping[str, str], place: Path) -> Rank | None:
    """Any of the words as weighted terms, since a repeated term would be joined by Tantivy."""
    library, index = _tantivy_index(corpus, place)
    if library is None:
        return None
    analyzer = library.TextAnalyzerBuilder(library.Tokenizer.simple())
    analyzer = analyzer.filter(library.Filter.lowercase()).filter(library.Filter.stemmer("english"))
    analyze = analyzer.build().analyze

    def weighted(term: str, times: int) -> Any:
        query = library.Query.term_query(index.schema, "text", term)
        return library.Occur.Should, library.Query.boost_query(query, float(times))

    def asked(words: Sequence[str]) -> Any:
        terms = Counter(analyze(" ".join(words)))
        return library.Query.boolean_query([weighted(*each) for each in terms.items()])

    return _tantivy_rank(index, asked)


def tantivy_parser(corpus: Mapping[str, str], place: Path) -> Rank | None:
    _, index = _tantivy_index(corpus, place)
    return index and _tantivy_rank(
        index, lambda words: index.parse_query(" ".join(words), ["text"])
    )


def _tantivy_index(corpus: Mapping[str, str], place: Path) -> tuple[Any, Any]:
    """The library and an index, or None for both where it is not installed."""
    try:
        import tantivy as library
    except ModuleNotFoundError:
        return None, None
    fields = library.SchemaBuilder()
    fields.add_text_field("id", stored=True, tokenizer_name="raw")
    fields.add_text_field("text", tokenizer_name="en_stem")
    index = library.Index(fields.build(), path=str(place))
    writer = index.writer(heap_size=100_000_000, num_threads=1)
    for name, text in corpus.items():
        writer.add_document(library.Document(id=name, text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return library, index


def _tantivy_rank(index: Any, asked: Callable[[Sequence[str]], Any]) -> Rank:
    searcher = index.searcher()

    def rank(words: Sequence[str], depth: int) -> list[str]:
        found = searcher.search(asked(words), depth).hits
        return [searcher.doc(address)["id"][0] for _, address in found]

    return rank


RANKERS: dict[str, Callable[[Mapping[str, str], Path], Rank | None]] = {
    OURS: ours,
    "stock Whoosh": stock_whoosh,
    "Tantivy": tantivy,
    "Tantivy, own parser": tantivy_parser,
}
