"""What the tags of an index rest on: how accurate they were when measured, and the vocabularies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from searchapp.accuracy import Recorded
from searchapp.model import Status
from searchapp.tagging.curation.contents import File, Shipped
from searchapp.web.pages import days, names
from searchapp.web.pages.frame import Link, Site

GEONAMES = Link("GeoNames", "https://www.geonames.org")
LICENSE = Link("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares in percent, as they are shown."""

    label: str
    precision: str
    recall: str
    f1: str
    values: str


@dataclass(frozen=True, slots=True)
class Measured:
    when: str
    scores: tuple[Scores, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """One vocabulary: its files with their sizes, and what it is for."""

    meaning: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """`made_with` says whether the index was made with these very files."""

    made_with: str
    digest: str
    holdings: tuple[Holding, ...]
    places: Link
    license: Link


def measured(recorded: Recorded, site: Site) -> Measured:
    say = site.say
    scores = tuple(
        Scores(
            names.facet(each.facet, say),
            percent(each.precision),
            percent(each.recall),
            percent(each.f1),
            say.number(each.values),
        )
        for each in recorded.facets
    )
    day = days.day(date.fromisoformat(recorded.measured), say)
    when = say("about.measured", day=day, paragraphs=say.count("paragraphs", recorded.paragraphs))
    return Measured(when, scores)


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def vocabularies(shipped: Shipped, status: Status, site: Site) -> Vocabularies:
    say = site.say
    own = status.vocabulary == shipped.digest
    grouped = groupby(shipped.files, key=lambda file: file.group)
    return Vocabularies(
        made_with=say("about.made_with" if own else "about.made_with_others"),
        digest=status.vocabulary,
        holdings=tuple(_holding(group, tuple(files), site) for group, files in grouped),
        places=GEONAMES,
        license=LICENSE,
    )


def _holding(group: str, files: tuple[File, ...], site: Site) -> Holding:
    key = f"vocabulary.{group}"
    meaning = site.say(key) if site.say.has(key) else ""
    return Holding(meaning, tuple((file.name, site.say.number(file.entries)) for file in files))
