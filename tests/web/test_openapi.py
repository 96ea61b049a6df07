"""The OpenAPI document says what is true: answers are held against it, and it is tried out."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from searchapp.export import FORMS
from searchapp.schema import FILTERS, SORTS
from searchapp.settings import Settings
from searchapp.web import create_app
from tests.web.site import Listed, Reader

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
)
api = schemathesis.openapi.from_wsgi("/openapi.json", create_app(Settings(), Listed()))


@api.parametrize()
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_document_promises(case: Any) -> None:
    case.call_and_validate(checks=CHECKS)


@pytest.fixture(scope="module")
def document(site: Reader) -> dict[str, Any]:
    made = site.get("/openapi.json").get_json()
    assert isinstance(made, dict)
    return made


def test_every_form_facet_and_order_is_in_the_document(document: dict[str, Any]) -> None:
    assert {f"/search{form.ending}" for form in FORMS} <= set(document["paths"])
    names = set(document["components"]["parameters"])
    for facet in FILTERS:
        assert {facet.name, f"all.{facet.name}", f"not.{facet.name}"} <= names
    parameters = document["paths"]["/search.json"]["get"]["parameters"]
    [sort] = [each for each in parameters if each.get("name") == "sort"]
    assert sort["schema"]["enum"] == list(SORTS)


def test_every_path_of_the_document_is_there(site: Reader, document: dict[str, Any]) -> None:
    for path in document["paths"]:
        response = site.get(path)
        while response.status_code == 301:
            response = site.get(response.headers["Location"])
        assert response.status_code == 200, path


@pytest.mark.parametrize(
    ("address", "schema"),
    [
        ("/search.json?q=convicts&source=Meduza&page=2&size=1", "Results"),
        ("/search.json", "Results"),
        ("/crosstab.json?rows=source&columns=published.month", "CrossTab"),
        ("/complete.json?q=con", "Completions"),
        ("/health", "Health"),
        ("/search.json?size=zzz", "Fault"),
        ("/search.csv?date=never", "Fault"),
    ],
)
def test_answers_have_the_shape_they_are_said_to_have(
    site: Reader, document: dict[str, Any], address: str, schema: str
) -> None:
    wanted = {"$ref": f"#/components/schemas/{schema}", "components": document["components"]}
    jsonschema.Draft202012Validator(wanted).validate(site.get(address).get_json())
