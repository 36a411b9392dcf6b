"""A call for contributions: its theme, the conclusion that asked for it, and who has answered, in calm words."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from common.errors import Refused
from events.models import Conclusion, Event
from notices.models import Notice
from objectives.models import Objective
from practices.actions.versions import move, new_version, start_practice
from practices.enums import Stage
from practices.models import Practice
from reporting.actions.cycles import close_call
from reporting.actions.responses import response_of, save_response
from reporting.actions.results import publish_results
from reporting.actions.themes import answer_with, say_theme
from reporting.models import Call
from reporting.queries.templates import questions_of
from tests.api.conftest import Caller, caller_of  # noqa: F401
from tests.reporting.test_surveys import make  # noqa: F401


@pytest.fixture
def line(world):
    event = Event.objects.create(
        code="rcgm", kind="meeting", name_en="Meeting", name_es="Reunión", audience="public", conclusions_public=True
    )
    return Conclusion.objects.create(
        event=event, order=1, role="item", reference="6.b", text_en="Ask for good practices.", text_es="Solicitar.",
        verbs=["request"],
    )  # fmt: skip


@pytest.fixture
def call(world, make, line):  # noqa: F811
    call = make("survey")
    say_theme(
        call=call, theme_en="Campaign on rights", theme_es="Campaña sobre derechos", conclusion=line, objectives=(),
        by=world.secretariat,
    )  # fmt: skip
    return call


def page_of(client, call):
    return client.get(reverse("reporting:survey", args=[call.pk]))


def test_call_and_conclusion_lead_to_one_another(world, call, line):
    page = page_of(Client(), call).text
    item = Client().get(line.get_absolute_url()).text

    assert "Campaign on rights" in page
    assert line.get_absolute_url() in page
    assert "Campaign on rights" in item
    assert reverse("reporting:survey", args=[call.pk]) in item


def test_a_conclusion_that_is_not_public_is_named_to_members_only(world, client_of, call, line):
    Event.objects.update(conclusions_public=False)

    assert line.get_absolute_url() not in page_of(Client(), call).text
    assert line.get_absolute_url() in page_of(client_of(world.focal_point), call).text


def test_a_request_among_members_is_told_to_members_alone(world, client_of, make, line):  # noqa: F811
    request = make("request")
    say_theme(call=request, theme_en="zq-theme", theme_es="zq", conclusion=line, objectives=(), by=world.secretariat)

    assert "zq-theme" not in Client().get(line.get_absolute_url()).text
    assert "zq-theme" in client_of(world.focal_point).get(line.get_absolute_url()).text


def test_the_desk_reads_from_whom_something_came_and_members_once_it_is_published(world, client_of, call):
    seat = world.observer
    answers = {
        question: {"text": "A practice"} for question in questions_of(call.template_version) if question.type == "text"
    }
    response = response_of(call=call, by=seat)
    name = response.name

    assert name not in page_of(client_of(world.focal_point), call).text
    save_response(response=response, answers=answers, consent=True, saves=response.saves, submit=True, by=seat)

    assert name in page_of(client_of(world.secretariat), call).text
    assert name not in page_of(client_of(world.focal_point), call).text, "to be named with what is published was agreed"
    close_call(call=call, by=world.secretariat)
    publish_results(call=call, by=world.presidency)
    assert name in page_of(client_of(world.focal_point), call).text
    assert name not in page_of(Client(), call).text


def test_the_secretariat_says_the_theme_and_nobody_else(world, client_of, call, line):
    address = reverse("reporting:survey-theme", args=[call.pk])

    assert client_of(world.secretariat).post(address, {"theme_en": "New", "theme_es": ""}).status_code == 422
    client_of(world.secretariat).post(address, {"theme_en": "New", "theme_es": "Nuevo", "conclusion": str(line.pk)})
    assert Call.objects.get(pk=call.pk).theme.theme_en == "New"
    assert client_of(world.presidency).get(address).status_code == 403
    assert client_of(world.focal_point).get(address).status_code == 404
    with pytest.raises(PermissionDenied):
        say_theme(call=call, theme_en="A", theme_es="B", conclusion=None, objectives=(), by=world.presidency)


@pytest.fixture
def practice(world):
    words = {"title_en": "zq-one window", "summary_en": "What is done."}
    return start_practice(fields=words, by=world.focal_point)


def test_an_open_call_stands_on_the_page_of_practices_with_theme_objectives_and_date(world, client_of, call):
    fields = {"theme_en": "Campaign on rights", "theme_es": "Campaña sobre derechos", "objectives": ["8", "10"]}
    client_of(world.secretariat).post(reverse("reporting:survey-theme", args=[call.pk]), fields)

    page = Client().get("/en/practices/").text
    assert "Campaign on rights" in page
    assert reverse("reporting:survey", args=[call.pk]) in page
    assert "Objectives: 8, 10" in page
    spanish = Client().get("/es/practices/").text
    assert "Campaña sobre derechos" in spanish
    assert "Convocatorias abiertas de contribuciones" in spanish
    workspace = client_of(world.focal_point).get(f"/es/workspace/{world.a.pk}/").text
    assert "Campaña sobre derechos" in workspace
    close_call(call=call, by=world.secretariat)
    assert "Campaign on rights" not in Client().get("/en/practices/").text


def test_a_practice_answers_a_call_and_once_cleared_the_desk_reads_of_it_once_published_others(
    world, client_of, call, practice
):
    writer, desk = client_of(world.focal_point), client_of(world.secretariat)
    assert "zq-one window" in page_of(writer, call).text
    answer = reverse("reporting:survey-practice", args=[call.pk])
    writer.post(answer, {"practice": str(practice.pk), "act": "add"})

    of_desk = reverse("reporting:survey-desk", args=[call.pk])
    assert "zq-one window" not in desk.get(of_desk).text
    version = practice.versions.select_related("practice__country").get()
    move(version=version, to=Stage.ASKED, by=world.focal_point)
    move(version=version, to=Stage.CLEARED, by=world.clearer)
    assert "zq-one window" in desk.get(of_desk).text
    assert "zq-one window" not in page_of(Client(), call).text
    move(version=version, to=Stage.PUBLISHED, audience="public", by=world.focal_point)
    assert "zq-one window" in page_of(Client(), call).text
    assert "Campaign on rights" in Client().get(f"/en/practices/{practice.code}/").text

    told = Notice.objects.filter(text_en="A practice was published: “zq-one window”")
    assert [(one.user_id, one.address) for one in told] == [(world.secretariat.user.pk, f"/practices/{practice.code}/")]

    writer.post(answer, {"practice": str(practice.pk), "act": "remove"})
    assert "zq-one window" not in page_of(Client(), call).text


def test_only_its_own_country_answers_with_a_practice_and_only_while_the_call_is_open(world, client_of, call, practice):
    answer = reverse("reporting:survey-practice", args=[call.pk])
    for seat in (world.other_focal_point, world.secretariat, world.observer):
        sent = {"practice": str(practice.pk), "act": "add"}
        assert client_of(seat).post(answer, sent).status_code == 404
    for seat in (world.clearer, world.contributor, world.secretariat):
        with pytest.raises(PermissionDenied):
            answer_with(theme=call.theme, practice=practice, by=seat)
    Practice.objects.update(status=Practice.Status.WITHDRAWN)
    with pytest.raises(Refused, match="withdrawn"):
        answer_with(theme=call.theme, practice=practice, by=world.focal_point)
    Practice.objects.update(status=Practice.Status.DRAFT)
    answer_with(theme=call.theme, practice=practice, by=world.focal_point)
    close_call(call=call, by=world.secretariat)
    call.theme.call.refresh_from_db()
    with pytest.raises(PermissionDenied, match="closed"):
        answer_with(theme=call.theme, practice=practice, by=world.focal_point)
    client_of(world.focal_point).post(answer, {"practice": str(practice.pk), "act": "remove"})
    assert not call.theme.practices.exists()


def test_a_practice_that_was_discarded_can_be_chosen_no_more_until_it_is_begun_anew(world, client_of, call, practice):
    writer = client_of(world.focal_point)
    assert "zq-one window" in page_of(writer, call).text
    version = practice.versions.select_related("practice__country").get()
    move(version=version, to=Stage.DISCARDED, by=world.focal_point)

    assert "zq-one window" not in page_of(writer, call).text
    assert not Practice.objects.nameable(practice.country).exists()
    with pytest.raises(Refused, match="discarded"):
        answer_with(theme=call.theme, practice=practice, by=world.focal_point)
    new_version(practice=practice, by=world.focal_point)
    assert "zq-one window" in page_of(writer, call).text


def test_a_practice_that_cannot_be_read_from_the_form_is_none(world, client_of, call):
    answer = reverse("reporting:survey-practice", args=[call.pk])
    for sent in ({}, {"practice": "x", "act": "add"}, {"practice": str(call.pk), "act": "add"}):
        assert client_of(world.focal_point).post(answer, sent).status_code == 404


def test_the_list_of_calls_says_what_the_page_says(world, call, line):
    row = next(one for one in Client().get("/api/v1/calls").json()["results"] if one["theme_en"])

    assert (row["theme_en"], row["theme_es"]) == ("Campaign on rights", "Campaña sobre derechos")
    assert (row["audience"], row["conclusion"]) == ("survey", "rcgm.1")
    assert Client().get("/api/v1/calls?audience=survey&count=true").json()["count"] == 1
    say_theme(
        call=call, theme_en="Campaign on rights", theme_es="Campaña sobre derechos", conclusion=line,
        objectives=Objective.objects.filter(number__in=(10, 8)), by=world.secretariat,
    )  # fmt: skip
    assert Client().get(f"/api/v1/calls/{row['code']}").json()["objectives"] == [8, 10]
    Event.objects.update(conclusions_public=False)
    assert Client().get(f"/api/v1/calls/{row['code']}").json()["conclusion"] is None


def test_a_theme_that_is_said_later_makes_the_call_new_to_copies(world, call):
    before = Client().get("/api/v1/calls?audience=survey").json()["results"][0]["updated_at"]
    say_theme(call=call, theme_en="Other", theme_es="Otro", conclusion=None, objectives=(), by=world.secretariat)

    assert Client().get("/api/v1/calls?audience=survey").json()["results"][0]["updated_at"] > before


def told_of(caller, call) -> dict:
    return caller.get(f"calls/{call_code(call)}").json()


def call_code(call) -> str:
    version = call.template_version
    return f"{call.cycle.code}.{version.template.code}.{version.number}"


def test_a_call_names_the_practices_that_answer_it_as_far_as_its_reader_finds_them(world, call, caller_of):  # noqa: F811
    for code, fields in {
        "public": {"status": "published"},
        "members": {"status": "published", "audience": "members"},
        "submitted": {"status": "submitted"},
        "draft": {"status": "draft"},
    }.items():
        country = world.countries["A"]
        call.theme.practices.add(Practice.objects.create(code=code, title_en=f"zq-{code}", country=country, **fields))

    for caller, practices in (
        (Caller(), ["public"]),
        (caller_of(world.observer), ["public"]),
        (caller_of(world.other_focal_point), ["members", "public"]),
        (caller_of(world.focal_point), ["members", "public"]),
    ):
        assert told_of(caller, call)["practices"] == practices
        assert set(practices) == {row["code"] for row in caller.get("practices").json()["results"]}
        assert "zq-" not in caller.get("calls").text
    assert b"zq-" not in Client().get("/data/calls.csv").getvalue()


def test_a_practice_that_answers_makes_the_call_new_to_copies_once_everybody_reads_it(world, call):
    def moment():
        return told_of(Caller(), call)["updated_at"]

    at_first, row = moment(), Practice.objects.create(code="p", title_en="P", country=world.countries["A"])
    call.theme.practices.add(row)
    Practice.objects.update(status="published", audience="members")
    assert moment() == at_first, "what others may not read moves nothing"

    Practice.objects.update(audience="public")
    shown = moment()
    assert shown > at_first
    Practice.objects.update(title_en="Q")
    assert moment() == shown, "the call names a code, and that is the same"
    Practice.objects.update(status="withdrawn")
    withdrawn = moment()
    assert withdrawn > shown
    Practice.objects.update(status="published")
    call.theme.practices.clear()
    assert moment() > withdrawn
    assert told_of(Caller(), call)["practices"] == []


def test_a_conclusion_that_is_taken_back_makes_the_call_that_named_it_new_to_copies(world, call):
    before = told_of(Caller(), call)
    Event.objects.update(conclusions_public=False)
    after = told_of(Caller(), call)

    assert (before["conclusion"], after["conclusion"]) == ("rcgm.1", None)
    assert after["updated_at"] > before["updated_at"]
