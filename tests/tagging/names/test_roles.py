import pytest

from tests.tagging.tagged import actors


@pytest.mark.parametrize(
    "text",
    [
        "Luhansk Oblast Administration Head Oduya Kenno left.",
        "The head of the Donetsk People's Republic (DPR), Oduya Kenno, left.",
        "Oduya Kenno, the head of the DPR, left.",
        "Wagner Group financier Oduya Kenno left.",
        "The Commander of the Russian Airborne Forces, Colonel-General Oduya Kenno, left.",
    ],
)
def test_a_body_that_only_stands_in_a_title_is_no_actor(text: str) -> None:
    assert actors(text) == ["Oduya Kenno"]


def test_the_body_of_a_spokesman_who_is_credited_is_an_actor() -> None:
    assert actors("Kremlin spokesman Dmitry Peskov said that snow fell.") == [
        "Kremlin",
        "Dmitry Peskov",
    ]


def test_an_unnamed_part_of_a_body_is_the_body() -> None:
    assert actors("The DPR command sent buses.") == ["Donetsk People's Republic"]


def test_the_administration_of_a_person_is_a_body() -> None:
    assert actors("The administration of US President Joe Biden paid.") == ["Biden administration"]
    assert actors("Mayor Oduya Kenno came.", "The Kenno regime fell.") == ["Kenno regime"]


def test_forces_led_by_a_body_are_the_body() -> None:
    assert actors("YPG-led forces took the hill.") == ["People's Protection Units"]
    assert actors("Kremlin-affiliated towns were quiet.") == []
    assert actors("YPG-held towns were quiet.") == ["People's Protection Units"]


def test_an_unknown_surname_is_known_by_its_administration() -> None:
    assert actors("In May the Kenno administration fell.") == ["Kenno administration"]
