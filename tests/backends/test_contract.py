"""The laws of `backends/base.py`, each on twelve paragraphs, for every backend."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from searchapp.backends.base import Backend, Suggests
from searchapp.errors import BadSearch, LimitExceeded, NotFound, OverBudget, SearchappError
from searchapp.model import (
    And,
    AtLeast,
    FacetIs,
    FacetStarts,
    Filter,
    Fuzzy,
    Mention,
    Node,
    Not,
    Or,
    Paragraph,
    Phrase,
    Prefix,
    Results,
    Search,
    Title,
    Wildcard,
    Word,
)
from searchapp.settings import Limits
from tests.backends.conftest import Make, status_of
from tests.corpora import TWELVE


def ids(results: Results) -> list[str]:
    return [hit.paragraph.id for hit in results.hits]


def found(backend: Backend, query: Node) -> list[str]:
    """The hits in the order of their ids."""
    return sorted(ids(backend.search(Search(query=query))))


def counts(results: Results, facet: str) -> dict[str, int]:
    return {each.value: each.count for each in results.facets[facet].values}


# --- what is kept ---------------------------------------------------------------------------


def test_a_paragraph_comes_back_as_it_was_built(twelve: Backend) -> None:
    assert [twelve.paragraph(each.id) for each in TWELVE] == list(TWELVE)


def test_a_document_is_its_paragraphs_in_order(make: Make) -> None:
    backend = make(TWELVE[::-1])
    assert backend.document("b") == TWELVE[4:8]


def test_paragraphs_are_ordered_by_number_and_not_by_letters(make: Make) -> None:
    paragraphs = [Paragraph(f"x:{n}", "x", n, "same", "") for n in range(12, 0, -1)]
    backend = make(paragraphs)
    assert [each.n for each in backend.document("x")] == list(range(1, 13))
    assert ids(backend.search(Search())) == [f"x:{n}" for n in range(1, 13)]


def test_what_does_not_exist_is_not_found(twelve: Backend) -> None:
    with pytest.raises(NotFound, match="no paragraph 'a:99'"):
        twelve.paragraph("a:99")
    with pytest.raises(NotFound, match="no document 'z'"):
        twelve.document("z")


def test_the_status_comes_back_as_it_was_given(twelve: Backend) -> None:
    assert twelve.status() == status_of(TWELVE)


def test_aliases_of_mentions_are_not_kept(make: Make) -> None:
    mention = Mention("Kyiv", 0, 4, "Kiev", "place", aliases=("Kiev", "Київ"))
    backend = make([Paragraph("x:1", "x", 1, "Kiev", "", mentions={"region": (mention,)})])
    kept = backend.paragraph("x:1").mentions["region"]
    assert kept == (Mention("Kyiv", 0, 4, "Kiev", "place"),)


def test_results_outlive_the_backend(module: ModuleType, tmp_path: Path) -> None:
    module.build(TWELVE, tmp_path, status_of(TWELVE))
    backend = module.connect(tmp_path)
    results = backend.search(Search(query=Word("grain")))
    backend.close()
    assert results.hits[0].paragraph == TWELVE[8]


def test_an_empty_index_answers_with_nothing(make: Make) -> None:
    results = make([]).search(Search(query=Or((Word("war"), Prefix("wa")))))
    assert (results.total, results.documents, results.hits) == (0, 0, ())
    assert results.facets["source"].none == 0
    assert results.histogram.buckets == ()


# --- what matches ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Word("convict"), "a:1 a:4 d:1"),
        (Word("convicts", exact=True), "a:1 a:4"),
        (Word("kremlin"), "b:4"),
        (Word("nothing"), ""),
        (Phrase(("crypto", "mobilization")), "b:2"),
        (Phrase(("mobilization", "crypto")), ""),
        (Phrase(("call", "conscript")), ""),
        (Phrase(("call", "conscript"), slop=2), "b:1"),
        (Phrase(("call", "conscripts"), slop=2, exact=True), "b:1"),
        (Phrase(("call", "conscript"), slop=2, exact=True), ""),
        (Phrase(()), ""),
        (Prefix("con"), "a:1 a:2 a:4 b:1 d:1"),
        (Wildcard("con*ts"), "a:1 a:2 a:4 b:1"),
        (Wildcard("s?a"), "c:2"),
        (Fuzzy("bakmut"), "a:1 a:3"),
        (Fuzzy("akhmut", distance=2), ""),
        (Title(("front", "daily")), "a:1 a:2 a:3 a:4"),
        (Title(("ports",)), "c:1 c:2"),
        (FacetIs("actor", "Kremlin"), "a:2 b:1 b:4"),
        (FacetIs("region", "Ukraine/Donetsk Oblast"), "a:1 a:3"),
        (FacetIs("region", "Ukraine/Donetsk"), ""),
        (FacetIs("date", "2022-10-30..2022-11"), "b:1 b:2 b:4 c:2"),
        (FacetIs("date", "open"), "b:2 d:2"),
        (FacetIs("published", "2021"), "d:1 d:2"),
        (FacetStarts("source", "B"), "b:2 b:3"),
        (FacetStarts("date", "2022-10"), "b:4"),
        (FacetStarts("published", ""), "a:1 a:2 a:3 a:4 b:1 b:2 b:3 b:4 d:1 d:2"),
        (And((Word("convict"), Word("meduza"))), "a:4"),
        (And((Word("convict"), Not(Word("bakhmut")))), "a:4 d:1"),
        (Or((Word("grain"), Word("ships"))), "c:1 c:2"),
        (Not(Prefix("c")), "a:3 b:4 c:1 c:2 d:2"),
        (Not(Not(Word("grain"))), "c:1"),
        (AtLeast(2, (Word("convict"), Word("bakhmut"), Word("shelling"))), "a:1 a:3"),
        (And(()), " ".join(sorted(each.id for each in TWELVE))),
        (Or(()), ""),
    ],
)
def test_a_query_finds_what_it_says(twelve: Backend, query: Node, expected: str) -> None:
    assert found(twelve, query) == expected.split()


def test_filters_join_by_and_their_values_by_or(twelve: Backend) -> None:
    filters = {
        "source": Filter(any_of=("Kremlin", "BBC")),
        "topic": Filter(any_of=("mobilization",)),
    }
    assert sorted(ids(twelve.search(Search(filters=filters)))) == ["b:1", "b:2", "b:3"]


def test_all_of_asks_for_each_value_and_none_of_for_no_value(twelve: Backend) -> None:
    both = Filter(all_of=("Meduza", "unnamed source"))
    assert ids(twelve.search(Search(filters={"source": both}))) == ["a:4"]
    neither = Filter(none_of=("Ukraine", "Russia"))
    results = twelve.search(Search(filters={"region": neither}))
    assert sorted(ids(results)) == ["a:2", "a:4", "b:1", "b:2", "b:4", "d:1", "d:2"]


def test_missing_joins_the_chosen_values(twelve: Backend) -> None:
    results = twelve.search(Search(filters={"date": Filter(any_of=("2023",), missing=True)}))
    assert sorted(ids(results)) == ["a:1", "a:2", "a:3", "a:4", "b:2", "b:3", "d:1"]
    undated = twelve.search(Search(filters={"published": Filter(missing=True)}))
    assert sorted(ids(undated)) == ["c:1", "c:2"]


def test_stated_only_leaves_inherited_sources_out(twelve: Backend) -> None:
    chosen = Search(filters={"source": Filter(any_of=("BBC",))})
    assert sorted(ids(twelve.search(chosen))) == ["b:2", "b:3"]
    stated = twelve.search(chosen._replace(stated_only=True))
    assert ids(stated) == ["b:3"]
    assert counts(stated, "source")["BBC"] == 1
    assert found(twelve, FacetIs("source", "Digest")) == ["a:3"]


# --- counts ---------------------------------------------------------------------------------


def test_everything_is_counted_whatever_the_page(twelve: Backend) -> None:
    results = twelve.search(Search(query=Word("convict"), size=1))
    assert (results.total, results.documents, len(results.hits)) == (3, 2, 1)
    assert counts(results, "topic") == {"prisoner recruitment": 1, "treatment of soldiers": 1}
    assert results.facets["topic"].none == 1


def test_a_chosen_value_does_not_shrink_its_own_facet(twelve: Backend) -> None:
    chosen = {"source": Filter(any_of=("Kremlin",))}
    results = twelve.search(Search(filters=chosen))
    everything = twelve.search(Search())
    assert results.total == 2
    assert counts(results, "source") == counts(everything, "source")
    assert counts(results, "actor") == {"Kremlin": 2}


def test_an_excluded_value_does_shrink_its_own_facet(twelve: Backend) -> None:
    results = twelve.search(Search(filters={"source": Filter(none_of=("Meduza",))}))
    shown = {each.value: (each.count, each.state) for each in results.facets["source"].values}
    assert shown["Meduza"] == (0, "out")
    assert shown["unnamed source"] == (1, "")


def test_a_region_counts_for_its_ancestors_once(twelve: Backend) -> None:
    regions = counts(twelve.search(Search()), "region")
    assert regions == {
        "Ukraine": 4,
        "Ukraine/Donetsk Oblast": 2,
        "Ukraine/Donetsk Oblast/Bakhmut": 2,
        "Russia": 1,
        "Russia/Moscow": 1,
        "Ukraine/Kherson Oblast": 1,
        "Ukraine/Odesa Oblast": 1,
        "Ukraine/Odesa Oblast/Odesa": 1,
    }


def test_a_date_counts_for_the_buckets_it_names(twelve: Backend) -> None:
    results = twelve.search(Search(query=Title(("call",)), facet_size=None))
    assert counts(results, "date") == {
        "2022": 2,
        "2022-10": 1,
        "2022-10-28": 1,
        "2022-10-31": 1,
        "open": 1,
    }
    assert results.facets["date"].none == 1


def test_buckets_of_a_facet_are_cut_but_counted(twelve: Backend) -> None:
    chosen = {"topic": Filter(any_of=("western aid",))}
    topics = twelve.search(Search(filters=chosen, facet_size=1)).facets["topic"]
    assert [(each.value, each.count) for each in topics.values] == [
        ("mobilization", 4),
        ("western aid", 0),
    ]
    assert (topics.distinct, topics.none) == (7, 3)


def test_the_histogram_adds_up_to_the_hits(twelve: Backend) -> None:
    results = twelve.search(Search(query=Not(Word("bakhmut"))))
    histogram = results.histogram
    assert sum(each.count for each in histogram.buckets) + histogram.undated == results.total
    assert (histogram.unit, histogram.undated) == ("month", 2)
    assert [(each.period, each.count, each.base) for each in histogram.buckets if each.count] == [
        ("2021-12", 2, 2),
        ("2022-10", 4, 4),
        ("2023-02", 2, 4),
    ]


# --- order ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("newest", "a:1 a:2 a:3 a:4 b:1 b:2 b:3 b:4 d:1 d:2 c:1 c:2"),
        ("oldest", "d:1 d:2 b:1 b:2 b:3 b:4 a:1 a:2 a:3 a:4 c:1 c:2"),
        ("date", "d:2 c:2 c:1 b:1 b:2 b:4 a:1 a:2 a:3 a:4 b:3 d:1"),
        ("date-newest", "a:1 a:2 c:2 b:1 b:4 b:2 c:1 d:2 a:3 a:4 b:3 d:1"),
    ],
)
def test_hits_come_in_the_order_asked_for(twelve: Backend, sort: str, expected: str) -> None:
    assert ids(twelve.search(Search(sort=sort))) == expected.split()  # type: ignore[arg-type]


def test_relevance_is_bm25_over_the_leaves_outside_not(twelve: Backend) -> None:
    results = twelve.search(Search(query=And((Word("convict"), Not(Word("shelling"))))))
    assert [(hit.paragraph.id, round(hit.score, 6)) for hit in results.hits] == [
        ("d:1", 2.390054),
        ("a:4", 1.808689),
        ("a:1", 1.394198),
    ]


def test_equal_scores_are_ordered_by_day_then_document_then_number(twelve: Backend) -> None:
    results = twelve.search(Search(query=FacetIs("topic", "mobilization")))
    assert ids(results) == ["a:2", "b:1", "b:2", "b:3"]
    assert {hit.score for hit in results.hits} == {0.0}


def test_a_page_past_the_end_is_empty_with_the_true_total(twelve: Backend) -> None:
    results = twelve.search(Search(page=3, size=6))
    assert (results.total, results.hits) == (12, ())


# --- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("search", "parameter"),
    [
        (Search(query=FacetIs("date", "someday")), "date"),
        (Search(filters={"published": Filter(any_of=("2023-13",))}), "published"),
        (Search(filters={"colour": Filter(any_of=("red",))}), "colour"),
        (Search(page=0), "page"),
    ],
)
def test_a_wrong_parameter_is_named(twelve: Backend, search: Search, parameter: str) -> None:
    with pytest.raises(BadSearch) as refused:
        twelve.search(search)
    assert refused.value.parameter == parameter


def test_too_many_words_for_a_pattern_are_refused(module: ModuleType, tmp_path: Path) -> None:
    module.build(TWELVE, tmp_path, status_of(TWELVE))
    backend = module.connect(tmp_path, limits=Limits(expansions=4))
    assert backend.search(Search(query=Prefix("con"))).total == 5
    with pytest.raises(LimitExceeded, match="matches more than 4 words"):
        backend.search(Search(query=Prefix("c")))
    backend.close()


def test_a_search_past_its_time_is_stopped(module: ModuleType, tmp_path: Path) -> None:
    module.build(TWELVE, tmp_path, status_of(TWELVE))
    backend = module.connect(tmp_path, limits=Limits(seconds=-1))
    with pytest.raises(OverBudget):
        backend.search(Search(query=Word("convict")))
    backend.close()


# --- life -----------------------------------------------------------------------------------


def test_eight_threads_at_once_get_the_same_answers(twelve: Backend) -> None:
    searches = [Search(query=Word("convict")), Search(), Search(query=Prefix("c"), sort="oldest")]
    expected = [twelve.search(each) for each in searches]
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(10):
            for search, answer in zip(searches, expected, strict=True):
                try:
                    found = twelve.search(search)
                except SearchappError as error:
                    wrong.append(error)
                else:
                    wrong.extend([found] if found != answer else [])

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_words_that_begin_so_come_most_frequent_first(twelve: Backend) -> None:
    if not isinstance(twelve, Suggests):
        pytest.skip("this backend does not suggest words")
    assert twelve.words_like("con", 3) == [("conscripts", 2), ("convicts", 2), ("conscript", 1)]


def test_one_wrong_paragraph_stops_a_build(module: ModuleType, tmp_path: Path) -> None:
    wrong = (Mention("the other day", 0, 3, "The", "test"),)
    paragraphs: Sequence[Paragraph] = (TWELVE[0]._replace(mentions={"date": wrong}), *TWELVE[1:])
    with pytest.raises(ValueError, match="the other day"):
        module.build(paragraphs, tmp_path, status_of(paragraphs))


def test_values_of_a_facet_are_a_sequence(twelve: Backend) -> None:
    values = twelve.search(Search(facet_size=None)).facets["region"].values
    listed = list(values)
    assert len(values) == len(listed) > 3
    assert [values[place] for place in range(len(values))] == listed
    for cut in (slice(2), slice(1, -1), slice(3, 1), slice(-2, 99), slice(None, None, -2)):
        assert list(values[cut]) == listed[cut]
    with pytest.raises(IndexError):
        values[len(values)]
