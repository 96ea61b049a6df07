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
from datetime import date
from functools import lru_cache
from itertools import repeat
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np

from searchapp.backends.whoosh.arrays import Arrays, ArrayWriter, mapped
from searchapp.backends.whoosh.dictionary import Dictionary, write_strings
from searchapp.backends.whoosh.pressing import Pressed
from searchapp.errors import IndexDamaged
from searchapp.kernels import Ints, Numbers, spans
from searchapp.kernels.numbering import InOrder
from searchapp.kernels.packing import narrow
from searchapp.model import Mention, Paragraph

_HEADING = ("document", "title", "published_from", "url", "publisher", "source", "language")
_OWN = ("id", "n", "text", "published", "mentions", *_HEADING)
# Fields of a paragraph that few paragraphs have, with their defaults.
_OTHERS = {name: Paragraph._field_defaults[name] for name in Paragraph._fields if name not in _OWN}
_heading_of, _others_of = attrgetter(*_HEADING), attrgetter(*_OTHERS)
_NO_OTHERS = tuple(_OTHERS.values())
_PARTS = 4  # of a record: number, mentions, other fields, text
_KEPT_STRINGS = 50_000
# What damage to what is stored is noticed by.
_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)
# What ids begin with, the document, and the shared fields in the order of a paragraph's.
_Heading = tuple[str, str, str, date | None, str, str, str, str, str]


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
        self.primer = store.records.primer
        self._headings.update((store.heading_fields(n), n) for n in range(store.headings))
        self._strings.update((string, number) for number, string in enumerate(store.strings))
        self._heading_of.extend(store.heading_of[rows].tolist())
        for record in store.records.blocks(rows):
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
        self.records = Pressed(
            mapped(self._path, arrays.facts["store_bytes"]),
            arrays["store.start"],
            arrays["store.bytes"],
            bytes(arrays.bytes_of("store.primer")),
        )
        self.heading_of = arrays["store.heading"]
        self._headings = Dictionary(arrays, "store.headings")
        self.headings = len(self._headings)
        self.strings = Dictionary(arrays, "store.strings")
        self._heading = lru_cache(maxsize=_KEPT_STRINGS)(self._read_heading)
        self._string = lru_cache(maxsize=_KEPT_STRINGS)(self.strings.__getitem__)

    def paragraphs(self, rows: Sequence[int] | Numbers) -> list[Paragraph]:
        """Raises IndexDamaged."""
        rows = np.asarray(rows, dtype=np.int64)
        headings = map(self._heading, self.heading_of[rows].tolist())
        made, new, kind = [], tuple.__new__, Paragraph
        try:
            numbers, stored, others, texts = self.records.parts(rows, _PARTS)
            held = map(StoredMentions, stored, texts, repeat(self._string))
            for n, mentions, other, text, heading in zip(
                numbers, held, others, texts, headings, strict=True
            ):
                # Field by field, which is quicker than by names or from parts.
                start, document, title, day, day_from, url, publisher, source, language = heading
                section, twins = _read_others(other) if other else _NO_OTHERS
                fields = (start + n, document, int(n), text, title, day, day_from, url, publisher)
                made.append(new(kind, (*fields, source, language, section, mentions, twins)))
        except _UNREADABLE as error:
            raise IndexDamaged(f"{self._path}: a paragraph cannot be read ({error})") from error
        return made

    def heading_fields(self, number: int) -> tuple[str, ...]:
        """What the paragraphs of a heading share, as it is stored."""
        return tuple(json.loads(self._headings[number]))

    def _read_heading(self, number: int) -> _Heading:
        published, document, title, *others = self.heading_fields(number)
        day = date.fromisoformat(published) if published else None
        day_from, url, publisher, source, language = others
        return f"{document}:", document, title, day, day_from, url, publisher, source, language


def _read_others(stored: str) -> tuple[Any, ...]:
    read = json.loads(stored)
    return tuple([read.get(name, default) for name, default in _OTHERS.items()])


class StoredMentions(Mapping[str, tuple[Mention, ...]]):
    """The mentions of a paragraph, read from their record facet by facet when asked for."""

    __slots__ = ("_facets", "_string", "_text")

    def __init__(self, stored: str, text: str, string: Callable[[int], str]) -> None:
        """`stored` is the JSON of the mentions of a text; `string` knows values and rules."""
        # Until mentions are asked for their JSON; then of each facet its mentions or, until these
        # are asked for, a list of what is stored of them.
        self._facets: str | dict[str, list[list[Any]] | tuple[Mention, ...]] = stored
        self._text = text
        self._string = string

    def __getitem__(self, facet: str) -> tuple[Mention, ...]:
        facets = self._read()
        found = facets[facet]
        if isinstance(found, tuple):
            return found
        try:
            mentions = facets[facet] = tuple([self._mention(*each) for each in found])
        except _UNREADABLE as error:
            raise _damaged(error) from error
        return mentions

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __repr__(self) -> str:
        return repr(dict(self))

    def _read(self) -> dict[str, list[list[Any]] | tuple[Mention, ...]]:
        facets = self._facets
        if isinstance(facets, str):
            try:
                facets = self._facets = dict(json.loads(facets))
            except _UNREADABLE as error:
                raise _damaged(error) from error
        return facets

    def _mention(
        self,
        value: int,
        start: int,
        end: int,
        rule: int,
        inherited: int = 0,
        words: str | None = None,
    ) -> Mention:
        words = self._text[start:end] if words is None else words
        return Mention(self._string(value), start, end, words, self._string(rule), bool(inherited))


def _damaged(error: Exception) -> IndexDamaged:
    return IndexDamaged(f"mentions of a paragraph cannot be read ({error})")
