from searchapp.model import Mention, Paragraph
from searchapp.tagging.curation.suggesting import suggest

RULE = "noun for a body (discovered)"


def paragraph(n: int, *values: tuple[str, str, str]) -> Paragraph:
    text = "The Tidal Ministry met the Pier Guild."
    found = tuple(Mention(value, 4, 4 + len(words), words, rule) for value, words, rule in values)
    return Paragraph(f"d:{n}", "d", n, text, "", mentions={"actor": found})


def test_frequent_discovered_names_come_first_with_a_line_to_paste() -> None:
    paragraphs = [
        paragraph(1, ("Tidal Ministry", "Tidal Ministry", RULE)),
        paragraph(2, ("Tidal Ministry", "the ministry", RULE), ("Pier Guild", "Pier Guild", RULE)),
        paragraph(3, ("Kremlin", "Kremlin", "known name (actors/russia.toml:8)")),
    ]
    (found,) = suggest(paragraphs)
    assert (found.facet, found.value, found.paragraphs) == ("actor", "Tidal Ministry", 2)
    assert found.line == '"Tidal Ministry" = ["the ministry"]'
    assert found.examples[0] == ("d:1", "The Tidal Ministry met the Pier Guild.")


def test_only_names_with_the_wanted_words_are_suggested() -> None:
    paragraphs = [
        paragraph(n, ("Tidal Ministry", "Tidal Ministry", RULE), ("Pier Guild", "Pier Guild", RULE))
        for n in (1, 2)
    ]
    assert [each.value for each in suggest(paragraphs, "ministry")] == ["Tidal Ministry"]
    assert [each.value for each in suggest(paragraphs)] == ["Pier Guild", "Tidal Ministry"]
    assert suggest(paragraphs, at_least=3) == ()


def test_a_name_twice_in_a_paragraph_counts_once() -> None:
    twice = ("Tidal Ministry", "Tidal Ministry", RULE)
    (found,) = suggest([paragraph(1, twice, twice)], at_least=1)
    assert found.paragraphs == 1
