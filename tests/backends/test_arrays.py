"""The files of a segment: what is written comes back, and what is damaged is refused."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from searchapp.backends.whoosh import fast
from searchapp.backends.whoosh.arrays import Arrays, ArrayWriter
from searchapp.backends.whoosh.cache import Cache
from searchapp.backends.whoosh.dictionary import Dictionary, write_strings
from searchapp.backends.whoosh.spool import Spool
from searchapp.errors import IndexDamaged, SearchappError
from searchapp.model import Search, Word
from tests.backends.conftest import status_of
from tests.corpora import TWELVE


def written(place: Path, fill: Callable[[ArrayWriter], None], **facts: Any) -> Arrays:
    writer = ArrayWriter(place, "a")
    fill(writer)
    writer.close(facts)
    return Arrays(place, "a")


def test_arrays_come_back_with_type_and_shape(tmp_path: Path) -> None:
    def fill(writer: ArrayWriter) -> None:
        writer.add("one", np.array([1, 2, 3], dtype=np.uint8))
        writer.add("two", np.array([[-5, 6]], dtype=np.int64))
        writer.add("none", np.empty((0, 4), dtype=np.uint16))
        spool = Spool(tmp_path, np.uint32)
        spool.add(np.array([1] * 99 + [1_000_000]))
        writer.add_packed("packed", spool)
        writer.add_spool("spool", spool)

    arrays = written(tmp_path, fill, paragraphs=7)
    assert arrays["one"].tolist() == [1, 2, 3]
    assert (arrays["two"].dtype.name, arrays["two"].tolist()) == ("int64", [[-5, 6]])
    assert arrays["none"].shape == (0, 4)
    assert arrays["spool"].tolist() == [1] * 99 + [1_000_000]
    assert arrays.packed("packed").between(98, 100).tolist() == [1, 1_000_000]
    assert arrays.facts["paragraphs"] == 7
    with pytest.raises(IndexDamaged, match="no array 'three'"):
        arrays["three"]


def test_arrays_cannot_be_written_to(tmp_path: Path) -> None:
    arrays = written(tmp_path, lambda writer: writer.add("one", np.array([1, 2])))
    with pytest.raises(ValueError, match="read-only"):
        arrays["one"][0] = 3


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", 99),
        ("bytes", 3),
        ("bytes", "many"),
        ("facts", 5),
        ("arrays", {"one": ["O8", [2], 0]}),
        ("arrays", {"one": ["i8", [1 << 60], 0]}),
        ("arrays", {"one": ["i8", [2], 8]}),
        ("arrays", {"one": ["i8", [-1], 0]}),
        ("arrays", {"one": ["i8", [2], -64]}),
        ("arrays", {"one": ["i8", [2.0], 0]}),
        ("arrays", {"one": "i8"}),
    ],
)
def test_a_table_that_does_not_fit_its_file_is_refused(
    tmp_path: Path, key: str, value: object
) -> None:
    written(tmp_path, lambda writer: writer.add("one", np.array([1, 2])))
    table = json.loads((tmp_path / "a.json").read_text())
    (tmp_path / "a.json").write_text(json.dumps(table | {key: value}))
    with pytest.raises(IndexDamaged):
        Arrays(tmp_path, "a")


def test_strings_are_found_by_letters_and_by_beginning(tmp_path: Path) -> None:
    strings = sorted(["", "a", "ab", "abc", "b", "ß", "Київ", "\udce9", "\U0001f600"])
    arrays = written(tmp_path, lambda writer: write_strings(writer, "words", strings))
    words = Dictionary(arrays, "words")
    assert list(words) == strings
    assert [words.find(each) for each in strings] == list(range(len(strings)))
    assert words.find("abcd") is None
    for few in (["abcd", strings[-1]], [*strings[::-1], "abcd"]):
        expected = [strings.index(each) if each in strings else -1 for each in few]
        assert words.numbers(few).tolist() == expected
    assert list(words.between(*words.starting("a"))) == ["a", "ab", "abc"]
    assert words.starting("") == (0, len(strings))
    assert list(words.between(*words.starting("zz"))) == []


def test_the_cache_keeps_what_was_used_last_within_its_bytes() -> None:
    cache = Cache(10_000)
    made: list[str] = []

    def ask(key: str, size: int = 4_000) -> str:
        return cache.get(key, lambda: made.append(key) or key, lambda _: size)  # type: ignore[func-returns-value]

    for key in ("a", "b", "a", "c", "a", "b"):
        assert ask(key) == key
    assert made == ["a", "b", "c", "b"]
    ask("huge", 10_001)
    ask("huge", 10_001)
    assert made.count("huge") == 2


def test_empty_values_are_not_kept_without_end() -> None:
    cache = Cache(10_000)
    made: list[int] = []
    for key in (*range(100), 0):
        cache.get(key, lambda key=key: made.append(key), lambda _: 0)  # type: ignore[misc]
    assert made == [*range(100), 0]


def _damaged(place: Path, chance: random.Random) -> str:
    """Cut, lengthen, remove or garble one of the files that our own reader opens."""
    file = chance.choice(sorted(each for each in place.iterdir() if each.suffix != ".toc"))
    content = file.read_bytes()
    kind = chance.choice(["cut", "longer", "gone", "garbled"])
    if kind == "cut":
        file.write_bytes(content[: chance.randrange(len(content))])
    elif kind == "longer":
        file.write_bytes(content + b"x")
    elif kind == "gone":
        file.unlink()
    else:
        start = chance.randrange(len(content))
        file.write_bytes(content[:start] + chance.randbytes(16) + content[start + 16 :])
    return f"{kind} {file.name}"


@pytest.fixture(params=["one segment", "several"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An index in one segment, or one in two with marks of what went from the first."""
    built = tmp_path / "built"
    built.mkdir()
    fast.build(iter(TWELVE), built, status_of(TWELVE))
    if request.param == "one segment":
        return built
    updated = tmp_path / "updated"
    updated.mkdir()
    fast.update(built, {"c"}, iter(TWELVE[8:10]), updated, status_of(TWELVE))
    return updated


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_refused_or_answers_without_a_crash(place: Path, seed: int) -> None:
    """Lengths are seen on opening; what hides in the middle of a file `check` sees by its hash.
    Whatever is read of such a file may be wrong, but numpy never reads outside of it."""
    what = _damaged(place, random.Random(seed))
    print(what)
    try:
        backend = fast.connect(place)
    except IndexDamaged:
        return
    assert what.startswith("garbled"), "a wrong length went unnoticed"
    try:
        backend.search(Search(query=Word("convict")))
        backend.document("a")
    except (SearchappError, IndexError, ValueError, TypeError, LookupError, MemoryError) as error:
        print(type(error), error)
