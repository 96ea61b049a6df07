from tests.tagging.tagged import actors


def test_mobilized_personnel_are_those_of_the_side_spoken_of() -> None:
    assert actors("Russian winters are long.", "Mobilized personnel froze.") == ["Russian forces"]
    assert actors("Complaints came from mobilized officers.") == []


def test_moved_forces_are_those_of_who_moves_them() -> None:
    assert actors("The Kremlin continues to withdraw forces.") == ["Kremlin", "Russian forces"]
    assert actors("The town waited for forces.") == []


def test_government_forces_are_those_of_the_government_the_document_names_most() -> None:
    passages = (
        "The Syrian government and the Iranian government met.",
        "The Syrian government left.",
    )
    assert actors(*passages, "On Monday government forces pushed on.") == ["Syrian Armed Forces"]
    assert actors("On Monday government forces pushed on.") == []


def test_the_army_is_that_of_the_state_whose_bodies_are_named_most() -> None:
    passages = ("Syrian troops came.", "Syrian troops left.", "Turkish troops came.")
    assert actors(*passages, "The military recaptured the hill.") == ["Syrian Armed Forces"]
    assert actors(*passages, "Druze fighters met the army.") == [
        "Druze forces",
        "Syrian Armed Forces",
    ]
    assert actors(*passages, "The military hospital burned.") == []
    assert actors("Russian troops met Ukrainian troops.", "The army withdrew.") == []


def test_a_party_to_one_war_tells_whose_army_it_fights() -> None:
    passages = ("The RSF entered Khartoum.", "The RSF left.")
    assert actors(*passages, "The army withdrew.") == ["Sudanese Armed Forces"]


def test_the_military_beside_officials_is_that_of_their_country() -> None:
    told = "Turkish officials and the military have declared it.", "Syrian troops came."
    assert actors(*told[::-1]) == ["Turkish Armed Forces"]


def test_the_security_council_is_that_of_the_nations_where_these_are_named() -> None:
    told = "Iran spoke at the United Nations."
    assert actors(told, "The Security Council met.") == ["United Nations Security Council"]
    assert actors("Iran spoke.", "The Security Council met.") == ["Iranian Security Council"]
    assert actors("Tamil fighters fled.", "The Ministry of Defense shut.") == []


def test_two_sides_share_a_noun_where_one_is_no_country() -> None:
    assert actors("Moldovan and proxy forces met.")[0] == "Moldovan forces"


def test_its_forces_are_those_of_the_state_named_before() -> None:
    assert actors("Moldova counted 40 losses among its forces.") == ["Moldovan forces"]
    assert actors("The snow in Moldova hid its forces.") == []
    assert actors("Moldova said that Wagner lost its forces.") == ["Wagner Group"]
    assert actors("The hill lost its forces.") == []
