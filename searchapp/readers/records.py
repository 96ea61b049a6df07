"""JSON, JSON Lines and CSV: files of records.

- document record: a document a line, with `text` (blank lines part its paragraphs) or
  `paragraphs` (strings, or objects with `text` and preset `facets`).
- paragraph record: a paragraph a line, with `document` (or `doc`), `n` and `paragraph` (or
  `text`). Where every line of a document has a number of its own, paragraphs keep it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import itemgetter
from typing import Any

from searchapp.errors import UnreadableFile
from searchapp.model import Passage
from searchapp.readers.base import Findings, SourceFile
from searchapp.readers.cleaning import clean, decode, pieces
from searchapp.readers.metadata import KEYS, document_from, known, sidecar
from searchapp.readers.plain import paragraphs_of
from searchapp.schema import TAGGED, facet_named

LONGEST_LINE = 10_000_000  # characters
_MOST_VALUES = 1_000
_LONGEST_VALUE = 256
_LARGEST_NUMBER = 10**9

Record = dict[str, Any]


def read_jsonl(file: SourceFile, raw: bytes, findings: Findings) -> None:
    _add_records(_json_records(_text_of(file, raw, findings), findings), file, findings)


def read_json(file: SourceFile, raw: bytes, findings: Findings) -> None:
    """One record, or a list of records, each told by its place in the list."""
    try:
        content = json.loads(_text_of(file, raw, findings))
    except json.JSONDecodeError as error:
        reason = f"malformed JSON at column {error.colno}: {error.msg}"
        raise UnreadableFile(file.name, reason, error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(file.name, f"JSON that cannot be read: {error}") from error
    listed = content if isinstance(content, list) else [content]
    if not all(isinstance(record, dict) for record in listed):
        raise UnreadableFile(file.name, "a record needs to be a JSON object")
    _add_records(enumerate(listed, start=1), file, findings)


def read_csv(file: SourceFile, raw: bytes, findings: Findings) -> None:
    _add_records(_csv_records(_text_of(file, raw, findings), findings), file, findings)


def _text_of(file: SourceFile, raw: bytes, findings: Findings) -> str:
    try:
        text, note = decode(raw)
    except ValueError as error:
        raise UnreadableFile(file.name, str(error)) from error
    if note:
        findings.note(note)
    return text


def _json_records(text: str, findings: Findings) -> Iterable[tuple[int, Record]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        if len(line) > LONGEST_LINE:
            findings.fail(f"the line is longer than {LONGEST_LINE:,} characters", number)
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            findings.fail(f"malformed JSON at column {error.colno}: {error.msg}", number)
        except (ValueError, RecursionError) as error:
            findings.fail(f"JSON that cannot be read: {error}", number)
        else:
            if isinstance(record, dict):
                yield number, record
            else:
                findings.fail("a line needs to be a JSON object", number)


def _csv_records(text: str, findings: Findings) -> Iterable[tuple[int, Record]]:
    csv.field_size_limit(LONGEST_LINE)
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if not rows.fieldnames or not {"text", "paragraph"} & set(rows.fieldnames):
            findings.fail("the first row needs column names, `text` among them", 1)
            return
        for row in rows:
            if None in row or None in row.values():
                findings.fail(f"the row has not {len(rows.fieldnames)} columns", rows.line_num)
                continue
            yield rows.line_num, dict(row)
    except csv.Error as error:
        findings.fail(f"malformed CSV: {error}", rows.line_num)


def _add_records(
    records: Iterable[tuple[int, Record]], file: SourceFile, findings: Findings
) -> None:
    """Documents of document records, and of runs of paragraph records that name one document."""
    shared = sidecar(file.path, findings)
    grouped: dict[str, list[tuple[int, Record]]] = {}
    for line, record in records:
        try:
            if "document" in record or "doc" in record:
                name = clean(str(record.get("document", record.get("doc"))))
                grouped.setdefault(name, []).append((line, record))
            else:
                _add_document(shared, record, line, file, findings)
        except UnreadableFile as error:
            findings.failures.append(error)
    for name, members in grouped.items():
        try:
            _add_group(shared, name, members, findings)
        except UnreadableFile as error:
            findings.failures.append(error)
    if not findings.documents and not findings.failures:
        raise UnreadableFile(file.name, "no record was found in it")


def _add_document(
    shared: dict[str, str], record: Record, line: int, file: SourceFile, findings: Findings
) -> None:
    meta = shared | _meta(record, findings)
    facets = _facets(record.get("facets"), findings, line)
    if "paragraphs" in record:
        passages = _listed(record["paragraphs"], facets, findings, line)
    else:
        texts = map(clean, paragraphs_of(_string(record, findings, line)))
        passages = [Passage(piece, given=facets) for text in texts for piece in pieces(text)]
    if not passages:
        raise UnreadableFile(findings.name, "the record holds no text", line)
    default = f"{file.name}/{line}"
    findings.documents.append(
        document_from(meta, passages, findings, default_id=default, line=line)
    )


def _add_group(
    shared: dict[str, str], name: str, members: list[tuple[int, Record]], findings: Findings
) -> None:
    meta: dict[str, str] = dict(shared)
    passages: list[Passage] = []
    numbers = [_ordinal(member, findings) for member in members]
    numbered = len({n for n, _ in numbers if n > 0}) == len(members)
    for (n, _), (line, record) in sorted(zip(numbers, members, strict=True), key=itemgetter(0)):
        meta |= {key: value for key, value in _meta(record, findings).items() if key not in meta}
        facets = _facets(record.get("facets"), findings, line)
        section = clean(str(record.get("section") or ""))
        parts = list(pieces(clean(_string(record, findings, line))))
        numbered = numbered and len(parts) <= 1
        passages += [Passage(part, section, facets, n) for part in parts]
    first = members[0][0]
    if not numbered:
        passages = [replace(passage, n=0) for passage in passages]
    if not passages:
        raise UnreadableFile(findings.name, f"document {name!r} holds no text", first)
    meta["id"] = name
    findings.documents.append(document_from(meta, passages, findings, default_id=name, line=first))


def _ordinal(member: tuple[int, Record], findings: Findings) -> tuple[int, int]:
    line, record = member
    try:
        n = int(record.get("n") or 0)
    except (TypeError, ValueError, OverflowError):
        n = _LARGEST_NUMBER + 1
    if abs(n) > _LARGEST_NUMBER:
        findings.note(f"line {line}: `n` is no whole number; the line keeps its place")
        return 0, line
    return n, line


def _meta(record: Mapping[str, Any], findings: Findings) -> dict[str, str]:
    stated = record.get("source")
    if not isinstance(stated, str):
        # Coded paragraphs list the sources that they credit; their document's own stands apart.
        stated = record.get("document_source")
    found = {key: record[key] for key in KEYS if record.get(key) is not None}
    if isinstance(record.get("date"), str):
        found.setdefault("published", record["date"])
    return known({**found, "source": stated or ""}, findings)


def _string(record: Record, findings: Findings, line: int) -> str:
    text = record.get("paragraph", record.get("text"))
    if not isinstance(text, str):
        raise UnreadableFile(findings.name, "a record needs `text` or `paragraphs`", line)
    return text


def _listed(
    listed: object, facets: Mapping[str, tuple[str, ...]], findings: Findings, line: int
) -> list[Passage]:
    if not isinstance(listed, list):
        raise UnreadableFile(findings.name, "`paragraphs` needs to be a list", line)
    passages: list[Passage] = []
    for each in listed:
        record = {"text": each} if isinstance(each, str) else each
        if not isinstance(record, dict):
            raise UnreadableFile(findings.name, "a paragraph is a string or an object", line)
        given = {**facets, **_facets(record.get("facets"), findings, line)}
        section = clean(str(record.get("section") or ""))
        text = clean(_string(record, findings, line))
        passages += [Passage(piece, section, given) for piece in pieces(text)]
    return passages


def _facets(found: object, findings: Findings, line: int) -> dict[str, tuple[str, ...]]:
    """Preset facet values. Raises UnreadableFile, naming the facet, for any other shape."""
    if found is None or found == "":
        return {}
    if not isinstance(found, dict):
        raise UnreadableFile(findings.name, "`facets` needs to be an object of lists", line)
    given: dict[str, tuple[str, ...]] = {}
    for facet, values in found.items():
        values = [values] if isinstance(values, str) else values
        if facet not in TAGGED:
            raise UnreadableFile(
                findings.name, f"no facet {facet!r}; they are {', '.join(TAGGED)}", line
            )
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise UnreadableFile(findings.name, f"facet {facet!r} needs a list of strings", line)
        if len(values) > _MOST_VALUES or any(len(v) > _LONGEST_VALUE for v in values):
            raise UnreadableFile(findings.name, f"facet {facet!r} is too long", line)
        tidy = _path if facet_named(facet).kind == "path" else clean
        given[facet] = tuple(dict.fromkeys(filter(None, map(tidy, values))))
    return given


def _path(value: str) -> str:
    """A path without empty steps."""
    return "/".join(filter(None, map(clean, value.split("/"))))
