"""Whatever is sent: a clear 4xx as problem+json in the caller's language, never a 5xx, never a leaked count."""

import pytest

from api.views.start import StartView
from catalogue.registry import RESOURCES
from reporting.enums import Audience
from tests.factories import fill, publish_all, submit_all

PROBLEM = "application/problem+json"


def is_problem(response, status: int) -> dict:
    assert response.status_code == status, (response.status_code, response.content)
    assert response["Content-Type"] == PROBLEM
    assert response["Cache-Control"] == "no-store"
    told = response.json()
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    return told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("secret", "1"),
        ("country__code", "XXA"),
        ("assignment__answers__texts__text__startswith", "C"),
        ("revision__snapshot__contains", "zq"),
        ("revision__submitted_by__password__startswith", "p"),
        ("audience", "members"),
        ("page", "2"),
        ("offset", "100"),
        ("id__in", ",".join(["x"] * 900)),
        ("format", "api"),
        ("ordering", "revision__submitted_by__email"),
        ("ordering", "text_en"),
        ("ordering", "?"),
        ("ordering", "--code"),
        ("ordering", "code,-code"),
        ("fields", "snapshot"),
        ("fields", "code,revision__snapshot"),
        ("fields", ""),
        ("limit", "0"),
        ("limit", "-1"),
        ("limit", "101"),
        ("limit", "99999999999999999999"),
        ("limit", "１"),
        ("limit", "1e2"),
        ("count", "1"),
        ("lang", "fr"),
        ("lang", ""),
        ("cursor", "1"),
        ("cursor", "W10:1:x"),
        ("updated_since", "yesterday"),
        ("updated_since", "0001-01-01T00:00:00Z"),
        ("updated_since", "9999-12-31T23:59:59-14:00"),
        ("updated_since", "2026-02-30T00:00:00Z"),
        ("objective", "8;drop table"),
        ("objective", "99999999999999999999"),
        ("objective", "1.5"),
        ("objective", "0"),
        ("objective", "99"),
        ("objective", "8,24"),
        ("principle", "z"),
        ("country", "A\x00"),
        ("country", ",".join(["XXA"] * 51)),
        ("q", "a" * 201),
        ("q", "\x00"),
        ("kind", "REPORTED"),
        ("published_from", "2026-13-01"),
        ("a" * 5000, "1"),
        ("\x00", "1"),
        ("country", "x" * 50_000),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named_with_those_that_can(world, anybody, name, value):
    told = is_problem(anybody.get("answers", {name: value}), 400)

    assert len(told["errors"]) == 1
    assert {"country", "cycle", "objective", "q", "fields", "ordering", "updated_since"} <= set(told["parameters"])
    assert "text" in told["fields"]
    assert told["ordering"] == ["published_at", "-published_at", "updated_at", "-updated_at", "code", "-code"]


def test_a_value_out_of_a_fixed_set_is_told_with_the_set(world, anybody):
    told = is_problem(anybody.get("answers", {"principle": "z", "kind": "REPORTED"}), 400)["errors"]

    assert told["principle"] == ["One of: a, b, c, d, e, f, g, h, i, j."]
    assert told["kind"][0].startswith("One of: reported, ")


def test_a_code_that_names_nothing_finds_nothing(world, anybody):
    for name in ("country", "cycle", "scheme"):
        assert anybody.get("answers", {name: "none"}).json()["results"] == []


def test_every_fault_is_told_at_once(world, anybody):
    told = is_problem(anybody.get("answers", {"limit": "x", "secret": "1", "objective": "x", "fields": "y"}), 400)

    assert set(told["errors"]) == {"limit", "secret", "objective", "fields"}


def test_a_parameter_given_twice_is_refused_rather_than_half_read(world, anybody):
    told = is_problem(anybody.get("/api/v1/answers?country=XXA&country=XXB"), 400)

    assert list(told["errors"]) == ["country"]


def test_errors_are_in_the_caller_language(world, anybody):
    spanish = anybody.get("answers", {"secret": 1}, **{"Accept-Language": "es-419,en;q=0.5"})
    assert "No existe" in str(spanish.json()["errors"]["secret"])
    assert spanish["Content-Language"] == "es"
    assert (
        anybody.get("answers", {"limit": "x", "lang": "es"}).json()["title"]
        != (anybody.get("answers", {"limit": "x"}).json()["title"])
    )
    assert anybody.get("answers", {"limit": "x"}, **{"Accept-Language": "de, *;q=0.1"})["Content-Language"] == "en"
    assert anybody.get("answers", {"limit": "x"}, **{"Accept-Language": "e" * 90_000})["Content-Language"] == "en"


def test_a_cursor_belongs_to_its_list_and_order(published, anybody):
    cursor = anybody.get("answers", {"limit": 1}).json()["next"].rpartition("cursor=")[2].replace("%3A", ":")

    assert anybody.get("answers", {"limit": 1, "cursor": cursor}).status_code == 200
    is_problem(anybody.get("answers", {"cursor": cursor, "ordering": "code"}), 400)
    is_problem(anybody.get("figures", {"cursor": cursor}), 400)
    is_problem(anybody.get("answers", {"cursor": cursor[:-1] + ("a" if cursor[-1] != "a" else "b")}), 400)


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "answers/",
        "answers/no-such-code",
        "answers/%00",
        "answers/00000000-0000-4000-8000-000000000000",
        "answers/" + "a" * 3000,
        "answers/../../admin",
        "objectives/8/answers",
        "objectives/99999999999999999999",
        "schemas/",
        "ü/é",
        "reports/RCM/2026/REP/1",
    ],
)
def test_an_address_that_is_not_there_is_404(world, anybody, path):
    response = anybody.get(f"/api/v1/{path}")
    if response.status_code == 301:
        assert path == "answers/"
        assert response["Location"] == "/api/v1/answers"
        return
    is_problem(response, 404)


@pytest.mark.parametrize("path", ["groups/a%0Ab", "%0A", "nothing%0D%0Ahere", "countries/%0A/"])
def test_an_address_with_the_end_of_a_line_is_404_in_the_words_of_the_interface(world, anybody, path):
    is_problem(anybody.get(path), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace", "propfind"])
def test_reading_knows_get_alone(world, anybody, method):
    response = anybody.client.generic(method.upper(), "/api/v1/answers", b"{}", content_type="application/json")

    is_problem(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_method_cannot_be_put_on_by_a_header_or_a_field(world, anybody):
    response = anybody.client.post("/api/v1/answers", {"_method": "GET"}, headers={"X-HTTP-Method-Override": "GET"})

    is_problem(response, 405)


def test_head_and_options_say_no_words(published, anybody):
    assert anybody.client.head("/api/v1/answers").content == b""
    response = anybody.client.options("/api/v1/answers")
    assert (response.status_code, response.content) == (204, b"")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/png", "text/csv;q=1", "nonsense"])
def test_only_json_is_offered(world, anybody, accept):
    is_problem(anybody.get("answers", Accept=accept), 406)


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/html,application/xhtml+xml,*/*;q=0.8"])
def test_who_takes_anything_gets_json(world, anybody, accept):
    assert anybody.get("answers", Accept=accept)["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "header", ["If-None-Match", "If-Modified-Since", "Accept-Language", "Range", "X-Forwarded-For", "Referer"]
)
@pytest.mark.parametrize("value", ["nonsense", "é", '"' * 500, "W/", "0" * 9000])
def test_headers_without_sense_count_as_absent(world, anybody, header, value):
    assert anybody.get("objectives", **{header: value}).status_code == 200


def test_any_site_may_read_from_a_browser_without_key_or_cookie(world, anybody):
    response = anybody.get("answers", Origin="https://example.org")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.has_header("Access-Control-Allow-Credentials")
    asked = anybody.client.options(
        "/api/v1/answers",
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "PUT",
            "Access-Control-Request-Headers": "authorization",
        },
    )
    assert "PUT" not in asked["Access-Control-Allow-Methods"]
    assert "authorization" not in asked["Access-Control-Allow-Headers"]
    assert not anybody.client.get("/en/", headers={"Origin": "https://example.org"}).has_header(
        "Access-Control-Allow-Origin"
    )


def test_a_session_counts_for_nothing(world, client_of):
    fill(world, world.a, 8)
    publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)

    response = client_of(world.focal_point).get("/api/v1/answers?country=XXA")
    assert response.json()["results"] == []
    assert response["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize(("language", "safe"), [("en", "is safe"), ("es", "está a salvo")])
def test_a_failure_of_ours_is_told_as_every_other_problem(world, anybody, monkeypatch, language, safe):
    monkeypatch.setattr(StartView, "get", lambda *_: 1 / 0)

    told = is_problem(anybody.get("", **{"Accept-Language": language}), 500)
    assert safe in told["detail"]


def test_a_count_is_of_what_the_caller_may_read(world, anybody):
    fill(world, world.a, 8)
    publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)

    assert anybody.get("answers", {"count": "true", "country": "XXA"}).json()["count"] == 0


def test_every_list_refuses_what_it_does_not_know(world, anybody):
    for name in RESOURCES:
        is_problem(anybody.get(name, {"secret": 1}), 400)
        is_problem(anybody.get(name, {"ordering": "pk"}), 400)
