"""An index of several segments, some rows of which are gone, answers as one written at once.

`SEED=7` repeats one history with its searches; `CORPORA`, `FIRST`, `SEARCHES` as in test_versus.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from whoosh import query
from whoosh.index import open_dir

from searchapp.backends.base import Backend
from searchapp.backends.whoosh import compaction, fast, plain
from searchapp.backends.whoosh.contents import Part, read_parts
from searchapp.backends.whoosh.searcher import FastBackend
from searchapp.errors import LimitExceeded, NotFound
from searchapp.model import (
    And,
    Everything,
    FacetIs,
    Fuzzy,
    Node,
    Or,
    Paragraph,
    Prefix,
    Results,
    Search,
    Wildcard,
    Word,
)
from searchapp.settings import Limits
from searchapp.text import stem
from tests import oracle
from tests.backends.conftest import status_of
from tests.backends.test_versus import assert_same
from tests.corpora import TWELVE, random_paragraphs, random_search, seeds

_SEARCHES = int(os.environ.get("SEARCHES", "20"))
_BUILD = "0123456789ab"

histories = pytest.mark.parametrize("seed", seeds(16))


@dataclass
class History:
    """An index updated again and again, in folder after folder; `held` is what is in it now."""

    parent: Path
    held: dict[str, list[Paragraph]] = field(default_factory=dict)
    updates: int = 0

    @property
    def place(self) -> Path:
        return self.parent / f"fast{self.updates}"

    @property
    def now(self) -> list[Paragraph]:
        return [paragraph for document in self.held.values() for paragraph in document]

    @property
    def parts(self) -> tuple[Part, ...]:
        return read_parts(self.place)

    def begin(self, paragraphs: Iterable[Paragraph]) -> None:
        self.held = documents(paragraphs)
        self.place.mkdir()
        fast.build(iter(self.now), self.place, status_of(self.now))

    def go_on(self, gone: Iterable[str], came: Iterable[Paragraph] = ()) -> None:
        new = documents(came)
        gone = {*gone, *(new.keys() & self.held.keys())}
        former = self.place
        self.updates += 1
        self.held = {name: each for name, each in self.held.items() if name not in gone} | new
        self.place.mkdir()
        paragraphs = [paragraph for document in new.values() for paragraph in document]
        fast.update(former, gone, iter(paragraphs), self.place, status_of(self.now))

    def fast(self, limits: Limits | None = None) -> FastBackend:
        return fast.connect(self.place, limits=limits)

    def plain(self, limits: Limits | None = None) -> plain.PlainBackend:
        place = self.parent / f"plain{self.updates}"
        if not place.exists():
            place.mkdir()
            plain.build(self.now, place, status_of(self.now))
        return plain.connect(place, limits=limits)


def documents(paragraphs: Iterable[Paragraph]) -> dict[str, list[Paragraph]]:
    found: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        found.setdefault(paragraph.document, []).append(paragraph)
    return found


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path)


@pytest.fixture
def policy(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    """Sets how many segments there may be, and of how many paragraphs in ten too many are gone
    from one."""

    def set_policy(most: int, gone_of_ten: int) -> None:
        monkeypatch.setattr(compaction, "MOST_SEGMENTS", most)
        monkeypatch.setattr(compaction, "WORN", (gone_of_ten, 10))

    return set_policy


def random_history(history: History, chance: random.Random) -> None:
    """Three to nine updates, of which some change much and some little."""
    history.begin(random_paragraphs(chance))
    for _ in range(chance.randrange(3, 10)):
        came = documents(random_paragraphs(chance, most=chance.choice((6, 12, 40))))
        share = chance.choice((0, 0.1, 0.3))
        gone = {name for name in history.held if chance.random() < share}
        history.go_on(gone, (paragraph for each in came.values() for paragraph in each))


@histories
def test_any_history_of_updates_answers_as_the_oracle_and_the_plain_twin_do(
    history: History, policy: Callable[[int, int], None], seed: int
) -> None:
    print(f"SEED={seed}")
    chance = random.Random(seed)
    policy(chance.choice((3, 5, 8, 20)), chance.choice((2, 5, 9, 10)))
    random_history(history, chance)
    now, quick, slow = history.now, history.fast(), history.plain()
    for number in range(_SEARCHES):
        search = random_search(chance)
        print(f"{number}: {search}")
        found = quick.search(search)
        assert_same(found, oracle.answer(now, search, build=_BUILD))
        assert_same(found, slow.search(search))
    rows, columns = ([random_search(chance).query for _ in range(3)] for _ in range(2))
    search = random_search(chance)
    assert quick.crossed(search, rows, columns) == slow.crossed(search, rows, columns)
    for start in ("", "w", "wa", "fo", "po", "к", "unknown"):
        assert quick.words_like(start, 5) == slow.words_like(start, 5)
    assert_same_lookups(history, quick, slow)


def assert_same_lookups(history: History, quick: FastBackend, slow: plain.PlainBackend) -> None:
    for name, paragraphs in history.held.items():
        assert list(quick.document(name)) == sorted(paragraphs, key=lambda each: each.n)
        for paragraph in paragraphs:
            assert quick.paragraph(paragraph.id) == paragraph
            if paragraph.twins:
                assert quick.twins(paragraph, 3) == slow.twins(paragraph, 3)


@histories
def test_patterns_count_the_words_that_live(history: History, seed: int) -> None:
    print(f"SEED={seed}")
    chance = random.Random(seed)
    random_history(history, chance)
    for most in range(1, 6):
        quick, slow = (opened(Limits(expansions=most)) for opened in (history.fast, history.plain))
        for node in (Prefix("w"), Prefix("f"), Wildcard("*r*"), Fuzzy("wars", 2)):
            search = Search(query=node)
            expected = answer_or_refusal(slow, search)
            found = answer_or_refusal(quick, search)
            if isinstance(expected, str) or isinstance(found, str):
                assert found == expected
            else:
                assert_same(found, expected)


def answer_or_refusal(backend: Backend, search: Search) -> Results | str:
    try:
        return backend.search(search)
    except LimitExceeded as error:
        return str(error)


@histories
def test_stock_whoosh_finds_what_we_find(history: History, seed: int) -> None:
    print(f"SEED={seed}")
    random_history(history, random.Random(seed))
    backend = history.fast()
    asked: dict[query.Query, Node] = {
        query.Term("text", stem("forces")): Word("forces"),
        query.Term("word", "front"): Word("front", exact=True),
        query.Term("text", "war") & query.Term("text", "port"): And((Word("war"), Word("port"))),
        query.Term("word", "kyiv") | query.Prefix("word", "wa"): Or((Word("kyiv"), Prefix("wa"))),
        query.Term("source", "BBC"): FacetIs("source", "BBC"),
        query.Term("region", "Ukraine"): FacetIs("region", "Ukraine"),
        query.Every(): Everything(),
    }
    with open_dir(str(history.place)).searcher() as searcher:
        for question, node in asked.items():
            theirs = sorted(hit["id"] for hit in searcher.search(question, limit=None))
            ours = backend.search(Search(query=node, size=1000)).hits
            assert theirs == sorted(hit.paragraph.id for hit in ours), question


def test_an_update_leaves_the_segments_of_before_as_they_are(history: History) -> None:
    history.begin(TWELVE)
    former = history.place
    before = {file.name: file.read_bytes() for file in former.iterdir()}
    history.go_on({"c"}, [TWELVE[8]])
    assert history.parts == (Part(1, 12, 2), Part(2, 1))
    assert {file.name: file.read_bytes() for file in former.iterdir()} == before
    for ending in ("arrays", "json", "store"):
        name = f"MAIN_000001.{ending}"
        assert (history.place / name).samefile(former / name)


def test_where_files_cannot_be_linked_they_are_copied(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(there: Path, here: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(there), None, str(here))

    monkeypatch.setattr(os, "link", refuse)
    history.begin(TWELVE)
    history.go_on({"c"})
    assert history.parts == (Part(1, 12, 2),)
    expected = oracle.answer(TWELVE[:8] + TWELVE[10:], Search(), _BUILD)
    assert_same(history.fast().search(Search()), expected)


def test_marks_are_carried_on_and_added_to(history: History) -> None:
    history.begin(TWELVE)
    history.go_on({"c"})
    history.go_on((), [extra("e", 1)])
    assert history.parts == (Part(1, 12, 2), Part(2, 1))
    history.go_on({"e"}, [extra("f", 1)])
    assert history.parts == (Part(1, 12, 2), Part(3, 1))
    assert history.fast().words_like("ships", 2) == []
    with pytest.raises(NotFound):
        history.fast().paragraph("c:1")


def test_a_segment_of_which_much_is_gone_is_written_anew(history: History) -> None:
    history.begin(TWELVE)
    history.go_on({"a"}, [extra("e", 1)])
    assert history.parts == (Part(2, 9),)


def test_what_comes_after_everything_went_stands_alone(history: History) -> None:
    history.begin(TWELVE)
    history.go_on("abcd")
    assert history.parts == (Part(2, 0),)
    history.go_on((), TWELVE)
    assert history.parts == (Part(3, 12),)


def test_many_small_updates_leave_few_segments(history: History) -> None:
    history.begin(random_paragraphs(random.Random(5), most=60))
    seen = []
    for number in range(30):
        history.go_on((), [extra(f"new{number}", n) for n in (1, 2)])
        seen.append(len(history.parts))
    assert max(seen) == compaction.MOST_SEGMENTS
    assert sum(part.rows for part in history.parts) == len(history.now)
    found = history.fast().search(Search(size=1000))
    assert_same(found, oracle.answer(history.now, Search(size=1000), _BUILD))


def test_a_document_that_is_there_may_not_come_again(history: History) -> None:
    history.begin(TWELVE)
    place = history.parent / "twice"
    place.mkdir()
    with pytest.raises(ValueError, match="document 'd' came twice"):
        fast.update(history.place, (), iter([extra("d", 9)]), place, status_of(TWELVE))


def extra(document: str, n: int) -> Paragraph:
    return Paragraph(f"{document}:{n}", document, n, "Convicts came again.", "More", None)
