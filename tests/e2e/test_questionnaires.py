"""A template is changed and frozen in the browser; an invited stakeholder answers by the link of the mail."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from reporting.actions import templates
from reporting.actions.cycles import close_call, create_call, open_call
from reporting.actions.respondents import invite
from reporting.actions.responses import save_response
from reporting.actions.results import publish_results
from reporting.emails import token_of
from reporting.enums import QuestionType
from reporting.models import Call, Question, ResponseAnswer
from reporting.queries.templates import questions_of
from tests.e2e.browse import assert_sound_at_all_widths
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def survey(world: World) -> Call:
    """An open survey that asks for a ranking and a text."""
    by = world.secretariat
    version = templates.create_template(code="survey", audience="survey", name_en="Survey", name_es="Encuesta", by=by)
    titles = {"title_en": "Priorities", "title_es": "Prioridades", "intro_en": "", "intro_es": ""}
    section = templates.save_section(
        version=version, section=None, fields={"code": "one", "scope": "report"} | titles, saves=0, by=by
    )
    for code, kind, en, es in (
        ("objectives", QuestionType.PRIORITIES, "Your order", "Su orden"),
        ("action", QuestionType.TEXT, "What to do", "Qué hacer"),
    ):
        fields = {"code": code, "type": kind, "label_en": en, "label_es": es}
        templates.save_question(section=section, question=None, fields=fields, saves=0, by=by)
    templates.freeze(version=version, by=by)
    call = create_call(
        cycle=world.cycle, template_version=version, scheme=world.scheme, due_at=world.call.due_at,
        is_open_to_all=True, by=by,
    )  # fmt: skip
    open_call(call=call, by=by)
    return call


def test_a_template_is_changed_seen_in_both_languages_and_frozen(open_page: Callable[..., Page], world: World) -> None:
    version = templates.next_version(template=world.call.template_version.template, by=world.secretariat)
    page = open_page(reverse("reporting:template", args=[version.pk]), seat=world.secretariat)
    assert_sound_at_all_widths(page, "templates.version")
    question = Question.objects.get(section__version=version, code="support")
    page.locator(f"#q-{question.pk} a").click()
    assert_sound_at_all_widths(page, "templates.question")
    page.get_by_label("Code").fill("assistance")
    page.get_by_label("Question (Spanish)").fill("Asistencia")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Asistencia")).to_be_visible()
    page.get_by_role("link", name="Map of codes").click()
    expect(page.get_by_label("support: Support")).to_have_value("assistance")
    assert_sound_at_all_widths(page, "templates.map")
    page.go_back()
    page.get_by_role("link", name="As it will be seen, in both languages").click()
    expect(page.get_by_role("heading", name="Español")).to_be_visible()
    assert_sound_at_all_widths(page, "templates.preview")
    page.go_back()
    page.get_by_role("button", name="Freeze this version").click()
    page.get_by_role("dialog").get_by_role("button", name="Freeze this version").click()
    expect(page.get_by_text("The version is frozen.")).to_be_visible()
    expect(page.locator(f"#q-{question.pk} a")).to_have_count(0)


def test_an_invited_stakeholder_answers_on_a_telephone_without_scripts(
    open_page: Callable[..., Page], world: World, survey: Call
) -> None:
    row = invite(
        call=survey, kind="stakeholder", organization="Universidad B", email="u@world.example", language="es",
        by=world.secretariat,
    )  # fmt: skip
    address = f"/es/surveys/write/{token_of(row)}/"
    page = open_page(address, width=390, javascript=False)
    page.get_by_label("Lugar 1", exact=True).select_option("8")
    page.get_by_label("Por qué, o qué recomienda (opcional), Lugar 1").fill("Urge")
    page.get_by_role("button", name="Guardar y continuar después").click()
    page.get_by_label("Qué hacer").fill("Un calendario común")
    page.get_by_label("Mis respuestas se pueden publicar").check()
    page.get_by_role("button", name="Presentar").click()
    expect(page.get_by_text("Sus respuestas se presentaron.")).to_be_visible()
    assert ResponseAnswer.objects.get(question__code="objectives").items == [{"objective": 8, "text": "Urge"}]


def test_what_a_link_holder_types_without_a_line_stays_in_the_tab_alone_and_goes_once_it_is_sent(
    open_page: Callable[..., Page], world: World, survey: Call
) -> None:
    row = invite(
        call=survey, kind="stakeholder", organization="Universidad B", email="u@world.example", language="es",
        by=world.secretariat,
    )  # fmt: skip
    address = f"/es/surveys/write/{token_of(row)}/"
    kept = "storage => Object.keys(window[storage]).filter(key => key.startsWith('rcm.kept.')).length"
    page = open_page(address, width=390)
    page.on("dialog", lambda dialog: dialog.accept())
    state = page.locator("[data-keep-state]")
    page.get_by_label("Qué hacer").fill("Un calendario común")
    expect(state).to_contain_text("se conserva en esta ventana hasta que lo guarde")
    page.context.set_offline(True)
    page.get_by_role("button", name="Presentar").click()
    expect(state).to_contain_text("no se pudo llegar al portal")
    page.context.set_offline(False)
    page.reload()
    expect(state).to_contain_text("Se repuso lo que esta ventana conservaba")
    expect(page.get_by_label("Qué hacer")).to_have_value("Un calendario común")
    assert (page.evaluate(kept, "sessionStorage"), page.evaluate(kept, "localStorage")) == (1, 0)

    page.get_by_role("button", name="Presentar").click()
    expect(page.get_by_text("Sus respuestas se presentaron.")).to_be_visible()
    assert ResponseAnswer.objects.get(question__code="action").text == "Un calendario común"
    assert page.evaluate(kept, "sessionStorage") == 0


def test_a_country_answers_in_its_seat(open_page: Callable[..., Page], world: World, survey: Call) -> None:
    page = open_page(reverse("reporting:survey-answer", args=[survey.pk]), seat=world.focal_point)

    page.get_by_label("Place 1", exact=True).select_option("8")
    page.get_by_label("What to do").fill("A common calendar")
    page.get_by_role("button", name="Save and go on later").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert survey.responses.get().country == world.a.country


def test_pages_of_a_survey_are_sound(open_page: Callable[..., Page], world: World, survey: Call) -> None:
    for letter in "ABC":
        row = invite(
            call=survey, kind="observer", organization=f"Observer {letter}", email=f"{letter}@world.example",
            language="en", by=world.secretariat,
        )  # fmt: skip
        asked = questions_of(survey.template_version)
        answers = {asked[0]: {"items": [{"objective": 8, "text": "Why"}]}, asked[1]: {"text": "A common calendar"}}
        save_response(response=row, answers=answers, consent=True, submit=True, saves=0)
    assert_sound_at_all_widths(open_page(reverse("reporting:survey", args=[survey.pk])), "surveys.survey")
    assert_sound_at_all_widths(open_page(f"/en/surveys/write/{token_of(row)}/"), "surveys.write")
    desk = open_page(reverse("reporting:survey-desk", args=[survey.pk]), seat=world.secretariat)
    assert_sound_at_all_widths(desk, "surveys.desk")
    survey.refresh_from_db()
    close_call(call=survey, by=world.secretariat)
    publish_results(call=survey, by=world.presidency)
    assert_sound_at_all_widths(open_page(reverse("reporting:survey-results", args=[survey.pk])), "surveys.results")
