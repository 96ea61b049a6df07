"""Which paragraphs repeat one another, against plain loops over all pairs."""

from __future__ import annotations

import os
import random
from datetime import date, timedelta
from fractions import Fraction

import pytest

from searchapp import text, twins
from searchapp.model import Paragraph
from searchapp.twins import representatives, with_twins

_SEED = os.environ.get("SEED")
_LONG = " ".join(f"word{n}" for n in range(60))


def paragraph(name: str, words: str, day: str = "", twins: str = "") -> Paragraph:
    document, _, n = name.partition(":")
    published = date.fromisoformat(day) if day else None
    return Paragraph(name, document, int(n), words, "", published, twins=twins)


def test_equal_words_make_twins_of_any_length() -> None:
    found = representatives(
        [
            paragraph("a:1", "Key Takeaways"),
            paragraph("b:1", "key takeaways!"),
            paragraph("c:1", "Key takeaway"),
        ]
    )
    assert found == {"a:1": "a:1", "b:1": "a:1"}


def test_the_earliest_published_stands_for_its_twins_and_the_undated_come_last() -> None:
    found = representatives(
        [
            paragraph("a:1", "said twice"),
            paragraph("b:2", "said twice", "2023-02-15"),
            paragraph("c:1", "said twice", "2023-02-14"),
            paragraph("c:10", "said twice", "2023-02-14"),
            paragraph("c:2", "said twice", "2023-02-14"),
        ]
    )
    assert set(found.values()) == {"c:1"}
    assert list(found) == ["c:1", "c:2", "c:10", "b:2", "a:1"]


def test_a_long_paragraph_may_differ_in_a_word() -> None:
    changed = _LONG.replace("word30", "other")
    short = " ".join(_LONG.split()[:12])
    assert representatives([paragraph("a:1", _LONG), paragraph("b:1", changed)]) == {
        "a:1": "a:1",
        "b:1": "a:1",
    }
    other = short.replace("word5", "other")
    assert representatives([paragraph("a:1", short), paragraph("b:1", other)]) == {}


def test_what_repeats_only_a_repetition_is_no_twin() -> None:
    words = _LONG.split()
    days = [
        paragraph(f"d:{n}", " ".join([*words[n:], *(f"new{m}" for m in range(n))]))
        for n in range(1, 13)
    ]
    found = representatives(days)
    assert found["d:1"] == found["d:4"] == "d:1"
    assert found["d:12"] not in ("", "d:1")


def test_no_words_are_no_repetition() -> None:
    assert (
        representatives([paragraph("a:1", ""), paragraph("b:1", "…"), paragraph("c:1", "")]) == {}
    )


def test_paragraphs_are_given_their_group_and_lose_an_old_one() -> None:
    before = [
        paragraph("a:1", "alone", twins="gone:1"),
        paragraph("b:1", "both"),
        paragraph("c:1", "both", twins="gone:1"),
    ]
    assert [each.twins for each in with_twins(before)] == ["", "b:1", "b:1"]


def test_groups_do_not_depend_on_the_order_of_paragraphs() -> None:
    chance = random.Random(4)
    paragraphs = drawn(chance)
    expected = representatives(paragraphs)
    for _ in range(5):
        chance.shuffle(paragraphs)
        assert representatives(paragraphs) == expected


@pytest.mark.parametrize("seed", [int(_SEED)] if _SEED else range(40))
def test_groups_are_those_of_plain_loops(seed: int) -> None:
    print(f"SEED={seed}")
    paragraphs = drawn(random.Random(seed))
    assert representatives(paragraphs) == by_plain_loops(paragraphs)


def test_thousands_of_fillings_of_one_form_take_little_time() -> None:
    words = _LONG.split()
    forms = []
    for n in range(3000):
        filled = [f"{n}x{at}" if at % 20 == 9 else word for at, word in enumerate(words)]
        forms.append(paragraph(f"form:{n}", " ".join(filled)))
    assert representatives(forms) == {}


# --- the same by plain loops ----------------------------------------------------------------


def drawn(chance: random.Random) -> list[Paragraph]:
    """Texts that differ from one another in few words, days and documents."""
    bases = [chance.choices("abcdefghij", k=chance.choice((1, 7, 8, 9, 30, 60))) for _ in range(4)]
    made = []
    for number in range(40):
        words = list(chance.choice(bases))
        for _ in range(chance.choice((0, 0, 1, 1, 2, 4))):
            words[chance.randrange(len(words))] = chance.choice("abcxyz")
        day = date(2023, 1, 1) + timedelta(chance.randrange(5)) if chance.random() < 0.8 else None
        document = chance.choice("abc")
        made.append(Paragraph(f"{document}:{number}", document, number, " ".join(words), "", day))
    return made


def by_plain_loops(paragraphs: list[Paragraph]) -> dict[str, str]:
    by_age = sorted(paragraphs, key=lambda p: (p.published or date.max, p.document, p.n))
    groups: list[list[Paragraph]] = []
    for p in by_age:
        group = next((each for each in groups if repeats(p, each[0])), None)
        if group is None:
            groups.append([p])
        else:
            group.append(p)
    return {p.id: group[0].id for group in groups for p in group if len(group) > 1}


def repeats(p: Paragraph, earlier: Paragraph) -> bool:
    ours, theirs = text.words(p.text), text.words(earlier.text)
    if ours == theirs:
        return bool(ours)
    if min(len(ours), len(theirs)) < twins.SHORTEST:
        return False
    one, other = (
        {tuple(words[n : n + twins.SHINGLE]) for n in range(len(words) - twins.SHINGLE + 1)}
        for words in (ours, theirs)
    )
    return Fraction(len(one & other), len(one | other)) >= Fraction(*twins.ALIKE)
