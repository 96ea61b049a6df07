"""Places told from names, offices and governments, and namesakes from one another."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from searchapp.model import Mention
from searchapp.tagging.places.regions import RegionTagger
from searchapp.tagging.reading import Reading
from tests.tagging.places.conftest import places


def mentions(
    tagger: RegionTagger, *texts: str, blocked: Sequence[tuple[int, int]] = ()
) -> list[Mention]:
    """The mentions of the last of these paragraphs of one document."""
    spans: list[Sequence[tuple[int, int]]] = [() for _ in texts[1:]]
    return tagger.tag(list(map(Reading, texts)), [*spans, blocked])[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guns were heard near Kupyansk.", ["Ukraine/Kharkiv Oblast/Kupiansk"]),
        ("The mayor left Kiev on foot.", ["Ukraine/Kyiv"]),
        ("Rain fell in eastern Ukraine.", ["Ukraine"]),
        ("They live in the Kharkiv region.", ["Ukraine/Kharkiv Oblast"]),
        (
            "Power failed in Kherson and Zaporizhia oblasts.",
            ["Ukraine/Kherson Oblast", "Ukraine/Zaporizhzhia Oblast"],
        ),
        (
            "Power failed in Sumy, Poltava, and northern Kharkiv Oblasts.",
            ["Ukraine/Sumy Oblast", "Ukraine/Poltava Oblast", "Ukraine/Kharkiv Oblast"],
        ),
        (
            "A post on the Kherson-Mykolaiv Oblast border was moved.",
            ["Ukraine/Kherson Oblast", "Ukraine/Mykolaiv Oblast"],
        ),
        (
            "The line runs from Avdiivka to Donetsk City.",
            ["Ukraine/Donetsk Oblast/Avdiivka", "Ukraine/Donetsk Oblast/Donetsk"],
        ),
        ("A boat crossed the Dnipro at night.", ["Ukraine/Dnipro River"]),
        ("A train left Dnipro at night.", ["Ukraine/Dnipropetrovsk Oblast/Dnipro"]),
        ("Snake Island was quiet.", ["Ukraine/Odesa Oblast/Snake Island"]),
        ("The village lies in the Donbass.", ["Ukraine/Donbas"]),
        ("A convoy left Omsk, Russia.", ["Russia/Omsk Oblast/Omsk"]),
        (
            "They fled from al-Bab to Tal Abyad in Syria.",
            ["Syria/Aleppo Governorate/al-Bab", "Syria/Raqqa Governorate/Tell Abyad"],
        ),
        (
            "Shells fell on Nyala and El Fasher.",
            ["Sudan/South Darfur/Nyala", "Sudan/North Darfur/El Fasher"],
        ),
        ("The treaty was signed in the United States.", ["United States"]),
        ("The US sent trucks.", ["United States"]),
        ("The U.S. sent trucks to the U.K. on Monday.", ["United States", "United Kingdom"]),
        ("The US struck first.", ["United States"]),
        (
            "Families fled from Srebrenica and Kladanj.",
            [
                "Bosnia and Herzegovina/Republika Srpska/Srebrenica",
                "Bosnia and Herzegovina/Federation of Bosnia and Herzegovina/Kladanj",
            ],
        ),
        ("Ships waited off Yemen in the Red Sea.", ["Yemen/Red Sea"]),
    ],
)
def test_places_are_named_by_their_paths(
    tagger: RegionTagger, text: str, expected: list[str]
) -> None:
    assert places(tagger, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Luhansk People's Republic issued stamps.",
        "The Donetsk and Luhansk People's Republics issued stamps.",
        "The Kyiv Independent and the Washington Post wrote about it.",
        "Russia's Ministry of Defense denied it.",
        "Russia's human rights ombudsman denied it.",
        "The United States State Department denied it.",
        "US officials and the UK Defence Ministry denied it.",
        "Russian and Ukrainian soldiers spoke.",
        "He serves in the Black Sea Fleet.",
        "Moscow said that it had no plans.",
        "It was Kyiv's best chance.",
        "Tehran has warned Ankara.",
        "ISW does not expect Minsk to join in.",
        "Turkey-backed fighters and pro-Turkey groups met.",
        "Lloyd Austin said so, and Austin smiled.",
        "It was a nice bar, said Mr. Nice.",
        "The National Guard of Ukraine answered.",
        "The Minsk Agreements lapsed.",
        'The group "Kakhovka" reported it.',
        "U.S. officials and the U.S. Treasury denied it.",
        "U.S. and Iranian officials denied it.",
        "He gave his first name, Patrick.",
    ],
)
def test_what_only_sounds_like_a_place_is_none(tagger: RegionTagger, text: str) -> None:
    assert places(tagger, text) == []


def test_a_capital_with_a_place_word_is_the_town(tagger: RegionTagger) -> None:
    assert places(tagger, "Sirens were heard in Moscow, and Kyiv's suburbs were dark.") == [
        "Russia/Moscow",
        "Ukraine/Kyiv",
    ]


def test_a_doubtful_name_is_a_place_where_the_text_says_so(tagger: RegionTagger) -> None:
    assert places(tagger, "They met in Nice, France.") == ["France/Provence-Alpes-Cote d'Azur/Nice"]


def test_an_administration_names_its_place_but_a_blocked_name_does_not(
    tagger: RegionTagger,
) -> None:
    text = "The Odesa Oblast Military Administration met the Kharkiv Choir."
    blocked = [(4, 40), (49, 62)]
    assert [mention.value for mention in mentions(tagger, text, blocked=blocked)] == [
        "Ukraine/Odesa Oblast"
    ]


def test_a_name_may_begin_with_any_capital_letter(tagger: RegionTagger) -> None:
    assert places(tagger, "The road from Damascus to Ḥums was shut.")[-1] == (
        "Syria/Homs Governorate/Homs"
    )


def test_a_village_is_known_by_its_neighbours(tagger: RegionTagger) -> None:
    luhansk = "Guns fired at Bilohorivka, Kreminna and Lysychansk."
    rivne = "Roads were mended in Bilohorivka, Rivne Oblast."
    assert "Ukraine/Luhansk Oblast/Bilohorivka" in places(tagger, luhansk)
    assert "Ukraine/Rivne Oblast/Bilohorivka" in places(tagger, rivne)


def test_a_namesake_is_settled_by_the_rest_of_the_document(tagger: RegionTagger) -> None:
    lebanon = "Beirut, Sidon and Tyre in Lebanon were calm."
    libya = "Benghazi, Sirte and Misrata in Libya were calm."
    text = "People came out in Tripoli."
    assert places(tagger, lebanon, text) == ["Lebanon/North Governorate/Tripoli"]
    assert places(tagger, libya, text) == ["Libya/Tripoli District/Tripoli"]


def test_an_occupied_part_of_a_named_oblast_is_the_oblast(tagger: RegionTagger) -> None:
    first = "Only a third of Donetsk Oblast is calm."
    assert places(tagger, first, "Schools reopened in occupied Donetsk.") == [
        "Ukraine/Donetsk Oblast"
    ]


def test_an_unlisted_village_stands_in_the_oblast_that_is_named(tagger: RegionTagger) -> None:
    assert places(tagger, "A depot stands near Barvinok, Belgorod Oblast.") == [
        "Russia/Belgorod Oblast/Barvinok"
    ]


def test_a_misspelt_town_is_found_in_the_oblast_that_is_named(tagger: RegionTagger) -> None:
    assert places(tagger, "Guns arrived in Stary Osokol, Belgorod Oblast.") == [
        "Russia/Belgorod Oblast/Stary Oskol"
    ]


def test_sites_and_rivers_in_no_list_are_filed_by_what_they_lie_in(tagger: RegionTagger) -> None:
    text = "They trained at the Kadamovsky training ground in Rostov Oblast by the Tuzlov River."
    assert places(tagger, text) == [
        "Russia/Rostov Oblast/Kadamovsky training ground",
        "Russia/Tuzlov River",
    ]


def test_a_sea_of_several_shores_goes_with_the_document(tagger: RegionTagger) -> None:
    text = "Ships left the Black Sea."
    assert places(tagger, "Turkey, Ankara and Istanbul voted; Turkey waits.", text) == [
        "Turkey/Black Sea"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Обстріли тривали у Києві та біля Бахмута.",
            ["Ukraine/Kyiv", "Ukraine/Donetsk Oblast/Bakhmut"],
        ),
        ("Бои идут в Запорожской области.", ["Ukraine/Zaporizhzhia Oblast"]),
        ("Войска вошли в Херсон.", ["Ukraine/Kherson Oblast/Kherson"]),
    ],
)
def test_cyrillic_names_are_found_in_their_cases(
    tagger: RegionTagger, text: str, expected: list[str]
) -> None:
    assert places(tagger, text) == expected


def test_what_a_value_implies_is_left_out(tagger: RegionTagger) -> None:
    text = "Ukraine holds Donetsk Oblast west of Bakhmut."
    assert places(tagger, text) == ["Ukraine/Donetsk Oblast/Bakhmut"]


def test_mentions_carry_their_words_rule_and_other_paths(tagger: RegionTagger) -> None:
    text = "Guns were heard near Severodonetsk's plant."
    (mention,) = mentions(tagger, text)
    assert text[mention.start : mention.end] == mention.text == "Severodonetsk"
    assert mention.value == "Ukraine/Luhansk Oblast/Sievierodonetsk"
    assert mention.rule.startswith("gazetteer: place")
    assert {"Ukraine/Luhansk/Sievierodonetsk", "Ukraine/Luhansk Oblast/Severodonetsk"} <= set(
        mention.aliases
    )


def test_odd_texts_have_no_places_and_do_no_harm(tagger: RegionTagger) -> None:
    assert places(tagger, "") == []
    assert places(tagger, "— ’s - , . ' al- Al-") == []
    assert places(tagger, "É́ \u200b İ ß ﬁ 𝕬 " * 50) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pressure on Kyiv had not eased.", ["Ukraine/Kyiv"]),
        ("It was one of several drone strikes against Moscow.", ["Russia/Moscow"]),
        ("He announced the defense of Kyiv.", ["Ukraine/Kyiv"]),
        ("They put pressure on Moscow to negotiate.", []),
        ("Kyiv, which is increasingly reliant on loans, signed nothing.", []),
        ("It was Moscow's worst defeat of the year.", []),
        ("Moscow relies on Tehran.", []),
    ],
)
def test_what_is_attacked_is_the_town_what_relies_is_the_government(
    tagger: RegionTagger, text: str, expected: list[str]
) -> None:
    assert places(tagger, text) == expected


def test_administrative_borders_are_those_of_divisions(tagger: RegionTagger) -> None:
    assert places(tagger, "Shells fell along the Donetsk/Zaporizhzhia administrative borders.") == [
        "Ukraine/Donetsk Oblast",
        "Ukraine/Zaporizhzhia Oblast",
    ]


@pytest.mark.parametrize("mark", ["'", "’", "ʼ", "‘", "`"])
def test_any_mark_may_stand_for_an_apostrophe(tagger: RegionTagger, mark: str) -> None:
    assert places(tagger, f"The Luhansk People{mark}s Republic issued stamps.") == []
    assert places(tagger, f"Guns were heard in Slov{mark}yansk.") == [
        "Ukraine/Donetsk Oblast/Sloviansk"
    ]


def test_a_name_is_not_cut_inside_a_run_of_capitals(tagger: RegionTagger) -> None:
    assert places(tagger, "They held the bridge at Qara Selman near Manbij.") == [
        "Syria/Aleppo Governorate/Manbij"
    ]
    assert places(tagger, "Guns fired near Manbij and Qara on Friday.") == [
        "Syria/Aleppo Governorate/Manbij",
        "Syria/Rif Dimashq Governorate/Qarah",
    ]
