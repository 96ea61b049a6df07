"""The page that cites a search or a paragraph, in every form that a bibliography takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from searchapp.export import Form, bibtex, csl_json, form_named, ris
from searchapp.export.citation import Reference
from searchapp.web.pages.frame import Frame, Link, Site

WRITERS: dict[str, Callable[[Reference], str]] = {
    "ris": ris.record,
    "bib": bibtex.entry,
    "csl": csl_json.text,
}


@dataclass(frozen=True, slots=True)
class Written:
    """A reference as one form writes it, with the address it can be saved from."""

    label: str
    text: str
    download: Link


@dataclass(frozen=True, slots=True)
class CitePage:
    frame: Frame
    title: str
    lead: str
    text: str
    address: str
    href: str
    back: Link
    written: tuple[Written, ...]


def forms() -> tuple[Form, ...]:
    return tuple(form_named(name) for name in WRITERS)


def written(reference: Reference, path: Callable[[str], str], site: Site) -> tuple[Written, ...]:
    """`path` gives the address of a form by its ending."""
    return tuple(
        Written(
            form.label,
            WRITERS[form.name](reference).strip(),
            Link(site.say("cite.download", form=form.label), path(form.ending)),
        )
        for form in forms()
    )
