from __future__ import annotations

import random
from collections import Counter

import pytest

from searchapp import urls
from searchapp.model import Filter, Paragraph, Results, Search, Status
from searchapp.settings import Limits
from searchapp.spelling import Correction, candidates, corrections, edits_between
from searchapp.text import words
from tests import oracle
from tests.corpora import paragraph

PARAGRAPHS = (
    *(paragraph("a", n, "Wagner and Prigozhin sent convicts to Bakhmut.") for n in range(1, 30)),
    paragraph("b", 1, "Artillery fire on Kherson.", source="Meduza"),
    paragraph("b", 2, "Artillery strikes on Kherson, a vague report.", source="BBC"),
    paragraph("b", 3, "A Wagnerian opera of Wagnr."),
)
COUNTED = Counter(word for each in PARAGRAPHS for word in set(words(each.text))).most_common()


class Speaking:
    """A backend that answers as the oracle does and knows its words."""

    def search(self, search: Search) -> Results:
        return oracle.answer(PARAGRAPHS, search)

    def words_like(self, start: str, limit: int) -> list[tuple[str, int]]:
        found = [(word, often) for word, often in COUNTED if word.startswith(start)]
        return found[:limit]

    def paragraph(self, paragraph_id: str) -> Paragraph:
        raise NotImplementedError

    def document(self, document_id: str) -> tuple[Paragraph, ...]:
        raise NotImplementedError

    def status(self) -> Status:
        raise NotImplementedError

    def close(self) -> None:
        pass


class Silent:
    """A backend that does not know its words."""

    search = Speaking.search
    paragraph = Speaking.paragraph
    document = Speaking.document
    status = Speaking.status
    close = Speaking.close


def offered(typed: str, **filters: Filter) -> tuple[Correction, ...]:
    search = urls.read([("q", typed)]).search
    for facet, wanted in filters.items():
        search = urls.with_filter(search, facet, wanted)
    return corrections(search, Speaking())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Prigozhyn", [("Prigozhin", 29)]),
        ("Pirgozhin", [("Prigozhin", 29)]),
        ("vagner", [("wagner", 29)]),
        ("agner", [("wagner", 29)]),
        ("wwagner", [("wagner", 29)]),
        ("Wagnr", [("Wagner", 29)]),
        ('"artilery fire" -vague', [('"artillery fire" -vague', 1)]),
        ("kerson OR bakhmit", [("kherson OR bakhmut", 31)]),
        ("artilery source:meduzza", []),
        ("Wagner", []),
        ("-vagner", []),
        ('="vagner"', []),
        ("zzzzzz", []),
        ("fir", []),
        ("", []),
    ],
)
def test_words_that_nobody_wrote_are_put_right(typed: str, expected: list[tuple[str, int]]) -> None:
    assert [(each.typed, each.total) for each in offered(typed)] == expected


def test_only_what_has_hits_under_the_filters_is_offered() -> None:
    assert offered("artilery", source=Filter(any_of=("BBC",))) == (Correction("artillery", 1),)
    assert offered("artilery", source=Filter(any_of=("TASS",))) == ()
    assert offered("artilery bakhmut") == ()


def test_a_correction_beyond_the_limits_is_not_offered() -> None:
    search = urls.read([("q", "agner")]).search
    assert corrections(search, Speaking(), limits=Limits(query_characters=5)) == ()


def test_a_backend_that_does_not_know_its_words_offers_nothing() -> None:
    assert corrections(urls.read([("q", "vagner")]).search, Silent()) == ()


def test_short_words_allow_one_edit_and_long_ones_two() -> None:
    assert candidates("vakke", Speaking()) == ()
    assert candidates("vagge", Speaking()) == ("vague",)
    assert candidates("konvikts", Speaking()) == ("convicts",)
    assert candidates("convict", Speaking()) == ("convicts",)
    assert candidates("prigoshyn", Speaking()) == ("prigozhin",)


def test_forms_of_one_word_are_one_candidate() -> None:
    class Forms(Speaking):
        def words_like(self, start: str, limit: int) -> list[tuple[str, int]]:
            forms = [("mobilization", 30), ("mobilizations", 20), ("mobilisation", 9)]
            return [each for each in forms if each[0].startswith(start)][:limit]

    assert candidates("mobilzation", Forms()) == ("mobilization", "mobilisation")


def test_two_letters_exchanged_are_one_slip() -> None:
    assert edits_between("bakhmtu", "bakhmut", at_most=1) == 1
    assert edits_between("bakhmtu", "bakhmut", at_most=0) is None
    assert edits_between("ab", "ba", at_most=2) == 1
    assert edits_between("abc", "cba", at_most=2) == 2
    assert edits_between("abc", "abc", at_most=0) == 0


@pytest.mark.parametrize("seed", range(5))
def test_any_slip_of_one_letter_in_a_long_word_is_found(seed: int) -> None:
    chance = random.Random(seed)
    print(f"seed {seed}")
    for _ in range(40):
        word = chance.choice(("prigozhin", "convicts", "artillery", "bakhmut"))
        at = chance.randrange(len(word))
        letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
        wrong = chance.choice(
            (
                word[:at] + letter + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + word[at + 1 :],
            )
        )
        assert wrong == word or word in candidates(wrong, Speaking()), (word, wrong)
