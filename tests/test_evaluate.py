import json
from pathlib import Path

import pytest

from searchapp.errors import UnreadableFile
from searchapp.evaluate import FacetScore, Tags, documents, evaluate, read_gold
from searchapp.model import Document, Mention, Paragraph


class Fixed(Tags):
    """Tags each paragraph with the values listed for its text."""

    def __init__(self, facet: str, tags: dict[str, list[Mention]]) -> None:
        self.facet, self.tags = facet, tags

    def tag(self, document: Document) -> tuple[Paragraph, ...]:
        return tuple(
            Paragraph(
                f"{document.id}:{n}",
                document.id,
                n,
                passage.text,
                "",
                mentions={self.facet: tuple(self.tags.get(passage.text, ()))},
            )
            for n, passage in enumerate(document.passages, start=1)
        )


def mention(value: str, *aliases: str, inherited: bool = False) -> Mention:
    return Mention(value, 0, 0, "", "rule", inherited, aliases)


def gold(folder: Path, *rows: dict[str, object]) -> Path:
    file = folder / "gold.jsonl"
    lines = [
        json.dumps({"n": n, "doc": "d", "published": "2023-02-15", "text": f"t{n}", **row})
        for n, row in enumerate(rows, start=1)
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def coded(value: str, *accept: str) -> dict[str, object]:
    return {"value": value, "accept": list(accept), "evidence": "words"}


def score(file: Path, facet: str, tags: dict[str, list[Mention]]) -> FacetScore:
    return evaluate(file, Fixed(facet, tags), facets=(facet,)).scores[facet]


def test_a_value_is_right_by_name_by_other_spelling_and_by_alias(tmp_path: Path) -> None:
    file = gold(
        tmp_path,
        {"actor": [coded("Pier Guild")]},
        {"actor": [coded("Pier Guild", "PG")]},
        {"actor": [coded("Pier Guild")]},
    )
    tags = {
        "t1": [mention("pier  guild")],
        "t2": [mention("PG")],
        "t3": [mention("Guild of the Pier", "Pier Guild")],
    }
    assert score(file, "actor", tags) == FacetScore("actor", 3, 0, 0)


def test_extra_and_missing_values_are_counted_and_listed(tmp_path: Path) -> None:
    file = gold(tmp_path, {"actor": [coded("A"), coded("B")]})
    report = evaluate(file, Fixed("actor", {"t1": [mention("A"), mention("C")]}), facets=("actor",))
    assert report.scores["actor"] == FacetScore("actor", 1, 1, 1)
    assert [(each.kind, each.value) for each in report.disagreements] == [
        ("extra", "C"),
        ("missing", "B"),
    ]
    assert "missing  d:1  B  «words»" in report.errors("actor")
    assert report.errors("source") == ""


def test_debatable_values_count_for_neither(tmp_path: Path) -> None:
    file = gold(tmp_path, {"actor": [], "ok": {"actor": ["A"]}})
    assert score(file, "actor", {"t1": [mention("A")]}) == FacetScore("actor", 0, 0, 0)
    assert score(file, "actor", {}) == FacetScore("actor", 0, 0, 0)


def test_inherited_sources_are_left_out(tmp_path: Path) -> None:
    file = gold(tmp_path, {"source": []})
    tags = {"t1": [mention("ISW", inherited=True)]}
    assert score(file, "source", tags) == FacetScore("source", 0, 0, 0)


def test_the_ancestors_of_a_region_are_implied(tmp_path: Path) -> None:
    file = gold(tmp_path, {"region": [coded("Ukraine/Donetsk Oblast/Bakhmut")]})
    tags = {"t1": [mention("Ukraine/Donetsk Oblast/Bakhmut"), mention("Ukraine")]}
    assert score(file, "region", tags) == FacetScore("region", 1, 0, 0)
    assert score(file, "region", {"t1": [mention("Ukraine")]}) == FacetScore("region", 0, 0, 1)


def test_topics_are_plain_labels(tmp_path: Path) -> None:
    file = gold(tmp_path, {"topic": ["diplomacy", "casualties"]})
    tags = {"t1": [mention("diplomacy")]}
    assert score(file, "topic", tags) == FacetScore("topic", 1, 0, 1)


def test_documents_are_put_together_in_order(tmp_path: Path) -> None:
    file = gold(tmp_path, {"n": 2, "text": "b"}, {"n": 1, "text": "a", "document_source": "ISW"})
    ((document, members),) = documents(read_gold(file))
    assert [passage.text for passage in document.passages] == ["a", "b"]
    assert document.source == "ISW"
    assert [member.n for member in members] == [1, 2]


def test_precision_recall_and_f1() -> None:
    found = FacetScore("actor", 3, 1, 2)
    assert (found.precision, found.recall) == (0.75, 0.6)
    assert round(found.f1, 4) == 0.6667
    assert FacetScore("actor").f1 == 1.0
    assert FacetScore("actor", 0, 1, 1).f1 == 0.0


def test_the_report_as_table_and_as_json(tmp_path: Path) -> None:
    file = gold(tmp_path, {"actor": [coded("A")]})
    report = evaluate(file, Fixed("actor", {"t1": [mention("A")]}), facets=("actor",))
    assert report.table().splitlines()[1].split() == [
        "actor", "1.000", "1.000", "1.000", "1", "0", "0",
    ]  # fmt: skip
    assert report.as_json() == {
        "paragraphs": 1,
        "facets": {
            "actor": {
                "precision": 1.0,
                "recall": 1.0,
                "f1": 1.0,
                "right": 1,
                "extra": 0,
                "missing": 0,
            }
        },
    }


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"n": 1, "doc": "d", "text": "t"}\n{"n": 2}\n', encoding="utf-8")
    with pytest.raises(UnreadableFile, match="line 2"):
        read_gold(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"nowhere\.jsonl"):
        read_gold(tmp_path / "nowhere.jsonl")
