"""A whole article, and one paragraph with its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from searchapp import schema
from searchapp.export.addresses import document_path, paragraph_path
from searchapp.model import Paragraph, Snippet, Span, Twins
from searchapp.web.pages import days, hits, names
from searchapp.web.pages.frame import Frame, Link, SearchBox, Site
from searchapp.web.pages.home import Value
from searchapp.web.pages.repeats import Copies, copies_on_page
from searchapp.web.pages.tags import Tags, evidence_spans, tags, value_path
from searchapp.web.pages.taking import cite_paragraph_path

Marks = Callable[[Paragraph], tuple[Span, ...] | None]
_TOP = 6


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a document, in the words of the page; empty where unknown."""

    title: str
    published: str
    day: str
    inferred: str
    publisher: str
    source: str
    language: str
    length: str
    original: Link | None


@dataclass(frozen=True, slots=True)
class Match:
    """Where a paragraph stands among those that match, with the anchors of its neighbours."""

    text: str
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of the article."""

    n: int
    anchor: str
    permanent: str
    permanent_of: str
    section: str
    text: Snippet
    tags: Tags
    match: Match | None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    frame: Frame
    about: About
    typed: str
    found: str
    first: str
    back: str
    summary: tuple[tuple[str, tuple[Value, ...]], ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ParagraphPage:
    frame: Frame
    title: str
    position: str
    about: About
    document: str
    text: Snippet
    section: str
    tags: Tags
    before: Part | None
    after: Part | None
    copies: Copies | None
    like: str
    citation: str
    cite: str
    cite_ris: str
    address: str
    id: str


def document_page(
    paragraphs: Sequence[Paragraph],
    site: Site,
    build: str,
    *,
    typed: str = "",
    marks: Marks | None = None,
    back: str = "",
) -> DocumentPage:
    """`paragraphs` in order; `marks` tells what of a paragraph matched, None if nothing did."""
    first = paragraphs[0]
    spans = {each.n: marks(each) if marks else None for each in paragraphs}
    found = [n for n, marked in spans.items() if marked is not None]
    parts = tuple(
        _part(
            each, site, spans[each.n] or (), _match(each.n, found, site), section=_heads(each, at)
        )
        for each, at in zip(paragraphs, (None, *paragraphs), strict=False)
    )
    path = document_path(first.document)
    box = SearchBox(typed)
    about = about_document(first, len(paragraphs), site)
    return DocumentPage(
        frame=Frame(about.title, path, "document", build, bool(typed), box),
        about=about,
        typed=typed,
        found=_found(typed, len(found), site),
        first=f"#p{found[0]}" if found else "",
        back=back,
        summary=_summary(paragraphs, site),
        parts=parts,
    )


def paragraph_page(
    paragraph: Paragraph,
    siblings: Sequence[Paragraph],
    site: Site,
    build: str,
    *,
    twins: Twins | None = None,
) -> ParagraphPage:
    """`siblings` are all paragraphs of the document, in order; `twins` repeat the paragraph."""
    say, n = site.say, paragraph.n
    title = say("paragraph.title", n=n, title=hits.title_of(paragraph, site))
    path = paragraph_path(paragraph.id)
    place = [each.id for each in siblings].index(paragraph.id)
    before = siblings[place - 1] if place else None
    after = siblings[place + 1] if place + 1 < len(siblings) else None
    address = site.base + path
    return ParagraphPage(
        frame=Frame(title, path, "document", build),
        title=title,
        position=say.count("paragraph.among", len(siblings)),
        about=about_document(paragraph, len(siblings), site),
        document=document_path(paragraph.document, n),
        text=evidence_spans(paragraph),
        section=paragraph.section,
        tags=tags(paragraph, site),
        before=_part(before, site) if before else None,
        after=_part(after, site) if after else None,
        copies=copies_on_page(twins, site),
        like=hits.like_path(paragraph.id),
        citation=citation(paragraph, address, site, build),
        cite=cite_paragraph_path(paragraph.id),
        cite_ris=cite_paragraph_path(paragraph.id, ".ris"),
        address=address,
        id=paragraph.id,
    )


def about_document(paragraph: Paragraph, length: int, site: Site) -> About:
    return About(
        title=hits.title_of(paragraph, site),
        published=hits.published(paragraph, site),
        day=paragraph.published.isoformat() if paragraph.published else "",
        inferred=hits.inferred(paragraph, site),
        publisher=paragraph.publisher,
        source=paragraph.source,
        language=paragraph.language,
        length=site.say.count("paragraphs", length),
        original=original(paragraph.url, site),
    )


def original(url: str, site: Site) -> Link | None:
    """A link to where the document came from; only web addresses are ever linked."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return Link(site.say("document.original", host=host), url)


def citation(paragraph: Paragraph, address: str, site: Site, build: str) -> str:
    """One line for a footnote."""
    say = site.say
    when = days.day(paragraph.published, say) if paragraph.published else say("cite.undated")
    parts = (
        f"“{hits.title_of(paragraph, site)}”",
        paragraph.publisher,
        when,
        say("cite.paragraph", n=paragraph.n),
    )
    where = say("cite.source", site=say("site.name"), build=build)
    return f"{', '.join(part for part in parts if part)}. {where}, {address}"


def _heads(paragraph: Paragraph, before: Paragraph | None) -> str:
    """The section's title where a section begins; not when it only repeats the document's."""
    repeats = before.section if before else paragraph.title
    return "" if paragraph.section == repeats else paragraph.section


def _part(
    paragraph: Paragraph,
    site: Site,
    spans: tuple[Span, ...] = (),
    match: Match | None = None,
    *,
    section: str = "",
) -> Part:
    n = paragraph.n
    return Part(
        n=n,
        anchor=f"p{n}",
        permanent=paragraph_path(paragraph.id),
        permanent_of=site.say("document.paragraph", n=n),
        section=section,
        text=Snippet(paragraph.text, spans),
        tags=tags(paragraph, site),
        match=match,
    )


def _match(n: int, found: Sequence[int], site: Site) -> Match | None:
    if n not in found:
        return None
    place = found.index(n)
    text = site.say("document.hit_of", n=place + 1, total=len(found))
    previous = f"#p{found[place - 1]}" if place else ""
    following = f"#p{found[place + 1]}" if place + 1 < len(found) else ""
    return Match(text, previous, following)


def _found(typed: str, number: int, site: Site) -> str:
    if not typed:
        return ""
    quoted = f"“{typed}”"
    if not number:
        return site.say("document.no_hits", typed=quoted)
    return site.say.count("document.hits", number, typed=quoted)


def _summary(
    paragraphs: Sequence[Paragraph], site: Site
) -> tuple[tuple[str, tuple[Value, ...]], ...]:
    """The values that most paragraphs of the document have, facet by facet."""
    found = []
    for facet in schema.FACETS:
        counts = Counter(value for each in paragraphs for value in set(each.values(facet.name)))
        top = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_TOP]
        links = tuple(
            Value(
                Link(names.value(facet.name, value, site.say), value_path(facet.name, value)),
                site.say.number(count),
                site.say.count("unit.paragraphs", count),
            )
            for value, count in top
        )
        if links:
            found.append((names.facet(facet.name, site.say), links))
    return tuple(found)
