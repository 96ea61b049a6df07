"""A test collection laid out as BEIR's are: corpus.jsonl, queries.jsonl (or .gz), qrels.tsv."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from searchapp.errors import UnreadableFile

Judgments = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Collection:
    """Titles and texts by document; of the questions only those that something answers."""

    name: str
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    questions: Mapping[str, str]
    judged: Judgments

    def corpus(self, *, titled: bool = True) -> dict[str, str]:
        """What is searched of each document: its title, if wanted, and its text."""
        if not titled:
            return dict(self.texts)
        return {
            name: " ".join(filter(None, (self.titles[name], text)))
            for name, text in self.texts.items()
        }


def collection(place: Path) -> Collection:
    """Raises UnreadableFile when a file is missing."""
    documents = list(_rows(_either(place, "corpus.jsonl")))
    judged = judgments(_either(place, "qrels.tsv").read_text(encoding="utf-8"))
    questions = {row["_id"]: row["text"] for row in _rows(_either(place, "queries.jsonl"))}
    return Collection(
        name=place.name,
        titles={row["_id"]: row.get("title") or "" for row in documents},
        texts={row["_id"]: row["text"] for row in documents},
        questions={n: text for n, text in questions.items() if any(judged.get(n, {}).values())},
        judged=judged,
    )


def judgments(tsv: str) -> Judgments:
    """Grades by query and document; the first line names the columns."""
    found: dict[str, dict[str, int]] = {}
    for line in tsv.splitlines()[1:]:
        query, document, grade = line.split("\t")
        found.setdefault(query, {})[document] = int(grade)
    return found


def _either(place: Path, name: str) -> Path:
    for file in (place / name, place / f"{name}.gz"):
        if file.exists():
            return file
    raise UnreadableFile(str(place / name), "there is no such file")


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    packed = file.read_bytes()
    text = gzip.decompress(packed) if file.suffix == ".gz" else packed
    yield from map(json.loads, text.decode().splitlines())
