"""Our segments as Whoosh segments: what stock Whoosh needs to open and search them.

- table of contents: Whoosh's pickled list of segments and what is gone from them, with the
  schema. We write it for stock tools; our own reader never looks at it.

`whoosh.index.open_dir(folder)` finds an ArraySegment there, whose codec reads the arrays through
`terms`. Reading only: Whoosh writes nothing into such a segment.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.base import Codec, FieldCursor, PerDocumentReader, TermsReader
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from searchapp.backends.whoosh.contents import INDEX_NAME
from searchapp.backends.whoosh.fields import Words
from searchapp.backends.whoosh.segment import Segment
from searchapp.backends.whoosh.terms import TEXTS, Field, fields_of
from searchapp.errors import Unsupported
from searchapp.kernels import Ints
from searchapp.schema import TAGGED
from searchapp.stored import paragraph_record


def schema() -> Schema:
    """The fields that stock Whoosh sees."""
    texts = {"text": True, "word": False, "title": True}
    fields: dict[str, Any] = {
        name: TEXT(analyzer=Words(stemmed=stemmed)) for name, stemmed in texts.items()
    }
    fields |= {name: ID() for name in ("document", "published", "date_value", *TAGGED)}
    fields["title"].scorable = False  # its lengths are not kept
    return Schema(**fields, id=STORED(), paragraph=STORED())


def write_contents(place: Path, segments: Sequence[ArraySegment]) -> None:
    """Write the table of contents for stock Whoosh."""
    storage = FileStorage(str(place))
    TOC(schema(), list(segments), generation=1).write(storage, INDEX_NAME)


class ArraySegment(WhooshSegment):  # type: ignore[misc]  # Whoosh ships no types
    """What the table of contents holds of a segment: its name and size, and the rows that are
    gone, four bytes each."""

    def __init__(self, number: int, size: int, gone: Ints) -> None:
        self.indexname = INDEX_NAME
        self.segid = f"{number:06d}"
        self.compound = False
        self.size = size
        self.gone = gone.astype("<u4").tobytes()

    def codec(self) -> ArrayCodec:
        return ArrayCodec()

    def doc_count_all(self) -> int:
        return self.size

    def deleted_count(self) -> int:
        return len(self.gone) // 4

    def deleted_docs(self) -> list[int]:
        return list(map(int, np.frombuffer(self.gone, dtype="<u4")))

    def is_deleted(self, docnum: int) -> bool:
        gone = self.deleted_docs()
        place = bisect_left(gone, docnum)
        return place < len(gone) and gone[place] == docnum

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        raise Unsupported("a deletion through Whoosh", "fast")


class ArrayCodec(Codec):  # type: ignore[misc]
    length_stats = True

    def terms_reader(self, storage: FileStorage, segment: ArraySegment) -> ArrayTerms:
        return ArrayTerms(_opened(storage, segment))

    def per_document_reader(self, storage: FileStorage, segment: ArraySegment) -> ArrayDocuments:
        return ArrayDocuments(_opened(storage, segment), segment.deleted_docs())

    def per_document_writer(self, storage: FileStorage, segment: ArraySegment) -> None:
        raise Unsupported("writing through Whoosh", "fast")

    def field_writer(self, storage: FileStorage, segment: ArraySegment) -> None:
        raise Unsupported("writing through Whoosh", "fast")

    def new_segment(self, storage: FileStorage, indexname: str) -> None:
        raise Unsupported("writing through Whoosh", "fast")


def _opened(storage: FileStorage, segment: ArraySegment) -> Segment:
    return Segment(Path(storage.folder), segment.segment_id())


class ArrayTerms(TermsReader):  # type: ignore[misc]
    """Terms are pairs of a field's name and UTF-8 bytes, as Whoosh has them."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._fields = fields_of(segment)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        return field in self._fields and self._find(field, text) is not None

    def cursor(self, fieldname: str, fieldobj: object) -> ArrayCursor:
        return ArrayCursor(self, fieldname, self._fields[fieldname])

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in sorted(self._fields):
            yield from self.terms_from(field, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms of a field from `prefix` on, then those of the fields after it."""
        for field in sorted(self._fields):
            if field < fieldname:
                continue
            terms = self._fields[field].terms
            start = terms.starting(prefix.decode())[0] if field == fieldname else 0
            for text in terms.between(start, len(terms)):
                yield field, text.encode()

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for field, text in self.terms():
            yield (field, text), self.term_info(field, text)

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for field, text in self.terms_from(fieldname, prefix):
            yield (field, text), self.term_info(field, text)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Raises KeyError."""
        number = self._find(fieldname, text)
        if number is None:
            raise KeyError(f"{fieldname}:{text!r}")
        found = self._fields[fieldname].postings(number)
        rows, often = found.rows, found.frequencies
        lengths = self._segment.lengths[rows] if fieldname in TEXTS else often
        if not len(rows):
            return TermInfo()
        return TermInfo(
            weight=float(often.sum()),
            df=len(rows),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(often.max()),
            minid=int(rows[0]),
            maxid=int(rows[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return int(self.term_info(fieldname, text).doc_frequency())

    def matcher(
        self, fieldname: str, text: bytes, format_: object, scorer: object = None
    ) -> ArrayMatcher:
        number = self._find(fieldname, text)
        if number is None:
            raise TermNotFound(f"no term {fieldname}:{text!r}")
        field = self._fields[fieldname]
        found = field.postings(number)
        matcher = ArrayMatcher(
            found.rows.tolist(),
            found.frequencies.astype(float).tolist(),
            format=format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )
        matcher.read_positions = lambda: field.positions(number)
        return matcher

    def indexed_field_names(self) -> list[str]:
        return sorted(self._fields)

    def _find(self, field: str, text: bytes) -> int | None:
        return self._fields[field].terms.find(text.decode("utf-8", "surrogatepass"))


class ArrayMatcher(ListMatcher):  # type: ignore[misc]
    """Postings as lists; positions are read when a phrase asks for them."""

    read_positions: Any = None
    _all_positions: Any = None

    def copy(self) -> ArrayMatcher:
        copied: ArrayMatcher = super().copy()
        copied._term, copied._terminfo = self._term, self._terminfo
        copied.read_positions = self.read_positions
        return copied

    def skip_to(self, id: int) -> None:  # noqa: A002  # the name that Whoosh gives it
        self._i: int = bisect_left(self._ids, id, self._i)

    def value_as(self, astype: str) -> Any:
        if astype != "positions":
            return super().value_as(astype)
        if self._all_positions is None:
            self._all_positions = self.read_positions()
        return self._all_positions[self._i]


class ArrayCursor(FieldCursor):  # type: ignore[misc]
    """Walks the terms of a field in order; None is behind the last."""

    def __init__(self, terms: ArrayTerms, name: str, field: Field) -> None:
        self._terms, self._name, self._field = terms, name, field
        self._number = 0

    def first(self) -> str | None:
        self._number = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        text = string.decode() if isinstance(string, bytes) else string
        self._number = self._field.terms.starting(text)[0]
        return self.text()

    def next(self) -> str | None:
        self._number += 1
        return self.text()

    def text(self) -> str | None:
        return self._field.terms[self._number] if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        text = self.text()
        return None if text is None else self._terms.term_info(self._name, text.encode())

    def is_valid(self) -> bool:
        return self._number < len(self._field.terms)


class ArrayDocuments(PerDocumentReader):  # type: ignore[misc]
    def __init__(self, segment: Segment, gone: Iterable[int]) -> None:
        self._segment, self._gone = segment, frozenset(gone)

    def close(self) -> None:
        """Nothing to do: files are mapped, and let go of with the last array."""

    def doc_count(self) -> int:
        return self._segment.size - len(self._gone)

    def doc_count_all(self) -> int:
        return self._segment.size

    def has_deletions(self) -> bool:
        return bool(self._gone)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._gone

    def deleted_docs(self) -> frozenset[int]:
        return self._gone

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._segment.lengths[docnum]) if fieldname in TEXTS else default

    def field_length(self, fieldname: str) -> int:
        return int(self._segment.lengths.sum()) if fieldname in TEXTS else 0

    def min_field_length(self, fieldname: str) -> int:
        return int(self._segment.lengths.min(initial=0)) if fieldname in TEXTS else 0

    def max_field_length(self, fieldname: str) -> int:
        return int(self._segment.lengths.max(initial=0)) if fieldname in TEXTS else 0

    def stored_fields(self, docnum: int) -> dict[str, str]:
        [paragraph] = self._segment.store.paragraphs([docnum])
        return {"id": paragraph.id, "paragraph": paragraph_record(paragraph)}
