"""Xapian from Debian's python3-xapian: terms with positions, facets in value slots, counted by
match spies over all matches. The stems are ours, so that the words are the same."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmark.engine import FACETS, PAGE, Answer, values_of
from benchmark.questions import Question
from searchapp.backends.base import K1, B
from searchapp.model import Paragraph
from searchapp.text import stems

_DEBIAN = Path("/usr/lib/python3/dist-packages/xapian/__init__.py")
_COLUMNS = (*FACETS, "month")
_SNIPPET_BYTES = 250
_K2, _K3, _LEAST_LENGTH = 0.0, 1.0, 0.0


def _library() -> Any:
    """Xapian is on no package index; of Debian's packages this one alone is put in reach."""
    if importlib.util.find_spec("xapian") is None and _DEBIAN.exists():
        found = importlib.util.spec_from_file_location("xapian", _DEBIAN)
        assert found is not None, "a path with the ending of a module has a spec"
        assert found.loader is not None, "and a loader"
        sys.modules["xapian"] = importlib.util.module_from_spec(found)
        try:
            found.loader.exec_module(sys.modules["xapian"])
        except ImportError as error:
            message = f"made for another Python: {error}"
            raise ModuleNotFoundError(message, name="xapian") from error
    return importlib.import_module("xapian")


xapian = _library()


@dataclass(frozen=True, slots=True)
class _Found:
    total: int
    matches: Any
    ids: list[str]
    texts: list[str]
    counts: dict[str, dict[str, int]]


class Xapian:
    name = "Xapian"
    differs = ""
    shown: int | None = None

    def build(self, paragraphs: Iterable[Paragraph], place: Path) -> None:
        draft = place / "draft"
        flags = xapian.DB_CREATE | xapian.DB_DANGEROUS | xapian.DB_NO_TERMLIST
        base = xapian.WritableDatabase(str(draft), flags)
        for each in paragraphs:
            base.add_document(_document(each))
        base.commit()
        base.compact(str(place / "index"), xapian.DBCOMPACT_SINGLE_FILE)
        base.close()
        for file in draft.iterdir():
            file.unlink()
        draft.rmdir()

    def open(self, place: Path) -> None:
        self._base = xapian.Database(str(place / "index"))
        self._weight = xapian.BM25Weight(K1, _K2, _K3, B, _LEAST_LENGTH)
        self._stem = xapian.Stem("english")

    def _query(self, question: Question) -> Any:
        query = xapian.Query
        words = [_term(stem) for word in question.words for stem in stems(word)]
        match question.kind:
            case "everything":
                return query.MatchAll
            case "any":
                return query(query.OP_OR, words)
            case "phrase":
                return query(query.OP_PHRASE, words, len(words))
            case "without":
                return query(query.OP_AND_NOT, query(words[0]), query(query.OP_OR, words[1:]))
            case "all and any":
                return query(query.OP_AND, query(words[0]), query(query.OP_OR, words[1:]))
        return query(query.OP_AND, words)

    def ask(self, question: Question) -> _Found:
        enquire = xapian.Enquire(self._base)
        enquire.set_query(self._query(question))
        enquire.set_weighting_scheme(self._weight)
        spies = [xapian.ValueCountMatchSpy(slot) for slot in range(len(_COLUMNS))]
        for spy in spies:
            enquire.add_matchspy(spy)
        every = self._base.get_doccount()  # how many are looked at before the best are known
        matches = enquire.get_mset(0, PAGE, every)
        stored = [match.document.get_data().decode().split("\n", 1) for match in matches]
        return _Found(
            total=matches.get_matches_estimated(),
            matches=matches,
            ids=[id_ for id_, _ in stored],
            texts=[text for _, text in stored],
            counts={name: self._counted(spy) for name, spy in zip(_COLUMNS, spies, strict=True)},
        )

    def _counted(self, spy: Any) -> dict[str, int]:
        values = spy.values() if self.shown is None else spy.top_values(self.shown)
        return {each.term.decode(): each.termfreq for each in values}

    def answer(self, found: _Found) -> Answer:
        counts = dict(found.counts)
        return Answer(
            found.total, found.ids, found.texts, periods=counts.pop("month"), counts=counts
        )

    def snippets(self, question: Question, found: _Found) -> int:
        snippet = found.matches.snippet
        return len([snippet(text, _SNIPPET_BYTES, self._stem) for text in found.texts])


class XapianAsAPage(Xapian):
    """The same with twelve values of each facet returned."""

    name = "Xapian, 12 values shown"
    shown = 12


def _document(paragraph: Paragraph) -> Any:
    made = xapian.Document()
    made.set_data(f"{paragraph.id}\n{paragraph.text}")
    for position, stem in enumerate(stems(paragraph.text), start=1):
        made.add_posting(_term(stem), position)
    values = {**values_of(paragraph), "month": f"{paragraph.published:%Y-%m}"}
    for slot, name in enumerate(_COLUMNS):
        if name in values:
            made.add_value(slot, values[name])
    return made


def _term(stem: str) -> str:
    """Xapian's mark for stems, by which its snippets know them again."""
    return "Z" + stem
