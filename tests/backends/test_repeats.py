"""The laws about paragraphs that repeat one another, for every backend."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from searchapp.backends.base import Backend, KnowsTwins
from searchapp.backends.whoosh import fast
from searchapp.backends.whoosh.contents import segment_name
from searchapp.errors import IndexDamaged
from searchapp.model import Filter, Paragraph, Results, Search, Twins, Word
from tests.backends.conftest import Make, status_of
from tests.backends.test_contract import counts, ids
from tests.corpora import paragraph, random_paragraphs, random_search


def twin(paragraph: Paragraph, group: str) -> Paragraph:
    return paragraph._replace(twins=group)


# "Convoy" was said three times, in three documents; "Calm" twice in one.
SIX = (
    twin(paragraph("a", 1, "The convoy left Kherson.", "2023-02-14", source="BBC"), "b:1"),
    twin(paragraph("b", 1, "The convoy left Kherson.", "2023-02-13", source="TASS"), "b:1"),
    twin(paragraph("c", 1, "The convoy left Kherson.", source="BBC"), "b:1"),
    twin(paragraph("c", 2, "Calm on the front."), "c:2"),
    twin(paragraph("c", 3, "Calm on the front."), "c:2"),
    paragraph("d", 1, "The convoy came back.", "2023-02-14", source="BBC"),
)


@pytest.fixture
def six(make: Make) -> Backend:
    return make(SIX)


def found(backend: Backend, search: Search) -> Results:
    return backend.search(search._replace(sort="oldest"))


def test_without_folding_every_paragraph_counts(six: Backend) -> None:
    results = found(six, Search())
    assert ids(results) == ["b:1", "a:1", "d:1", "c:1", "c:2", "c:3"]
    assert (results.total, results.documents, results.repeated) == (6, 4, 3)


def test_folding_leaves_the_oldest_of_each_group(six: Backend) -> None:
    results = found(six, Search(fold=True))
    assert ids(results) == ["b:1", "d:1", "c:2"]
    assert (results.total, results.documents, results.repeated) == (3, 3, 3)
    assert counts(results, "source") == {"BBC": 1, "TASS": 1}
    assert results.facets["source"].none == 1


def test_the_oldest_is_that_of_the_hits(six: Backend) -> None:
    asked = Search(filters={"published": Filter(any_of=("2023-02-14",))}, fold=True)
    assert ids(found(six, asked)) == ["a:1", "d:1"]


def test_a_facet_counts_the_oldest_of_what_it_would_find(six: Backend) -> None:
    asked = Search(query=Word("convoy"), filters={"source": Filter(any_of=("BBC",))}, fold=True)
    results = found(six, asked)
    assert ids(results) == ["a:1", "d:1"]
    assert counts(results, "source") == {"BBC": 1, "TASS": 1}


def test_a_bucket_keeps_its_whole_base(six: Backend) -> None:
    histogram = found(six, Search(fold=True)).histogram
    assert [(each.period, each.count, each.base) for each in histogram.buckets] == [
        ("2023-02-13", 1, 1),
        ("2023-02-14", 1, 2),
    ]
    assert histogram.undated == 1


def test_twins_are_found_the_oldest_first(six: Backend) -> None:
    assert isinstance(six, KnowsTwins)
    assert six.twins(SIX[2], 9) == Twins((SIX[1], SIX[0]), 2, 2)
    assert six.twins(SIX[1], 1) == Twins((SIX[0],), 2, 2)
    assert six.twins(SIX[4], 9) == Twins((SIX[3],), 1, 0)
    assert six.twins(SIX[5], 9) == Twins((), 0, 0)


def test_folded_and_repeated_hits_together_are_all_hits(make: Make) -> None:
    chance = random.Random(11)
    backend = make(random_paragraphs(chance, most=60))
    for _ in range(30):
        search = random_search(chance)
        whole, folded = (backend.search(search._replace(fold=each)) for each in (False, True))
        assert whole.repeated == folded.repeated
        assert whole.total == folded.total + folded.repeated
        for name, counted in folded.facets.items():
            assert counted.none <= whole.facets[name].none


def test_groups_that_cannot_be_are_damage(tmp_path: Path) -> None:
    fast.build(SIX, tmp_path, status_of(SIX))
    table = tmp_path / f"{segment_name(1)}.json"
    written = json.loads(table.read_text(encoding="utf-8"))
    places = written["arrays"]
    places["twins.ends"], places["document.ends"] = places["document.ends"], places["twins.ends"]
    table.write_text(json.dumps(written), encoding="utf-8")
    with pytest.raises(IndexDamaged, match="groups of repeated paragraphs"):
        fast.connect(tmp_path)
