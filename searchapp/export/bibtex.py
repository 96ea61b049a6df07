"""References as BibTeX, for classic BibTeX and for biblatex.

Text is escaped for LaTeX, addresses are not, since their fields are read letter by letter. A
comment at the end says how many entries there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from searchapp.export.citation import MONTHS, Reference, of_paragraph
from searchapp.export.plain_text import one_line
from searchapp.export.whole import Whole

_ESCAPED = str.maketrans(
    {letter: f"\\{letter}" for letter in "&%$#_"}
    # Braces have to balance even where they are escaped, since BibTeX counts them blindly.
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_PLAIN = frozenset(("url", "urldate", "date", "year"))


def write(whole: Whole) -> Iterator[str]:
    for hit in whole.hits():
        yield entry(of_paragraph(hit.paragraph, whole.status.build, whole.base))
    noun = "entry" if whole.total == 1 else "entries"
    yield f"@comment{{end: {whole.total} {noun}, {whole.status.build}}}\n"


def entry(reference: Reference, notes: Iterable[str] = ()) -> str:
    lines = [f"@misc{{{reference.key}"]
    for name, value in _fields(reference, notes):
        if value:
            lines.append(f"  {name} = {value if name == 'month' else _braced(name, value)}")
    return ",\n".join(lines) + "\n}\n\n"


def _braced(name: str, value: str) -> str:
    if name in _PLAIN:
        return f"{{{value}}}"
    text = f"{{{escaped(value)}}}"
    # A second pair keeps a title's capitals, and a body's name in one piece.
    return f"{{{text}}}" if name in ("title", "author") else text


def escaped(text: str) -> str:
    return one_line(text).translate(_ESCAPED)


def _fields(reference: Reference, notes: Iterable[str]) -> Iterator[tuple[str, str]]:
    day = reference.day
    yield "title", reference.title
    yield "author", reference.author
    if day:
        yield "year", f"{day.year:04d}"
        yield "month", MONTHS[day.month - 1][:3].lower()
        yield "date", day.isoformat()
    yield "howpublished", reference.database
    yield "url", reference.address or reference.original
    yield "urldate", reference.accessed.isoformat() if reference.accessed else ""
    yield "language", reference.language
    yield "keywords", ", ".join(word.replace(",", ";") for word in reference.keywords)
    yield "abstract", reference.abstract
    yield "annote", "; ".join((*reference.notes, *notes))
