"""Places of no list, known by what is done to them."""

from __future__ import annotations

import pytest

from searchapp.tagging.places.regions import RegionTagger
from tests.tagging.places.conftest import places

ALEPPO = "Syria/Aleppo Governorate"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Rebels recaptured Zurbaqa from them, near Manbij.", {"Zurbaqa"}),
        ("They advanced south of Zurbaqa and Al-Kuntra, near Manbij.", {"Zurbaqa", "Al-Kuntra"}),
        ("They fled from Manbij to Tell Zurbaq.", {"Tell Zurbaq"}),
        ("At Tal al-Zurbaq, near Manbij, snow fell.", {"Tal al-Zurbaq"}),
        ("Near Manbij they captured Zurbaqa officers.", set()),
        ("Near Manbij they captured Kurds.", set()),
        ("Near Manbij they captured ODA.", set()),
    ],
)
def test_a_name_is_taken_for_a_place_by_the_words_around(
    tagger: RegionTagger, text: str, named: set[str]
) -> None:
    expected = {f"{ALEPPO}/{name}" for name in named | {"Manbij"}}
    assert set(places(tagger, "War came to Syria.", text)) == expected


def test_what_is_one_name_with_a_mound_is_no_place_by_itself(tagger: RegionTagger) -> None:
    # Brak is a town in Libya, Thal one in Pakistan.
    assert places(tagger, "Snow fell on Kafr Brak and on Tal Zurbaq.") == []
    assert places(tagger, "Snow fell in Brak.") == ["Libya/Wadi al Shatii District/Brak"]


def test_what_is_called_a_place_once_is_one_in_the_whole_document(tagger: RegionTagger) -> None:
    named = "Rebels took the village of Zurbaqa near Manbij."
    assert places(tagger, named, "Snow fell on Zurbaqa.") == [f"{ALEPPO}/Zurbaqa"]
    assert places(tagger, "Snow fell near Manbij.", "Snow fell on Zurbaqa.") == []


def test_of_several_divisions_the_one_given_most_often_counts(tagger: RegionTagger) -> None:
    homs = "They shelled Zurbaqa, near Palmyra."
    assert places(tagger, homs, "They seized Zurbaqa near Manbij.", homs) == [
        "Syria/Homs Governorate/Zurbaqa",
        "Syria/Homs Governorate/Palmyra",
    ]


def test_where_all_settlements_are_listed_nothing_is_taken_for_one(tagger: RegionTagger) -> None:
    assert places(tagger, "Ukraine saw war. They recaptured Zurbaqa near Bakhmut.") == [
        "Ukraine/Donetsk Oblast/Bakhmut"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WASHINGTON — Snow fell.", ["United States/District of Columbia/Washington"]),
        ("BAMAKO, Mali (AP) — Snow fell.", ["Mali/Bamako"]),
        ("AID — Snow fell.", []),
    ],
)
def test_the_dateline_of_an_agency_names_its_town(
    tagger: RegionTagger, text: str, expected: list[str]
) -> None:
    assert places(tagger, text) == expected


def test_a_city_goes_before_the_villages_that_bear_the_name_of_its_division(
    tagger: RegionTagger,
) -> None:
    text = "They went toward Zaporizhya and in the east around Luhansk."
    assert "Ukraine/Zaporizhzhia Oblast/Zaporizhzhia" in places(tagger, "In Ukraine.", text)
