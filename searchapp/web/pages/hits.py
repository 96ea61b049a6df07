"""One entry of the list of results."""

from __future__ import annotations

from dataclasses import dataclass

from searchapp.export.addresses import document_path, paragraph_path
from searchapp.model import Hit, Paragraph, Snippet
from searchapp.web.pages import days
from searchapp.web.pages.frame import Site
from searchapp.web.pages.repeats import Copies, copies_of_hit
from searchapp.web.pages.tags import Tags, tags


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph that was found. `published` is in words, `day` for the machine."""

    n: int
    title: str
    document: str
    permanent: str
    permanent_of: str
    like: str
    published: str
    day: str
    inferred: str
    publisher: str
    section: str
    snippet: Snippet
    tags: Tags
    copies: Copies | None


def entry(hit: Hit, typed: str, site: Site) -> Entry:
    paragraph, say = hit.paragraph, site.say
    title = title_of(paragraph, site)
    return Entry(
        n=paragraph.n,
        title=title,
        document=document_path(paragraph.document, paragraph.n, typed),
        permanent=paragraph_path(paragraph.id),
        permanent_of=say("hit.permanent_of", n=paragraph.n, title=title),
        like=like_path(paragraph.id),
        published=published(paragraph, site),
        day=paragraph.published.isoformat() if paragraph.published else "",
        inferred=inferred(paragraph, site),
        publisher=paragraph.publisher,
        section=paragraph.section,
        snippet=hit.snippet or Snippet(paragraph.text, ()),
        tags=tags(paragraph, site),
        copies=copies_of_hit(hit, site),
    )


def like_path(paragraph_id: str) -> str:
    """The address that leads to the search for paragraphs like this one."""
    return f"{paragraph_path(paragraph_id)}/like"


def title_of(paragraph: Paragraph, site: Site) -> str:
    return paragraph.title or site.say("hit.untitled")


def published(paragraph: Paragraph, site: Site) -> str:
    if paragraph.published is None:
        return site.say("hit.undated")
    return days.weekday(paragraph.published, site.say)


def inferred(paragraph: Paragraph, site: Site) -> str:
    return site.say("hit.inferred") if paragraph.published_from == "inferred" else ""
