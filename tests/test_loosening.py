from __future__ import annotations

import pytest

from searchapp.loosening import looser
from searchapp.querylang import parse, render


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("bridge grain convoy", ["2 of (bridge, grain, convoy)", "bridge OR grain OR convoy"]),
        ("bridge grain -convoy", ["(bridge OR grain) -convoy"]),
        ('"grain convoy" mobil* source:TASS', ['("grain convoy" OR mobil*) source:TASS']),
        ("what happened to the bridge", ["happened bridge", "happened OR bridge"]),
        ("the bridge", ["bridge"]),
        ("bridge", []),
        ("bridge OR grain", []),
        ("-bridge", []),
        ("", []),
        (" ".join(f"word{n}" for n in range(13)), []),
    ],
)
def test_ever_fewer_of_the_words_are_asked_for(typed: str, expected: list[str]) -> None:
    assert [render(each.query) for each in looser(parse(typed).query)] == expected


def test_a_looser_search_means_what_it_is_written_as() -> None:
    for each in looser(parse("what regiments were deployed near Bakhmut =twice -rumour").query):
        assert parse(render(each.query)).query == each.query
