"""Every form of export: whole, valid to an independent reader, and with an end that shows."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import bibtexparser
import feedparser
import jsonschema
import pytest
import rispy

from searchapp import export
from searchapp.errors import SearchappError
from searchapp.export import atom, csv_form
from searchapp.export.whole import BATCH, encoded, file_name, whole
from searchapp.model import Filter, Mention, Paragraph, Results, Search
from tests.corpora import random_paragraphs
from tests.export.csl_schema import CSL
from tests.export.listed import BASE, ODD, answered, read_json, written
from tests.web.site import Listed

NAMES = [form.name for form in export.FORMS]


def ids(name: str, text: str) -> list[str]:
    """The ids or permanent addresses of all paragraphs, as an independent reader sees them."""
    match name:
        case "csv":
            return [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))]
        case "jsonl":
            return [json.loads(line)["id"] for line in text.splitlines()[:-1]]
        case "json":
            return [hit["id"] for hit in json.loads(text)["hits"]]
        case "ris":
            return [_id(each["urls"][0]) for each in rispy.loads(text)]
        case "bib":
            return [_id(each["url"]) for each in bibtexparser.loads(text).entries]
        case "csl":
            return [_id(each["URL"]) for each in json.loads(text)]
        case "atom":
            return [_id(each.link) for each in feedparser.parse(text).entries]
    raise AssertionError(name)


def _id(address: str) -> str:
    return address.removeprefix(f"{BASE}/paragraph/")


@pytest.mark.parametrize("name", NAMES)
def test_every_form_holds_every_hit_once_and_in_order(name: str) -> None:
    found = ids(name, written(name, answered("sort=newest")))
    newest = ["a:1", "a:2", "a:3", "a:4", "b:1", "b:2", "b:3", "b:4", "d:1", "d:2", "c:1", "c:2"]
    assert found == newest


@pytest.mark.parametrize("name", NAMES)
def test_a_form_holds_what_the_search_finds_and_no_more(name: str) -> None:
    assert sorted(ids(name, written(name, answered("q=convicts&source=Meduza")))) == ["a:1", "a:4"]


@pytest.mark.parametrize("name", NAMES)
def test_a_search_without_hits_is_a_valid_empty_file(name: str) -> None:
    assert ids(name, written(name, answered("q=nothingofthekind"))) == []


@pytest.mark.parametrize("name", NAMES)
def test_text_of_strangers_breaks_no_form(name: str) -> None:
    text = written(name, answered("", ODD))
    text.encode("utf-8")
    assert len(ids(name, text)) == 2


@pytest.mark.parametrize("name", NAMES)
def test_a_form_without_a_public_address_is_still_valid(name: str) -> None:
    text = written(name, answered("", ODD, base=""))
    assert "search.example" not in text
    assert text.count("javascript:") == (1 if name in ("csv", "jsonl", "json") else 0)


@pytest.mark.parametrize("name", NAMES)
def test_an_export_cut_short_anywhere_does_not_look_whole(name: str) -> None:
    text = written(name, answered("sort=newest")).rstrip()
    assert _ends(name, text)
    assert not any(_ends(name, text[:length]) for length in range(len(text)))


def _ends(name: str, text: str) -> bool:
    """Whether the end that the table of forms speaks of is there."""
    match name:
        case "csv":
            return text.rstrip().endswith(",12 of 12")
        case "jsonl":
            return '\n{"end": true, "count": 12' in text and text.rstrip().endswith("}")
        case "json":
            return text.rstrip().endswith('"complete": true}')
        case "ris":
            return "\r\nN1  - 12 of 12 " in text and text.rstrip().endswith("ER  -")
        case "bib":
            return text.rstrip().endswith("@comment{end: 12 entries, g000001-test}")
        case "csl":
            return _is_json(text)
        case "atom":
            return text.rstrip().endswith("</feed>")
    raise AssertionError(name)


@pytest.mark.parametrize("name", NAMES)
def test_an_export_that_loses_hits_on_the_way_breaks_off_before_its_end(name: str) -> None:
    answer = answered("sort=newest")
    short = replace(answer, first=answer.first._replace(hits=answer.first.hits[:5]))
    pieces: list[str] = []
    with pytest.raises(SearchappError, match="5 paragraphs were found of 12"):
        pieces.extend(export.form_named(name).write(short))
    assert not _ends(name, "".join(pieces))


def test_an_export_of_several_batches_is_read_as_it_is_written() -> None:
    many = [ODD[1]._replace(id=f"m:{n}", document="m", n=n) for n in range(1, 2 * BATCH + 8)]
    backend = Listed(many)
    answer = whole(Search(), backend.search, backend.status(), BASE)
    lines = export.form_named("jsonl").write(answer)
    next(lines)
    assert [asked.page for asked in backend.asked] == [1]
    rest = list(lines)
    assert [asked.page for asked in backend.asked] == [1, 2, 3]
    assert {asked.facet_size for asked in backend.asked} == {0}
    assert json.loads(rest[-1]) == {
        "end": True,
        "count": 2007,
        "search": "everything",
        "address": "https://search.example/search",
        "build": "g000001-test",
    }
    assert len(rest) == 2007


def _is_json(text: str) -> bool:
    try:
        return bool(json.loads(text))
    except ValueError:
        return False


# --- CSV ------------------------------------------------------------------------------------


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_tells_all_of_a_paragraph() -> None:
    [row] = table(written("csv", answered("q=convicts+bakhmut".replace("+", " "))))
    assert {name: value for name, value in row.items() if value} == {
        "id": "a:1",
        "document": "a",
        "n": "1",
        "title": "Daily digest of the front",
        "published": "2023-02-14",
        "language": "en",
        "address": "https://search.example/paragraph/a:1",
        "text": "Convicts were sent to Bakhmut.",
        "snippet": "Convicts were sent to Bakhmut.",
        "source": "Meduza",
        "source words": "Meduza: “Convicts” [test]",
        "actor": "Wagner",
        "actor words": "Wagner: “Convicts” [test]",
        "region": "Ukraine/Donetsk Oblast/Bakhmut",
        "region words": "Ukraine/Donetsk Oblast/Bakhmut: “Convicts” [test]",
        "topic": "prisoner recruitment",
        "topic words": "prisoner recruitment: “Convicts” [test]",
        "date": "2023-02",
        "date words": "2023-02: “Convicts” [test]",
        "row": "1 of 1",
    }


def test_csv_tells_inherited_tags_and_given_ones_apart() -> None:
    row = table(written("csv", answered("", ODD)))[0]
    assert row["source words"] == 'a; "b", & c: “=1” [alias]; Digest: inherited [document]'
    assert row["topic words"] == "western aid: [given]"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "\x00=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert csv_form.safe(cell).startswith("'")


def test_csv_lines_end_in_cr_lf_and_quotes_are_doubled() -> None:
    text = written("csv", answered("", ODD))
    assert text.endswith("2 of 2\r\n")
    assert '""q""' in text


# --- references -----------------------------------------------------------------------------


def test_ris_is_read_by_another_program_with_tags_and_their_words() -> None:
    found = rispy.loads(
        written("ris", answered("q=bakhmut&sort=newest&topic=prisoner recruitment"))
    )
    assert found == [
        {
            "type_of_reference": "RPRT",
            "id": "a:1",
            "title": "Daily digest of the front, paragraph 1",
            "year": "2023",
            "date": "2023/02/14/",
            "urls": ["https://search.example/paragraph/a:1"],
            "name_of_database": "searchapp, index g000001-test",
            "language": "en",
            "abstract": "Convicts were sent to Bakhmut.",
            "keywords": [
                "source: Meduza",
                "actor: Wagner",
                "region: Ukraine/Donetsk Oblast/Bakhmut",
                "topic: prisoner recruitment",
                "date: 2023-02",
            ],
            "notes": [
                "source: Meduza, “Convicts” [test]",
                "actor: Wagner, “Convicts” [test]",
                "region: Ukraine/Donetsk Oblast/Bakhmut, “Convicts” [test]",
                "topic: prisoner recruitment, “Convicts” [test]",
                "date: 2023-02, “Convicts” [test]",
                "1 of 1 in the search: word “bakhmut”; topic prisoner recruitment",
            ],
        }
    ]


def test_ris_of_strange_text_keeps_every_record_apart() -> None:
    first, second = rispy.loads(written("ris", answered("", ODD)))
    assert first["authors"] == ["Institute, of & War"]
    assert first["urls"][1] == "https://example.org/a%7Bb%7Dc?x=1&y=%20#z"
    assert first["abstract"].endswith("Київ ER - TY - X")
    assert second["id"] == "b:2"
    assert second["urls"] == ["https://search.example/paragraph/b:2"]


def test_bibtex_is_read_by_another_program_with_tags_and_their_words() -> None:
    library = bibtexparser.loads(written("bib", answered("q=crypto")))
    assert library.entries == [
        {
            "ENTRYTYPE": "misc",
            "ID": "b:2",
            "title": "{The winter call-up, paragraph 2}",
            "year": "2022",
            "month": "October",
            "date": "2022-10-01",
            "howpublished": "searchapp, index g000001-test",
            "url": "https://search.example/paragraph/b:2",
            "language": "en",
            "keywords": "source: BBC, topic: mobilization, topic: russian politics,"
            " date: 2022-09/..",
            "abstract": "Crypto-mobilization has gone on since September.",
            "annote": "source: BBC, inherited [inherited];"
            " topic: mobilization, “Crypto-mobilization” [test];"
            " topic: russian politics, “Crypto-mobilization” [test];"
            " date: 2022-09/.., “Crypto-mobilization” [test]",
        }
    ]
    assert library.comments == ["end: 1 entry, g000001-test"]


def test_bibtex_of_strange_text_balances_its_braces() -> None:
    text = written("bib", answered("", ODD))
    assert text.count("{") == text.count("}")
    entry = bibtexparser.loads(text).entries[0]
    assert entry["author"] == r"{Institute, of \& War}"
    assert r"\textbraceleft{}braces\textbraceright{} 50\% \& \$5 \#1 a\_b" in entry["abstract"]


def test_csl_json_has_the_shape_that_its_schema_asks_for() -> None:
    for answer in (answered("sort=newest"), answered("", ODD)):
        jsonschema.Draft7Validator(CSL).validate(read_json("csl", answer))


def test_csl_json_carries_tags_with_their_words() -> None:
    [item] = read_json("csl", answered("q=crypto"))
    assert item["keyword"].startswith("source: BBC, topic: mobilization")
    assert item["annote"].startswith("source: BBC, inherited [inherited]; topic: mobilization")
    assert item["issued"] == {"date-parts": [[2022, 10, 1]]}


# --- Atom -----------------------------------------------------------------------------------


def test_atom_is_a_feed_of_the_search_with_all_its_filters() -> None:
    parsed = feedparser.parse(written("atom", answered("q=convicts&source=Meduza&sort=newest")))
    assert not parsed.bozo
    assert parsed.feed.title == "searchapp: word “convicts”; source Meduza"
    assert parsed.feed.id == "https://search.example/search.atom?q=convicts&source=Meduza"
    assert parsed.feed.updated == "2026-01-02T03:04:05Z"
    assert parsed.feed.opensearch_totalresults == "2"
    entry = parsed.entries[0]
    assert entry.title == "Daily digest of the front, paragraph 1"
    assert entry.published == "2023-02-14T00:00:00Z"
    assert entry.content[0].value == "Convicts were sent to Bakhmut."
    assert [(tag.term, tag.scheme, tag.label) for tag in entry.tags][:2] == [
        ("Meduza", "urn:searchapp:facet:source", "Meduza, “Convicts” [test]"),
        ("Wagner", "urn:searchapp:facet:actor", "Wagner, “Convicts” [test]"),
    ]


def test_a_feed_is_in_the_order_of_publication_whatever_the_search_says() -> None:
    form = export.form_named("atom")
    assert form.search(Search(sort="date", page=4, size=3)) == Search(sort="newest")


def test_pages_of_a_feed_lead_to_all_others() -> None:
    links = atom.page_links(Search(typed="x", page=2, size=500, sort="newest"), 1201, BASE)
    assert links == {
        "alternate": "https://search.example/search?q=x&sort=newest",
        "self": "https://search.example/search.atom?q=x&page=2",
        "first": "https://search.example/search.atom?q=x",
        "last": "https://search.example/search.atom?q=x&page=3",
        "previous": "https://search.example/search.atom?q=x",
        "next": "https://search.example/search.atom?q=x&page=3",
    }


def strange_titles(chance: random.Random) -> Iterator[str]:
    letters = "ab <>&'\"]\x00\x08\x0b\x1f\ud800\udfff\ufffe\uffff\u2028\x85\U0001f600é"
    while True:
        yield "".join(chance.choices(letters, k=chance.randrange(12)))


def test_thousands_of_random_titles_parse_as_strict_xml() -> None:
    chance = random.Random(66)
    titles = strange_titles(chance)
    strange = [
        ODD[0]._replace(id=f"s:{n}", document="s", n=n, title=next(titles), text=next(titles))
        for n in range(1, 3001)
    ]
    feed = ElementTree.fromstring(
        b"".join(encoded(export.form_named("atom").write(_plain(strange))))
    )
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 3000


def _plain(paragraphs: list[Paragraph]) -> Any:
    def ask(asked: Search) -> Results:
        return backend.search(asked)

    backend = Listed(paragraphs)
    return whole(Search(), ask, backend.status(), BASE)


# --- random corpora, names ------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("name", NAMES)
def test_rows_are_as_many_as_hits_on_random_corpora(name: str, seed: int) -> None:
    print("seed", seed)
    paragraphs = random_paragraphs(random.Random(seed))
    answer = answered("region=Ukraine&not.actor=Wagner", paragraphs)
    assert len(ids(name, written(name, answer))) == answer.total


def test_names_of_files_tell_search_and_build_in_ascii() -> None:
    search = Search(
        typed='"wéstern aid" Київ',
        filters={"region": Filter(any_of=("Ukraine/Donetsk Oblast",))},
        sort="newest",
    )
    assert (
        file_name(search, "g000012-ab", ".csl.json")
        == "searchapp-western-aid-ukraine-donetsk-oblast-g000012-ab.csl.json"
    )
    assert file_name(Search(), "b", ".csv") == "searchapp-everything-b.csv"
    assert file_name(Search(typed="Київ"), "b", ".csv") == "searchapp-search-b.csv"
    long = file_name(Search(typed='x/../\r\n;"' * 100), "b", ".ris")
    assert len(long) < 100
    assert set(long) <= set("abcdefghijklmnopqrstuvwxyz-.")


def test_values_of_any_letters_come_back_from_csv_and_json_as_they_were() -> None:
    chance = random.Random(53)
    letters = "ab \"'&/+%#;,=@-{}\\<>\n\r\té😀Ж"
    for _ in range(200):
        values = {"".join(chance.choices(letters, k=8)).strip() or "x" for _ in range(50)}
        mentions = tuple(Mention(value, 0, 0, "", "given") for value in sorted(values))
        answer = answered("", [ODD[1]._replace(mentions={"source": mentions})])
        [row] = table(written("csv", answer))
        assert row["source"] == csv_form.safe("; ".join(sorted(values)))
        [hit] = read_json("json", answer)["hits"]
        assert [tag["value"] for tag in hit["tags"]["source"]] == sorted(values)
