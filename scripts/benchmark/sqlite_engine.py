"""SQLite's FTS5 with a table of facets. The stems are ours, so that the words are the same."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmark.engine import FACETS, PAGE, Answer, values_of
from benchmark.questions import Question
from searchapp.model import Paragraph
from searchapp.text import stem, stems

_COLUMNS = (*FACETS, "month")
_TABLES = f"""
    CREATE TABLE paragraphs (number INTEGER PRIMARY KEY, id TEXT, text TEXT);
    CREATE TABLE facets (number INTEGER PRIMARY KEY, {", ".join(_COLUMNS)});
    CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61');
"""


class Sqlite:
    name = "SQLite FTS5"
    differs = ""

    def build(self, paragraphs: Iterable[Paragraph], place: Path) -> None:
        with sqlite3.connect(place / "index.db") as base:
            base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
            for number, each in enumerate(paragraphs, start=1):
                values = values_of(each)
                month = f"{each.published:%Y-%m}"
                row = (number, *(values.get(facet) for facet in FACETS), month)
                words = " ".join(stems(each.text))
                base.execute(
                    "INSERT INTO paragraphs VALUES (?, ?, ?)", (number, each.id, each.text)
                )
                base.execute(f"INSERT INTO facets VALUES ({', '.join('?' * len(row))})", row)
                base.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, words))
            base.execute("INSERT INTO words (words) VALUES ('optimize')")
        base.close()

    def open(self, place: Path) -> None:
        self._base = sqlite3.connect(place / "index.db")
        self._base.execute("PRAGMA mmap_size = 4000000000")

    def _match(self, question: Question) -> str:
        words = [f'"{stem(word)}"' for word in question.words]
        match question.kind:
            case "any":
                return " OR ".join(words)
            case "phrase":
                return " + ".join(words)
            case "without":
                return " NOT ".join(words)
            case "all and any":
                return f"{words[0]} AND ({' OR '.join(words[1:])})"
        return " AND ".join(words)

    def _rows(self, question: Question) -> Iterator[tuple[str | None, ...]]:
        columns = ", ".join(_COLUMNS)
        if question.kind == "everything":
            yield from self._base.execute(f"SELECT {columns} FROM facets")
            return
        yield from self._base.execute(
            f"SELECT {columns} FROM facets WHERE number IN"
            " (SELECT rowid FROM words WHERE words MATCH ?)",
            (self._match(question),),
        )

    def ask(self, question: Question) -> Answer:
        rows = list(self._rows(question))
        counted = [Counter(column) for column in zip(*rows, strict=True)] or [Counter()] * 6
        if question.kind == "everything":
            best = self._base.execute(f"SELECT id, text FROM paragraphs LIMIT {PAGE}").fetchall()
        else:
            best = self._base.execute(
                "SELECT id, paragraphs.text FROM paragraphs JOIN (SELECT rowid AS hit, rank"
                f" FROM words WHERE words MATCH ? ORDER BY rank LIMIT {PAGE})"
                " ON number = hit ORDER BY rank",
                (self._match(question),),
            ).fetchall()
        counts = {
            name: {str(value): count for value, count in each.items() if value is not None}
            for name, each in zip(_COLUMNS, counted, strict=True)
        }
        ids, texts = [row[0] for row in best], [row[1] for row in best]
        return Answer(len(rows), ids, texts, periods=counts.pop("month"), counts=counts)

    def answer(self, found: Answer) -> Answer:
        return found

    def snippets(self, question: Question, found: Answer) -> int:
        """FTS5 makes snippets only of text that it stores; here it does not, so there are none."""
        return 0
