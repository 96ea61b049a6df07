from __future__ import annotations

import pytest
from hypothesis import given

from searchapp.aliases import expand_aliases, named_words
from searchapp.matching import match
from searchapp.model import And, AtLeast, FacetIs, Node, Not, Or, Paragraph, Phrase, Title, Word
from searchapp.querylang import parse
from tests.naming import names_from
from tests.strategies import nodes

NAMES = names_from(
    [
        ["Kyiv", "Kiev", "Київ", "Киев"],
        ["Yevgeny Prigozhin", "Prigozhin", "Prigogine", "Пригожин"],
        ["Wagner", "PMC Wagner", "Wagner Group"],
        ["Luhansk", "Lugansk"],
        ["FSB", "Federal Security Service", "Russian Federal Security Service"],
        ["Georgia"],
        ["Donetsk People's Republic", "DNR"],
        ["Do Not Resuscitate", "DNR"],
    ]
)


def expanded(typed: str) -> Node:
    return expand_aliases(parse(typed).query, NAMES)


def test_a_word_finds_the_other_spellings_of_its_name() -> None:
    assert expanded("Kiev") == Or((Word("kiev"), Word("kyiv"), Word("киів"), Word("киев")))
    assert expanded("Київ") == Or((Word("киів"), Word("kyiv"), Word("kiev"), Word("киев")))


def test_a_spelling_of_several_words_is_a_phrase() -> None:
    assert expanded("FSB") == Or((Word("fsb"), Phrase(("federal", "security", "service"))))


def test_what_holds_the_name_itself_is_no_other_spelling() -> None:
    assert expanded("Prigozhin") == Or((Word("prigozhin"), Word("prigogine"), Word("пригожин")))
    assert expanded("Wagner") == Word("wagner")


@pytest.mark.parametrize(
    "typed", ['="Kiev"', '"=Kiev"', '"in Kiev"', '"PMC Wagner"', "Kie*", "Kievv~1", "source:Kiev"]
)
def test_what_asks_for_one_spelling_is_left_as_it_is(typed: str) -> None:
    assert expanded(typed) == parse(typed).query


@pytest.mark.parametrize("typed", ["Georgia", "DNR", "drones"])
def test_a_word_with_no_other_spelling_or_two_meanings_is_left_as_it_is(typed: str) -> None:
    assert expanded(typed) == parse(typed).query


def test_names_are_found_anywhere_in_the_tree() -> None:
    lugansk = Or((Word("lugansk"), Word("luhansk")))
    assert expanded("a Lugansk") == And((Word("a"), lugansk))
    assert expanded("a OR Lugansk") == Or((Word("a"), Word("lugansk"), Word("luhansk")))
    assert expanded("-Lugansk") == Not(lugansk)
    assert expanded("2 of (a, b, Lugansk)") == AtLeast(2, (Word("a"), Word("b"), lugansk))
    assert expanded("topic:x Lugansk") == And((FacetIs("topic", "x"), lugansk))
    assert expanded("title:Lugansk") == Or((Title(("lugansk",)), Title(("luhansk",))))
    assert expanded('title:"in Lugansk"') == And(
        (Title(("in",)), Or((Title(("lugansk",)), Title(("luhansk",)))))
    )


def test_the_spelling_used_is_marked() -> None:
    text = "Евгений Пригожин wrote to Kyiv."
    paragraph = Paragraph("a:1", "a", 1, text, "")
    spans = match(expanded("Prigogine Kiev"), paragraph) or ()
    assert [text[span.start : span.end] for span in spans] == ["Пригожин", "Kyiv"]


def test_the_words_that_are_names_can_be_told() -> None:
    query = parse('Lugansk OR (drones Kyiv) -FSB ="Kiev"').query
    assert named_words(query, NAMES) == {"lugansk", "kyiv"}


def test_each_spelling_is_known_once() -> None:
    assert names_from([["Kyiv", "KYIV", "Kýiv", "Kiev"]]) == {
        ("kyiv",): (("kiev",),),
        ("kiev",): (("kyiv",),),
    }


@given(nodes())
def test_without_names_a_tree_stays_as_it_is(node: Node) -> None:
    assert expand_aliases(node, {}) == node
