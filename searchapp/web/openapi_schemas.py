"""What the answers to programs hold, as JSON Schema; the tests hold real answers against it."""

from __future__ import annotations

from typing import Any

from searchapp.schema import FILTERS, TAGGED

Form = dict[str, Any]
TEXT: Form = {"type": "string"}
COUNT: Form = {"type": "integer", "minimum": 0}
FLAG: Form = {"type": "boolean"}


def ref(name: str) -> Form:
    return {"$ref": f"#/components/schemas/{name}"}


def listed(items: Form) -> Form:
    return {"type": "array", "items": items}


def closed(**properties: Form) -> Form:
    """An object of exactly these members."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def by_name(names: tuple[str, ...], value: Form) -> Form:
    return {
        "type": "object",
        "properties": dict.fromkeys(names, value),
        "additionalProperties": False,
    }


def _with(form: Form, **properties: Form) -> Form:
    """The object with members that it may have."""
    return {**form, "properties": {**form["properties"], **properties}}


_FILTERED = tuple(facet.name for facet in FILTERS)
_MEMBER = closed(value={"type": ["string", "null"]}, total=COUNT, base=COUNT, link=TEXT)
_SIDE = closed(axis=TEXT, shown=COUNT, left_out=COUNT, members=listed(_MEMBER))

SCHEMAS: Form = {
    "Results": closed(
        total=COUNT,
        documents=COUNT,
        repeated=COUNT,
        build=TEXT,
        reading=TEXT,
        notices=listed(TEXT),
        corrections=listed(closed(typed=TEXT, total=COUNT, link=TEXT)),
        search=ref("Search"),
        links=_with(closed(self=TEXT, page=TEXT), next=TEXT, previous=TEXT),
        hits=listed(ref("Hit")),
        facets=by_name(TAGGED, ref("Facet")),
        histogram=ref("Histogram"),
        complete=FLAG,
    ),
    "Search": closed(
        q=TEXT,
        filters=by_name(
            _FILTERED,
            closed(any_of=listed(TEXT), all_of=listed(TEXT), none_of=listed(TEXT), missing=FLAG),
        ),
        stated_only=FLAG,
        fold=FLAG,
        sort=TEXT,
        page=COUNT,
        size=COUNT,
    ),
    "Hit": closed(
        id=TEXT,
        document=TEXT,
        n=COUNT,
        title=TEXT,
        published={"type": ["string", "null"], "format": "date"},
        published_from=TEXT,
        publisher=TEXT,
        url=TEXT,
        language=TEXT,
        section=TEXT,
        text=TEXT,
        tags=by_name(TAGGED, listed(ref("Mention"))),
        links=closed(paragraph=TEXT, document=TEXT),
        twins=ref("Twins"),
        score={"type": "number"},
        snippet=closed(
            text=TEXT,
            offset=COUNT,
            marks=listed({"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2}),
        ),
    ),
    "Twins": closed(total=COUNT, documents=COUNT, paragraphs=listed(closed(id=TEXT, link=TEXT))),
    "Mention": closed(value=TEXT, text=TEXT, start=COUNT, end=COUNT, rule=TEXT, inherited=FLAG),
    "Facet": closed(
        distinct=COUNT,
        none=COUNT,
        values=listed(
            closed(
                value=TEXT,
                count=COUNT,
                state={"enum": ["", "in", "out"]},
                links=by_name(("add", "exclude", "remove"), TEXT),
            )
        ),
    ),
    "Histogram": closed(
        unit={"enum": ["year", "month", "day"]},
        undated=COUNT,
        buckets=listed(closed(period=TEXT, count=COUNT, base=COUNT)),
    ),
    "CrossTab": closed(
        total=COUNT,
        base=COUNT,
        build=TEXT,
        words=TEXT,
        rows=_SIDE,
        columns=_SIDE,
        cells=listed(listed(COUNT)),
        links=listed(listed({"type": ["string", "null"]})),
        page=TEXT,
        notes=listed(TEXT),
    ),
    "Completions": closed(completions=listed(TEXT)),
    "Health": closed(status={"const": "ok"}, build=TEXT),
    "Fault": closed(error=_with(closed(status=COUNT, message=TEXT), parameter=TEXT, request=TEXT)),
}
