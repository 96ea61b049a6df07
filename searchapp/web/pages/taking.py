"""What the end of the results offers: the search as files, as a feed, as a table, as a citation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from searchapp import urls
from searchapp.crosstab import axis_named
from searchapp.export import FORMS, crosstab_form
from searchapp.export.citation import Found, text_of_search
from searchapp.model import Results, Search
from searchapp.web.pages.frame import Link, Site

TABLE = ("source", "topic")


@dataclass(frozen=True, slots=True)
class Taking:
    lead: str
    files: tuple[Link, ...]
    feed: Link
    others: tuple[Link, ...]
    citation: str
    cite: Link


def taking(search: Search, results: Results, site: Site, today: date) -> Taking:
    """`today` is the day of access that the citation names. That nothing was found can be cited
    and watched, but makes no file."""
    say = site.say
    lead = say.texts["take.lead"].split("|")[say.plural(results.total)]
    found = Found(results.total, results.documents, results.build)
    return Taking(
        lead=lead.format(paragraphs=say.count("paragraphs", results.total)),
        files=tuple(
            Link(form.label, urls.path(form.search(search), form.ending), form.meaning)
            for form in FORMS
            if results.total and not form.sort
        ),
        feed=Link(say("take.feed"), urls.path(plain(search), ".atom"), say("take.feed_title")),
        others=_others(search, site),
        citation=text_of_search(search, found, today, site.base),
        cite=Link(say("take.cite_more"), cite_path(search)),
    )


def _others(search: Search, site: Site) -> tuple[Link, ...]:
    say = site.say
    rows, columns = (axis_named("rows", name) for name in TABLE)
    table = crosstab_form.path(plain(search), rows, columns)
    return (
        Link(say("take.table"), table, say("take.table_title")),
        Link(say("take.api"), urls.path(search, ".json")),
    )


def cite_path(search: Search, form: str = "") -> str:
    """The address of the citation of a search."""
    query = urls.write(plain(search))
    return f"/cite{form}?{query}" if query else f"/cite{form}"


def plain(search: Search) -> Search:
    """The search without page, size and order, which change nothing in what it finds."""
    return urls.with_sort(urls.with_size(search, Search().size), "relevance")


def cite_paragraph_path(paragraph_id: str, form: str = "") -> str:
    return f"/cite{form}?paragraph={quote(paragraph_id, safe='/:')}"
