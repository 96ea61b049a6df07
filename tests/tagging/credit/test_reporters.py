import pytest

from tests.tagging.tagged import sources

ISW = ["Institute for the Study of War"]


@pytest.mark.parametrize(
    "text",
    [
        "Snow fell, which ISW calls a surprise.",
        "ISW could not establish whether snow fell.",
        "ISW holds that snow fell.",
        "Snow, in ISW's judgment, will fall.",
        "In the view of ISW snow will fall.",
        "For ISW the snow means nothing.",
        "The roads froze, which tells ISW that snow fell.",
        "Snow fell, and ISW suspects that it melted.",
    ],
)
def test_whatever_a_monitor_does_is_a_credit(text: str) -> None:
    assert sources(text) == ISW


def test_a_monitor_inside_another_credit_is_not_credited() -> None:
    assert sources("CNN reported that ISW holds another view.") == ["CNN"]


@pytest.mark.parametrize("text", ["They wrote to ISW on Monday.", "Readers of ISW slept."])
def test_a_monitor_that_does_nothing_is_not_credited(text: str) -> None:
    assert sources(text) == []
