from __future__ import annotations

from searchapp.model import Search
from searchapp.web.completion import Known, completions
from tests.web.site import Listed, Reader

VALUES = [
    ("source", "Meduza"),
    ("source", "The Washington Post"),
    ("region", "Ukraine/Donetsk Oblast"),
    ("topic", 'odd "quotes"'),
]


def test_the_last_word_is_finished_and_the_rest_stays() -> None:
    assert completions("convicts sen", Listed(), []) == ["convicts sent"]


def test_values_are_offered_as_they_are_typed_in_a_query() -> None:
    assert completions("med", Listed([]), VALUES) == ["source:Meduza"]
    assert completions("a wash", Listed([]), VALUES) == ['a source:"The Washington Post"']
    assert completions("donets", Listed([]), VALUES) == ['region:"Ukraine/Donetsk Oblast"']
    assert completions("source:th", Listed([]), VALUES) == ['source:"The Washington Post"']
    assert completions('source:"th', Listed([]), VALUES) == ['source:"The Washington Post"']


def test_what_cannot_be_typed_is_not_offered() -> None:
    assert completions("odd", Listed([]), VALUES) == []


def test_nothing_is_offered_for_a_single_letter() -> None:
    assert completions("m", Listed(), VALUES) == []
    assert completions("", Listed(), VALUES) == []


def test_values_are_counted_once_for_each_build() -> None:
    backend, known = Listed(), Known()
    first = known.values("one", backend.search)
    assert known.values("one", backend.search) is first
    assert len(backend.asked) == 1
    known.values("two", backend.search)
    assert len(backend.asked) == 2
    assert first[0] == ("region", "Ukraine")
    assert backend.asked[0] == Search(size=1, facet_size=None)


def test_completions_are_sent_as_json(site: Reader) -> None:
    assert site.get("/complete.json?q=medu").json == {"completions": ["meduza", "source:Meduza"]}
    assert site.get("/complete.json").json == {"completions": []}
