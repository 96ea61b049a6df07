from tests.tagging.tagged import actors, names


def test_a_surname_stands_for_the_full_name_in_the_document() -> None:
    assert actors("Mayor Oduya Kenno left.", "Kenno came back.") == ["Oduya Kenno"]


def test_the_full_name_may_come_later() -> None:
    found = names("Kenno came back.", "Mayor Oduya Kenno left.")
    assert found == [("Oduya Kenno", "person")]


def test_near_spellings_of_a_surname_meet() -> None:
    first = "Spokesman Oduya Brenskjoldt left."
    assert actors(first, "Brenskiøldt came back.") == ["Oduya Brenskjoldt"]


def test_part_of_a_name_stands_for_the_whole() -> None:
    assert actors("Envoy Oduya Kenno Barra left.", "Oduya Kenno came back.") == [
        "Oduya Kenno Barra"
    ]


def test_an_abbreviation_stands_for_what_introduced_it() -> None:
    first = "The Harbour Workers Union (HWU) left."
    assert actors(first, "The HWU came back.") == ["Harbour Workers Union"]


def test_a_long_form_before_a_known_abbreviation_is_that_body() -> None:
    first = "The Ukrainian Military Bureau (GUR) listened."
    expected = ["Main Directorate of Military Intelligence of Ukraine"]
    assert actors(first) == expected
    assert actors(first, "The Ukrainian Military Bureau listened.") == expected


def test_an_anaphor_stands_for_the_body_named_last() -> None:
    first = "The Wagner Group paid and the Moldovan Ministry of Defense did not."
    assert actors(first, "They asked the ministry.") == ["Moldovan Ministry of Defense"]
    assert actors(first, "They asked the group.") == ["Wagner Group"]
    assert actors(first, "They asked the ministry of health.") == []


def test_a_bare_ministry_is_that_of_the_country_named_with_it() -> None:
    first = "The Moldovan Ministry of Defense paid."
    assert actors(first, "The Ministry of Defense refused.") == ["Moldovan Ministry of Defense"]


def test_a_bare_ministry_is_that_of_the_country_spoken_of() -> None:
    assert actors("Peace came to Moldova.", "The Foreign Ministry rejoiced.") == [
        "Moldovan Ministry of Foreign Affairs"
    ]
