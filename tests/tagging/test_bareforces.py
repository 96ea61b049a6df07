from tests.tagging.tagged import actors


def test_mobilized_personnel_are_those_of_the_side_spoken_of() -> None:
    assert actors("Russian winters are long.", "Mobilized personnel froze.") == ["Russian forces"]
    assert actors("Complaints came from mobilized officers.") == []


def test_moved_forces_are_those_of_who_moves_them() -> None:
    assert actors("The Kremlin continues to withdraw forces.") == ["Kremlin", "Russian forces"]
    assert actors("The town waited for forces.") == []
