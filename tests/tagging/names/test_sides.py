import pytest

from tests.tagging.tagged import actor_mentions, actors


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Chadian troops", "Chadian forces"),
        ("mobilized Russian personnel", "Russian forces"),
        ("senior Ukrainian military commanders", "Ukrainian forces"),
        ("Russian battalion tactical groups", "Russian forces"),
        ("Kurdish fighters", "Kurdish forces"),
        ("the Armed Forces of Moldova", "Moldovan forces"),
        ("Ukraine's army", "Ukrainian forces"),
        ("Israeli soldiers", "Israel Defense Forces"),
    ],
)
def test_unspecified_forces_stand_for_their_side(words: str, value: str) -> None:
    assert actors(f"They saw {words} there.") == [value]


@pytest.mark.parametrize(
    "words",
    [
        "Russian officials",
        "Russian military bloggers",
        "the Ukrainian defense of the town",
        "Russian-backed forces",
        "Russian citizens",
        "Ukrainian positions",
    ],
)
def test_officials_events_and_proxies_are_no_forces(words: str) -> None:
    assert "Russian forces" not in actors(f"They spoke of {words}.")
    assert "Ukrainian forces" not in actors(f"They spoke of {words}.")


def test_two_sides_may_share_one_noun() -> None:
    assert actors("Polish and Estonian forces met.") == ["Polish forces", "Estonian forces"]
    assert actors("Turkish and Greek governments argued.") == [
        "Turkish government",
        "Greek government",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "the Moldovan Ministry of Defense",
        "the Moldovan Defense Ministry",
        "Moldova's Defence Ministry",
        "the Ministry of Defence of Moldova",
        "the Moldovan MoD",
    ],
)
def test_an_institution_of_any_country_has_one_value(words: str) -> None:
    assert actors(f"They wrote to {words}.") == ["Moldovan Ministry of Defense"]


def test_an_institution_carries_its_other_spellings() -> None:
    (mention,) = actor_mentions("The Estonian Navy sailed.")
    assert mention.value == "Estonian Navy"
    assert {"Navy of Estonia", "Estonia's Navy", "Estonian Naval Forces"} <= set(mention.aliases)


def test_a_branch_needs_no_capitals() -> None:
    assert actors("Norwegian air force crews landed.") == ["Norwegian Air Force"]


def test_the_government_of_a_country_is_named_by_its_adjective() -> None:
    assert actors("The government of Greece sent a letter.") == ["Greek government"]


def test_forces_may_stand_behind_officials_of_one_adjective() -> None:
    assert actors("Russian occupation officials and soldiers met.") == ["Russian forces"]
    assert actors("Russian occupation officials and teachers met.") == []
