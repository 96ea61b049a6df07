import os
import random
from collections.abc import Iterator

import pytest

from searchapp.tagging.names.discovery import Discoverer
from searchapp.tagging.names.lexicon import Lexicon
from searchapp.tagging.reading import Reading
from tests.tagging.tagged import PLACES, actor_mentions, actors, is_place, names, vocabulary

SEED = int(os.environ.get("SEED", "20261123"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They joined the Harbour Workers Union there.", ("Harbour Workers Union", "body")),
        (
            "They joined the Institute for the Study of Tides.",
            ("Institute for the Study of Tides", "body"),
        ),
        ("The Blue Nile Martyrs Brigade left.", ("Blue Nile Martyrs Brigade", "force")),
        ("They met mayor Oduya Kenno there.", ("Oduya Kenno", "person")),
        ("They met Brigadier General Oduya Kenno there.", ("Oduya Kenno", "person")),
        ("They met Oleksiy Varhun there.", ("Oleksiy Varhun", "person")),
        ("Oduya Kenno, the governor of the delta, left.", ("Oduya Kenno", "person")),
        ("Head of Melitopol Maxim Varhun left.", ("Maxim Varhun", "person")),
        ('Men of the "Sturgeon" group left.', ("Sturgeon", "force")),
        ("They read the Delta Evening Herald there.", ("Delta Evening Herald", "outlet")),
        ("They read the Al-Bayan newspaper there.", ("Al-Bayan", "outlet")),
        ("They read the website Nedra there.", ("Nedra", "outlet")),
        ("Men of the Damascus Falcons left.", ("Damascus Falcons", "force")),
        ("Men of Jabhat Thuwar Saraqib left.", ("Jabhat Thuwar Saraqib", "force")),
        ("Gangs led by Kurvo Brantel left.", ("Kurvo Brantel", "person")),
        ("The Light Infantry Battalion 129 left.", ("Light Infantry Battalion 129", "force")),
        ('The "Baron Korf" signals battalion left.', ("Baron Korf", "force")),
    ],
)
def test_names_in_no_vocabulary_are_read_from_how_they_are_written(
    text: str, found: tuple[str, str]
) -> None:
    assert names(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Additional Buses arrived.",
        "However, snow fell on Monday.",
        "They crossed the Long Tooth Bridge.",
        "The Cedar Agreement held.",
        "Clashes broke out.",
        "They reached the Abu Hamza neighborhood.",
    ],
)
def test_ordinary_words_and_things_are_no_names(text: str) -> None:
    assert names(text) == []


def test_a_word_before_a_country_is_not_part_of_a_name() -> None:
    assert actors("Successful Ukrainian forces advanced.") == ["Ukrainian forces"]


def test_a_larger_body_is_parent_and_not_part_of_the_name() -> None:
    text = "The Committee on River Policy of the Council of the Delta met."
    assert actors(text) == ["Committee on River Policy"]


def test_discovered_values_are_marked() -> None:
    (mention,) = actor_mentions("The Harbour Workers Union left.")
    assert mention.rule == "noun for a body (discovered)"


def test_a_local_administration_is_a_body() -> None:
    assert actors("The Baikonur city administration paid.") == ["Baikonur city administration"]


def test_a_title_is_no_part_of_a_name() -> None:
    assert names("Chief of Staff Oduya Kenno left.") == [("Oduya Kenno", "person")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Men of Liwa al-Tawhid wal-Jihad left.", ("Liwa al-Tawhid wal-Jihad", "force")),
        ("The Hudhayfah ibn al-Zurba Brigade left.", ("Hudhayfah ibn al-Zurba Brigade", "force")),
        ("Katibat al-Zurba left.", ("Katibat al-Zurba", "force")),
        (
            "The Moldovan Mission to the United Nations left.",
            ("Moldovan Mission to the United Nations", "body"),
        ),
    ],
)
def test_a_name_goes_on_over_its_particles(text: str, found: tuple[str, str]) -> None:
    assert names(text) == [found]


def test_a_title_before_a_known_name_is_nobody() -> None:
    assert actors("Deputy Information Minister Sergei Shoigu left.") == ["Sergei Shoigu"]


def test_words_alone_are_read_as_by_all_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    print(f"SEED={SEED}")
    lexicon = Lexicon(vocabulary())
    discoverer, drawn = Discoverer(lexicon, is_place), random.Random(SEED)
    texts = [Reading(text) for text in _drawn_texts(lexicon, drawn)]
    quick = [discoverer.read(text, at) for text in texts for at in _capitals(text)]
    monkeypatch.setattr(discoverer, "_tells_nothing", lambda reading, at: False)
    assert quick == [discoverer.read(text, at) for text in texts for at in _capitals(text)]


def _capitals(text: Reading) -> list[int]:
    return [at for at, capital in enumerate(text.capitals) if capital]


def _drawn_texts(lexicon: Lexicon, drawn: random.Random) -> Iterator[str]:
    """Words that tell something and words that do not, with gaps of every kind between."""
    small = "the of for by with led city news agency group newspaper village al people 3 s".split()
    kinds = (
        lexicon.heads, lexicon.titles, lexicon.title_parts, lexicon.given, lexicon.surnames,
        lexicon.adjectives.root, lexicon.country_names.root, lexicon.media, lexicon.things,
        lexicon.place_nouns, lexicon.ordinary, lexicon.openers, lexicon.arms, lexicon.known.root,
        [name for name, *_ in PLACES], small,
    )  # fmt: skip
    words = [*map(sorted, kinds), ["oduya", "kenno", "varhun", "sturgeon"]]
    gaps = [" "] * 12 + ["-", ", ", ". ", " (", ") ", "’s ", " “", "” ", ": "]
    for _ in range(6_000):
        text = ""
        for _ in range(drawn.randint(2, 7)):
            word = drawn.choice(drawn.choice(words))
            shown = drawn.choice([word, word.capitalize(), word.capitalize(), word.upper()])
            text += shown + drawn.choice(gaps)
        yield text
