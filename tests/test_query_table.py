"""Addresses and the paragraphs that each of them finds, by the whole road of a search.

tests/cases/queries.jsonl has a line for each address: the index it is asked of, what it finds
and why. The paragraphs were picked by hand or by regular expressions over the raw texts, never
by the program. `ids` are without order unless `ordered` says otherwise; where an address finds
hundreds the line gives their `total`. Other lines give the `counts` of a facet and how many
paragraphs have `none` of its values.

- coded: tests/cases/coded.jsonl, twenty-two paragraphs with the values that the file gives.
- seeds: the seeds with the values that their files give; ids without "digest-".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from searchapp import generations, urls
from searchapp.aliases import Names
from searchapp.backends import BACKENDS
from searchapp.backends.base import Backend
from searchapp.build import build_index
from searchapp.find import find
from searchapp.model import Results
from searchapp.namebook import Gathered
from searchapp.settings import Settings
from searchapp.tagging.pool import GivenOnly
from tests.naming import names_from

CASES = Path(__file__).parent / "cases"
PLACES = {"coded": CASES / "coded.jsonl", "seeds": Path(__file__).resolve().parents[1] / "seeds"}
NAMES = {
    "coded": names_from(
        [["Kyiv", "Kiev", "Київ"], ["Prigozhin", "Prigogine", "Пригожин"], ["Odesa", "Odessa"]]
    ),
    "seeds": {},
}
TABLE: list[dict[str, Any]] = [
    json.loads(line) for line in (CASES / "queries.jsonl").read_text("utf-8").splitlines()
]


class Keeping(GivenOnly):
    """Tags nothing and knows a few names, so that no change of the tagger moves the table."""

    vocabulary = "given"

    def __init__(self, names: Names) -> None:
        self.digest = "given"
        self._names = names

    def names(self, gathered: Gathered) -> Names:
        return self._names


@pytest.fixture(scope="module", params=BACKENDS)
def indexes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Backend]]:
    opened = {}
    for over, place in PLACES.items():
        index = tmp_path_factory.mktemp(over) / "index"
        report = build_index(
            [place], Settings(index=index), tagger=Keeping(NAMES[over]), backend=request.param
        )
        assert report.failed == ()
        opened[over] = generations.open_index(index)
    yield opened
    for backend in opened.values():
        backend.close()


def test_the_table_is_long_and_says_nothing_twice() -> None:
    asked = list(map(name_of, TABLE))
    assert len(asked) >= 250
    assert sorted(set(asked)) == sorted(asked)
    assert all(row["why"] for row in TABLE)


def name_of(row: Mapping[str, Any]) -> str:
    return f"{row['over']}?{row['address']}" + (f" {row['facet']}" if "facet" in row else "")


def answer(row: Mapping[str, Any], indexes: Mapping[str, Backend]) -> Results:
    pairs = parse_qsl(row["address"], keep_blank_values=True)
    if not any(name == "size" for name, _ in pairs):
        pairs.append(("size", "100"))
    return find(urls.read(pairs).search, indexes[row["over"]])


@pytest.mark.parametrize("row", [row for row in TABLE if "facet" not in row], ids=name_of)
def test_an_address_finds_what_was_picked_by_hand(
    row: Mapping[str, Any], indexes: Mapping[str, Backend]
) -> None:
    results = answer(row, indexes)
    if "total" in row:
        assert results.total == row["total"], row["why"]
        return
    found = [hit.paragraph.id.removeprefix("digest-") for hit in results.hits]
    ordered = row.get("ordered", False)
    assert (found if ordered else sorted(found)) == (
        row["ids"] if ordered else sorted(row["ids"])
    ), row["why"]
    assert results.total == len(found) or "size=" in row["address"]


@pytest.mark.parametrize("row", [row for row in TABLE if "facet" in row], ids=name_of)
def test_a_facet_has_the_counts_that_were_worked_out_by_hand(
    row: Mapping[str, Any], indexes: Mapping[str, Backend]
) -> None:
    counted = answer(row, indexes).facets[row["facet"]]
    assert {each.value: each.count for each in counted.values} == row["counts"], row["why"]
    assert counted.none == row["none"], row["why"]


@pytest.mark.parametrize("row", TABLE, ids=name_of)
def test_its_canonical_address_is_the_same_search(row: Mapping[str, Any]) -> None:
    search = urls.read(parse_qsl(row["address"])).search
    assert urls.read(parse_qsl(urls.write(search))).search == search
