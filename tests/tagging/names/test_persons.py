"""Persons that no vocabulary holds, read from what stands around their names."""

import pytest

from tests.tagging.tagged import actors


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Secretary of the Security Council Argo Bilakyan came.", ["Argo Bilakyan"]),
        ("The Security Council Argo Bilakyan came.", []),
        ("Grand Mufti Argo Bilakyan came.", ["Argo Bilakyan"]),
        ("They took the village of Ayad al-Saghir.", []),
        ("A man named Argo Bilakyan came.", ["Argo Bilakyan"]),
        ("The war game, code named Argo Bilakyan, began.", []),
        ("The militia Al-Bilaki came.", ["Al-Bilaki"]),
        ("Sheikh Argo Industrial District burned.", []),
        ("Saleh al-Bilaki came.", ["Saleh al-Bilaki"]),
    ],
)
def test_a_person_is_told_by_title_and_given_name(text: str, named: list[str]) -> None:
    assert actors(text) == named
