import pytest

from searchapp.tagging.names.transliteration import latin, near, person_key, skeleton
from searchapp.text import fold


@pytest.mark.parametrize(
    "spellings",
    [
        ("Serhiy", "Sergei", "Сергей", "Sergii"),
        ("Prigozhin", "Пригожин", "Pryhozhyn"),
        ("Yevgeny", "Evgeny", "Yevhen"),
        ("Stensønes", "Stensjones"),
        ("Zelensky", "Zelenskyy", "Зеленський"),
        ("Boychenko", "Boichenko"),
    ],
)
def test_spellings_of_one_name_have_one_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(fold(spelling)) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Shoigu", "Sobyanin"), ("Putin", "Patushev")])
def test_different_names_have_different_skeletons(one: str, other: str) -> None:
    assert skeleton(fold(one)) != skeleton(fold(other))


def test_cyrillic_becomes_latin() -> None:
    assert latin("щербаков") == "shcherbakov"


def test_the_key_of_a_person_leaves_particles_out() -> None:
    assert person_key(("bashar", "al", "assad")) == person_key(("bashar", "assad"))
    assert person_key(("assad",)) is None


def test_near_asks_for_enough_consonants() -> None:
    assert near("motuzyanyk", "motuzyanuk")
    assert not near("kim", "kem")
    assert not near("peskov", "sobyanin")
