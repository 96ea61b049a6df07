"""How facets and values are called on a page: dates in words, regions by their last part."""

from __future__ import annotations

from searchapp import schema
from searchapp.web.pages import days
from searchapp.web.strings import Language

REGION_JOINT = " › "


def facet(name: str, say: Language) -> str:
    key = f"facet.{name}"
    return say(key) if say.has(key) else schema.facet_named(name).label


def value(name: str, text: str, say: Language) -> str:
    """A value in full: "Ukraine › Donetsk Oblast", "14 February 2023"."""
    kind = schema.facet_named(name).kind
    if kind == "date":
        return days.edtf(text, say)
    return text.replace("/", REGION_JOINT) if kind == "path" else text


def short(name: str, text: str, say: Language) -> str:
    """A value where its parents stand above it or in its title: "Donetsk Oblast"."""
    if schema.facet_named(name).kind == "path":
        return text.rsplit("/", 1)[-1]
    return value(name, text, say)


def none(name: str, say: Language) -> str:
    return say(f"none.{name}")
