from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from searchapp.aliases import Names, expand_aliases
from searchapp.errors import IndexDamaged
from searchapp.model import Mention, Or, Paragraph, Word
from searchapp.namebook import (
    GATHERED,
    NAMES,
    dump,
    gathered_from,
    load,
    read,
    read_gathered,
    write,
)
from searchapp.text import words
from tests.naming import names_from


def names_in(
    paragraphs: Iterable[Paragraph],
    places: Iterable[tuple[str, str]] = (),
    *,
    known: Iterable[tuple[str, Iterable[str]]] = (),
) -> Names:
    return gathered_from(paragraphs).names(places, known=known)


def mention(value: str, *aliases: str) -> Mention:
    return Mention(value, 0, 0, "", "test", aliases=aliases)


def paragraph(text: str, **mentions: Mention) -> Paragraph:
    return Paragraph("a:1", "a", 1, text, "", mentions={f: (m,) for f, m in mentions.items()})


KYIV = mention("Ukraine/Kyiv", "Ukraine/Kiev", "Ukraine/Київ", "Ukraine/Kyiv City")
OBLAST = mention("Ukraine/Luhansk Oblast", "Ukraine/Luhansk", "Ukraine/Lugansk Oblast")
PLACES = [
    ("kyjiw", "Ukraine/Kyiv"),
    ("kiiv", "Ukraine/Kyiv"),
    ("paris", "France/Paris"),
    ("lutetia", "France/Paris"),
]


def test_any_spelling_of_a_name_finds_those_that_are_written() -> None:
    names = names_in([paragraph("Kyiv and Київ", region=KYIV)], PLACES)
    assert names == {
        ("kiev",): (("kyiv",), ("киів",)),
        ("kiiv",): (("kyiv",), ("киів",)),
        ("kyjiw",): (("kyiv",), ("киів",)),
        ("kyiv",): (("киів",),),
        ("киів",): (("kyiv",),),
    }
    kiev = expand_aliases(Word("kiev"), names)
    assert kiev == Or((Word("kiev"), Word("kyiv"), Word("киів")))


def test_names_that_are_not_mentioned_are_not_gathered() -> None:
    assert names_in([paragraph("Paris is lovely")], PLACES) == {}


def test_the_short_name_of_an_oblast_is_its_city() -> None:
    names = names_in([paragraph("Luhansk Lugansk Oblast", region=OBLAST)])
    assert names == {}


def test_a_place_keeps_its_name_though_a_government_is_called_so() -> None:
    government = mention("Ukrainian government", "Kyiv", "Government of Ukraine", "Ukraina")
    both = paragraph("Kyiv, Київ, government of Ukraine", region=KYIV, actor=government)
    names = names_in([both])
    assert names[("kyiv",)] == (("киів",),)
    assert names[("ukraina",)] == (("government", "of", "ukraine"),)


def test_ordinary_words_are_no_names() -> None:
    health = mention("World Health Organization", "WHO")
    text = "The World Health Organization, people who know, and those who do not"
    assert names_in([paragraph(text, source=health)]) == {}
    text = "The World Health Organization (WHO)"
    assert names_in([paragraph(text, source=health)]) == {
        ("who",): (("world", "health", "organization"),)
    }


def test_descriptions_are_no_names() -> None:
    milblogger = mention("Russian milbloggers", "milbloggers", "war correspondents")
    assert names_in([paragraph("milbloggers, war correspondents", source=milblogger)]) == {}


def test_the_vocabulary_knows_aliases_that_mentions_have_lost() -> None:
    known = [("Federal Security Service", ["FSB", "ФСБ"]), ("Central Bank", ["CB"])]
    bare = paragraph("The FSB says", source=mention("Federal Security Service"))
    assert names_in([bare], known=known) == {("фсб",): (("fsb",),)}


@pytest.mark.parametrize("seed", range(20))
def test_names_are_those_of_all_groups_that_are_of_one_word_and_written(seed: int) -> None:
    chance = random.Random(seed)

    def name() -> str:
        return " ".join(
            chance.choices("Kyiv Kiev Wagner Group Mars Bar".split(), k=1 + (chance.random() < 0.4))
        )

    groups = [[name() for _ in range(chance.randrange(1, 5))] for _ in range(4)]
    text = " ".join(name() for _ in range(3))
    paragraphs = [paragraph(text, actor=mention(*group)) for group in groups]
    written = set(words(text))
    together: dict[str, set[str]] = {}
    for value, *aliases in groups:
        together.setdefault(value, {value}).update(aliases)
    table = names_from(dict.fromkeys(tuple(sorted(group)) for group in together.values()))
    expected = {
        key: kept
        for key, others in table.items()
        if len(key) == 1 and (kept := tuple(each for each in others if written.issuperset(each)))
    }
    print(f"seed {seed}: {groups} {text!r}")
    assert names_in(paragraphs) == expected


def test_names_come_back_as_they_were_written_down() -> None:
    health = mention("World Health Organization", "WHO", "ВОЗ")
    names = names_in([paragraph("The World Health Organization", source=health)])
    assert load(dump(names)) == names
    assert dump(names) == (
        '{"who": ["world health organization"], "воз": ["world health organization"]}'
    )


def test_names_lie_beside_an_index(tmp_path: Path) -> None:
    assert read(tmp_path) == {}
    write(tmp_path, {("kiev",): (("kyiv",),)})
    assert read(tmp_path) == {("kiev",): (("kyiv",),)}
    (tmp_path / NAMES).write_text("[]", encoding="utf-8")
    with pytest.raises(IndexDamaged, match=r"names\.json: cannot be read"):
        read(tmp_path)


@pytest.mark.parametrize("text", ["[]", '{"a": "b"}', '{"a": [1]}', "{", ""])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        load(text)


def test_what_was_gathered_is_kept_for_the_next_build(tmp_path: Path) -> None:
    assert read_gathered(tmp_path) is None
    gathered = gathered_from([paragraph("Kyiv and Київ", region=KYIV)])
    gathered.write(tmp_path)
    assert read_gathered(tmp_path) == gathered
    (tmp_path / GATHERED).write_bytes(b"damaged")
    assert read_gathered(tmp_path) is None


def test_what_stays_as_it_was_gathered_is_kept_as_it_was_written(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    before = paragraph("Kyiv and Київ", region=KYIV)
    gathered_from([before]).write(here)
    gathered = read_gathered(here)
    assert gathered is not None
    gathered.renew(dict(gathered.claims), [before._replace(section="I")], [before])
    gathered.write(there)
    assert (there / GATHERED).samefile(here / GATHERED)
    gathered.renew(dict(gathered.claims), [], [before])
    gathered.write(tmp_path)
    assert (tmp_path / GATHERED).read_bytes() != (here / GATHERED).read_bytes()


@pytest.mark.parametrize("seed", range(10))
def test_pieces_are_those_of_what_came_and_stayed(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    spelt = ("Kyiv", "Kiev", "Wagner", "Bar", "WHO")

    def some(document: str) -> list[Paragraph]:
        made = [paragraph(" ".join(chance.choices(spelt, k=2))) for _ in range(4)]
        return [each._replace(id=f"{document}:{n}") for n, each in enumerate(made)]

    first, second, third = some("a"), some("b"), some("b")
    gathered_from([*first, *second]).write(tmp_path)
    grown = read_gathered(tmp_path)
    assert grown is not None
    claims = gathered_from([*first, *third]).claims
    grown.renew(claims, third, second)
    print(f"seed {seed}: {first} {second} {third}")
    assert grown == gathered_from([*first, *third])
