"""What strangers type: nothing but a limit is ever refused, and nothing takes long."""

from __future__ import annotations

import os
import random
import sys
import time
from contextlib import suppress
from datetime import date

import pytest

from searchapp.errors import LimitExceeded
from searchapp.model import And, Everything, FacetIs, Node, Or, Phrase, Prefix, Word
from searchapp.querylang import lexer, parse, render
from searchapp.querylang.grammar import tree
from searchapp.querylang.ledger import Ledger
from searchapp.querylang.mending import mended
from searchapp.settings import Limits
from tests.strategies import hostile_text

SEED = int(os.environ.get("SEED", "20230214"))
STRINGS = int(os.environ.get("FUZZ", "10000"))
QUICK = 0.05  # seconds; far above what is needed, for a machine that does other things too
WIDE = Limits(query_characters=10**7, query_words=10**7, query_depth=10**7)

REFUSED = [
    ("****a", "a wildcard needs at least 2 letters before it"),
    ("*" * 50 + "a", "a wildcard needs at least 2 letters before it"),
    ("*ing", "a wildcard needs at least 2 letters before it"),
    ("a* b* c* d* e* f* g* h*", "a wildcard needs at least 2 letters before it"),
    ("ab* bc* cd* de* ef*", "at most 4 words with wildcards"),
    (" OR ".join(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz"), "at least 2 letters"),
    (" ".join(["?????"] * 30), "a wildcard needs at least 2 letters before it"),
    ("?", "a wildcard needs at least 2 letters before it"),
    ("abcdefgh~9", "the distance of a fuzzy word is at most 2"),
    ("abcdefgh~" + "9" * 900, "the distance of a fuzzy word is at most 2"),
    (" ".join(["abcdefgh~2"] * 30), "at most 4 fuzzy words"),
    ("ab~2", "a fuzzy word needs at least 4 letters"),
    ("'a" * 12_000, "longer than 1,000 characters"),
    ("[" * 50_000, "longer than 1,000 characters"),
    ("{" * 20_000, "longer than 1,000 characters"),
    ("[a TO " * 800, "longer than 1,000 characters"),
    ("a" * 100_000, "longer than 1,000 characters"),
    ("(" * 1000 + "a" + ")" * 1000, "longer than 1,000 characters"),
    ("(" * 17 + "a" + ")" * 17, "brackets nested deeper than 16"),
    ("(" * 400 + "a" + ")" * 400, "brackets nested deeper than 16"),
    ("(" * 50_000, "longer than 1,000 characters"),
    (" AND ".join(["ab"] * 100), "at most 64 words"),
    (" ANDNOT ".join(["a"] * 100), "at most 64 words"),
    ("NOT " * 500 + "a", "longer than 1,000 characters"),
    ("n:5 " * 200, "at most 64 words"),
    ('"the quick brown"~999999999999', "at most 100 other words inside a phrase"),
    ('"' + "ab " * 100 + '"', "at most 64 words"),
    ("e" + "\u0301" * 50_000, "longer than 1,000 characters"),
]


@pytest.mark.parametrize(("typed", "reason"), REFUSED)
def test_a_limit_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(LimitExceeded, match=reason) as refused:
        parse(typed)
    assert refused.value.parameter == "q"


READ: list[tuple[str, Node]] = [
    ("", Everything()),
    ("*", Everything()),
    ('"', Everything()),
    ("text:[a TO zzz]", Phrase(("text", "a", "to", "zzz"))),
    ("text:[TO]", Phrase(("text", "to"))),
    ("n:nan", Phrase(("n", "nan"))),
    ("date:[yesterday TO tomorrow]", Phrase(("date", "yesterday", "to", "tomorrow"))),
    ("date:[20001399 TO 20010000]", Phrase(("date", "20001399", "to", "20010000"))),
    ("date:0000", FacetIs("date", "0000")),
    ("date:[2020 TO 1990]", FacetIs("date", "1990..2020")),
    ("<script>alert</script>", Phrase(("script", "alert", "script"))),
    ('text:r"((("', Phrase(("text", "r"))),
    ("a^999", Phrase(("a", "999"))),
    ("secretfield:x", Phrase(("secretfield", "x"))),
    ("a\x00b", And((Word("a"), Word("b")))),
    ("%ED%A0%80", Phrase(("ed", "a0", "80"))),
    ("\ud800", Everything()),
    ("\u202eabc\u2066", Word("abc")),
    ("Straße", Word("strasse")),
    ("STRASSE", Word("strasse")),
    ("ﬁre ſ", parse("fire s").query),
    ("{{7*7}}", Phrase(("7", "7"))),
    ("OR", Word("or")),
    ("${jndi:ldap}", Phrase(("jndi", "ldap"))),
]


@pytest.mark.parametrize(("typed", "expected"), READ)
def test_odd_text_is_searched_as_the_words_it_holds(typed: str, expected: Node) -> None:
    assert parse(typed).query == expected


def test_a_query_of_exactly_the_limit_is_read() -> None:
    limits = Limits()
    parse("a" * limits.query_characters)
    parse(" ".join(["a"] * limits.query_words))
    parse("(" * limits.query_depth + "a" + ")" * limits.query_depth)
    parse(" ".join(["ab*"] * limits.wildcards))
    parse(" ".join(["abcd~2"] * limits.fuzzy_words))
    parse(f'"a b"~{limits.phrase_slop}')
    assert parse("ab*").query == Prefix("ab")


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 1001,
        " ".join(["a"] * 65),
        "(" * 17 + "a" + ")" * 17,
        " ".join(["ab*"] * 5),
        " ".join(["abcd~2"] * 5),
        '"a b"~101',
        "a*",
        "abc~1",
        "abcd~3",
    ],
)
def test_one_more_than_the_limit_is_refused(typed: str) -> None:
    with pytest.raises(LimitExceeded):
        parse(typed)


def test_no_text_fails_and_each_is_read_quickly() -> None:
    print(f"SEED={SEED} FUZZ={STRINGS}")
    chance = random.Random(SEED)
    refused = slow = 0
    for _ in range(STRINGS):
        typed = hostile_text(chance)
        started = time.thread_time()
        try:
            parsed = parse(typed)
        except LimitExceeded:
            refused += 1
            continue
        finally:
            slow += time.thread_time() - started > QUICK
        again = parse(render(parsed.query), limits=WIDE)
        assert again.query == parsed.query, typed
        assert parse(parsed.typed, limits=WIDE).query == parsed.query, typed
    assert refused < STRINGS * 0.6
    assert slow <= STRINGS // 1000


_ORDINARY = (
    *(
        "drones Kyiv KYIV S300 5,000 at least 2 of AND OR NOT and Orwell AND, NOT( - + ( ) , ."
    ).split(),
    *('"air raid"|"Air"|"air  raid"|"air raid"~3|"air raid"~|=|"|2 of (|at least 3 of (').split(
        "|"
    ),
    *("-drones +air -( a-b mobil* Bakhmut? source:TASS source:( date:today “ ” Київ").split(),
)


def _ordinary_text(chance: random.Random) -> str:
    """Mostly words and operators, not all of them where they mean something."""
    pieces = chance.choices(_ORDINARY, k=chance.randrange(1, 14))
    return "".join(piece + chance.choice(("", " ", " ", " ", "  ", "\t")) for piece in pieces)


def _outcome(typed: str) -> object:
    try:
        return parse(typed, today=date(2023, 2, 14))
    except LimitExceeded as refused:
        return str(refused)


def test_a_plain_beginning_is_read_as_the_whole_language_reads_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    print(f"SEED={SEED} FUZZ={STRINGS}")
    chance = random.Random(SEED)
    texts = [_ordinary_text(chance) for _ in range(STRINGS)]
    quickly = [_outcome(typed) for typed in texts]
    monkeypatch.setattr(lexer, "plain_beginning", lambda typed, ledger: ([], 0))
    for typed, quick in zip(texts, quickly, strict=True):
        assert quick == _outcome(typed), typed


def test_mending_leaves_alone_what_needs_none() -> None:
    print(f"SEED={SEED} FUZZ={STRINGS}")
    chance = random.Random(SEED)
    regular = 0
    for _ in range(STRINGS):
        typed = _ordinary_text(chance)
        with suppress(LimitExceeded):
            ledger = Ledger(Limits())
            found, _ = lexer.lexemes(typed.strip(), ledger)
            before = list(ledger.notices)
            kept = mended(found, ledger)
            if kept == found:
                regular += 1
                assert ledger.notices == before
            assert tree(kept, Ledger(Limits())) == tree(found, Ledger(Limits())), typed
    assert regular > STRINGS * 0.1


@pytest.mark.parametrize(
    "piece",
    [
        *('"', "(", ")", "()", "[", "a ", "a:", 'a:"', "date:2023..", "NOT ", "- ", "AND ", "“"),
        *(
            "a OR ",
            "(a ",
            "a) ",
            "2 of (",
            "2 of (a,",
            ",",
            '="',
            "a?b",
            "é\u0301",
            "1 ",
            "at least ",
        ),
        *(
            'source:"\\',
            "source:(",
            "source:(a ",
            "1,000",
            "''",
            "=",
            "~",
            "a~",
            "[a TO ",
            "{",
            "'a",
            "-(",
            "NOT (",
            "\u0301",
        ),
    ],
)
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    ratio = min(_seconds(piece, 8000, turn) / _seconds(piece, 4000, turn) for turn in range(4))
    assert ratio <= 3.0


def _seconds(piece: str, length: int, turn: int) -> float:
    """Processor time of reading the repeated piece, or of its refusal; never below a millisecond,
    so that the clock does not decide. Text that was read before is remembered, so each turn has
    its own."""
    typed = f"{turn} {(piece * length)[:length]}"
    started = time.thread_time()
    with suppress(LimitExceeded):
        parse(typed, limits=WIDE)
    return max(time.thread_time() - started, 0.001)


@pytest.mark.skipif(sys.gettrace() is not None, reason="tracing takes the time that is measured")
def test_a_refusal_by_form_takes_less_than_five_milliseconds() -> None:
    def seconds(typed: str) -> float:
        started = time.thread_time()
        with pytest.raises(LimitExceeded):
            parse(typed)
        return time.thread_time() - started

    best = {typed[:40]: min(seconds(typed) for _ in range(5)) for typed, _ in REFUSED}
    assert {typed: taken for typed, taken in best.items() if taken >= 0.005} == {}


def test_alternatives_of_operators_alone_are_words() -> None:
    assert render(parse("AND OR NOT").query) == "and or not"
    assert parse("a OR b").query == Or((Word("a"), Word("b")))
