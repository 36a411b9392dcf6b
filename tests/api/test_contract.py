"""The OpenAPI document is true: every answer is of the shape that it says, and it says every address."""

import copy
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from api.views.developers import KINDS
from catalogue.registry import RESOURCES
from common.resources import Kind
from reporting.actions.publication import withdraw_publication


@pytest.fixture
def document(anybody) -> dict[str, Any]:
    return anybody.get("openapi.json").json()


def valid(document: dict[str, Any], path: str, status: int, value: Any, method: str = "get") -> None:
    """Fail unless the value is what the document promises for this answer."""
    content = document["paths"][path][method]["responses"][str(status)]["content"]
    schema = copy.deepcopy(next(iter(content.values()))["schema"]) | {"components": document["components"]}
    Draft202012Validator.check_schema(schema)
    faults = [f"{list(e.path)}: {e.message[:200]}" for e in Draft202012Validator(schema).iter_errors(value)]
    assert faults == []


def test_the_document_is_of_openapi_3_1_and_names_every_list(db, document):
    assert document["openapi"] == "3.1.0"
    for name in RESOURCES:
        assert {f"/api/v1/{name}", f"/api/v1/{name}/{{key}}"} <= set(document["paths"])
    assert "/api/v1/workspace" in document["paths"]


def test_the_document_is_in_the_caller_language(db, anybody):
    spanish = anybody.get("openapi.json", **{"Accept-Language": "es"}).json()

    assert spanish["paths"]["/api/v1/answers"]["get"]["summary"] == "Respuestas"


@pytest.mark.parametrize("query", [{}, {"lang": "es"}, {"fields": "code"}, {"updated_since": "2000-01-01T00:00:00Z"}])
def test_every_list_answers_as_the_document_says(published, anybody, document, query):
    if "updated_since" in query:
        withdraw_publication(assignment=published.a, note_en="", note_es="", by=published.focal_point)
    for name in RESOURCES:
        told = anybody.get(name, query | {"count": "true"}).json()
        valid(document, f"/api/v1/{name}", 200, told)


def test_every_thing_answers_as_the_document_says(published, anybody, document):
    for name in RESOURCES:
        for one in anybody.get(name, {"limit": 3}).json()["results"]:
            told = anybody.get(f"{name}/{one['code']}").json()
            valid(document, f"/api/v1/{name}/{{key}}", 200, told)


def test_a_shape_that_is_not_promised_would_be_found(published, anybody, document):
    told = anybody.get("answers").json()
    told["results"][0]["secret"] = "x"

    with pytest.raises(AssertionError):
        valid(document, "/api/v1/answers", 200, told)


def test_errors_answer_as_the_document_says(published, anybody, document):
    valid(document, "/api/v1/answers", 400, anybody.get("answers", {"x": 1}).json())
    valid(document, "/api/v1/answers", 406, anybody.get("answers", Accept="text/html").json())
    valid(document, "/api/v1/answers", 401, anybody.get("answers", Authorization="Bearer x").json())
    valid(document, "/api/v1/answers/{key}", 404, anybody.get("answers/none").json())
    withdraw_publication(assignment=published.a, note_en="", note_es="", by=published.focal_point)
    valid(document, "/api/v1/answers/{key}", 410, anybody.get("answers/XXA-demo-O08-progress").json())


def test_the_working_copy_answers_as_the_document_says(published, caller_of, document):
    caller = caller_of(published.focal_point, "workspace")
    base = "/api/v1/workspace"
    valid(document, base, 200, caller.get("workspace").json())
    copy_ = caller.get(f"workspace/{published.a.pk}").json()
    valid(document, f"{base}/{{assignment}}", 200, copy_)
    answer = next(one for one in copy_["answers"] if one["question"] == "progress" and one["objective"] == 8)
    address = f"{base}/answers/{{answer}}/texts/{{language}}"
    for version, status in ((0, 409), (answer["texts"][0]["version"], 200)):
        response = caller.client.put(
            f"{base}/answers/{answer['id']}/texts/en", {"text": "x"}, content_type="application/json",
            headers=caller.headers | {"If-Match": f'"{version}"'},
        )  # fmt: skip
        assert response.status_code == status
        valid(document, address, status, response.json(), "put")


def test_the_filters_of_a_page_and_of_the_interface_are_the_same(db, document):
    for name, resource in RESOURCES.items():
        said = {p["name"] for p in document["paths"][f"/api/v1/{name}"]["get"]["parameters"]}
        assert set(resource.filters.base_filters if resource.filters else ()) <= said


def test_every_kind_of_field_has_a_word_for_readers():
    assert set(KINDS) == set(Kind)
