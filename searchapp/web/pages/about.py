"""The pages that explain: about this index, and how to search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from searchapp import schema
from searchapp.accuracy import recorded
from searchapp.export import FORMS
from searchapp.model import Status
from searchapp.tagging.curation.contents import shipped
from searchapp.web.pages import days, names, trust
from searchapp.web.pages.frame import Frame, Site
from searchapp.web.pages.home import HelpRow, span


@dataclass(frozen=True, slots=True)
class FacetNote:
    name: str
    label: str
    meaning: str
    mentions: str


@dataclass(frozen=True, slots=True)
class AboutPage:
    frame: Frame
    status: Status
    documents: str
    paragraphs: str
    repeated: str
    span: str
    facets: tuple[FacetNote, ...]
    tags: tuple[str, ...]
    rules: tuple[str, ...]
    built: str
    measured: trust.Measured
    vocabularies: trust.Vocabularies


@dataclass(frozen=True, slots=True)
class FileNote:
    """A form in which a whole search can be taken away."""

    label: str
    address: str
    meaning: str
    end: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    frame: Frame
    rows: tuple[HelpRow, ...]
    facets: tuple[FacetNote, ...]
    parts: tuple[tuple[str, str], ...]
    files: tuple[FileNote, ...]


def about_page(status: Status, site: Site) -> AboutPage:
    say = site.say
    return AboutPage(
        frame=Frame(say("about.title"), "/about", "about", status.build),
        status=status,
        documents=say.number(status.documents),
        paragraphs=say.number(status.paragraphs),
        repeated=say.number(status.repeated),
        span=span(status, site),
        facets=facet_notes(site, status),
        tags=tuple(say(f"about.tags_{n}") for n in range(1, 4)),
        rules=tuple(say(f"about.rule_{n}") for n in range(1, 7)),
        built=days.moment(status.built, say),
        measured=trust.measured(recorded(), site),
        vocabularies=trust.vocabularies(shipped(), status, site),
    )


def help_page(rows: Sequence[HelpRow], site: Site) -> HelpPage:
    say = site.say
    keys = ("any", "all", "not", "missing", "range", "fold", "sort", "page", "form")
    return HelpPage(
        frame=Frame(say("help.title"), "/help", "help"),
        rows=tuple(rows),
        facets=facet_notes(site),
        parts=tuple((say(f"address.{key}"), say(f"address.{key}_means")) for key in keys),
        files=tuple(
            FileNote(form.label, f"/search{form.ending}?q=…", form.meaning, form.end)
            for form in FORMS
        ),
    )


def facet_notes(site: Site, status: Status | None = None) -> tuple[FacetNote, ...]:
    say = site.say
    facets = schema.FACETS if status else schema.FILTERS
    return tuple(
        FacetNote(
            facet.name,
            names.facet(facet.name, say),
            say(f"meaning.{facet.name}"),
            say.number(status.mentions.get(facet.name, 0)) if status else "",
        )
        for facet in facets
    )
