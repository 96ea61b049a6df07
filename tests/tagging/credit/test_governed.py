"""What a verb of credit governs, and whom a pronoun before it means."""

import pytest

from tests.tagging.tagged import sources

KENNO = "Governor Oduya Kenno came."


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("However, observer Oduya Kenno came and claimed the snow fell.", ["Oduya Kenno"]),
        ("Footage posted by a Russian milblogger shows snow.", ["unnamed source"]),
        ("A video published by the Sinjar Alliance shows snow.", ["Sinjar Alliance"]),
        ("The hostages released by the Kremlin saw snow.", []),
        ("Social media users depicted snow that fell.", ["unnamed source"]),
        ("Oduya Kenno said in an interview to CNN that snow fell.", ["Oduya Kenno", "CNN"]),
        ("The commander of the 36th Marine Brigade left, stating “snow fell.”",
         ["36th Marine Brigade"]),
    ],
)  # fmt: skip
def test_a_clause_or_information_makes_the_credit(text: str, credited: list[str]) -> None:
    assert sources(text) == credited


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("Snow killed two, per the Kremlin.", ["Kremlin"]),
        ("Snow killed two, per an unspecified official cited by CNN.", ["CNN"]),
        ("There was a shovel per Russian soldier.", []),
        ("There were no signs of the Free Syrian Army reported in the snow.", []),
        ("The town is fed by prisoners from allied breakaway states.", []),
        ("Images obtained from Planet Labs by CNN showed that snow fell.", ["CNN"]),
        ("The U.N. refugee agency UNHCR said that snow fell.",
         ["United Nations High Commissioner for Refugees"]),
        ("The Kremlin-affiliated outlet Mediazona reported snow.", ["Mediazona"]),
        ("Snow is dear, Tidewatch, a consultancy, says.", ["Tidewatch"]),
        ("Oduya Kenno's office denied that snow fell.", ["Oduya Kenno"]),
        ("The generals who toppled President Oduya Kenno said snow fell.", []),
        ("Ten were reported killed in the snow by the SOHR.",
         ["Syrian Observatory for Human Rights"]),
        ("Ten were reported killed in the snow by the Syrian Army.", []),
        ("According to a report by UN experts seen by CNN, snow fell.",
         ["United Nations Group of Experts", "CNN"]),
        ("Moldova's caretaker prime minister, Oduya Kenno, came and said snow fell.",
         ["Oduya Kenno"]),
        ("The Sinjar Alliance, made of former rebels, accused the fighters of Wagner of snow.",
         ["Sinjar Alliance"]),
        ("A Moldovan battalion commander operating near Donetsk stated that snow fell.",
         ["unnamed source"]),
        ("Moldovan army spokesman Oduya Kenno said snow fell.",
         ["Moldovan forces", "Oduya Kenno"]),
    ],
)  # fmt: skip
def test_whom_a_phrase_means(text: str, credited: list[str]) -> None:
    assert sources(text) == credited


@pytest.mark.parametrize(
    ("texts", "credited"),
    [
        ([f"{KENNO} He said that snow fell."], ["Oduya Kenno"]),
        (["Governor Oduya Kenno said so.", "She added that snow fell."], ["Oduya Kenno"]),
        ([KENNO, "He said that snow fell."], []),
        ([f"{KENNO} He had criticized the Kremlin."], []),
        ([f"{KENNO} They met in the old town late. A doctor came. He said it hailed."], []),
        ([f"{KENNO} So did Mayor Ivo Bilak. He said that snow fell."], []),
    ],
)
def test_he_is_the_only_person_named_or_who_spoke_last(
    texts: list[str], credited: list[str]
) -> None:
    assert sources(*texts) == credited
