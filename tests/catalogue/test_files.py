"""Lists as files at stable addresses: filters, refusals, who reads what, and what caches may keep."""

import csv
import io
import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from catalogue import dictionary
from catalogue.registry import RESOURCES
from catalogue.views import files
from reporting.actions.publication import withdraw_publication
from reporting.enums import Audience
from tests.factories import fill, publish_all, submit_all

ANSWERS = "/data/answers.csv"


def body(response):
    return response.getvalue().decode() if response.streaming else response.text


def rows(client=None, address=ANSWERS, **query):
    return list(csv.DictReader(io.StringIO(body((client or Client()).get(address, query)), newline="")))


@pytest.fixture
def submitted(world):
    fill(world, world.a, 8, 9)
    return submit_all(world, world.a, 8, 9)


def test_a_list_is_a_file_in_three_formats(world, submitted):
    publish_all(world, submitted)
    for end, media_type in (("csv", "text/csv"), ("jsonl", "application/jsonl"), ("xlsx", "application/vnd.openxml")):
        response = Client().get(f"/data/answers.{end}")
        assert response["Content-Type"].startswith(media_type)
        assert response["Content-Disposition"] == f'attachment; filename="answers.{end}"'
        assert response.getvalue()


def test_filters_are_those_of_the_page(world, submitted):
    publish_all(world, submitted)

    assert {row["objective"] for row in rows(objective="8")} == {"8"}
    assert rows(country="XXB") == []
    assert {row["objective"] for row in rows(scheme="imrf_roundtables", q="progress")} == {"8", "9"}


def test_one_language_is_given_when_it_is_asked_for(world, submitted):
    publish_all(world, submitted)
    row = next(row for row in rows(lang="es", question="progress", objective="8"))

    assert (row["text"], row["text_language"]) == ("País A progress 8  es", "es")
    assert row["url"].endswith("/es/answers/XXA-demo-O08-progress/")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/data/answers.csv?secret=1", "secret"), ("/data/answers.csv?revision__snapshot=1", "revision__snapshot"),
        ("/data/answers.jsonl?objective=eight", "objective"), ("/data/answers.xlsx?lang=fr", "lang"),
        ("/data/answers.csv?objective=8&objective=9", "objective"), ("/data/principles.csv?q=x", "q"),
        ("/data/answers.csv?q=a%00b", "q"), ("/data/answers.csv?published_from=yesterday", "published_from"),
        ("/data/answers.csv?country=" + "x," * 3000, "country"), ("/data/changes.jsonl?since=soon", "since"),
        ("/data/changes.jsonl?since=2026-13-45T99:00:00Z", "since"), ("/data/changes.jsonl?page=2", "page"),
        ("/data/changes.jsonl?since=2026-01-01&since=2027-01-01", "since"),
        ("/data/changes.jsonl?lang=en&lang=es", "lang"),
    ],
)  # fmt: skip
def test_what_a_list_does_not_know_is_refused_with_what_it_knows(db, address, name):
    response = Client().get(address, headers={"Accept-Language": "es"})
    told = json.loads(response.content)

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert name in told["problems"]
    assert set(told["valid"]) >= {"lang"}
    assert told["title"] == "La dirección pide algo que esta lista no conoce."


@pytest.mark.parametrize("address", ["/data/secrets.csv", "/data/answers.pdf", "/data/nightly/x.csv?", "/data/answers"])
def test_what_is_no_list_is_not_there(world, address):
    assert Client().get(address).status_code in (404, 503)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_files_are_only_read(db, method):
    assert getattr(Client(), method)(ANSWERS).status_code == 405


def test_head_reads_no_row(world, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = Client().head(ANSWERS)

    assert response.status_code == 200


@pytest.mark.parametrize("address", [ANSWERS, "/data/changes.jsonl", "/data/answers.jsonl", "/data/answers.xlsx"])
def test_a_text_for_members_is_in_no_file_of_others_and_no_cache_keeps_it(world, client_of, submitted, address):
    publish_all(world, submitted, Audience.MEMBERS)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        public, observer = Client().get(address), client_of(world.observer).get(address)
        member = client_of(world.other_focal_point).get(address)
        told = [response.getvalue() for response in (public, observer, member)]

    assert public["Cache-Control"] == "public, no-cache"
    assert "no-store" in member["Cache-Control"]
    assert "private" in member["Cache-Control"]
    if not address.endswith("xlsx"):
        assert [b"Country A progress 8" in content for content in told] == [False, False, True]
    else:
        assert len(told[2]) > len(told[0])


def test_a_file_is_validated_by_the_version_and_never_stale(world, submitted):
    before = Client().get(ANSWERS)
    assert Client().get(ANSWERS, headers={"If-None-Match": before["ETag"]}).status_code == 304
    publish_all(world, submitted, embargo_until=timezone.now() + timedelta(hours=1))
    assert Client().get(ANSWERS, headers={"If-None-Match": before["ETag"]}).status_code == 304
    assert "Country A progress" not in body(Client().get(ANSWERS))
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        passed = Client().get(ANSWERS, headers={"If-None-Match": before["ETag"]})
        assert (passed.status_code, "Country A progress 8" in body(passed)) == (200, True)
    withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point)
    gone = Client().get(ANSWERS, headers={"If-None-Match": passed["ETag"]})

    assert (gone.status_code, "Country A progress" in body(gone)) == (200, False)


def test_a_workbook_that_takes_too_long_is_refused_in_words(world, monkeypatch):
    monkeypatch.setattr(files, "ROWS_WHILE_WAITING", 5)
    response = Client().get("/data/objectives.xlsx")

    assert response.status_code == 400
    assert "Too many rows" in response.text
    assert Client().get("/data/objectives.xlsx?objective=8").status_code == 200


def test_the_dictionary_names_every_column_in_both_languages(db):
    table = list(csv.DictReader(io.StringIO(dictionary.as_csv().decode(), newline="")))

    assert {(row["list"], row["column"]) for row in table} == {
        (resource.name, name)
        for resource in RESOURCES.values()
        for field in resource.fields
        for name in field.outputs()
    }
    assert all(row["help_en"] and row["help_es"] and row["help_en"] != row["help_es"] for row in table)
    for language, word in (("en", "Answers"), ("es", "Respuestas")):
        text = Client().get(f"/data/dictionary.{language}.md").text
        assert f"## {word} (`answers`)" in text
        assert "`text_en`, `text_es`" in text


def test_the_page_of_open_data_names_every_list_and_its_filters(world, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = Client().get("/en/data/")

    for name in RESOURCES:
        assert f'href="/data/{name}.csv"' in page.text
    assert "<code>published_from</code>" in page.text
