"""Lists and single things: what they hold, in which order, page by page, in one language or both."""

import json
from uuid import UUID

import pytest

from accounts.seats import PUBLIC
from catalogue.registry import RESOURCES
from commitments.models import Paper
from common.filters import AnyChoice, AnyNumber, Day
from common.resources import plan
from events.models import Event, Session
from objectives.filters import OfPrinciple
from reporting.models import PublishedAnswer

NAMES = list(RESOURCES)


def test_a_list_is_read_page_by_page_each_thing_once_in_every_order(published, anybody):
    for name, resource in RESOURCES.items():
        there = {str(key) for key in resource.rows(PUBLIC).values_list(resource.key, flat=True)}
        size = max(2, len(there) // 2)
        for order in resource.order:
            for sign in ("", "-"):
                found = [one["code"] for one in anybody.all(name, ordering=f"{sign}{order}", limit=size, fields="code")]
                assert len(found) == len(set(found)), (name, order)
                assert set(found) == there, (name, order)


def test_one_thing_is_read_by_its_code_and_by_its_id_and_says_what_the_list_says(published, anybody):
    for name in NAMES:
        for one in anybody.all(name)[:2]:
            assert anybody.get(f"{name}/{one['code']}").json() == one
            if "id" in one:
                assert anybody.get(f"{name}/{one['id']}").json() == one


def test_a_list_costs_two_queries_and_what_is_unchanged_one(published, anybody, django_assert_num_queries):
    for name in NAMES:
        with django_assert_num_queries(2):
            response = anybody.get(name)
        with django_assert_num_queries(1):
            again = anybody.get(name, **{"If-None-Match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_an_answer_says_everything_about_itself(published, anybody, settings):
    row = PublishedAnswer.objects.get(code="XXA-demo-O08-progress")

    told = anybody.get("answers/XXA-demo-O08-progress").json()
    assert told == told | {
        "id": str(row.pk),
        "country": "XXA",
        "cycle": "demo",
        "objective": 8,
        "question": "progress",
        "text_en": "Country A progress 8",
        "text_es": "País A progress 8  es",
        "source_language": "en",
        "translation": "human",
        "translation_stale": False,
        "revision": 1,
        "is_current": True,
        "supersedes": None,
        "licence": None,
        "url_es": f"{settings.SITE_URL}/es/answers/XXA-demo-O08-progress/",
    }
    assert told["citation_en"].startswith("Country A, “Progress”, objective 8, revision 1, ")
    assert told["citation_es"].endswith("/es/answers/XXA-demo-O08-progress/")
    assert told["published_at"].endswith("Z")


def test_the_licence_that_the_presidency_sets_is_told(published, anybody, settings):
    settings.LICENCE = "CC-BY-4.0"

    assert anybody.get("figures").json()["results"][0]["licence"] == "CC-BY-4.0"


def test_every_text_says_how_it_is_cited_and_where_it_stands(published, anybody, settings):
    """Answers and figures name country and question; all others what they are, and the Conference."""
    for name in sorted(set(RESOURCES) - {"answers", "figures"}):
        for one in anybody.get(name, {"limit": 3}).json()["results"]:
            for language, conference in (("en", "Regional Conference on Migration"),
                                         ("es", "Conferencia Regional sobre Migración")):  # fmt: skip
                citation, url = one[f"citation_{language}"], one[f"url_{language}"]
                assert citation.startswith("“")
                assert citation.endswith(f". {conference}. {url}"), name


def test_a_citation_in_one_language_falls_back_to_the_other_name(published, anybody):
    told = anybody.get("practices", {"lang": "es", "fields": "citation,title"}).json()["results"]

    assert all(one["citation"].startswith(f"“{one['title']}”. Conferencia") for one in told)


def test_revisions_are_narrowed_by_the_objectives_that_the_reader_may_read_about(published, anybody, caller_of):
    everything = anybody.all("revisions", fields="code,objectives")
    assert everything
    for number in (8, 9):
        narrowed = anybody.all("revisions", objective=number, fields="code,objectives")
        assert narrowed == [one for one in everything if number in one["objectives"]]


def test_one_language_comes_with_the_word_which_it_is(published, anybody):
    told = anybody.get("answers", {"lang": "es", "fields": "code,text", "question": "progress", "country": "XXB"})

    assert told.json()["results"] == [
        {"code": "XXB-demo-O08-progress", "text": "País B progress 8  es", "text_language": "es"}
    ]


@pytest.mark.parametrize("language", [None, "en", "es"])
def test_fields_come_as_the_registry_says_in_its_order(published, anybody, language):
    query = {"lang": language} if language else {}
    for name, resource in RESOURCES.items():
        for one in anybody.get(name, query).json()["results"]:
            assert list(one) == list(plan(resource.fields, language).names)


@pytest.mark.parametrize("name", NAMES)
def test_a_thing_is_read_by_its_identifier_and_by_its_code(published, anybody, name):
    for one in anybody.get(name, {"limit": 3}).json()["results"]:
        assert str(UUID(one["id"])) == one["id"]
        assert anybody.get(f"{name}/{one['id']}").json() == one
        assert anybody.get(f"{name}/{one['code']}").json() == one


def plausible(one) -> str:
    """A value that a filter understands."""
    if isinstance(one, AnyChoice):
        return ",".join(one.choices.values[:2])
    if isinstance(one, OfPrinciple):
        return "a"
    return "8" if isinstance(one, AnyNumber) else "2024-01-01" if isinstance(one, Day) else "forum"


@pytest.mark.parametrize("name", NAMES)
def test_every_filter_of_a_list_is_asked_in_one_query(published, anybody, django_assert_num_queries, name):
    filters = RESOURCES[name].filters
    for filter_name, one in filters.base_filters.items() if filters else ():
        with django_assert_num_queries(2):
            response = anybody.get(name, {filter_name: plausible(one)})
        assert response.status_code == 200, (filter_name, response.content)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("schemes?objective=8", ["imrf_roundtables"]),
        ("schemes?code=other", []),
        ("principles?code=a,b", ["a", "b"]),
        ("cycles?starts_to=1990-01-01", []),
        ("calls?status=closed", ["demo.survey.1"]),
        ("editions?published_to=1990-01-01", []),
        ("editions?language=es", []),
        ("editions?kind=country_report", []),
    ],
)
def test_lists_are_narrowed(published, anybody, query, codes):
    assert [one["code"] for one in anybody.get(query).json()["results"]] == codes


def test_an_agenda_is_read_item_by_item(published, anybody):
    (told,) = anybody.get("agenda-items", {"event": "event-1"}).json()["results"]

    assert told | {"id": "", "updated_at": ""} == {
        "id": "",
        "code": "event-1.2024-01-01.01",
        "event": "event-1",
        "agenda": "tentative",
        "day": "2024-01-01",
        "start": "10:00",
        "end": "11:30",
        "time_zone": None,
        "number": "1",
        "kind": "other",
        "section_en": None,
        "section_es": None,
        "title_en": "Opening 1",
        "title_es": "Apertura 1",
        "translation": "unofficial",
        "notes_en": "Group photograph afterwards",
        "notes_es": None,
        "speakers": [{"words_en": "The chair", "words_es": "La presidencia", "country": None, "body": None}],
        "session": None,
        "documents": [],
        "papers": [],
        "practices": [],
        "cycle": "",
        "url_en": "http://127.0.0.1:8000/en/events/event-1/",
        "url_es": "http://127.0.0.1:8000/es/events/event-1/",
        "citation_en": "“Forum 1”, 1. Regional Conference on Migration. http://127.0.0.1:8000/en/events/event-1/",
        "citation_es": "“Foro 1”, 1. Conferencia Regional sobre Migración. http://127.0.0.1:8000/es/events/event-1/",
        "licence": None,
        "updated_at": "",
    }


def test_only_the_fields_that_were_asked_for_are_read(published, anybody, django_assert_num_queries):
    with django_assert_num_queries(2) as asked:
        anybody.get("answers", {"fields": "code"})

    assert '"text_en"' not in asked.captured_queries[1]["sql"]


def test_a_page_names_the_next_one_in_body_and_header(published, anybody):
    response = anybody.get("objectives", {"limit": 5, "lang": "es", "fields": "number"})

    following = response.json()["next"]
    assert "lang=es" in following
    assert response["Link"] == f'<{following}>; rel="next"'
    last = anybody.get("objectives", {"limit": 100})
    assert last.json()["next"] is None
    assert not last.has_header("Link")


def test_nothing_is_counted_unless_somebody_asks(published, anybody, django_assert_num_queries):
    assert "count" not in anybody.get("answers").json()
    with django_assert_num_queries(3):
        told = anybody.get("answers", {"count": "true", "objective": 8, "limit": 1}).json()

    assert (told["count"], told["count_is_capped"]) == (7, False)


def test_a_count_stops_at_its_cap(published, anybody, monkeypatch):
    monkeypatch.setattr("api.reading.LARGEST_COUNT", 3)
    told = anybody.get("objectives", {"count": "true"}).json()

    assert (told["count"], told["count_is_capped"]) == (3, True)


def test_a_page_does_not_shift_when_something_is_published_meanwhile(published, anybody):
    first = anybody.get("answers", {"limit": 2, "ordering": "code"}).json()
    PublishedAnswer.objects.filter(code=first["results"][0]["code"]).update(code="ZZZ")

    second = anybody.get(first["next"].partition("127.0.0.1:8000")[2]).json()
    assert not {one["id"] for one in first["results"]} & {one["id"] for one in second["results"]}


def test_the_start_names_every_list(published, anybody):
    told = anybody.get("").json()

    assert set(told["lists"]) == set(NAMES)
    assert all(anybody.get(f"/api/v1/{name}").status_code == 200 for name in told["lists"])
    assert anybody.get("", **{"Accept-Language": "es-GT"}).json()["lists"]["answers"]["title"] == "Respuestas"


def test_an_edition_names_its_files(published, anybody):
    one = anybody.get("editions").json()["results"][0]

    assert [(f["language"], f["format"], f["size"]) for f in one["files"]] == [("en", "pdf", 1234)]
    assert one["updated_at"] >= one["published_at"]


def test_numbers_are_numbers(published, anybody):
    told = anybody.get("figures").json()["results"][0]

    assert (told["number"], told["value"], told["unit"]) == (12.5, "12.5", "%")


def test_the_body_is_json_in_utf_8(published, anybody):
    response = anybody.get("countries")

    assert response["Content-Type"] == "application/json"
    assert "País A" in response.content.decode()
    assert json.loads(response.content)


def test_a_session_is_told_with_its_objectives_and_guiding_questions(published, anybody):
    (told,) = anybody.get("sessions", {"event": "event-1", "objective": 8}).json()["results"]

    assert (told["code"], told["number"], told["objectives"]) == ("event-1.1", "1", [8])
    assert told["questions"] == [{"topic": "practices", "text_en": "Which practices?", "text_es": ""}]
    assert told["url_en"].endswith("/en/events/event-1/sessions/1/")
    assert (told["starts"], told["ends"]) == (None, None)
    assert anybody.get("sessions", {"objective": 9}).json()["results"] == []


def test_a_session_with_days_of_its_own_says_them(published, anybody):
    Session.objects.filter(event__code="event-1").update(starts="2022-05-17", ends="2022-05-18")
    (told,) = anybody.get("sessions", {"event": "event-1"}).json()["results"]

    assert (told["starts"], told["ends"]) == ("2022-05-17", "2022-05-18")


def test_a_body_is_found_and_cited_at_its_page(published, anybody, client):
    told = anybody.get("bodies").json()["results"][0]

    assert told["url_en"].endswith(f"/en/directory/{told['code']}/")
    assert told["citation_en"].endswith(told["url_en"])
    assert client.get(f"/en/directory/{told['code']}/").status_code == 200


def test_a_concept_note_is_read_once_it_is_opened(published, anybody, caller_of):
    assert [one["code"] for one in anybody.get("concept-sections").json()["results"]] == ["event-1.01", "event-2.01"]
    Event.objects.filter(code="event-1").update(concept_audience="members")

    assert [one["code"] for one in anybody.get("concept-sections").json()["results"]] == ["event-2.01"]
    assert anybody.get("concept-sections/event-1.01").status_code == 410
    assert len(caller_of(published.focal_point).get("concept-sections").json()["results"]) == 2


def test_a_document_is_told_to_the_public_once_it_is_approved(published, anybody, caller_of):
    Paper.objects.filter(code="paper-1").update(stage="recommended")
    told = anybody.get("approval-documents").json()["results"]

    assert [one["code"] for one in told] == ["paper-2"]
    assert [(step["on"], step["stage"]) for step in told[0]["steps"]] == [("2024-01-02", "approved")]
    assert len(caller_of(published.focal_point).get("approval-documents").json()["results"]) == 2
