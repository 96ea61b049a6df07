"""Places looked up by spelling: the shipped gazetteer and what a researcher adds to it."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from searchapp.errors import VocabularyError
from searchapp.tagging.places.gazetteer import FOLDER, Gazetteer
from searchapp.tagging.vocabulary import load


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(load())


def values(gazetteer: Gazetteer, key: str) -> list[str]:
    return [candidate.value for candidate in gazetteer.candidates(key)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("bakhmut", "Ukraine/Donetsk Oblast/Bakhmut"),
        ("artemovsk", "Ukraine/Donetsk Oblast/Bakhmut"),
        ("kiev", "Ukraine/Kyiv"),
        ("киів", "Ukraine/Kyiv"),
        ("sevastopol", "Ukraine/Sevastopol"),
        ("simferopol", "Ukraine/Crimea/Simferopol"),
        ("robotyne", "Ukraine/Zaporizhzhia Oblast/Robotyne"),
        ("kupyansk", "Ukraine/Kharkiv Oblast/Kupiansk"),
        ("stariy oskol", "Russia/Belgorod Oblast/Stary Oskol"),
        ("saint petersburg", "Russia/Saint Petersburg"),
        ("grozny", "Russia/Chechen Republic/Grozny"),
        ("tatarstan", "Russia/Republic of Tatarstan"),
        ("baikonur", "Kazakhstan/Baikonur"),
        ("raqqa", "Syria/Raqqa Governorate/Raqqa"),
        ("azaz", "Syria/Aleppo Governorate/Azaz"),
        ("rafah", "Palestine/Gaza Strip/Rafah"),
        ("ankara", "Turkey/Ankara Province/Ankara"),
        ("prague", "Czech Republic/Prague"),
        ("el fasher", "Sudan/North Darfur/El Fasher"),
        ("myitkyina", "Myanmar/Kachin State/Myitkyina"),
        ("turkiye", "Turkey"),
        ("black sea", "Ukraine/Black Sea"),
    ],
)
def test_a_spelling_finds_its_place(gazetteer: Gazetteer, key: str, value: str) -> None:
    assert value in values(gazetteer, key)


def test_other_spellings_of_a_name_find_its_villages_too(gazetteer: Gazetteer) -> None:
    assert "Ukraine/Kharkiv Oblast/Kamianka" in values(gazetteer, "kamyanka")
    assert values(gazetteer, "kamyanka") == values(gazetteer, "kamianka")


def test_a_sea_is_no_shore(gazetteer: Gazetteer) -> None:
    assert values(gazetteer, "red sea") == ["Yemen/Red Sea"]
    assert gazetteer.is_doubtful("patrick")


def test_places_are_filed_by_their_internationally_recognised_state(gazetteer: Gazetteer) -> None:
    assert values(gazetteer, "ariel")[0].startswith("Palestine/West Bank/")
    assert values(gazetteer, "sukhumi")[0].startswith("Georgia/Abkhazia/")


def test_a_name_that_hardly_means_anything_but_a_place_is_a_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.is_place(("mariupol",))
    assert gazetteer.is_place(("nova", "kakhovka"))
    assert gazetteer.is_place(("donetsk", "oblast"))


@pytest.mark.parametrize("word", ["austin", "nice", "bar", "wagner", "march", "putin", "azov"])
def test_common_words_and_surnames_are_no_places_by_themselves(
    gazetteer: Gazetteer, word: str
) -> None:
    assert not gazetteer.is_place((word,))


def test_what_is_in_no_list_is_no_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("xyzzyville") == ()
    assert not gazetteer.is_place(("united", "nations"))


def test_a_researcher_adds_a_place(tmp_path: Path) -> None:
    (tmp_path / "regions.toml").write_text(
        '[river]\n"Zherebets River" = { under = "Ukraine/Luhansk Oblast", '
        'aliases = ["Zherebets"] }\n',
        encoding="utf-8",
    )
    added = Gazetteer(load([tmp_path]))
    assert "Ukraine/Luhansk Oblast/Zherebets River" in values(added, "zherebets")


def test_a_place_under_no_known_country_is_refused_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "regions.toml").write_text(
        '[river]\n\n"Anduin" = { under = "Gondor" }\n', encoding="utf-8"
    )
    with pytest.raises(
        VocabularyError, match=r"regions.toml, line 3: there is no country 'Gondor'"
    ):
        Gazetteer(load([tmp_path]))


def test_the_shipped_files_agree_with_one_another() -> None:
    lines = gzip.decompress((FOLDER / "places.txt.gz").read_bytes()).decode().split("\n")
    names = gzip.decompress((FOLDER / "names.txt.gz").read_bytes()).decode().split("\n")
    with (FOLDER / "divisions.csv").open(encoding="utf-8", newline="") as source:
        divisions = {f"{row['country']}.{row['code']}" for row in csv.DictReader(source)}
    countries = {
        entry.fields["code"] for entry in load().table("regions") if entry.kind == "country"
    }
    for line in lines:
        _, division, population, latitude, longitude = line.split("\t")
        assert division in divisions or division.endswith(".")
        assert division[:2] in countries
        assert int(population) >= 0
        assert -90 <= float(latitude) <= 90
        assert -180 <= float(longitude) <= 180
    keys = [name.split("\t")[0] for name in names]
    assert keys == sorted(set(keys))
    assert all(
        0 <= int(number) < len(lines) for name in names for number in name.split("\t")[1].split()
    )


def test_every_settlement_of_ukraine_is_there(gazetteer: Gazetteer) -> None:
    lines = gzip.decompress((FOLDER / "places.txt.gz").read_bytes()).decode().split("\n")
    assert sum(line.split("\t")[1].startswith("UA.") for line in lines) >= 29_705


def test_two_words_begin_a_name_or_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.begins("saint", "petersburg")
    assert gazetteer.begins("nizhny", "novgorod")
    assert gazetteer.begins("ras", "al")  # of whatever follows the article
    assert not gazetteer.begins("saint", "said")


def test_of_every_longer_name_the_first_two_words_begin_one(gazetteer: Gazetteer) -> None:
    lines = gzip.decompress((FOLDER / "names.txt.gz").read_bytes()).decode().split("\n")
    keys = [line.split("\t")[0] for line in lines]
    longer = [key for key in keys if key.count(" ") > 1 and not key.startswith("~")][::50]
    assert len(longer) > 50
    assert [key for key in longer if not gazetteer.begins(*key.split(" ")[:2])] == []
