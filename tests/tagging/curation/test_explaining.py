from searchapp.model import Mention, Paragraph
from searchapp.tagging.curation.explaining import Reason, explain


def test_each_value_has_its_words_rule_and_vocabulary_line() -> None:
    known = Mention("Kremlin", 4, 11, "Kremlin", "credited known name (actors/russia.toml:8)")
    found = Mention("Pier Guild", 16, 26, "Pier Guild", "noun for a body (discovered)")
    paragraph = Paragraph(
        "d:1", "d", 1, "The Kremlin met Pier Guild.", "", mentions={"actor": (known, found)}
    )
    assert explain(paragraph) == (
        Reason(
            "actor",
            "Kremlin",
            "Kremlin",
            4,
            11,
            "credited known name",
            "actors/russia.toml:8",
            False,
        ),
        Reason(
            "actor", "Pier Guild", "Pier Guild", 16, 26, "noun for a body (discovered)", "", False
        ),
    )


def test_only_the_wanted_facets_are_explained() -> None:
    paragraph = Paragraph("d:1", "d", 1, "", "", mentions={"topic": (Mention("x", 0, 0, "", "r"),)})
    assert explain(paragraph, ("actor",)) == ()
