"""What a bibliography holds of a paragraph, or of a search itself.

- reference: one thing that can be cited, whatever the format it is written in.
- author: the publisher, as a body that is never parted into given and family name; who wrote a
  paragraph is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import quote, urlsplit

from searchapp import urls
from searchapp.export.addresses import paragraph_path
from searchapp.export.evidence import evidence, tags
from searchapp.export.plain_text import key, one_line
from searchapp.export.wording import search_in_words
from searchapp.model import Paragraph, Search

NAME = "searchapp"
AS_OF = "as-of"
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_WEB = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Reference:
    """Empty where unknown. `address` is permanent; `original` is where the document came from;
    `database` names the index; `accessed` is set where the answer may change."""

    key: str
    kind: Literal["paragraph", "search"]
    title: str
    author: str = ""
    day: date | None = None
    address: str = ""
    original: str = ""
    database: str = ""
    language: str = ""
    section: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    accessed: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The size of an answer, and the build that gave it with the time it was made."""

    total: int
    documents: int
    build: str
    built: str = ""


def of_paragraph(paragraph: Paragraph, build: str, base: str = "") -> Reference:
    """The title ends in the number of the paragraph, so that two paragraphs of one document are
    not taken for the same thing."""
    title = one_line(paragraph.title) or "Untitled document"
    return Reference(
        key=key(paragraph.id),
        kind="paragraph",
        title=f"{title}, paragraph {paragraph.n}",
        author=one_line(paragraph.publisher),
        day=paragraph.published,
        address=base + paragraph_path(paragraph.id) if base else "",
        original=web_address(paragraph.url),
        database=database(build),
        language=one_line(paragraph.language),
        section=one_line(paragraph.section),
        abstract=one_line(paragraph.text),
        keywords=tags(paragraph),
        notes=evidence(paragraph),
    )


def of_search(search: Search, found: Found, today: date, base: str = "") -> Reference:
    """The search with the number it gave, so that a later reader can tell what has changed."""
    said = search_in_words(search)
    return Reference(
        key=key(f"search-{found.build}-{urls.write(_whole(search)) or 'everything'}"),
        kind="search",
        title=f"Search: {said}",
        author=NAME,
        day=day_of(found.built) or today,
        address=base + cited_path(search, found),
        database=database(found.build),
        language="en",
        abstract=". ".join(filter(None, (counted(found), _typed(search)))),
        accessed=today,
    )


def database(build: str) -> str:
    return f"{NAME}, index {build}" if build else NAME


def counted(found: Found) -> str:
    """`11 paragraphs in 3 documents`."""
    return f"{_number(found.total, 'paragraph')} in {_number(found.documents, 'document')}"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _typed(search: Search) -> str:
    return f"Typed: {one_line(search.typed)}" if search.typed else ""


def cited_path(search: Search, found: Found) -> str:
    """The address of the search with what it gave; that part does not change the search."""
    path = urls.path(_whole(search))
    return f"{path}{'&' if '?' in path else '?'}{as_of(found.build, found.total)}"


def as_of(build: str, total: int) -> str:
    return f"{AS_OF}={quote(build, safe='')}:{total}"


def _whole(search: Search) -> Search:
    """The search from its first page, in pages of the usual size."""
    return search._replace(page=1, size=Search().size)


def text_of_paragraph(paragraph: Paragraph, build: str, base: str = "") -> str:
    """One line for a footnote."""
    reference = of_paragraph(paragraph, build, base)
    title = reference.title.rsplit(", paragraph ", 1)[0]
    parts = (
        f"“{title}”",
        reference.author,
        day_words(reference.day),
        f"paragraph {paragraph.n}",
    )
    where = (reference.database, reference.address or reference.original)
    return f"{', '.join(filter(None, parts))}. {', '.join(filter(None, where))}"


def text_of_search(search: Search, found: Found, today: date, base: str = "") -> str:
    """One line for a section on methods."""
    reference = of_search(search, found, today, base)
    where = f"{reference.database}, accessed {day_words(today)}, {reference.address}"
    return ". ".join((reference.title, reference.abstract, where))


def day_of(time: str) -> date | None:
    """The day of a time of build, `2026-01-02T03:04:05Z`."""
    try:
        return date.fromisoformat(time[: len("2026-01-02")])
    except ValueError:
        return None


def day_words(day: date | None) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else "no date"


def web_address(url: str) -> str:
    """The address in ASCII if it is one of the web, else nothing: no other scheme is passed on."""
    try:
        parts = urlsplit(url.strip())
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return ""
    except ValueError:
        return ""
    return quote(url.strip(), safe=_WEB, errors="replace")
