"""Cyrillic place names out of their cases."""

from __future__ import annotations

import pytest

from searchapp.tagging.places.inflections import base_forms, towns_of_adjective
from searchapp.text import fold


@pytest.mark.parametrize(
    ("inflected", "nominative"),
    [
        ("Києві", "Київ"),
        ("Харкова", "Харків"),
        ("Бахмутом", "Бахмут"),
        ("Одесу", "Одеса"),
        ("Москве", "Москва"),
        ("Херсоне", "Херсон"),
        ("Росії", "Росія"),
        ("України", "Україна"),
    ],
)
def test_the_nominative_is_among_the_guesses(inflected: str, nominative: str) -> None:
    assert fold(nominative) in set(base_forms(fold(inflected)))


def test_latin_words_have_no_guesses() -> None:
    assert list(base_forms("bakhmut")) == []


@pytest.mark.parametrize(
    ("adjective", "town"),
    [
        ("Харківської", "Харків"),
        ("Донецкой", "Донецк"),
        ("Одеська", "Одеса"),
        ("Запорізькій", "Запоріжжя"),
        ("Белгородскую", "Белгород"),
    ],
)
def test_an_oblast_s_adjective_leads_to_its_town(adjective: str, town: str) -> None:
    assert fold(town) in set(towns_of_adjective(fold(adjective)))
