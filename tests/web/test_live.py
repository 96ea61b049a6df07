"""A new index is answered from without a restart; without any the site says what to do."""

from __future__ import annotations

import gc
import json
import threading
from pathlib import Path

import pytest

from searchapp import generations
from searchapp.backends.base import Backend
from searchapp.errors import IndexDamaged, IndexMissing, OverBudget
from searchapp.settings import Settings
from searchapp.web import create_app
from searchapp.web.live import Gate, Live
from tests.web.site import BASE, Listed, Page, Reader


class Generations:
    """Stands for the folder of generations: which is live, and what opening it gives."""

    def __init__(self) -> None:
        self.live = ""
        self.damaged: set[str] = set()
        self.opened: list[str] = []

    def current(self, index: Path) -> Path:
        if not self.live:
            raise IndexMissing(str(index))
        return index / self.live

    def open_index(self, index: Path) -> Backend:
        if self.live in self.damaged:
            raise IndexDamaged(f"{self.live} is damaged")
        self.opened.append(self.live)
        return Listed(build=self.live)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Generations:
    made = Generations()
    monkeypatch.setattr(generations, "current", made.current)
    monkeypatch.setattr(generations, "open_index", made.open_index)
    return made


def build_of(site: Reader) -> str:
    return str(json.loads(site.get("/health").text)["build"])


def test_a_site_without_an_index_answers_503_with_the_advice(tmp_path: Path) -> None:
    site = Reader(create_app(Settings(index=tmp_path / "none")).test_client())
    for address in ("/", "/search?q=x", "/document/a", "/paragraph/a:1", "/facet/topic", "/about"):
        response = site.get(address)
        assert response.status_code == 503
        assert "run `searchapp index` first" in response.text
        assert str(tmp_path) not in response.text
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Retry-After"]
        Page(response.text)
    for address in ("/search.json", "/health", "/complete.json?q=ab"):
        response = site.get(address)
        assert response.status_code == 503
        assert "run `searchapp index` first" in response.text
    assert site.get("/help").status_code == 200
    assert site.get("/robots.txt").status_code == 200


def test_a_new_generation_answers_without_a_restart(folder: Generations) -> None:
    site = Reader(create_app(Settings()).test_client())
    folder.live = "g000001"
    assert build_of(site) == "g000001"
    before = site.get("/search").headers["ETag"]
    folder.live = "g000002"
    assert build_of(site) == "g000002"
    after = site.get("/search", headers={"If-None-Match": before})
    assert after.status_code == 200
    assert folder.opened == ["g000001", "g000002"]


def test_a_site_that_started_without_an_index_finds_it_when_it_is_there(
    folder: Generations,
) -> None:
    site = Reader(create_app(Settings()).test_client())
    assert site.get("/").status_code == 503
    folder.live = "g000001"
    assert site.get("/").status_code == 200


def test_a_damaged_new_generation_leaves_the_old_one_answering(folder: Generations) -> None:
    live = Live(Path("index"))
    folder.live = "g000001"
    old = live.backend()
    folder.live, folder.damaged = "g000002", {"g000002"}
    assert live.backend() is old
    assert live.backend() is old
    folder.live = "g000003"
    assert live.backend().status().build == "g000003"


def test_a_lost_pointer_leaves_the_open_index_answering(folder: Generations) -> None:
    live = Live(Path("index"))
    folder.live = "g000001"
    old = live.backend()
    folder.live = ""
    assert live.backend() is old


def test_requests_on_the_old_index_finish_on_it(folder: Generations) -> None:
    live = Live(Path("index"))
    folder.live = "g000001"
    held = live.backend()
    folder.live = "g000002"
    assert live.backend() is not held
    gc.collect()
    assert held.status().build == "g000001"


def test_many_readers_during_many_swaps_see_whole_generations_only(folder: Generations) -> None:
    folder.live = "g000000"
    app = create_app(Settings())
    wrong: list[str] = []
    stop = threading.Event()

    def read() -> None:
        client = app.test_client()
        while not stop.is_set():
            response = client.get("/search.json?size=1", base_url=BASE)
            if response.status_code != 200 or '"build": "g0' not in response.text:
                wrong.append(response.text)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(100):
        folder.live = f"g{number:06d}"
        live = app.extensions["searchapp"].live
        assert live.backend().status().build <= folder.live
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_crowd_is_refused_instead_of_kept_waiting() -> None:
    gate = Gate(1, 0.01, "too many searches are running")
    with gate, pytest.raises(OverBudget, match="too many searches are running"), gate:
        pass
    with gate:
        pass
