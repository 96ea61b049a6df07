"""Opening a Whoosh index runs nothing that the index carries."""

from __future__ import annotations

import importlib
import pickle
import pickletools
import sys
from pathlib import Path
from types import ModuleType

import pytest
from whoosh.index import open_dir
from whoosh.qparser import QueryParser

from searchapp.backends.whoosh import guard, plain
from searchapp.errors import IndexDamaged, UsageError
from searchapp.model import Search, Word
from tests.backends.conftest import status_of
from tests.corpora import TWELVE

# Whoosh leaves the file it was reading to the garbage collector when reading fails.
_LEAVES_FILES = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


class Payload:
    """Unpickled without a guard, this writes a file."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, (f"open({str(self.target)!r}, 'w').close()",)


def built(place: Path) -> Path:
    place.mkdir()
    plain.build(TWELVE, place, status_of(TWELVE))
    return place


def test_no_module_of_whoosh_can_unpickle_past_the_guard() -> None:
    unguarded = {pickle.load, pickle.loads, pickle.Unpickler}
    found = [
        (name, bound)
        for name, module in sys.modules.items()
        if name.startswith("whoosh")
        for bound, value in vars(module).items()
        if value is pickle or (isinstance(value, type | type(len)) and value in unguarded)
    ]
    assert found == []


def test_the_payload_would_run_without_the_guard(tmp_path: Path) -> None:
    pickle.loads(pickle.dumps(Payload(tmp_path / "ran")))  # noqa: S301  # to prove the test's own claim
    assert (tmp_path / "ran").exists()


@pytest.mark.usefixtures("collected")
@_LEAVES_FILES
@pytest.mark.parametrize("end", ["schema", "segments"])
def test_a_payload_in_the_table_of_contents_does_not_run(tmp_path: Path, end: str) -> None:
    place = built(tmp_path / "index")
    contents = next(place.glob("_MAIN_*.toc"))
    original = contents.read_bytes()
    start = original.index(b"\x80\x02") if end == "schema" else original.rindex(b"\x80\x05\x95")
    length = _pickle_length(original[start:])
    payload = pickle.dumps(Payload(tmp_path / "ran"), 2)
    if end == "schema":  # its length stands before it, so the payload must not be longer
        payload = payload.ljust(length, b".")
        assert len(payload) == length
    contents.write_bytes(original[:start] + payload + original[start + length :])
    with pytest.raises(IndexDamaged, match=r"names \w+\.exec, which it may not"):
        plain.connect(place)
    assert not (tmp_path / "ran").exists()


def _pickle_length(pickled: bytes) -> int:
    for opcode, _, at in pickletools.genops(pickled):
        if opcode.name == "STOP":
            return int(at or 0) + 1
    raise AssertionError("no pickle here")


@pytest.mark.parametrize("name", ["columns", "formats", "codec.whoosh3", "compat"])
def test_a_payload_in_a_block_does_not_run(tmp_path: Path, name: str) -> None:
    module = importlib.import_module(f"whoosh.{name}")
    with pytest.raises(pickle.UnpicklingError, match=r"builtins\.exec"):
        module.loads(pickle.dumps(Payload(tmp_path / "ran")))
    assert not (tmp_path / "ran").exists()


@pytest.mark.usefixtures("collected")
@_LEAVES_FILES
def test_a_damaged_file_is_reported_with_its_place(tmp_path: Path) -> None:
    place = built(tmp_path / "index")
    segment = next(place.glob("*.seg"))
    segment.write_bytes(segment.read_bytes()[: segment.stat().st_size // 2])
    with pytest.raises(IndexDamaged, match="searchapp index --rebuild"):
        plain.connect(place).search(Search(query=Word("convict")))


def test_another_distribution_of_whoosh_is_refused_with_the_remedy() -> None:
    other = ModuleType("whoosh")
    other.__version__ = (3, 54, 0)  # type: ignore[attr-defined]
    with pytest.raises(UsageError, match=r"is 3\.54\.0, not Whoosh-Reloaded.*pip install"):
        guard.check_version(other)


def test_the_index_can_be_searched_with_whoosh_alone(tmp_path: Path) -> None:
    index = open_dir(str(built(tmp_path / "index")))
    with index.searcher() as searcher:
        query = QueryParser("text", index.schema).parse('convicts "were sent" actor:Wagner')
        stored = [hit["paragraph"] for hit in searcher.search(query, limit=None)]
    assert [record[:12] for record in stored] == ['{"id":"a:1",']


def test_a_lock_file_is_not_left_in_the_index(tmp_path: Path) -> None:
    place = built(tmp_path / "index")
    assert sorted(each.suffix for each in place.iterdir()) == [".json", ".seg", ".toc"]
