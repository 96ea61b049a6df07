import pytest

from tests.tagging.tagged import actors


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The 1231st Regiment left.", ["1231st Regiment"]),
        ("The 155th Naval Infantry Brigade left.", ["155th Naval Infantry Brigade"]),
        ("The 58th Combined Arms Army left.", ["58th Combined Arms Army"]),
        ("The 36th motorized rifle brigade left.", ["36th motorized rifle brigade"]),
        ("The 8th and 9th Rifle Divisions left.", ["8th Rifle Division", "9th Rifle Division"]),
        ("The 3rd Army Corps left.", ["3rd Army Corps"]),
        (
            "The 9th Combined Arms Army (CAA) and 36th CAA left.",
            ["9th Combined Arms Army", "36th Combined Arms Army"],
        ),
        ("The 98th Airborne (VDV) Division left.", ["98th Airborne Division"]),
    ],
)
def test_units_are_read_by_their_number(text: str, units: list[str]) -> None:
    assert actors(text) == units


@pytest.mark.parametrize(
    "text", ["On the 9th of May.", "The 5th day passed.", "In the 21st century."]
)
def test_other_ordinals_are_no_units(text: str) -> None:
    assert actors(text) == []


def test_what_a_unit_is_part_of_is_no_actor() -> None:
    assert actors("The 2nd Army Corps of the Luhansk People's Republic (LPR) left.") == [
        "2nd Army Corps"
    ]
    assert actors("The LPR's 4th Brigade left.") == ["4th Brigade"]
