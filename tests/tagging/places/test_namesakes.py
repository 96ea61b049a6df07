"""Which of several places of one name is meant."""

from __future__ import annotations

from searchapp.tagging.places.candidates import Candidate
from searchapp.tagging.places.namesakes import Setting, kilometres, likeliest


def place(
    value: str, division: str, population: int, latitude: float, longitude: float
) -> Candidate:
    return Candidate(value, "place", division[:2], division, population, latitude, longitude)


WEST = place("Land/West/Newtown", "LA.01", 100, 10.0, 10.0)
EAST = place("Land/East/Newtown", "LA.02", 9_000, 10.0, 20.0)
WESTERN_NEIGHBOUR = place("Land/West/Oldham", "LA.01", 500, 10.1, 10.1)


def test_inhabitants_decide_where_nothing_else_does() -> None:
    fits = Setting().fits("newtown", (WEST, EAST))
    assert likeliest((WEST, EAST), fits, (), at=0) == EAST


def test_a_neighbour_in_the_paragraph_outweighs_inhabitants() -> None:
    fits = Setting().fits("newtown", (WEST, EAST))
    assert likeliest((WEST, EAST), fits, [(30, WESTERN_NEIGHBOUR)], at=0) == WEST


def test_the_document_decides_where_the_paragraph_is_silent() -> None:
    setting = Setting()
    setting.add(WESTERN_NEIGHBOUR)
    fits = setting.fits("newtown", (WEST, EAST))
    assert likeliest((WEST, EAST), fits, (), at=0) == WEST


def test_adjectives_tell_the_country() -> None:
    setting = Setting()
    setting.hint(["LA", "LA", "XX"])
    assert setting.main_country() == "LA"
    assert setting.share("LA") == 2 / 3
    assert Setting().main_country() == ""


def test_distances_are_about_right() -> None:
    kyiv = place("Ukraine/Kyiv", "UA.12", 0, 50.45, 30.52)
    lviv = place("Ukraine/Lviv Oblast/Lviv", "UA.15", 0, 49.84, 24.03)
    assert 455 < kilometres(kyiv, lviv) < 480
