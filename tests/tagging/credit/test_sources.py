import pytest

from tests.tagging.tagged import mentions, sources

KENNO = "Governor Oduya Kenno came."


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("CNN reported that snow fell.", ["CNN"]),
        ("The Washington Post also reported on May 3 that snow fell.", ["The Washington Post"]),
        ("According to Reuters, snow fell.", ["Reuters"]),
        ("Snow fell, according to the Associated Press.", ["Associated Press"]),
        ("Snow fell, said Oduya Kenno, the governor.", ["Oduya Kenno"]),
        ("Snow killed two civilians on May 3, stated Mayor Oduya Kenno.", ["Oduya Kenno"]),
        ("Snow fell, the Ukrainian General Staff reported.", ["Ukrainian General Staff"]),
        ("Snow fell, Mayor Oduya Kenno said.", ["Oduya Kenno"]),
        ("This supports Oryx's long-standing assessment that snow fell.", ["Oryx"]),
        ("It was reported by Reuters that snow fell.", ["Reuters"]),
        ("As claimed by the Kremlin, snow fell.", ["Kremlin"]),
        ("A statement by the Kremlin promised snow.", ["Kremlin"]),
        ("The mayor of Mariupol, Oduya Kenno, said snow fell.", ["Oduya Kenno"]),
        ("Oduya Kenno, the head of the DPR, announced that snow fell.", ["Oduya Kenno"]),
        ("The Moldovan Border Guard (MBG) confirmed snow.", ["Moldovan Border Guard"]),
        ("They prompted the Kremlin to warn of snow.", ["Kremlin"]),
        ("Lockheed Martin, which builds jets, declared itself ready.", ["Lockheed Martin"]),
        ("The Kremlin gave a toll of two.", ["Kremlin"]),
        ("Peskov gave an assurance that snow would not fall.", ["Dmitry Peskov"]),
        ("No conscripts went to what he called hot spots.", []),
        ("Snow fell, whatever the Kremlin says, CNN claimed on 9 May.", ["CNN"]),
        ("A CNN investigation concluded that snow fell.", ["CNN"]),
        ("Reuters echoed CNN that snow fell.", ["Reuters"]),
        ("Peskov came late and warned that snow would fall.", ["Dmitry Peskov"]),
        ("The plan was left to Peskov, who insists that snow fell.", ["Dmitry Peskov"]),
        ("The daily was praised in the newspaper Novosti Dana.", []),
        ("The newspaper Novosti Dana reported that snow fell.", ["Novosti Dana"]),
        ("According to the Haarlem Courier newspaper, snow fell.", ["Haarlem Courier"]),
        ("According to P. W. Kenno the snow was deep.", ["P. W. Kenno"]),
        ("The news agency Kuna said that snow fell.", ["Kuna"]),
        ("The Crimea-based Atesh partisan group stated that snow fell.", ["Atesh"]),
        ("A taxi driver told CNN that snow fell.", ["unnamed source", "CNN"]),
        ("A Wagner-affiliated source claimed that snow fell.", ["unnamed source"]),
        ("The UN mission, UNMISS, said that snow fell.", ["UNMISS"]),
        ("Moldova merely noted that snow fell; Tehran merely noted it.", ["Iranian government"]),
        ("It was a risk previously outlined by ISW.", ["Institute for the Study of War"]),
        ("A pro-Hezbollah source claimed that snow fell.", ["unnamed source"]),
        ("The governor told Radio Tamazuj that snow fell.", ["Radio Tamazuj"]),
        ("Moldovan state television claimed that snow fell.", ["Moldovan state television"]),
        ("Moldova's state news agency Kuna said that snow fell.", ["Kuna"]),
        (
            "The General Staff of Moldova said it hailed, and its head, Oduya Kenno, denied it.",
            ["Moldovan General Staff", "Oduya Kenno"],
        ),
        (
            "The Ukrainian General Staff and Governor Oduya Kenno noted snow.",
            ["Ukrainian General Staff", "Oduya Kenno"],
        ),
        ("Reuters denied it, with Mayor Oduya Kenno saying it hailed.", ["Reuters", "Oduya Kenno"]),
    ],
)  # fmt: skip
def test_credits_are_read_in_their_many_forms(text: str, credited: list[str]) -> None:
    assert sources(text) == credited


@pytest.mark.parametrize(
    "text",
    [
        "Snow reportedly fell on Kherson.",
        "He said that snow fell.",
        "The Kremlin did not confirm the snow.",
        "Putin's announced plan failed.",
        "The operations indicate that snow fell.",
        "Russian forces shelled the town.",
        "Leaders of seven African states came.",
        "The Wagner Group returned the prisoners, suggesting that Wagner had its way.",
        "The hospital, run by Hamas, lost power.",
        "Moldova's parliament approved a six-month state of emergency.",
        "The hostages were released by Hamas.",
        "On 17 December 2021, Putin proposed a ban on snow.",
        "On 13 January, the Wagner Group reached the bridge, also called the Old Bridge.",
        "The street is named after Oduya Kenno, who wrote a book.",
    ],
)
def test_what_credits_nobody_gives_no_source(text: str) -> None:
    assert sources(text) == []


def test_only_the_outermost_credit_counts() -> None:
    assert sources("CNN reported that the Kremlin said that snow fell.") == ["CNN"]


def test_a_new_clause_is_on_the_outer_level_again() -> None:
    text = "Reuters reported that snow fell, but the Kremlin said that it rained."
    assert sources(text) == ["Reuters", "Kremlin"]


def test_each_sentence_has_its_own_credit() -> None:
    assert sources("CNN said it rained. Meduza said it snowed.") == ["CNN", "Meduza"]


def test_a_spokesman_gives_the_body_too() -> None:
    assert sources("Kremlin spokesman Dmitry Peskov said snow fell.") == [
        "Kremlin",
        "Dmitry Peskov",
    ]
    text = "Snow fell, said Oduya Kenno, spokesperson for the Moldovan Navy."
    assert sources(text) == ["Oduya Kenno", "Moldovan Navy"]


def test_a_head_stands_alone() -> None:
    assert sources("Russian Defense Minister Sergei Shoigu said snow fell.") == ["Sergei Shoigu"]


def test_whom_something_was_told_is_credited_too() -> None:
    assert sources("Mayor Oduya Kenno told Meduza that snow fell.") == ["Oduya Kenno", "Meduza"]
    assert sources("The convicts complained to CNN about the snow.") == ["unnamed source", "CNN"]
    text = "Mayor Oduya Kenno said in an interview with Meduza that snow fell."
    assert sources(text) == ["Oduya Kenno", "Meduza"]


@pytest.mark.parametrize(
    "text",
    [
        "An anonymous US official said snow fell.",
        "Western sources indicate that snow fell.",
        "A local Telegram channel claimed snow fell.",
        "Ukrainian and Russian sources reported snow.",
        "Relatives of men from the 5th Brigade reported snow.",
        "Milbloggers who write of snow complained.",
        "Two former Wagner fighters said snow fell.",
        "Snow fell, by Ukrainian accounts.",
        "According to media reports, snow fell.",
    ],
)
def test_people_without_a_name_are_an_unnamed_source(text: str) -> None:
    assert sources(text) == ["unnamed source"]


def test_the_unnamed_of_a_body_give_the_body() -> None:
    assert sources("A YPG commander said snow fell.") == ["People's Protection Units"]
    assert sources("A representative of the group Gulagu.net said snow fell.") == ["Gulagu.net"]


def test_joint_authors_are_credited_and_the_unnamed_rest_dropped() -> None:
    text = "An investigation by the BBC, the publication Mediazona and volunteers found snow."
    assert sources(text) == ["BBC", "Mediazona"]


def test_the_report_is_that_of_those_credited_before() -> None:
    assert sources("Reuters reported snow.", "The report noted that it melted.") == ["Reuters"]


def test_an_unknown_name_that_is_credited_is_a_source() -> None:
    (mention,) = mentions("Tidewatch reported that snow fell.")
    assert (mention.value, mention.rule) == ("Tidewatch", "name that is credited (discovered)")


def test_a_surname_resolves_before_it_is_credited() -> None:
    assert sources(KENNO, "Kenno said snow fell.") == ["Oduya Kenno"]


def test_a_mention_is_the_words_credited() -> None:
    text = "On Monday the Kremlin said snow fell."
    (mention,) = mentions(text)
    assert (mention.text, text[mention.start : mention.end]) == ("Kremlin", "Kremlin")
    assert mention.rule.startswith("credited known name (actors/russia.toml:")


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("Statements from British officials that snow fell were denied.", ["unnamed source"]),
        ("Ivan Bezuhlyi's statement may also represent a change.", ["Ivan Bezuhlyi"]),
        ("Snow fell, with Oduya Kenno saying that it would last.", ["Oduya Kenno"]),
        ("Snow fell, with SOHR stating it would last.", ["Syrian Observatory for Human Rights"]),
        ("The Kremlin, meanwhile, claimed that snow fell.", ["Kremlin"]),
        ("Military analysts consider the town lost.", ["unnamed source"]),
        ("At a meeting with ministers from member states Oduya Kenno said that snow fell.",
         ["Oduya Kenno"]),
        ("Snow fell, and officials consider the offer.", []),
    ],
)  # fmt: skip
def test_credit_in_roundabout_words(text: str, credited: list[str]) -> None:
    assert sources(KENNO, text) == credited
