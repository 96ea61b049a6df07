"""What can be counted and filtered by, declared once.

The index schema, the names in URLs, the sidebar, exports and documentation derive from FACETS.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from searchapp.errors import BadSearch


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet. `kind` decides how values match: "name" by equality, "path" by equality or as
    an ancestor, "date" by overlap of intervals. `former` are names it had in older URLs, and
    `former_values` maps values that older URLs used to today's."""

    name: str
    label: str
    meaning: str
    kind: Literal["name", "path", "date"]
    former: tuple[str, ...] = ()
    former_values: dict[str, str] = field(default_factory=dict)


FACETS: tuple[Facet, ...] = (
    Facet("source", "Source", "who is credited with the information", "name"),
    Facet("actor", "Actor", "who takes part", "name"),
    Facet("region", "Region", "places named, filed by country and division", "path"),
    Facet("topic", "Topic", "what the paragraph is about", "name"),
    Facet("date", "Date spoken of", "days or periods the paragraph speaks of", "date"),
)
PUBLISHED = Facet("published", "Published", "day the document was published", "date")
FILTERS: tuple[Facet, ...] = (*FACETS, PUBLISHED)
TAGGED: tuple[str, ...] = tuple(facet.name for facet in FACETS)

_BY_NAME = {facet.name: facet for facet in FILTERS} | {
    old: facet for facet in FILTERS for old in facet.former
}

SORTS: dict[str, str] = {
    "relevance": "Relevance",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "date": "Date spoken of, earliest first",
    "date-newest": "Date spoken of, latest first",
}


def facet_named(name: str) -> Facet:
    """The facet of this name or former name.

    Raises BadSearch, naming the facets there are.
    """
    facet = _BY_NAME.get(name)
    if facet is None:
        known = ", ".join(facet.name for facet in FILTERS)
        raise BadSearch(name, f"there is no facet of this name; the facets are {known}")
    return facet


def ancestors(path: str) -> tuple[str, ...]:
    """`Ukraine/Donetsk Oblast/Bakhmut` gives ("Ukraine", "Ukraine/Donetsk Oblast")."""
    parts = path.split("/")
    return tuple("/".join(parts[:length]) for length in range(1, len(parts)))


def with_ancestors(values: Iterable[str]) -> tuple[str, ...]:
    """The paths and all that they imply, each once, ancestors before what is below them."""
    return tuple(dict.fromkeys(v for value in values for v in (*ancestors(value), value)))


def within(path: str, ancestor: str) -> bool:
    """Whether a path is the ancestor itself or lies below it."""
    return path == ancestor or path.startswith(ancestor + "/")
