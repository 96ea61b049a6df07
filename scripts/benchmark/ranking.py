"""Engines as rankers of short texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in
from whoosh.query import Or as WhooshOr
from whoosh.query import Term

from searchapp.backends.whoosh import fast
from searchapp.model import Or, Paragraph, Search, Status, Word
from searchapp.text import stem, words

Rank = Callable[[str, int], list[str]]
FUNCTION_WORDS = frozenset(
    """
    a an the this that these those there here it its they them their we us our you your he she his
    her i me my who whom whose which what when where why how of in on at to for from by with without
    within about between among during into onto out over under up down off as than then so such
    and or nor but not no if because while until be am is are was were been being do does did
    done has have had having can could may might will would shall should must any some all each
    every other only own same too very also just
    """.split()
)
_REPEATS = 2


def ours(corpus: Mapping[str, str], place: Path) -> Rank:
    return _ours(corpus, place, _telling)


def ours_with_all_words(corpus: Mapping[str, str], place: Path) -> Rank:
    return _ours(corpus, place, lambda found: found)


def _ours(corpus: Mapping[str, str], place: Path, choose: Callable[[list[str]], list[str]]) -> Rank:
    fast.build(_paragraphs(corpus), place, Status("", "", "", 0, 0, None, None, {}))
    backend = fast.connect(place)

    def rank(query: str, depth: int) -> list[str]:
        tree = Or(tuple(Word(word) for word in choose(words(query))))
        found = backend.search(Search(query=tree, size=depth, facet_size=0))
        return [hit.paragraph.document for hit in found.hits]

    return rank


def _telling(found: list[str]) -> list[str]:
    """Without function words, and none of the others more often than twice."""
    seen: Counter[str] = Counter()
    told = []
    for word in found:
        seen[stem(word)] += 1
        if word not in FUNCTION_WORDS and seen[stem(word)] <= _REPEATS:
            told.append(word)
    return told or found


def stock_whoosh(corpus: Mapping[str, str], place: Path) -> Rank:
    schema = Schema(id=ID(stored=True), text=TEXT(analyzer=StemmingAnalyzer()))
    index = create_in(str(place), schema)
    writer = index.writer()
    for name, text in corpus.items():
        writer.add_document(id=name, text=text)
    writer.commit()
    searcher = index.searcher()

    def rank(query: str, depth: int) -> list[str]:
        terms = [Term("text", token.text) for token in StemmingAnalyzer()(query, mode="query")]
        return [hit["id"] for hit in searcher.search(WhooshOr(terms), limit=depth)]

    return rank


def tantivy(corpus: Mapping[str, str], place: Path) -> Rank | None:
    try:
        import tantivy as library
    except ModuleNotFoundError:
        return None
    fields = library.SchemaBuilder()
    fields.add_text_field("id", stored=True, tokenizer_name="raw")
    fields.add_text_field("text", tokenizer_name="en_stem")
    schema = fields.build()
    index = library.Index(schema, path=str(place))
    writer = index.writer(heap_size=100_000_000, num_threads=1)
    for name, text in corpus.items():
        writer.add_document(library.Document(id=name, text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def rank(query: str, depth: int) -> list[str]:
        asked = index.parse_query(" ".join(words(query)), ["text"])
        found = searcher.search(asked, depth).hits
        return [searcher.doc(address)["id"][0] for _, address in found]

    return rank


def _paragraphs(corpus: Mapping[str, str]) -> Iterable[Paragraph]:
    for name, text in corpus.items():
        yield Paragraph(f"{name}:1", name, 1, text, "")


RANKERS: dict[str, Callable[[Mapping[str, str], Path], Rank | None]] = {
    "searchapp": ours,
    "searchapp, all words": ours_with_all_words,
    "stock Whoosh": stock_whoosh,
    "Tantivy": tantivy,
}
