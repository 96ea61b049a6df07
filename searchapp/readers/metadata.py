"""What a document says of itself, from where it may say it.

- front matter: `key: value` lines between two lines of `---` at the head of a text file.
- sidecar: a TOML file beside the document, named like it with `.meta.toml` added.
- meta: the keys of KEYS as text, whichever way they came.
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from searchapp.edtf import EdtfError, interval
from searchapp.errors import UnreadableFile
from searchapp.model import Document, Passage
from searchapp.readers.base import Findings
from searchapp.readers.cleaning import clean
from searchapp.readers.published import infer_published, stated_day

KEYS = ("id", "title", "url", "publisher", "published", "source", "language")
SIDECAR = ".meta.toml"
_FENCE = "---"
_FRONT_LINE = re.compile(r"([A-Za-z_]+)\s*:\s*(.*)$")
_NAME_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_LONGEST_ID = 200
_DIGEST = 16  # hexadecimal digits
_LONGEST_DATE = 100
_IN_FIGURES = re.compile(r"\s*(\d{1,2})([/.])(\d{1,2})\2\d{4}\b")
_MONTHS = 12
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def front_matter(text: str, findings: Findings) -> tuple[dict[str, str], str]:
    """The front matter of a text file and the text after it.

    Raises UnreadableFile with the line when the front matter is never closed or malformed.
    """
    lines = text.split("\n")
    if not lines or lines[0].strip() != _FENCE:
        return {}, text
    if all(line.strip() != _FENCE for line in lines[1:]):
        raise UnreadableFile(findings.name, "front matter is not closed by a line of ---", 1)
    found: dict[str, str] = {}
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() == _FENCE:
            break
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _FRONT_LINE.match(line.strip())
        if not match:
            raise UnreadableFile(findings.name, "front matter needs lines `key: value`", number)
        found[match[1].lower()] = match[2].strip().strip("\"'")
    return known(found, findings), "\n".join(lines[number:])


def sidecar(path: Path, findings: Findings) -> dict[str, str]:
    """The keys of the sidecar of a file, if there is one. Raises UnreadableFile."""
    beside = path.with_name(path.name + SIDECAR)
    if not os.path.isfile(beside):  # unlike Path.is_file it bears names that are too long
        return {}
    try:
        loaded = tomllib.loads(beside.read_text(encoding="utf-8"))
        found = {key: str(value) for key, value in loaded.items()}
    except OSError as error:
        raise UnreadableFile(
            findings.name + SIDECAR, f"cannot be read: {error.strerror}"
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(findings.name + SIDECAR, f"no valid TOML: {error}") from error
    return known(found, findings)


def known(found: Mapping[str, object], findings: Findings) -> dict[str, str]:
    """The keys we know, as clean text; others are noted, not lost in silence."""
    for key in found:
        if key not in KEYS:
            findings.note(f"unknown key {key!r}; the keys are {', '.join(KEYS)}")
    cleaned = {key: clean(str(found[key])) for key in KEYS if found.get(key) is not None}
    return {key: value for key, value in cleaned.items() if value}


def read_day(text: str) -> date:
    """A day from an ISO date, a date with time, or a date in words.

    Raises ValueError when the text names no single day.
    """
    if len(text) > _LONGEST_DATE:
        raise ValueError(f"a text of {len(text):,} characters is not a date")
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass  # not ISO; EDTF and words are tried below
    try:
        first, last = interval(text)
    except EdtfError:
        return _day_in_words(text)
    if first is None or first != last:
        raise ValueError(f"{text!r} is not a single day; write it as 2023-02-14")
    return date.fromordinal(first)


def _day_in_words(text: str) -> date:
    """A day that is told with its year; "yesterday" would be another one tomorrow."""
    import dateparser  # slow to import; only dates in words need it

    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    if figures := _IN_FIGURES.match(text):
        one, other = int(figures[1]), int(figures[3])
        if figures[2] == "/" and one != other and max(one, other) <= _MONTHS:
            raise ValueError(f"{text!r} may be two days; write it as 2023-02-14")
        settings["DATE_ORDER"] = "DMY" if one > _MONTHS or figures[2] == "." else "MDY"
    found = dateparser.parse(text, settings=settings)
    if found is None:
        raise ValueError(f"{text!r} is not a date; write it as 2023-02-14")
    day: date = found.date()
    return day


def day_in_name(name: str) -> date | None:
    """The day that a file's name holds: `2023-02-14.html`, `report_20230214.txt`."""
    for year, month, day in _NAME_DATE.findall(Path(name).name):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def document_from(
    meta: Mapping[str, str],
    passages: Sequence[Passage],
    findings: Findings,
    *,
    default_id: str,
    page_day: date | None = None,
    line: int | None = None,
) -> Document:
    """The document of these passages. Raises UnreadableFile for a date that is none."""
    published, found_in = _published(meta, passages, findings, page_day, line)
    url = meta.get("url", "")
    if url and not _WEB_ADDRESS.match(url):
        findings.note(f"url {url!r} is no http address and was left out")
        url = ""
    return Document(
        id=lasting_id(meta.get("id", "")) or lasting_id(default_id),
        title=meta.get("title") or default_id,
        passages=tuple(passages),
        published=published,
        published_from=found_in,
        url=url,
        publisher=meta.get("publisher", ""),
        source=meta.get("source", ""),
        language=meta.get("language", "en"),
        origin=f"{findings.name}:{line}" if line else findings.name,
    )


def lasting_id(given: str) -> str:
    """The id as it can stand in an address: browsers take steps like `..` away, and two long ids
    that begin alike stay two."""
    tidy = "/".join(step for step in given.split("/") if step not in (".", "..")).lstrip("/")
    if len(tidy) <= _LONGEST_ID:
        return tidy
    digest = hashlib.sha256(tidy.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
    return f"{tidy[: _LONGEST_ID - _DIGEST - 1]}~{digest}"


def _published(
    meta: Mapping[str, str],
    passages: Sequence[Passage],
    findings: Findings,
    page_day: date | None,
    line: int | None,
) -> tuple[date | None, str]:
    if given := meta.get("published"):
        try:
            return read_day(given), "given"
        except ValueError as error:
            raise UnreadableFile(findings.name, f"published: {error}", line) from error
    if page_day:
        return page_day, "page"
    if named := day_in_name(findings.name):
        return named, "file name"
    inferred = stated_day(meta.get("title", "")) or infer_published(
        "\n\n".join(passage.text for passage in passages)
    )
    return inferred, "inferred" if inferred else ""
