from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest

from searchapp.evaluate import evaluate
from searchapp.model import Document, Mention, Passage
from searchapp.tagging import GIVEN, INHERITED, Tagger, load

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"
BARS = {
    "seed": {"source": 0.92, "actor": 0.92},
    "dev2": {"source": 0.85, "actor": 0.85},
    "dev3": {"source": 0.85, "actor": 0.82},
}


@cache
def tagger() -> Tagger:
    return Tagger(load())


def document(*passages: Passage, source: str = "") -> Document:
    return Document("digest", "Digest", passages, published=date(2023, 2, 15), source=source)


def test_paragraphs_are_numbered_from_one_and_keep_what_the_document_says() -> None:
    found = tagger().tag(document(Passage("It snowed.", section="North"), Passage("It rained.")))
    assert [paragraph.id for paragraph in found] == ["digest:1", "digest:2"]
    assert (found[0].n, found[0].section, found[0].title) == (1, "North", "Digest")
    assert found[0].published == date(2023, 2, 15)


def test_every_facet_is_tagged_and_every_mention_is_the_words_it_rests_on() -> None:
    text = "The Kremlin said on February 14 that Russian forces shelled Bakhmut with artillery."
    (paragraph,) = tagger().tag(document(Passage(text)))
    assert paragraph.values("source") == ("Kremlin",)
    assert paragraph.values("actor") == ("Kremlin", "Russian forces")
    assert paragraph.values("region") == ("Ukraine/Donetsk Oblast/Bakhmut",)
    assert paragraph.values("date") == ("2023-02-14",)
    assert "ground operations" in paragraph.values("topic")
    for mentions in paragraph.mentions.values():
        for mention in mentions:
            assert text[mention.start : mention.end] == mention.text


def test_a_paragraph_without_a_credit_inherits_the_documents_source() -> None:
    told, silent = tagger().tag(
        document(Passage("Meduza said it snowed."), Passage("It rained."), source="ISW")
    )
    assert told.values("source") == ("Meduza",)
    assert silent.mentions["source"] == (
        Mention("Institute for the Study of War", 0, 0, "", INHERITED, inherited=True),
    )


def test_nothing_is_inherited_where_the_document_states_no_source() -> None:
    (paragraph,) = tagger().tag(document(Passage("It rained.")))
    assert paragraph.mentions.get("source") is None


def test_given_values_are_kept_beside_ours() -> None:
    given = MappingProxyType({"actor": ("Pier Guild",), "source": ("Logbook",)})
    (paragraph,) = tagger().tag(document(Passage("The Kremlin slept.", given=given), source="ISW"))
    assert paragraph.mentions["actor"][0] == Mention("Pier Guild", 0, 0, "", GIVEN)
    assert paragraph.values("actor") == ("Pier Guild", "Kremlin")
    assert paragraph.values("source") == ("Logbook",)


def test_given_values_can_be_all_there_is() -> None:
    given = MappingProxyType({"actor": ("Pier Guild",)})
    (paragraph,) = tagger().keep_given(document(Passage("The Kremlin slept.", given=given)))
    assert paragraph.values("actor") == ("Pier Guild",)


def test_tagging_twice_gives_the_same() -> None:
    twice = document(Passage("Mayor Oduya Kenno said it snowed."), Passage("Kenno slept."))
    assert tagger().tag(twice) == tagger().tag(twice)


@pytest.mark.parametrize(
    "text", ["", " ", "…", "a", "'s", "The", "said", "According to", "(", "1st"]
)
def test_scraps_of_text_are_no_trouble(text: str) -> None:
    (paragraph,) = tagger().tag(document(Passage(text)))
    assert paragraph.text == text


@pytest.mark.skipif(not SHARED.is_dir(), reason="the coded paragraphs are not here")
@pytest.mark.parametrize("name", BARS)
def test_scores_on_coded_paragraphs_stay_above_their_bars(name: str) -> None:
    report = evaluate(SHARED / f"{name}.jsonl", tagger(), facets=("source", "actor"))
    for facet, bar in BARS[name].items():
        assert report.scores[facet].f1 >= bar, report.errors(facet)


def test_a_researchers_folder_adds_names(tmp_path: Path) -> None:
    (tmp_path / "actors.toml").write_text('[group]\n"Pier Guild" = ["the Guildsmen"]\n')
    own = Tagger(load((tmp_path,)))
    (paragraph,) = own.tag(document(Passage("They met the Guildsmen there.")))
    (mention,) = paragraph.mentions["actor"]
    assert (mention.value, mention.text) == ("Pier Guild", "the Guildsmen")
    assert mention.rule == "known name (actors.toml:2)"


def test_a_long_senseless_paragraph_is_read_in_one_pass() -> None:
    # Each of these once took time that grew with the square of its length.
    for words in ("1st and ", "mobilized personnel ", "according to ", "Russian ", "said "):
        text = words * 4_000
        (paragraph,) = tagger().tag(document(Passage(text)))
        assert paragraph.text == text
