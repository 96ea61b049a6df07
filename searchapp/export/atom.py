"""A search as an Atom feed (RFC 4287), newest first, for programs that watch it.

- feed: all hits, or one page of them with links to the others (RFC 5005), so that a program
  that asks every hour is not sent a whole corpus and none is cut off unsaid.

Each tag is a category: `scheme` is the facet, `label` the value with the words it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from searchapp import urls
from searchapp.export.addresses import document_path, paragraph_path
from searchapp.export.citation import NAME
from searchapp.export.evidence import words_of
from searchapp.export.plain_text import fit, one_line
from searchapp.export.whole import Whole
from searchapp.model import Hit, Mention, Paragraph, Search, Status
from searchapp.schema import TAGGED

_LONG_AGO = "1970-01-01T00:00:00Z"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
Links = Mapping[str, str]


def write(whole: Whole) -> Iterator[str]:
    """Every hit in one feed."""
    links = {"alternate": whole.page, "self": whole.base + urls.path(whole.search, ".atom")}
    return feed(whole, whole.hits(), links)


def feed(whole: Whole, hits: Iterable[Hit], links: Links, first: int = 1) -> Iterator[str]:
    """`links` are addresses by relation, `first` is the number of the first hit among all."""
    yield _head(whole, links, first)
    for hit in hits:
        yield _entry(hit.paragraph, whole.status, whole.base)
    yield "</feed>\n"


def page_links(search: Search, total: int, base: str) -> Links:
    """The addresses of this page of a feed and of those around it."""
    last = max(1, -(-total // search.size))
    places = {"self": search.page, "first": 1, "last": last}
    if search.page > 1:
        places["previous"] = min(search.page - 1, last)
    if search.page < last:
        places["next"] = search.page + 1
    alternate = urls.at_page(urls.with_size(search, Search().size), 1)
    return {"alternate": base + urls.path(alternate)} | {
        relation: base + urls.path(urls.at_page(_plain(search), page), ".atom")
        for relation, page in places.items()
    }


def _plain(search: Search) -> Search:
    """The search as the address of its feed holds it: order and size are always the same."""
    return urls.with_size(urls.with_sort(search, "relevance"), Search().size)


def _head(whole: Whole, links: Links, first: int) -> str:
    title = f"{NAME}: {whole.words}"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="{_OPENSEARCH}">',
        _element("title", title),
        _element("id", _identity(whole.base, urls.path(_plain(whole.search), ".atom"))),
        _element("updated", whole.status.built or _LONG_AGO),
        f"<author>{_element('name', NAME)}</author>",
        _element("generator", f"{NAME}, index {whole.status.build}"),
        *(f"<link rel={_quoted(rel)} href={_quoted(href)}/>" for rel, href in links.items()),
        _element("opensearch:totalResults", str(whole.total)),
        _element("opensearch:startIndex", str(first)),
    ]
    return "\n".join(lines) + "\n"


def _entry(paragraph: Paragraph, status: Status, base: str) -> str:
    day = _time(paragraph.published)
    title = one_line(paragraph.title) or "Untitled document"
    lines = [
        "<entry>",
        _element("title", f"{title}, paragraph {paragraph.n}"),
        _element("id", _identity(base, paragraph_path(paragraph.id))),
        _element("updated", day or status.built or _LONG_AGO),
        _element("published", day) if day else "",
        f"<author>{_element('name', one_line(paragraph.publisher) or NAME)}</author>",
        f'<link rel="alternate" href={_quoted(base + paragraph_path(paragraph.id))}/>',
        f'<link rel="related" href={_quoted(base + _document(paragraph))}/>',
        f'<content type="text">{escape(fit(paragraph.text))}</content>',
        *(_category(f, each) for f in TAGGED for each in paragraph.mentions.get(f, ())),
        "</entry>",
    ]
    return "\n".join(dict.fromkeys(filter(None, lines))) + "\n"


def _document(paragraph: Paragraph) -> str:
    return document_path(paragraph.document, paragraph.n)


def _category(facet: str, mention: Mention) -> str:
    value = one_line(mention.value)
    label = f"{value}, {words_of(mention)}"
    term, scheme = _quoted(value), _quoted(f"urn:{NAME}:facet:{facet}")
    return f"<category term={term} scheme={scheme} label={_quoted(label)}/>"


def _identity(base: str, path: str) -> str:
    """What stays the same for ever: the address, or a name where there is no public address."""
    return base + path if base else f"urn:{NAME}:{path.lstrip('/')}"


def _time(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00Z" if day else ""


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(fit(text))}</{name}>"


def _quoted(text: str) -> str:
    return quoteattr(one_line(text))
