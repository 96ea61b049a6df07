import pytest

from tests.tagging.tagged import actors, names, read


def test_a_known_name_takes_its_preferred_form() -> None:
    assert names("The GUR met with the Wagner group.") == [
        ("Main Directorate of Military Intelligence of Ukraine", "body"),
        ("Wagner Group", "force"),
    ]


def test_an_abbreviation_matches_only_in_capitals() -> None:
    assert names("They gave us who knows what.") == []
    assert names("Doctors of the WHO came.") == [("World Health Organization", "body")]


def test_spellings_meet_in_one_value() -> None:
    expected = [("Yevgeny Prigozhin", "person")]
    assert names("Prigogine left.") == expected
    assert names("Пригожин left.") == expected
    assert names("Yevgeniy Prigozhyn left.") == expected


def test_a_surname_that_is_a_place_needs_the_document() -> None:
    assert names("Austin was hot.") == []
    assert names("Lloyd Austin came.", "Austin spoke.") == [("Lloyd Austin", "person")]


def test_the_document_says_who_bears_a_surname() -> None:
    found = names("The governor, Petro Shoigu, resigned.", "Shoigu left the town.")
    assert found == [("Petro Shoigu", "person")]


def test_a_name_inside_a_longer_name_of_a_place_is_none() -> None:
    assert names("Ships crossed the Sea of Azov.") == []
    assert names("The Azov Sea froze.") == []


def test_an_outlet_called_by_common_words_is_not_seen_in_a_longer_name() -> None:
    found = names("The National Security and Defense Council of Ukraine met.")
    assert found == [("National Security and Defense Council of Ukraine", "body")]


def test_officials_of_a_government_are_not_the_government() -> None:
    assert names("US government officials waited.") == []
    assert names("The US government waited.") == [("United States government", "body")]


@pytest.mark.parametrize("text", ["HIMARS arrived.", "They met on Tuesday.", "Muslims prayed."])
def test_weapons_days_and_peoples_are_no_names(text: str) -> None:
    assert names(text) == []


def test_names_block_their_words_for_places_but_an_administration_does_not() -> None:
    text = "The Luhansk People's Republic and the Odesa Oblast Military Administration agreed."
    (passage,) = read(text)
    assert [text[start:end] for start, end in passage.blocked] == ["Luhansk People's Republic"]


def test_spans_point_at_the_words() -> None:
    text = "Yesterday the Ukrainian General Staff’s map changed."
    (passage,) = read(text)
    (name,) = passage.names
    start, end = passage.reading.span(name)
    assert text[start:end] == "Ukrainian General Staff"


def test_an_abbreviation_of_one_part_of_the_world_asks_for_it() -> None:
    assert actors("An officer KIA near the river was buried.") == []
    assert actors("The war in Myanmar went on.", "The KIA took a hill.") == [
        "Kachin Independence Army"
    ]
