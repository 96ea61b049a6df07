"""Places of which their neighbours know more than the gazetteer."""

from __future__ import annotations

import pytest

from searchapp.tagging.places.regions import RegionTagger
from tests.tagging.places.conftest import places

COUNTRY = "Ukraine kept fighting in Donetsk Oblast."


@pytest.mark.parametrize(
    ("text", "stray"),
    [
        ("Guns fired between Pisky, Chyhyryn and Avdiivka.", True),
        ("They hold Pisky and Avdiivka, and attacked the village of Chyhyryn.", True),
        ("Guns fired near Pisky and at Avdiivka; a mine near Chyhyryn burned.", False),
    ],
)
def test_a_stray_goes_with_its_neighbours_where_it_is_called_a_place(
    tagger: RegionTagger, text: str, stray: bool
) -> None:
    around = {"Ukraine/Donetsk Oblast/Pisky", "Ukraine/Donetsk Oblast/Avdiivka"}
    own = {"Ukraine/Donetsk Oblast/Chyhyryn"} if stray else set()
    assert set(places(tagger, COUNTRY, text)) == around | own


def test_a_place_far_off_is_kept_where_its_neighbours_are_far_from_one_another(
    tagger: RegionTagger,
) -> None:
    assert "Syria/Tartus Governorate/As Safsafah" in places(
        tagger, "Syria saw rain in Damascus, al-Safsafah and Raqqa."
    )
    assert (
        places(tagger, "Syria saw rain in Tabqa, al-Safsafah and Raqqa.")
        == [
            "Syria",
            "Syria/Raqqa Governorate/Al-Tabqa",
            "Syria/Raqqa Governorate/al-Safsafah",
            "Syria/Raqqa Governorate/Raqqa",
        ][1:]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They took the village of Umm Tarikat west of Manbij.", ["Umm Tarikat", "Manbij"]),
        (
            "They took the villages of Umm Tarikat, Bir Zurba and Tal Zurmuq near Manbij.",
            ["Umm Tarikat", "Bir Zurba", "Tal Zurmuq", "Manbij"],
        ),
        ("They took Zurba Hill west of Manbij.", ["Zurba", "Manbij"]),
        ("An Alawite village near Manbij burned.", ["Manbij"]),
    ],
)
def test_a_village_of_no_list_lies_in_the_division_of_its_neighbour(
    tagger: RegionTagger, text: str, expected: list[str]
) -> None:
    assert places(tagger, text) == [f"Syria/Aleppo Governorate/{name}" for name in expected]


def test_a_city_that_is_its_own_division_tells_of_none(tagger: RegionTagger) -> None:
    assert places(tagger, "Troops left Makariv for the town of Moshcun near Kyiv.") == [
        "Ukraine/Kyiv Oblast/Makariv",
        "Ukraine/Kyiv Oblast/Moshcun",
        "Ukraine/Kyiv",
    ]
    assert places(tagger, "Troops left for the town of Moshcun near Kyiv.") == ["Ukraine/Kyiv"]


def test_no_neighbour_no_place(tagger: RegionTagger) -> None:
    assert places(tagger, "They took the village of Umm Tarikat.") == []
