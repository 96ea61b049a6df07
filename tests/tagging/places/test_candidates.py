"""Places of one spelling told apart, and the one that is sure."""

from __future__ import annotations

import pytest

from searchapp.tagging.places.candidates import Candidate, Namesakes, namesakes

LAND = Candidate("Land", "country", "LA", "LA.")
REGION = Candidate("Land/North", "division", "LA", "LA.01")
CITY = Candidate("Land/North/Newtown", "place", "LA", "LA.01", 600_000, 10.2, -20.3)
TOWN = Candidate("Land/South/Newtown", "place", "LA", "LA.02", 40_000)
VILLAGE = Candidate("Land/East/Newtown", "place", "LA", "LA.03", 900)


def of(*candidates: Candidate, known: bool = True, doubtful: bool = False) -> Namesakes:
    return namesakes("newtown", candidates, known=known, doubtful=doubtful)


def test_namesakes_are_told_apart_by_what_they_are() -> None:
    meant = of(LAND, REGION, CITY)
    assert meant.countries == (LAND,)
    assert meant.divisions == (REGION,)
    assert meant.towns == (LAND, CITY)
    assert meant.first == LAND


@pytest.mark.parametrize(
    ("candidates", "sure"),
    [
        ((LAND, VILLAGE), LAND),
        ((REGION, CITY), CITY),
        ((CITY, TOWN), CITY),
        ((TOWN, VILLAGE), None),
        ((TOWN,), TOWN),
        ((VILLAGE,), None),
        ((), None),
    ],
)
def test_a_country_or_a_town_much_larger_than_its_namesakes_is_sure(
    candidates: tuple[Candidate, ...], sure: Candidate | None
) -> None:
    assert of(*candidates).sure == sure


def test_nothing_is_sure_of_a_doubtful_spelling_or_one_only_alike() -> None:
    assert of(CITY, doubtful=True).sure is None
    assert of(CITY, known=False).sure is None


def test_a_candidate_knows_its_square_of_the_map() -> None:
    assert (CITY.located, CITY.cell) == (True, (20, -41))
    assert not TOWN.located
