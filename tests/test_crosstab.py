"""Cross tables: every cell is what its link finds, on every backend; nothing is cut unsaid."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from searchapp import crosstab, urls
from searchapp.backends.base import Backend, Tabulates
from searchapp.backends.whoosh import fast
from searchapp.crosstab import AXES, Axis, CrossTab, axis_named, narrowed
from searchapp.errors import BadSearch
from searchapp.model import Filter, Search
from tests import oracle
from tests.backends.conftest import status_of
from tests.corpora import TWELVE, paragraph, random_paragraphs, random_search
from tests.web.site import Listed

SEED = int(os.environ.get("SEED", "20230214"))
ROUNDS = int(os.environ.get("ROUNDS", "40"))


def table(search: Search, rows: str, columns: str, top: int = 50) -> CrossTab:
    backend: Backend = Listed(TWELVE)
    return crosstab.crosstab(
        search, axis_named("rows", rows), axis_named("columns", columns), backend, top=top
    )


def shown(found: CrossTab) -> dict[str, tuple[int, ...]]:
    return {
        member.value: cells for member, cells in zip(found.rows.members, found.cells, strict=True)
    }


def test_the_axes_are_the_facets_and_the_dates_by_month_and_year() -> None:
    assert [axis.name for axis in AXES] == [
        "source",
        "actor",
        "region",
        "topic",
        "date.month",
        "date.year",
        "published.month",
        "published.year",
    ]


def test_a_table_of_sources_and_years_of_publication() -> None:
    found = table(Search(), "source", "published.year")
    assert [(each.value, each.total, each.base) for each in found.columns.members] == [
        ("2021", 2, 2),
        ("2022", 4, 4),
        ("2023", 4, 4),
        ("", 2, 2),
    ]
    assert shown(found) == {
        "BBC": (0, 2, 0, 0),
        "Kremlin": (0, 2, 0, 0),
        "Meduza": (0, 0, 2, 0),
        "unnamed source": (0, 0, 1, 1),
        "Digest": (0, 0, 1, 0),
        "Ministry": (0, 0, 1, 0),
        "": (2, 0, 0, 1),
    }
    assert (found.total, found.base) == (12, 12)


def test_totals_count_every_paragraph_once_though_it_stands_in_two_rows() -> None:
    found = table(Search(filters={"topic": Filter(any_of=("treatment of soldiers",))}), *AXIS_PAIR)
    assert [(each.value, each.total) for each in found.rows.members] == [
        ("Meduza", 1),
        ("unnamed source", 1),
    ]
    assert [each.total for each in found.columns.members] == [1]
    assert found.total == 1


AXIS_PAIR = ("source", "actor")


def test_the_base_is_the_whole_index_whatever_is_searched() -> None:
    found = table(Search(filters={"published": Filter(any_of=("2022-10",))}), "topic", "actor")
    assert [(each.value, each.total, each.base) for each in found.rows.members] == [
        ("mobilization", 3, 4),
        ("russian politics", 1, 1),
        ("", 1, 3),
    ]


def test_months_without_documents_stand_between_months_with_some() -> None:
    found = table(Search(), "published.month", "source")
    months = [(each.value, each.total) for each in found.rows.members]
    assert months[0] == ("2021-12", 2)
    assert months[1] == ("2022-01", 0)
    assert months[-2:] == [("2023-02", 4), ("", 2)]
    assert len(months) == 16


def test_months_spoken_of_count_all_dates_that_overlap_them() -> None:
    found = table(Search(), "date.month", "source")
    totals = {each.value: each.total for each in found.rows.members}
    for month, total in totals.items():
        if month:
            wanted = Search(filters={"date": Filter(any_of=(month,))})
            assert oracle.answer(TWELVE, wanted).total == total
    assert totals[""] == 4


def test_more_values_than_wanted_are_said_to_be_there() -> None:
    found = table(Search(), "source", "topic", top=2)
    assert [each.value for each in found.rows.members] == ["BBC", "Kremlin", ""]
    assert (found.rows.shown, found.rows.left_out) == (2, 4)


def test_of_too_many_months_the_latest_stand_and_the_number_of_others_is_told() -> None:
    old_and_new = [paragraph("x", 1, "Old.", "2005-03-01"), paragraph("y", 1, "New.", "2020-10-02")]
    months, topics = axis_named("rows", "published.month"), axis_named("columns", "topic")
    found = crosstab.crosstab(Search(), months, topics, Listed(old_and_new), top=25)
    assert [each.value for each in found.rows.members] == ["2020-10"]
    assert found.rows.left_out == 16 * 12 - 120
    years = crosstab.crosstab(
        Search(), axis_named("rows", "published.year"), topics, Listed(old_and_new), top=25
    )
    assert (years.rows.shown, years.rows.left_out) == (16, 0)


def test_an_axis_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadSearch, match=r"rows: one of source, actor, .*, published.year"):
        axis_named("rows", "publisher")


def test_a_chosen_value_leads_to_itself_and_another_one_is_required_beside_it() -> None:
    chosen = Search(filters={"source": Filter(any_of=("BBC", "Meduza"))}, page=3)
    source = axis_named("rows", "source")
    assert urls.path(narrowed(chosen, source, "BBC")) == "/search?source=BBC"
    assert (
        urls.path(narrowed(chosen, source, "Kremlin"))
        == "/search?source=BBC&source=Meduza&all.source=Kremlin"
    )


def draw(chance: random.Random) -> tuple[Axis, Axis]:
    return chance.choice(AXES), chance.choice(AXES)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_every_cell_and_total_is_what_its_link_finds(number: int, tmp_path: Path) -> None:
    chance = random.Random(f"{SEED} {number}")
    print("SEED", SEED, "round", number)
    paragraphs = random_paragraphs(chance)
    fast.build(iter(paragraphs), tmp_path, status_of(paragraphs))
    backend = fast.connect(tmp_path)
    assert isinstance(backend, Tabulates)
    search, (rows, columns) = random_search(chance), draw(chance)
    found = crosstab.crosstab(search, rows, columns, backend, top=50)
    assert found == crosstab.crosstab(
        search, rows, columns, Listed(paragraphs, "0123456789ab"), top=50
    )

    def count(wanted: Search) -> int:
        return oracle.answer(paragraphs, wanted).total

    assert found.total == count(search)
    for row, cells in zip(found.rows.members, found.cells, strict=True):
        by_row = narrowed(search, rows, row.value)
        assert count(by_row) == row.total
        for column, cell in zip(found.columns.members, cells, strict=True):
            if cell:
                assert count(narrowed(by_row, columns, column.value)) == cell, (row, column)
    for column in found.columns.members:
        assert count(narrowed(search, columns, column.value)) == column.total


@pytest.mark.parametrize("axis", [axis for axis in AXES if not axis.unit])
def test_no_paragraph_is_left_out_of_a_side(axis: Axis) -> None:
    found = table(Search(), axis.name, axis.name)
    assert sum(each.total for each in found.rows.members) >= len(TWELVE)
