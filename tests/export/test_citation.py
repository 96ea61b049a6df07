"""References: keys, addresses, words; the same for every format."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest

from searchapp import urls
from searchapp.export.citation import (
    Found,
    cited_path,
    day_of,
    of_paragraph,
    of_search,
    web_address,
)
from searchapp.export.plain_text import key, one_line, slug
from searchapp.export.wording import search_in_words
from searchapp.model import Paragraph, Search
from tests.corpora import TWELVE


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "everything"),
        ("q=crypto mobilization", "words “crypto” and “mobilization”"),
        ("q=&source=BBC&source=Meduza&missing=source", "source BBC or source Meduza or no source"),
        ("all.actor=Kremlin&not.topic=western aid", "actor Kremlin; not topic western aid"),
        ("region=Ukraine/Donetsk Oblast", "region within Donetsk Oblast"),
        ("date=2023-02..&published=2023", "date spoken of from 2023-02 on; published 2023"),
        ("stated=1&sort=newest&page=3", "only what is stated in the paragraph itself"),
    ],
)
def test_a_search_is_said_in_words(address: str, words: str) -> None:
    pairs = [part.split("=", 1) for part in address.split("&") if part]
    search = urls.read((name, value) for name, value in pairs).search
    assert search_in_words(search) == words


def test_a_search_that_folds_repeats_says_so() -> None:
    said = search_in_words(Search(fold=True))
    assert said == "repeated paragraphs counted once"


def test_keys_are_plain_and_differ_where_identities_do() -> None:
    assert key("digest-2022-03-31:20") == "digest-2022-03-31:20"
    strange = ("folder/a b.txt:1", "folder/a-b.txt:1", "Київ:1", "Харків:1", "{x},y:1")
    keys = [key(each) for each in strange]
    assert keys[0].startswith("folder-a-b.txt:1-")
    assert len(set(keys)) == len(strange)
    assert all(re.fullmatch("[A-Za-z0-9._:-]+", each) for each in keys)


def test_two_paragraphs_of_a_document_are_not_taken_for_one_another() -> None:
    titles = {of_paragraph(each, "b").title for each in TWELVE if each.document == "a"}
    assert len(titles) == 4


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        (" http://example.org/é?q=%20&x=1#f ", "http://example.org/%C3%A9?q=%20&x=1#f"),
        ("javascript:alert(1)", ""),
        ("ftp://example.org/", ""),
        ("https:///nothing", ""),
        ("//example.org/", ""),
        ("http://[::1", ""),
        ("https://example.org/\ud800", "https://example.org/?"),
    ],
)
def test_only_addresses_of_the_web_are_passed_on(url: str, wanted: str) -> None:
    assert web_address(url) == wanted


def test_without_a_public_address_the_original_one_stands_alone() -> None:
    known = Paragraph("x:1", "x", 1, "Text.", "Title", url="https://example.org/x")
    assert of_paragraph(known, "b").address == ""
    assert of_paragraph(known, "b").original == "https://example.org/x"


def test_a_search_is_dated_by_its_build_and_read_on_a_day() -> None:
    found = Found(3, 2, "g7-ab", "2026-01-02T03:04:05Z")
    reference = of_search(Search(typed="x", page=4, size=50), found, date(2026, 5, 6), "https://s")
    assert (reference.day, reference.accessed) == (date(2026, 1, 2), date(2026, 5, 6))
    assert reference.address == "https://s/search?q=x&as-of=g7-ab:3"
    assert day_of("") is None
    assert cited_path(Search(), found) == "/search?as-of=g7-ab:3"


def test_text_on_one_line_holds_nothing_that_ends_a_line() -> None:
    chance = random.Random(1)
    for _ in range(2000):
        text = "".join(chance.choices("ab  \n\r\t\x0b\x0c\x1c\x85\u2028\u2029\xa0\x00\ud800", k=12))
        line = one_line(text)
        assert len(line.splitlines()) <= 1
        assert line == " ".join(line.split())
        line.encode("utf-8")


def test_a_slug_is_ascii_and_short() -> None:
    assert slug("Київ, “Zürich” & co", 20) == "zurich-co"
    assert slug("a" * 99, 10) == "a" * 10
