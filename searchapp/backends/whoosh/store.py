"""The stored paragraphs: each one compressed by itself, so that a page reads only its hits.

- heading: what the paragraphs of a document share (title, day, address, …), stored once.
- record: the rest of a paragraph, as JSON: its number, text, section and mentions. Values and
  rules of mentions are numbers into one list of strings.
- primer: what records are compressed by (see `pressing`).
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
from zstandard import ZstdError

from searchapp.backends.whoosh.arrays import Arrays, ArrayWriter, mapped
from searchapp.backends.whoosh.bulk import many
from searchapp.backends.whoosh.dictionary import Dictionary, write_strings
from searchapp.backends.whoosh.pressing import unpress
from searchapp.errors import IndexDamaged
from searchapp.kernels import Ints, Numbers, spans
from searchapp.kernels.numbering import InOrder
from searchapp.kernels.packing import narrow
from searchapp.model import Mention, Paragraph

_HEADING = ("document", "title", "published_from", "url", "publisher", "source", "language")
_OWN = ("id", "n", "text", "published", "mentions", *_HEADING)
# Fields of a paragraph that few paragraphs have, with their defaults.
_OTHERS = {field.name: field.default for field in fields(Paragraph) if field.name not in _OWN}
_heading_of, _others_of = attrgetter(*_HEADING), attrgetter(*_OTHERS)
_NO_OTHERS = tuple(_OTHERS.values())
_KEPT_STRINGS = 50_000


class StoreWriter:
    """Takes paragraphs in any order and writes their records to `<name>.store` at once.

    `primer` is to be set before the first record is compressed."""

    def __init__(self, folder: Path, name: str) -> None:
        self._file = (folder / f"{name}.store").open("wb")
        self.primer = b""
        self._headings = InOrder[tuple[str, ...]]()
        self._strings = InOrder[str]()
        self._heading_of = array("I")
        self._lengths = array("I")

    def heads(self, paragraphs: Iterable[Paragraph]) -> list[bytes]:
        """Of each paragraph's record everything but the text, in UTF-8.

        Raises ValueError for a paragraph whose id is not `<document>:<n>`.
        """
        return list(map(self._head, paragraphs))

    def add(self, records: Sequence[bytes]) -> None:
        """Records as they are to be stored, of the paragraphs in the order of their heads."""
        self._file.writelines(records)
        self._lengths.extend(map(len, records))

    def _head(self, paragraph: Paragraph) -> bytes:
        # The text comes last, so that it may hold the separator; JSON never does.
        number = str(paragraph.n)
        if paragraph.id != f"{paragraph.document}:{number}":
            raise ValueError(f"{paragraph.id!r} is not document {paragraph.document!r} with number")
        published = paragraph.published.isoformat() if paragraph.published else ""
        heading = (published, *_heading_of(paragraph))
        self._heading_of.append(self._headings[heading])
        rare = _others_of(paragraph)
        others = "" if rare == _NO_OTHERS else _encoder(dict(zip(_OTHERS, rare, strict=True)))
        head = f"{number}\0{self._mentions(paragraph)}\0{others}\0"
        return head.encode("utf-8", "surrogatepass")

    def _mentions(self, paragraph: Paragraph) -> str:
        """The JSON of the mentions; put together here, which is quicker than by a library."""
        strings, text, facets = self._strings, paragraph.text, []
        for facet, found in paragraph.mentions.items():
            mentions = []
            for each in found:
                start, end = each.start, each.end
                mention = f"[{strings[each.value]},{start},{end},{strings[each.rule]}"
                if each.text != text[start:end]:
                    mention += f",{int(each.inherited)},{_encoder(each.text)}"
                elif each.inherited:
                    mention += ",1"
                mentions.append(mention)
            if mentions:
                facets.append(f"{_written(facet)}:[{'],'.join(mentions)}]]")
        return f"{{{','.join(facets)}}}"

    def take_over(self, store: Store, rows: Numbers) -> None:
        """Take these records over as they are; comes before anything is added."""
        self.primer = store.primer
        self._headings.update((store.heading_fields(n), n) for n in range(store.headings))
        self._strings.update((string, number) for number, string in enumerate(store.strings))
        self._heading_of.extend(store.heading_of[rows].tolist())
        for record in store.records(rows):
            self._lengths.append(self._file.write(record))

    @property
    def titles(self) -> list[str]:
        """The title of each heading."""
        return [heading[_HEADING.index("title") + 1] for heading in self._headings]

    def close(self, arrays: ArrayWriter, row_of: Ints) -> Mapping[str, Any]:
        """Write what finds the records by row; the facts are for the reader."""
        size = self._file.tell()
        self._file.close()
        starts = spans.offsets(np.array(self._lengths, dtype=np.int64))
        for name, of_arrival in (
            ("start", starts[:-1]),
            ("bytes", np.diff(starts)),
            ("heading", np.array(self._heading_of, dtype=np.int64)),
        ):
            by_row = np.empty(len(of_arrival), dtype=np.int64)
            by_row[row_of] = of_arrival
            arrays.add(f"store.{name}", narrow(by_row))
        headings = (json.dumps(heading, ensure_ascii=False) for heading in self._headings)
        write_strings(arrays, "store.headings", headings)
        write_strings(arrays, "store.strings", self._strings)
        arrays.add("store.primer", np.frombuffer(self.primer, dtype=np.uint8))
        return {"store_bytes": size}

    def abandon(self) -> None:
        self._file.close()


_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_written = lru_cache(maxsize=64)(_encoder)


class Store:
    """Paragraphs by row."""

    def __init__(self, folder: Path, name: str, arrays: Arrays) -> None:
        self._path = folder / f"{name}.store"
        self._file = mapped(self._path, arrays.facts["store_bytes"])
        self._start, self._bytes = arrays["store.start"], arrays["store.bytes"]
        self.heading_of = arrays["store.heading"]
        self._headings = Dictionary(arrays, "store.headings")
        self.headings = len(self._headings)
        self.primer = bytes(arrays.bytes_of("store.primer"))
        self._unpress = unpress(self.primer)
        self.strings = Dictionary(arrays, "store.strings")
        self._heading = lru_cache(maxsize=_KEPT_STRINGS)(self._read_heading)
        self._string = lru_cache(maxsize=_KEPT_STRINGS)(self.strings.__getitem__)

    def paragraphs(self, rows: Sequence[int]) -> list[Paragraph]:
        """Raises IndexDamaged."""
        if not rows:
            return []
        starts, lengths = self._start[rows].tolist(), self._bytes[rows].tolist()
        records = list(map(self._record, starts, lengths))
        numbers, mentions, others, texts = zip(*records, strict=True)
        headings = map(self._heading, self.heading_of[rows].tolist())
        days, documents, *in_heading = zip(*headings, strict=True)
        ids = [f"{document}:{n}" for document, n in zip(documents, numbers, strict=True)]
        held = [StoredMentions(each, self._string) for each in zip(mentions, texts, strict=True)]
        return many(
            Paragraph,
            len(rows),
            id=ids,
            document=documents,
            n=map(int, numbers),
            text=texts,
            published=days,
            mentions=held,
            **dict(zip(_HEADING[1:], in_heading, strict=True)),
            **_columns(others),
        )

    def _record(self, start: int, length: int) -> list[str]:
        """The number, the JSON of mentions and of other fields, and the text."""
        written = self._file[start : start + length]
        try:
            record = self._unpress(written)
            parts = str(record, "utf-8", "surrogatepass").split("\0", 3)
        except (ZstdError, MemoryError, ValueError) as error:
            raise IndexDamaged(f"{self._path}: a paragraph cannot be read ({error})") from error
        if len(parts) != 4:
            raise IndexDamaged(f"{self._path}: a paragraph is cut short")
        return parts

    def records(self, rows: Numbers) -> Iterator[memoryview]:
        """The records of rows as they are stored."""
        for start, length in zip(
            self._start[rows].tolist(), self._bytes[rows].tolist(), strict=True
        ):
            yield self._file[start : start + length]

    def heading_fields(self, number: int) -> tuple[str, ...]:
        """What the paragraphs of a heading share, as it is stored."""
        return tuple(json.loads(self._headings[number]))

    def _read_heading(self, number: int) -> tuple[Any, ...]:
        published, *texts = self.heading_fields(number)
        return (date.fromisoformat(published) if published else None, *texts)


def _columns(others: Sequence[str]) -> dict[str, list[Any]]:
    """The fields that few paragraphs have, column by column; none where all have the default."""
    if not any(others):
        return {}
    read = [json.loads(each) if each else {} for each in others]
    return {name: [each.get(name, default) for each in read] for name, default in _OTHERS.items()}


class StoredMentions(Mapping[str, tuple[Mention, ...]]):
    """The mentions of a paragraph, read from their record facet by facet when asked for."""

    __slots__ = ("_read", "_record", "_string", "_told")

    def __init__(self, record: tuple[str, str], string: Callable[[int], str]) -> None:
        """`record` is the JSON of the mentions, and the text that they are in."""
        self._record, self._string = record, string
        self._told: dict[str, list[list[Any]]] | None = None
        self._read: dict[str, tuple[Mention, ...]] = {}

    def __getitem__(self, facet: str) -> tuple[Mention, ...]:
        found = self._read.get(facet)
        if found is None:
            told = self._facets()[facet]
            try:
                found = self._read[facet] = tuple([self._mention(*each) for each in told])
            except _UNREADABLE as error:
                raise _damaged(error) from error
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._facets())

    def __len__(self) -> int:
        return len(self._facets())

    def __repr__(self) -> str:
        return repr(dict(self))

    def _facets(self) -> dict[str, list[list[Any]]]:
        """Of each facet what is kept of its mentions."""
        if self._told is None:
            try:
                self._told = dict(json.loads(self._record[0]))
            except _UNREADABLE as error:
                raise _damaged(error) from error
        return self._told

    def _mention(
        self,
        value: int,
        start: int,
        end: int,
        rule: int,
        inherited: int = 0,
        words: str | None = None,
    ) -> Mention:
        words = self._record[1][start:end] if words is None else words
        return Mention(self._string(value), start, end, words, self._string(rule), bool(inherited))


_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)


def _damaged(error: Exception) -> IndexDamaged:
    return IndexDamaged(f"mentions of a paragraph cannot be read ({error})")
