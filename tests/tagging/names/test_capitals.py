import pytest

from tests.tagging.tagged import actors


@pytest.mark.parametrize(
    "text",
    [
        "Aid was Kyiv's best chance.",
        "They warned Kyiv again.",
        "Kyiv has refused the offer.",
        "Kyiv denied this.",
    ],
)
def test_a_capital_that_decides_is_the_government(text: str) -> None:
    assert actors(text) == ["Ukrainian government"]


@pytest.mark.parametrize(
    "text",
    [
        "They drove to Kyiv and slept.",
        "Kyiv's streets were empty.",
        "Shells fell on Kyiv at night.",
        "Kyiv Oblast was quiet.",
        "Kyiv has been shelled.",
        "They marched against Kyiv.",
    ],
)
def test_a_capital_that_is_a_town_is_no_actor(text: str) -> None:
    assert actors(text) == []


def test_two_capitals_act_together() -> None:
    assert actors("Tehran and Ankara want talks.") == ["Iranian government", "Turkish government"]
    assert actors("Tehran and Ankara were quiet.") == []
    assert actors("Trains ran between Tehran and Ankara.") == []


def test_moscow_is_the_kremlin() -> None:
    assert actors("Moscow rejected the plan.") == ["Kremlin"]


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv, which is increasingly reliant on loans, signed nothing.",
        "It was Kyiv's worst defeat of the year.",
        "They swore loyalty to Kyiv.",
        "The bank does not expect Kyiv to pay.",
        "They put pressure on Kyiv to negotiate.",
    ],
)
def test_a_capital_that_relies_or_is_owed_is_the_government(text: str) -> None:
    assert actors(text) == ["Ukrainian government"]


@pytest.mark.parametrize("text", ["Pressure on Kyiv eased.", "Drone strikes against Kyiv went on."])
def test_a_capital_under_attack_is_the_town(text: str) -> None:
    assert actors(text) == []
