"""The OpenAPI document, made from the tables that the site itself works by.

Parameters come from the facets, orders and limits, paths from the forms of export and of cross
tables; what an answer holds is described in `openapi_schemas`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from searchapp import __version__
from searchapp.crosstab import AXES
from searchapp.export import FORMS
from searchapp.export.crosstab_form import TOP
from searchapp.model import Search
from searchapp.ranges import FORMS as RANGES
from searchapp.schema import FILTERS, SORTS, TAGGED, Facet
from searchapp.settings import Limits
from searchapp.web.exports import FEED
from searchapp.web.openapi_schemas import SCHEMAS
from searchapp.web.pages.cite import forms as citation_forms
from searchapp.web.pages.crosstab import TOPS

Form = dict[str, Any]
_CANONICAL = "Another spelling of the address; Location is the canonical one"


def document(limits: Limits, base: str = "") -> Form:
    """`base` is the public address, "" where it is not known."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "searchapp",
            "version": __version__,
            "summary": "Faceted search over daily reports, paragraph by paragraph",
            "description": "Every address of the site answers programs too: the same search with"
            " another ending. The site only reads; there are no keys and no accounts.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": base or "/"}],
        "paths": _paths(limits),
        "components": {
            "schemas": SCHEMAS,
            "responses": _faults(),
            "parameters": {each["name"]: each for each in _searched(limits)},
        },
    }


def _paths(limits: Limits) -> Form:
    searched = [_named(each["name"]) for each in _searched(limits)]
    paged = [*searched, *_paging(limits)]
    paths = {
        "/search.json": _get("A page of the results", paged, _json("Results")),
        "/complete.json": _get(
            "What could stand in the search box", [_typed(limits)], _json("Completions")
        ),
        "/crosstab.json": _get(
            "Two facets or periods against each other",
            [*_axes(), *searched],
            _json("CrossTab"),
        ),
        "/crosstab.csv": _get(
            "The same table as CSV", [*_axes(), *searched], _file("text/csv; charset=utf-8")
        ),
        "/openapi.json": _get("This document", [], {"application/json": {"schema": {}}}),
        "/health": _get("Whether an index answers", [], _json("Health"), moves=False),
    }
    for form in FORMS:
        page = [_page()] if form.ending == FEED else []
        said = f"All results as {form.label}: {form.meaning}. It ends in {form.end}."
        order = [] if form.sort else [_order()]
        paths[f"/search{form.ending}"] = _get(
            said, [*searched, *order, *page], _file(form.media), total=True
        )
    paragraph = _query("paragraph", {"type": "string"}, "id of a paragraph, in place of a search")
    for form in citation_forms():
        said = f"Citation of the search, or of a paragraph, as {form.label}"
        paths[f"/cite{form.ending}"] = _get(said, [*searched, paragraph], _file(form.media))
    return paths


def _get(
    said: str, parameters: list[Form], content: Form, *, moves: bool = True, total: bool = False
) -> Form:
    answer: Form = {"description": said, "content": content}
    if total:
        count = {"type": "integer", "minimum": 0}
        said_of = "how many paragraphs the whole export has"
        answer["headers"] = {"X-Total-Count": {"schema": count, "description": said_of}}
    responses: Form = {"200": answer}
    if moves:
        responses["301"] = {"description": _CANONICAL}
        responses["304"] = {"description": "Unchanged since the ETag that was sent"}
    for status, name in (("400", "Refused"), ("404", "NotFound"), ("414", "TooLong")):
        responses[status] = {"$ref": f"#/components/responses/{name}"}
    responses["503"] = {"$ref": "#/components/responses/Busy"}
    return {"get": {"summary": said, "parameters": parameters, "responses": responses}}


def _json(schema: str) -> Form:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}


def _file(media: str) -> Form:
    kind = media.partition(";")[0]
    return {kind: {"schema": {} if "json" in kind and "lines" not in kind else {"type": "string"}}}


def _faults() -> Form:
    told = {
        "Refused": "A parameter is wrong; the message says which and why",
        "NotFound": "There is no such thing",
        "TooLong": "The address is too long",
        "Busy": "There is no index, or too many searches are running; Retry-After says when",
    }
    content = _json("Fault")
    return {name: {"description": said, "content": content} for name, said in told.items()}


# --- parameters -----------------------------------------------------------------------------


def _named(name: str) -> Form:
    return {"$ref": f"#/components/parameters/{name}"}


def _query(name: str, schema: Form, said: str) -> Form:
    return {"name": name, "in": "query", "required": False, "description": said, "schema": schema}


def _searched(limits: Limits) -> Iterable[Form]:
    """What makes a search, whatever form its answer has."""
    yield _typed(limits)
    for facet in FILTERS:
        values = {"type": "array", "items": _values(facet), "maxItems": limits.filters}
        said = f"{facet.label}: {facet.meaning}"
        yield _query(facet.name, values, f"{said}; any of these")
        yield _query(f"all.{facet.name}", values, f"{said}; all of these")
        yield _query(f"not.{facet.name}", values, f"{said}; none of these")
    names = {"type": "array", "items": {"enum": [facet.name for facet in FILTERS]}}
    yield _query("missing", names, "facets that the paragraph has no value of")
    yield _query("stated", {"enum": ["0", "1"]}, "1 leaves inherited sources out")
    yield _query("fold", {"enum": ["0", "1"]}, "1 counts paragraphs that repeat one another once")


def _values(facet: Facet) -> Form:
    if facet.kind == "date":
        spelt = [{"type": "string", "format": "date"}, {"type": "string", "minLength": 1}]
        return {"anyOf": spelt, "description": f"a day or a period: {RANGES}"}
    return {"type": "string", "minLength": 1}


def _typed(limits: Limits) -> Form:
    schema = {"type": "string", "maxLength": limits.query_characters}
    return _query("q", schema, "what is typed: words, “phrases”, AND OR NOT, facet:value")


def _order() -> Form:
    return _query("sort", {"enum": list(SORTS), "default": Search().sort}, "the order of the hits")


def _page() -> Form:
    return _query("page", {"type": "integer", "minimum": 1, "default": 1}, "which page")


def _paging(limits: Limits) -> list[Form]:
    most = {"type": "integer", "minimum": 1, "maximum": limits.page_size_json}
    size = _query("size", most | {"default": Search().size}, "hits on a page")
    return [_order(), _page(), size]


def _axes() -> list[Form]:
    axis = {"enum": [axis.name for axis in AXES]}
    top = {"type": "integer", "enum": list(TOPS), "default": TOP}
    return [
        _query("rows", axis, f"what stands in rows; usually {TAGGED[0]}"),
        _query("columns", axis, "what stands in columns"),
        _query("top", top, "how many values of each side, those with most paragraphs"),
    ]
