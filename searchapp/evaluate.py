"""How well tags agree with a careful coder's.

- gold: a file of coded paragraphs, one JSON object a line; its paragraphs are put together to
  documents again, so that later mentions can resolve to earlier ones.
- right: a predicted value whose name or alias is the coded value or one of its other spellings.
- extra, missing: what the tagger said alone, what the coder said alone. Values under `ok` are
  debatable and count for neither.

Scores are micro-averaged over (paragraph, value) pairs. Inherited sources are left out, and a
region's ancestors are implied by it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, Protocol

from searchapp.errors import UnreadableFile
from searchapp.model import Document, Mention, Paragraph, Passage
from searchapp.schema import FACETS, TAGGED, ancestors

_HIERARCHICAL = frozenset(facet.name for facet in FACETS if facet.kind == "path")


class Tags(Protocol):
    """Whatever tags documents; the Tagger does."""

    def tag(self, document: Document) -> tuple[Paragraph, ...]: ...


@dataclass(frozen=True, slots=True)
class FacetScore:
    facet: str
    right: int = 0
    extra: int = 0
    missing: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missing) if self.right + self.missing else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: FacetScore) -> FacetScore:
        return FacetScore(
            self.facet,
            self.right + other.right,
            self.extra + other.extra,
            self.missing + other.missing,
        )


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One value on which tagger and coder differ; `words` are what it rests on."""

    facet: str
    doc: str
    n: int
    kind: Literal["extra", "missing"]
    value: str
    words: str

    def __str__(self) -> str:
        return f"{self.facet:7} {self.kind:8} {self.doc}:{self.n}  {self.value}  «{self.words}»"


@dataclass(frozen=True, slots=True)
class Report:
    paragraphs: int
    scores: Mapping[str, FacetScore]
    disagreements: tuple[Disagreement, ...]

    def as_json(self) -> dict[str, Any]:
        facets = {
            name: {
                "precision": round(score.precision, 4),
                "recall": round(score.recall, 4),
                "f1": round(score.f1, 4),
                "right": score.right,
                "extra": score.extra,
                "missing": score.missing,
            }
            for name, score in self.scores.items()
        }
        return {"paragraphs": self.paragraphs, "facets": facets}

    def table(self) -> str:
        """The scores as text, a facet a line."""
        lines = ["facet     precision  recall     F1   right  extra  missing"]
        lines += [
            f"{name:<8}  {score.precision:9.3f}  {score.recall:6.3f}  {score.f1:5.3f}"
            f"  {score.right:6d}  {score.extra:5d}  {score.missing:7d}"
            for name, score in self.scores.items()
        ]
        return "\n".join(lines)

    def errors(self, facet: str = "") -> str:
        """Every disagreement, one a line, of one facet or of all."""
        wanted = (each for each in self.disagreements if facet in ("", each.facet))
        return "\n".join(str(each) for each in wanted)


@dataclass(frozen=True, slots=True)
class GoldParagraph:
    doc: str
    n: int
    published: date | None
    document_source: str
    text: str
    coded: Mapping[str, Sequence[Mapping[str, Any]]]
    debatable: Mapping[str, Sequence[str]]


def evaluate(
    gold: Path,
    tagger: Tags,
    *,
    facets: Sequence[str] = TAGGED,
    whole: Mapping[str, Document] = MappingProxyType({}),
) -> Report:
    """Tag the gold's documents and compare.

    `whole` holds documents by id: where the gold codes parts of one of them, it is tagged whole,
    since names resolve to what was said before. Raises UnreadableFile with the line, and when a
    whole document lacks a coded paragraph.
    """
    paragraphs = read_gold(gold)
    scores = {facet: FacetScore(facet) for facet in facets}
    disagreements: list[Disagreement] = []
    for document, coded in documents(paragraphs):
        tagged = tagger.tag(whole.get(document.id, document))
        for expected, paragraph in _paired(gold, coded, tagged, by_n=document.id in whole):
            for facet in facets:
                score, differing = compare(paragraph, expected, facet)
                scores[facet] += score
                disagreements += differing
    return Report(len(paragraphs), scores, tuple(disagreements))


def _paired(
    gold: Path, coded: Sequence[GoldParagraph], tagged: Sequence[Paragraph], *, by_n: bool
) -> Iterator[tuple[GoldParagraph, Paragraph]]:
    if not by_n:
        yield from zip(coded, tagged, strict=True)
        return
    found = {paragraph.n: paragraph for paragraph in tagged}
    for expected in coded:
        paragraph = found.get(expected.n)
        if paragraph is None or paragraph.text != expected.text:
            raise UnreadableFile(
                str(gold), f"paragraph {expected.n} of {expected.doc!r} is not in that document"
            )
        yield expected, paragraph


def read_gold(gold: Path) -> list[GoldParagraph]:
    """The coded paragraphs in file order. Raises UnreadableFile with the line."""
    try:
        lines = gold.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UnreadableFile(str(gold), str(error.strerror)) from error
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(_gold_paragraph(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnreadableFile(str(gold), f"not a gold paragraph: {error!r}", number) from error
    return found


def _gold_paragraph(row: Mapping[str, Any]) -> GoldParagraph:
    coded = {
        facet: [each if isinstance(each, dict) else {"value": each} for each in row.get(facet, ())]
        for facet in TAGGED
    }
    published = row.get("published")
    return GoldParagraph(
        doc=str(row["doc"]),
        n=int(row["n"]),
        published=date.fromisoformat(published) if published else None,
        document_source=row.get("document_source") or "",
        text=row["text"],
        coded=coded,
        debatable=row.get("ok") or {},
    )


def documents(
    paragraphs: Iterable[GoldParagraph],
) -> list[tuple[Document, list[GoldParagraph]]]:
    """The documents that coded paragraphs come from, with their paragraphs in order of n."""
    grouped: dict[str, list[GoldParagraph]] = {}
    for paragraph in paragraphs:
        grouped.setdefault(paragraph.doc, []).append(paragraph)
    found = []
    for doc, members in grouped.items():
        members.sort(key=lambda each: each.n)
        passages = tuple(Passage(each.text) for each in members)
        first = members[0]
        document = Document(
            doc, doc, passages, published=first.published, source=first.document_source
        )
        found.append((document, members))
    return found


def compare(
    paragraph: Paragraph, expected: GoldParagraph, facet: str
) -> tuple[FacetScore, list[Disagreement]]:
    """The score of one paragraph in one facet, with what differs."""
    predicted = _predicted(paragraph, facet)
    coded = list(expected.coded[facet])
    debatable = {_folded(value) for value in expected.debatable.get(facet, ())}
    implied: set[str] = set()
    if facet in _HIERARCHICAL:
        paths = [*predicted, *(value for each in coded for value in _spellings(each))]
        implied = {_folded(above) for path in paths for above in ancestors(path)}
    right, extra = 0, []
    for value, mention in predicted.items():
        names = {_folded(name) for name in (value, *mention.aliases)}
        found = next((each for each in coded if names & set(map(_folded, _spellings(each)))), None)
        if found is not None:
            right += 1
            coded.remove(found)
        elif not names & debatable and _folded(value) not in implied:
            extra.append(_differing(expected, facet, "extra", value, mention.text))
    missing = [
        _differing(expected, facet, "missing", each["value"], str(each.get("evidence", "")))
        for each in coded
    ]
    return FacetScore(facet, right, len(extra), len(missing)), [*extra, *missing]


def _predicted(paragraph: Paragraph, facet: str) -> dict[str, Mention]:
    found: dict[str, Mention] = {}
    for mention in paragraph.mentions.get(facet, ()):
        if not mention.inherited:
            found.setdefault(mention.value, mention)
    return found


def _spellings(coded: Mapping[str, Any]) -> list[str]:
    return [coded["value"], *coded.get("accept", ())]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _differing(
    expected: GoldParagraph, facet: str, kind: Literal["extra", "missing"], value: str, words: str
) -> Disagreement:
    return Disagreement(facet, expected.doc, expected.n, kind, value, words)
