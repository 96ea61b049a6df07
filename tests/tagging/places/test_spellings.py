"""Romanisation by the table of 2010, and forms under which spellings of one name meet."""

from __future__ import annotations

import random

import pytest

from searchapp.tagging.places.spellings import arabic_form, frame, romanised, slavic_form


@pytest.mark.parametrize(
    ("ukrainian", "latin"),
    [
        ("Київ", "Kyiv"),
        ("Сєвєродонецьк", "Sievierodonetsk"),
        ("Слов’янськ", "Sloviansk"),
        ("Згурівка", "Zghurivka"),
        ("Їжакове", "Yizhakove"),
        ("Ягідне", "Yahidne"),
        ("Щасливе", "Shchaslyve"),
        ("Івано-Франківськ", "Ivano-Frankivsk"),
        ("Нова Каховка", "Nova Kakhovka"),
        ("Юр'ївка", "Yurivka"),
    ],
)
def test_ukrainian_names_are_romanised_by_the_table_of_2010(ukrainian: str, latin: str) -> None:
    assert romanised(ukrainian) == latin


@pytest.mark.parametrize(
    "spellings",
    [
        "kupiansk kupyansk kupjansk",
        "sievierodonetsk severodonetsk sieverodonetsk syeverodonetsk",
        "bilohorivka belogorovka bilogorivka",
        "svatove svatovo",
        "zolote zolotoye",
        "avdiivka avdeevka avdeyevka",
        "kharkiv kharkov",
        "stary staryi stariy staryy",
        "novoluhanske novoluganskoye",
        "vysokopillia vysokopillya vysokopilya",
    ],
)
def test_slavic_spellings_of_one_place_have_one_form(spellings: str) -> None:
    assert len({slavic_form(word) for word in spellings.split()}) == 1


def test_words_of_one_slavic_form_have_one_frame() -> None:
    assert frame("bilohorivka") == frame("belogorovka") == "blr"
    chance = random.Random(20230214)
    for _ in range(50_000):
        word = "".join(chance.choices("aeiouyjhkgxwvszcbdlmnprtffq", k=chance.randrange(1, 9)))
        word += chance.choice(["", "", "bil", "pil", "ovka", "evtsi", "oe", "shch", "ll", "ївка"])
        form = slavic_form(word).translate(str.maketrans("", "", "šžč"))
        assert frame(form) == frame(word), word


def test_different_places_keep_different_slavic_forms() -> None:
    places = "bakhmut soledar siversk lyman izium kreminna popasna horlivka".split()
    assert len({slavic_form(place) for place in places}) == len(places)


@pytest.mark.parametrize(
    "spellings",
    [
        ("al hasakah", "hasakeh", "hasaka"),
        ("raqqa", "ar raqqah", "raqqah"),
        ("tell abyad", "tal abyad", "tall abyad"),
        ("ain issa", "ayn isa"),
    ],
)
def test_arabic_spellings_of_one_place_have_one_form(spellings: tuple[str, ...]) -> None:
    assert len({arabic_form(tuple(each.split())) for each in spellings}) == 1
