"""Questionnaires: who may answer, what is kept, results by kind of respondent, requests of working groups."""

import re
from datetime import timedelta

import pgtrigger
import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.enums import BodyKind, HatKind, Role
from accounts.models import Body, Hat, StakeholderCategory
from audit.models import AuditEvent
from catalogue.models import Tombstone
from common.errors import Conflict, Refused
from notices.enums import MailState
from notices.models import BouncedAddress, Mail, Notice, Preference
from publications.blocks import BarChart, Heading, Quotation
from reporting.actions import templates
from reporting.actions.cycles import close_call, create_call, open_call, reopen_call
from reporting.actions.rehearsal import rehearse
from reporting.actions.report import start_report
from reporting.actions.respondents import invite, register, remind_members, remove, send_again, withdraw_consent
from reporting.actions.responses import clear_response, response_of, save_response
from reporting.actions.results import publish_results
from reporting.actions.sections import remove_block, take_survey
from reporting.documents.regional import build_block
from reporting.documents.surveys import request_document, who_answered
from reporting.emails import token_of
from reporting.enums import Audience, BlockKind, QuestionType, RespondentKind, ResponseStatus, TemplateAudience
from reporting.models import Call, Question, Response, ResponseAnswer, SurveyResult
from reporting.periodic import forget_respondents, remind_of_requests
from reporting.queries.report import material
from reporting.queries.respondents import respondents, undelivered
from reporting.queries.results import Group, results, say_count
from reporting.queries.templates import questions_of
from tests.counts import SEATED, VISITOR
from tests.factories import make_seat
from tests.factories.seats import make_hat

PUBLIC_READERS = [Audience.PUBLIC]
CHOICES = [{"code": "data", "en": "Data", "es": "Datos"}, {"code": "law", "en": "Law", "es": "Derecho"}]


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


@pytest.fixture
def make(world):
    """`make(audience)` is an open call that asks for a ranking, a text, choices and principles."""

    def call(audience, **fields):
        by = world.secretariat
        version = templates.create_template(
            code=f"t-{audience}",
            audience=audience,
            name_en=f"Asked of {audience}",
            name_es=f"Pedido a {audience}",
            by=by,
        )
        titles = {"title_en": "One", "title_es": "Uno", "intro_en": "", "intro_es": ""}
        section = templates.save_section(
            version=version, section=None, fields={"code": "one", "scope": "report"} | titles, saves=0, by=by
        )
        asked = (
            ("objectives", QuestionType.PRIORITIES, {"item_limit": 3}),
            ("action", QuestionType.TEXT, {}),
            ("obstacles", QuestionType.CHOICES, {"choices": CHOICES}),
            ("principles", QuestionType.PRINCIPLES, {}),
        )
        for code, kind, more in asked:
            words = {"code": code, "type": kind, "label_en": code.title(), "label_es": f"{code.title()} (es)"} | more
            templates.save_question(section=section, question=None, fields=words, saves=0, by=by)
        templates.freeze(version=version, by=by)
        made = create_call(
            cycle=world.cycle, template_version=version, scheme=world.scheme, due_at=world.call.due_at, by=by, **fields
        )
        open_call(call=made, by=by)
        return Call.objects.questionnaires().get(pk=made.pk)

    return call


@pytest.fixture
def survey(make):
    return make(TemplateAudience.SURVEY, is_open_to_all=True)


def answers(call, text="", *ranking, choices=()):
    asked = {question.code: question for question in questions_of(call.template_version)}
    return {
        asked["objectives"]: {"items": [{"objective": n, "text": text and f"{text} {n}"} for n in ranking]},
        asked["action"]: {"text": text},
        asked["obstacles"]: {"choices": list(choices)},
    }


def answer(world, call, kind, name, *ranking, text="", consent=False, choices=(), language="en"):
    row = invite(
        call=call, kind=kind, organization=name, email=f"{name.replace(' ', '.')}@example.org", language=language,
        by=world.secretariat,
    )  # fmt: skip
    said = answers(call, text, *ranking, choices=choices)
    return save_response(response=row, answers=said, consent=consent, submit=True, saves=0)


def answer_of_country(call, seat, clearer, said):
    """A focal point writes, the clearer submits."""
    row = response_of(call=call, by=seat)
    save_response(response=row, answers=said, consent=False, submit=False, saves=row.saves, by=seat)
    clear_response(response=row, saves=row.saves, by=clearer)
    return row


def link_in(message) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", message.body).group(1)


# Trying one


@pytest.fixture
def tried(world, make, client_of):
    """`tried(audience)`: the rehearsal of a draft that asks, and the client of who sits down in it."""

    def begin(audience):
        version = templates.next_version(template=make(audience).template_version.template, by=world.secretariat)
        call, membership = rehearse(version=version, by=world.secretariat)
        seat = type(world.secretariat)(user=world.secretariat.user, membership=membership)
        return call, client_of(seat)

    return begin


@pytest.mark.parametrize("audience", [one for one in TemplateAudience if one != TemplateAudience.MEMBERS])
def test_a_questionnaire_is_tried_on_its_own_page_whoever_it_asks(world, client_of, tried, audience):
    call, client = tried(audience)
    page = reverse("reporting:survey-answer", args=[call.pk])
    assert "This is a rehearsal" in client.get(page).text

    answer = client.post(page, {"text-action": "zq-tried", "saves": "0", "act": "submit"}, follow=True)

    assert "submitted" in answer.text
    assert [row.status for row in call.responses.all()] == [ResponseStatus.SUBMITTED]
    client.post(page, {"text-action": "zq-again", "saves": "1", "act": "submit"})
    assert [row.answers.get().text for row in call.responses.all()] == ["zq-again"]
    for other in (world.focal_point, world.secretariat, world.civil_society):
        assert client_of(other).get(page).status_code == 404
        assert client_of(other).get(reverse("reporting:survey", args=[call.pk])).status_code == 404


def test_results_of_a_rehearsal_are_published_by_nobody_and_nothing(world, tried):
    call, _client = tried(TemplateAudience.SURVEY)
    close_call(call=call, by=world.secretariat)

    with pytest.raises(Refused, match="rehearsal"):
        publish_results(call=Call.objects.get(pk=call.pk), by=world.secretariat)
    with pytest.raises(InternalError), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(results_at=timezone.now())


def test_a_rehearsal_follows_what_a_draft_of_a_questionnaire_asks(world, tried):
    call, client = tried(TemplateAudience.STAKEHOLDERS)
    page = reverse("reporting:survey-answer", args=[call.pk])
    client.post(page, {"text-action": "zq-tried", "saves": "0", "act": "save"})
    gone = next(one for one in questions_of(call.template_version) if one.code == "action")

    templates.remove_part(part=gone, by=world.secretariat)

    assert not ResponseAnswer.objects.filter(response__call=call).exists()
    assert "zq-tried" not in client.get(page).text


def test_results_of_a_question_are_read_by_those_it_is_for(world, client, client_of, answered):
    question = Question.objects.filter(section__version=answered.template_version, code="objectives")
    with pgtrigger.ignore("reporting.Question:frozen"):
        question.update(audience=Audience.OBSERVERS)
    close_call(call=answered, by=world.secretariat)
    publish_results(call=answered, by=world.secretariat)
    page = reverse("reporting:survey-results", args=[answered.pk])

    def read(reader):
        return [shown["question"].code for shown in reader.get(page).context["questions"]]

    assert "objectives" not in read(client)
    assert "objectives" in read(client_of(world.observer))
    assert "objectives" in read(client_of(world.focal_point))


# Who answers


def test_an_invited_respondent_writes_and_submits_by_the_link_of_the_mail(
    world, desk, survey, django_capture_on_commit_callbacks
):
    StakeholderCategory.objects.create(code="academia", order=1, name_en="Academia", name_es="Academia")
    posted = {
        "kind": "stakeholder", "category": StakeholderCategory.objects.get().pk, "organization": "University B",
        "place": "", "email": "u@example.org", "language": "es",
    }  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("reporting:survey-desk", args=[survey.pk]), posted)
    path = link_in(mail.outbox[-1])
    assert Mail.objects.get(key__startswith="response-link:").body == "", "a link that opens answers is not kept"
    assert mail.outbox[-1].to == ["u@example.org"]
    assert mail.outbox[-1].subject == "Se le invita a responder: Pedido a survey"

    browser = Client(enforce_csrf_checks=True)
    assert "University B" in browser.get(path).text
    assert Response.objects.get().status == ResponseStatus.INVITED
    browser.post(path, {"saves": "0", "act": "save", "text-action": "Una acción"})
    assert Response.objects.get().status == ResponseStatus.WRITING
    assert "Una acción" in browser.get(path).text
    browser.post(
        path, {"saves": "1", "act": "submit", "text-action": "Una acción", "q-objectives-1": "8", "q-objectives-3": "4",
               "text-objectives-1": "Porque sí", "consent": "on"}
    )  # fmt: skip

    row = Response.objects.get()
    assert (row.status, row.consent, row.category.code) == (ResponseStatus.SUBMITTED, True, "academia")
    ranked = ResponseAnswer.objects.get(question__code="objectives").items
    assert ranked == [{"objective": 8, "text": "Porque sí"}, {"objective": 4, "text": ""}]


@pytest.mark.parametrize("token", ["no-such-token", "00000000-0000-4000-8000-000000000000:forged"])
def test_a_link_that_was_not_made_here_leads_nowhere(db, client, token):
    assert client.get(reverse("reporting:survey-write", args=[token])).status_code == 404


def test_whoever_confirms_an_address_may_answer_an_open_one(client, survey, django_capture_on_commit_callbacks):
    posted = {
        "kind": "civil_society", "organization": "Organization A", "email": "a@example.org", "language": "en",
        "place": "", "category": "", "website": "",
    }  # fmt: skip
    start = reverse("reporting:survey-start", args=[survey.pk])
    with django_capture_on_commit_callbacks(execute=True):
        first = Client(enforce_csrf_checks=True).post(start, posted)
    with django_capture_on_commit_callbacks(execute=True):
        second = client.post(start, posted | {"email": "A@example.org"})

    assert first.status_code == second.status_code == 200
    assert first.text.replace("a@", "A@") == second.text
    assert len(mail.outbox) == 1
    assert Response.objects.get().status == ResponseStatus.UNCONFIRMED
    client.post(link_in(mail.outbox[0]), {"saves": "0", "act": "submit", "text-action": "Do it"})
    assert Response.objects.get().status == ResponseStatus.SUBMITTED


def test_a_mail_system_that_does_not_answer_stops_no_invitation_and_the_link_goes_out_later(
    desk, survey, settings, django_capture_on_commit_callbacks
):
    posted = {"kind": "observer", "organization": "O", "place": "", "email": "o@example.org", "language": "en"}
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    settings.EMAIL_PORT = 1
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(reverse("reporting:survey-desk", args=[survey.pk]), posted).status_code == 302
    assert Mail.objects.get(to="o@example.org").state == MailState.WAITING


def test_the_desk_sends_a_link_again_and_a_machine_says_that_it_wrote_it(
    world, desk, survey, django_capture_on_commit_callbacks
):
    row = answer(world, survey, RespondentKind.OBSERVER, "Observer A", 8)
    address = reverse("reporting:respondent-act", args=[row.pk])
    assert "sent a moment ago" in desk.post(address, {"act": "again"}, follow=True).text
    Response.objects.filter(pk=row.pk).update(mailed_at=timezone.now() - timedelta(minutes=11))
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address, {"act": "again"})

    (sent,) = mail.outbox
    assert sent.to == ["Observer.A@example.org"]
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert link_in(sent) == f"/en/surveys/write/{token_of(row)}/"


def test_a_program_that_fills_every_box_writes_nothing(client, survey):
    posted = {
        "kind": "civil_society", "organization": "X", "email": "x@example.org", "language": "en", "website": "http://x",
    }  # fmt: skip
    assert client.post(reverse("reporting:survey-start", args=[survey.pk]), posted).status_code == 200
    assert not Response.objects.exists()


def test_one_network_asks_for_so_many_links_an_hour(client, survey, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "links"}}
    start = reverse("reporting:survey-start", args=[survey.pk])
    posted = {"kind": "stakeholder", "organization": "X", "language": "en"}
    statuses = [client.post(start, posted | {"email": f"x{n}@example.org"}).status_code for n in range(21)]

    assert statuses == [200] * 20 + [429]


def test_who_has_not_shown_that_an_address_is_theirs_names_nobody(survey):
    words = {"call": survey, "email": "x@example.org", "language": "en"}
    register(kind="stakeholder", organization="Somebody else", **words)
    Response.objects.update(mailed_at=timezone.now() - timedelta(hours=1))
    register(kind="civil_society", organization="The owner", **words)

    row = Response.objects.get()
    assert (row.kind, row.organization, row.status) == ("civil_society", "The owner", "unconfirmed")
    assert "Somebody else" not in Mail.objects.latest("pk").body


def test_an_organization_stands_on_one_line(survey, client):
    posted = {"kind": "stakeholder", "organization": "One\n\nhttps://evil.example", "language": "en",
              "email": "x@example.org"}  # fmt: skip
    client.post(reverse("reporting:survey-start", args=[survey.pk]), posted)

    assert Response.objects.get().organization == "One https://evil.example"


def test_hats_of_one_body_answer_apart(world, survey, client_of):
    observer = world.observer
    hat = Hat.objects.create(body=observer.body, kind=HatKind.STAKEHOLDER)
    other = make_seat(Role.STAKEHOLDER, hat=hat)
    row = response_of(call=survey, by=observer)
    save_response(response=row, answers=answers(survey, "zq-hat"), consent=False, submit=False, saves=0, by=observer)
    address = reverse("reporting:survey-answer", args=[survey.pk])

    assert "zq-hat" in client_of(observer).get(address).text
    assert "zq-hat" not in client_of(other).get(address).text
    assert response_of(call=survey, by=other).pk != row.pk


def test_the_presidency_reads_no_answer_of_its_country_in_the_making(world, survey, client_of):
    focal = make_seat(Role.FOCAL_POINT, world.presidency.country)
    row = response_of(call=survey, by=focal)
    save_response(response=row, answers=answers(survey, "zq-own"), consent=False, submit=False, saves=0, by=focal)

    page = client_of(world.presidency).get(reverse("reporting:survey-answer", args=[survey.pk]))
    assert page.status_code in (403, 404)
    assert "zq-own" not in page.text


def test_the_desk_is_not_told_who_has_begun_in_its_own_seat(world, survey):
    row = response_of(call=survey, by=world.focal_point)
    assert respondents(survey) == []

    Response.objects.filter(pk=row.pk).update(status="submitted", submitted_at=timezone.now())
    assert respondents(survey) == [row]


def test_what_members_answered_a_working_group_is_not_published(world, make):
    call = make(TemplateAudience.REQUEST)
    close_call(call=call, by=world.secretariat)

    with pytest.raises(Refused, match="compiled for the members"):
        publish_results(call=call, by=world.secretariat)


def test_an_open_one_takes_nobody_as_member_observer_or_rncom(survey):
    for kind in ("member", "observer", "rncom", "anything"):
        with pytest.raises(Refused):
            register(call=survey, kind=kind, organization="X", email="x@example.org", language="en")


def test_one_that_is_not_open_to_all_sends_no_link(make):
    call = make(TemplateAudience.STAKEHOLDERS)
    with pytest.raises(Refused, match="invited"):
        register(call=call, kind="stakeholder", organization="X", email="x@example.org", language="en")


@pytest.mark.parametrize(
    ("audience", "seats"),
    [
        ("survey", {"focal_point", "other_focal_point", "observer", "civil_society", "stakeholder"}),
        ("stakeholders", {"observer", "civil_society", "stakeholder"}),
        ("rncom", set()),
        ("request", {"focal_point", "other_focal_point"}),
    ],
)
def test_each_questionnaire_is_answered_by_those_it_asks(world, make, audience, seats):
    call = make(audience)
    found = set()
    everybody = ("focal_point", "other_focal_point", "contributor", "clearer", "secretariat", "presidency", "observer",
                 "civil_society", "stakeholder")  # fmt: skip
    for name in everybody:
        try:
            response_of(call=call, by=world.seats[name])
            found.add(name)
        except PermissionDenied:
            pass
    assert found == seats


def test_the_network_of_civil_society_answers_as_its_own_kind(make):
    hat = make_hat("civil_society", "Network")
    Body.objects.filter(pk=hat.body_id).update(kind=BodyKind.CIVIL_SOCIETY_NETWORK)
    hat.refresh_from_db()
    seat = make_seat(Role.CIVIL_SOCIETY, hat=hat)

    assert response_of(call=make(TemplateAudience.RNCOM), by=seat).kind == RespondentKind.RNCOM
    assert response_of(call=make(TemplateAudience.SURVEY), by=seat).kind == RespondentKind.RNCOM


def test_a_country_answers_once_in_its_seats_and_is_invited_by_no_mail(world, survey):
    row = response_of(call=survey, by=world.focal_point)
    assert response_of(call=survey, by=world.focal_point) == row
    with pytest.raises(Refused, match="asked of others"):
        answer(world, survey, RespondentKind.MEMBER, "Country A", 8)
    with pytest.raises(IntegrityError, match="member_is_a_country"), transaction.atomic():
        Response.objects.create(call=survey, kind=RespondentKind.MEMBER, organization="Country B", email="b@b.example")
    with pytest.raises(IntegrityError, match="member_is_a_country"), transaction.atomic():
        Response.objects.filter(pk=row.pk).update(kind=RespondentKind.OBSERVER)


def test_a_focal_point_writes_and_a_clearer_submits_what_was_written(world, client_of, survey):
    address = reverse("reporting:survey-answer", args=[survey.pk])
    focal, clearer = client_of(world.focal_point), client_of(world.clearer)
    early = clearer.get(address)
    assert early.status_code == 403
    assert "You read it here once they have begun" in early.text
    page = focal.post(address, {"saves": "0", "act": "submit", "text-action": "Words"})
    assert page.status_code == 403
    assert not ResponseAnswer.objects.exists()
    focal.post(address, {"saves": "0", "act": "ask", "text-action": "Words", "consent": "on"})
    waits = Notice.objects.get(user=world.clearer.user, text_en__contains="waits for clearance")
    page = clearer.get(f"/en{waits.address}").text
    assert "Words" in page
    assert world.clearer.user.name in page
    assert 'value="submit"' in page
    assert 'value="save"' not in page
    assert client_of(world.contributor).post(address, {"saves": "1", "act": "submit"}).status_code == 403

    clearer.post(address, {"saves": "1", "act": "submit", "text-action": "Changed by the clearer"})
    row = Response.objects.get()
    assert (row.status, row.submitted_by) == (ResponseStatus.SUBMITTED, world.clearer.user)
    assert (row.consent, ResponseAnswer.objects.get().text) == (True, "Words")


def test_who_is_named_for_the_last_step_submits_and_nobody_else(world, survey):
    step = world.a.country.clearance_steps.get()
    step.clearers.add(world.focal_point.user)
    row = response_of(call=survey, by=world.focal_point)
    said = answers(survey, "Words", 8)
    with pytest.raises(PermissionDenied):
        clear_response(response=row, saves=0, by=world.clearer)

    save_response(response=row, answers=said, consent=False, submit=True, saves=0, by=world.focal_point)
    assert Response.objects.get().submitted_by == world.focal_point.user


def test_a_clearer_submits_only_what_was_read(world, client_of, survey):
    address = reverse("reporting:survey-answer", args=[survey.pk])
    focal = client_of(world.focal_point)
    for saves, words in enumerate(("First words", "Second words")):
        focal.post(address, {"saves": str(saves), "act": "save", "text-action": words})
    page = client_of(world.clearer).post(address, {"saves": "1", "act": "submit"})

    assert page.status_code == 409
    assert Response.objects.get().status == ResponseStatus.WRITING


def test_a_change_of_a_submitted_answer_of_a_country_waits_for_clearance_again(world, client_of, survey):
    answer_of_country(survey, world.focal_point, world.clearer, answers(survey, "Words", 8))
    address = reverse("reporting:survey-answer", args=[survey.pk])
    client_of(world.focal_point).post(address, {"saves": "1", "act": "save", "text-action": "Other words"})

    assert Response.objects.get().status == ResponseStatus.WRITING
    assert results(survey, PUBLIC_READERS).counts == []


def test_the_desk_reads_no_answer_of_its_own_country_before_it_is_submitted(world, client_of, survey):
    seat = world.focal_point_c
    row = response_of(call=survey, by=seat)
    save_response(response=row, answers=answers(survey, "zq-c", 8), consent=False, submit=False, saves=0, by=seat)
    page = client_of(world.presidency).get(reverse("reporting:survey-answer", args=[survey.pk]))

    assert page.status_code == 403
    assert "zq-c" not in page.text


def test_focal_points_are_told_that_a_questionnaire_asks_their_country(world, make):
    make(TemplateAudience.STAKEHOLDERS)
    assert not Notice.objects.filter(text_en__contains="is asked to answer").exists()
    call = make(TemplateAudience.REQUEST)

    told = Notice.objects.filter(text_en="Your country is asked to answer “Asked of request”")
    assert {notice.user for notice in told} == {
        seat.user for seat in (world.focal_point, world.focal_point_b, world.focal_point_c)
    }
    assert {notice.address for notice in told} == {f"/surveys/{call.pk}/"}


def test_a_stale_save_gets_both_texts(world, client_of, survey):
    address = reverse("reporting:survey-answer", args=[survey.pk])
    browser = client_of(world.observer)
    browser.post(address, {"saves": "0", "act": "save", "text-action": "First words"})
    page = browser.post(address, {"saves": "0", "act": "save", "text-action": "Second words"})

    assert page.status_code == 409
    assert "First words" in page.text
    assert "Second words" in page.text
    with pytest.raises(Conflict):
        save_response(
            response=Response.objects.get(), answers={}, consent=False, submit=False, saves=0, by=world.observer
        )


def test_a_ranking_names_an_objective_once_and_a_reason_needs_one(world, client_of, survey):
    address = reverse("reporting:survey-answer", args=[survey.pk])
    posted = {"saves": "0", "act": "save", "q-objectives-1": "8", "q-objectives-2": "8", "text-objectives-3": "Why"}
    page = client_of(world.observer).post(address, posted)

    assert page.status_code == 422
    assert "stands at another place" in page.text
    assert "Choose the objective that the reason is about" in page.text


def test_nothing_is_saved_in_a_closed_call_and_what_was_typed_is_shown(world, client_of, survey):
    address = reverse("reporting:survey-answer", args=[survey.pk])
    client_of(world.observer).get(address)
    assert not Response.objects.exists()
    response_of(call=survey, by=world.observer)
    close_call(call=survey, by=world.secretariat)
    page = client_of(world.observer).post(address, {"saves": "0", "act": "save", "text-action": "Typed"})
    assert page.status_code == 422
    assert "Typed" in page.text
    assert not ResponseAnswer.objects.exists()


def test_the_desk_sees_nothing_of_an_answer_before_it_is_submitted(world, desk, survey):
    row = response_of(call=survey, by=world.observer)
    save_response(
        response=row, answers=answers(survey, "zq-early", 8), consent=True, submit=False, saves=0, by=world.observer
    )
    page = desk.get(reverse("reporting:survey-desk", args=[survey.pk])).text
    close_call(call=survey, by=world.secretariat)
    read = desk.get(reverse("reporting:survey-results", args=[survey.pk])).text

    assert world.observer.body.name_en not in page
    assert "Being written" not in page
    assert "zq-early" not in page + read


# Results


@pytest.fixture
def answered(world, survey):
    """Three of civil society, three observers, two stakeholders; two of each agreed to be quoted at most."""
    civil, observer, other = RespondentKind.CIVIL_SOCIETY, RespondentKind.OBSERVER, RespondentKind.STAKEHOLDER
    answer(world, survey, civil, "Civil A", 8, 7, text="zq-civil-a", consent=True, choices=["data"])
    answer(world, survey, civil, "Civil B", 8, text="zq-civil-b", choices=["data", "law"])
    answer(world, survey, civil, "Civil C", 7, 8, text="zq-civil-c", consent=True, language="es")
    for name, first in (("Observer A", 1), ("Observer B", 8), ("Observer C", 1)):
        answer(world, survey, observer, name, first, 23)
    answer(world, survey, other, "University A", 3, text="zq-university", consent=True)
    answer(world, survey, other, "University B", 22, text="zq-hidden")
    return survey


@pytest.fixture
def published(world, answered):
    close_call(call=answered, by=world.secretariat)
    publish_results(call=answered, by=world.presidency)
    return Call.objects.questionnaires().get(pk=answered.pk)


def test_kinds_stand_side_by_side_without_a_sum_and_small_ones_are_hidden(published):
    found = results(published, PUBLIC_READERS)
    ranking = found.questions[0]

    assert found.counts == [("Civil society", 3), ("Observers", 3), ("Other stakeholders", 2)]
    assert found.hidden == ["Other stakeholders"]
    assert [group.kind for group in ranking.shown] == ["civil_society", "observer"]
    assert ranking.table == [
        ("1. Short 1", ["", "2"]), ("7. Short 7", ["2", ""]), ("8. Short 8", ["3", "1"]), ("23. Short 23", ["", "3"]),
    ]  # fmt: skip


def test_results_are_rows_that_say_what_the_page_says_until_they_are_taken_back(world, published, client):
    rows = client.get("/api/v1/survey-results", {"question": "objectives", "lang": "es"}).json()["results"]

    assert [(row["respondents"], row["choice"], row["named"], row["base"]) for row in rows] == [
        ("civil_society", "7", "2", "de 3"), ("civil_society", "8", "3", "de 3"),
        ("observer", "1", "2", "de 3"), ("observer", "23", "3", "de 3"), ("observer", "8", "1", "de 3"),
    ]  # fmt: skip
    assert "zq-" not in client.get("/api/v1/survey-results").content.decode()
    reopen_call(call=published, by=world.secretariat)
    assert client.get("/api/v1/survey-results").json()["results"] == []
    close_call(call=published, by=world.secretariat)
    assert not Call.objects.get(pk=published.pk).has_results


def test_what_states_named_leaves_as_the_word_that_the_page_says(world, survey, client):
    for letter in "abc":
        said = answers(survey, "", *((8, 4) if letter == "a" else (8,)))
        answer_of_country(survey, world.seats[f"focal_point_{letter}"], world.seats[f"clearer_{letter}"], said)
    close_call(call=survey, by=world.secretariat)
    publish_results(call=survey, by=world.presidency)
    rows = client.get("/api/v1/survey-results", {"question": "objectives"}).json()["results"]

    assert [(row["choice"], row["named_en"], row["named_es"]) for row in rows] == [
        ("4", "One", "Uno"), ("8", "All", "Todos"),
    ]  # fmt: skip


def test_of_states_a_number_is_said_only_where_three_stand_on_each_side(world, survey):
    for letter in "abc":
        ranking = (8, 4) if letter == "a" else (8,)
        said = answers(survey, "", *ranking)
        answer_of_country(survey, world.seats[f"focal_point_{letter}"], world.seats[f"clearer_{letter}"], said)
    found = results(survey, PUBLIC_READERS)
    ranking = found.questions[0]

    assert ranking.table == [("4. Short 4", ["One"]), ("8. Short 8", ["All"])]
    assert ranking.shown[0].bars() == ()
    assert ranking.shown[0].base == "answered by: all"
    assert found.shown_counts == [("Member Countries", "All")]
    assert "3" not in who_answered(found)


@pytest.mark.parametrize(
    ("kind", "counts", "drawn"),
    [
        (RespondentKind.MEMBER, (3, 0, 4), ["a", "c"]),
        (RespondentKind.MEMBER, (3, 7, 4), []),
        (RespondentKind.MEMBER, (3, 1, 4), []),
        (RespondentKind.OBSERVER, (1, 7, 4), ["a", "b", "c"]),
        (RespondentKind.OBSERVER, (0, 7, 0), []),
    ],
    ids=["all may be said", "all named one", "one is said in a word", "no States", "one bar"],
)
def test_bars_stand_in_the_order_of_the_question_and_only_where_every_number_is_said(kind, counts, drawn):
    labels = [{"en": letter, "es": letter} for letter in "abc"]
    group = Group(kind, answered=7, asked=10, named=list(zip(labels, counts, strict=True)))

    assert [bar.label for bar in group.bars()] == drawn


def test_where_a_number_stays_unsaid_page_report_and_embedded_picture_show_no_chart(world, survey, client):
    for letter in "abc":
        said = answers(survey, "", *((8, 4) if letter == "a" else (8,)))
        answer_of_country(survey, world.seats[f"focal_point_{letter}"], world.seats[f"clearer_{letter}"], said)
    close_call(call=survey, by=world.secretariat)
    publish_results(call=survey, by=world.presidency)
    picture = reverse("reporting:survey-chart", args=[survey.pk, "objectives", "member"])
    page = client.get(reverse("reporting:survey-results", args=[survey.pk])).text

    assert client.get(picture).status_code == 404
    assert picture not in page
    assert "A dash: nobody of that kind named it." in page
    report = start_report(cycle=world.cycle, scheme=world.scheme, title_en="R", title_es="R", by=world.secretariat)
    block = report.blocks.get(kind=BlockKind.SURVEY)
    tree = build_block(block, material(report, [block]), "en")
    assert not [part for part in tree if isinstance(part, BarChart)]
    assert "at least three stand on each side" in str(tree)


@pytest.mark.parametrize(("answered", "asked", "said"), [(3, 6, "3"), (3, 5, "Most"), (9, 11, "Most"), (7, 11, "7")])
def test_how_many_states_answered_is_a_number_with_three_on_each_side_of_those_asked(answered, asked, said):
    assert say_count(RespondentKind.MEMBER, answered, asked) == said
    assert say_count(RespondentKind.OBSERVER, answered, 0) == str(answered)


def test_a_question_that_two_of_a_kind_answered_shows_no_number(published):
    obstacles = results(published, PUBLIC_READERS).questions[2]
    assert obstacles.shown == []
    assert obstacles.table == []


def test_only_who_agreed_is_quoted(client, published):
    page = client.get(reverse("reporting:survey-results", args=[published.pk])).text

    assert "zq-civil-a" in page
    assert 'lang="es"><p>zq-civil-c' in page
    assert "zq-university" in page
    assert "zq-civil-b" not in page
    assert "zq-hidden" not in page
    assert "22. Short 22" not in page
    assert "@example.org" not in page


def test_results_are_read_once_published_and_never_while_the_call_is_open(world, client, desk, answered):
    address = reverse("reporting:survey-results", args=[answered.pk])
    with pytest.raises(Refused, match="Close"):
        publish_results(call=answered, by=world.secretariat)
    close_call(call=answered, by=world.secretariat)
    assert client.get(address).status_code == 404
    assert desk.get(address).status_code == 200
    desk.post(reverse("reporting:survey-act", args=[answered.pk]), {"act": "publish"})
    assert client.get(address).status_code == 200

    reopen_call(call=answered, by=world.secretariat)
    assert client.get(address).status_code == 404


def test_a_chart_is_drawn_for_a_shown_kind_only(client, published):
    def chart(code, kind):
        return client.get(reverse("reporting:survey-chart", args=[published.pk, code, kind]))

    drawn = chart("objectives", "civil_society")
    assert drawn["Content-Type"].startswith("image/svg+xml")
    assert "8. Short 8" in drawn.text
    assert 'width="360"' in drawn.text  # its letters are read on a telephone, and beside another kind's
    for code, kind in (
        ("objectives", "stakeholder"),
        ("obstacles", "civil_society"),
        ("action", "observer"),
        ("x", "y"),
    ):
        assert chart(code, kind).status_code == 404


def test_a_respondent_may_be_quoted_no_longer_or_taken_out(world, client, desk, published):
    address = reverse("reporting:survey-results", args=[published.pk])
    assert "zq-civil-a" in client.get(address).text
    row = Response.objects.get(organization="Civil A")
    desk.post(reverse("reporting:respondent-act", args=[row.pk]), {"act": "unquote"})
    assert "zq-civil-a" not in client.get(address).text

    row = Response.objects.get(organization="Civil C")
    withdraw_consent(response=row, by=world.secretariat)
    desk.post(reverse("reporting:respondent-act", args=[row.pk]), {"act": "remove"})
    assert not Response.objects.filter(organization="Civil C").exists()
    assert results(published, PUBLIC_READERS).hidden == ["Civil society", "Other stakeholders"]


def test_results_are_taken_back_with_a_respondent_until_somebody_publishes_them_anew(world, client, desk, published):
    address = reverse("reporting:survey-results", args=[published.pk])
    row = Response.objects.get(organization="Civil C")
    desk_page, page = (reverse(f"reporting:survey{name}", args=[published.pk]) for name in ("-desk", ""))
    assert "The published results are taken back until" in desk.get(desk_page).text

    done = desk.post(reverse("reporting:respondent-act", args=[row.pk]), {"act": "remove"}, follow=True).text

    assert "the published results were taken back" in done
    assert "new ones may tell what this respondent chose" in desk.get(desk_page).text
    assert client.get(address).status_code == 404
    assert client.get("/api/v1/survey-results").json()["results"] == []
    assert "The results were taken back on" in client.get(page).text
    assert "because an answer no longer counts" in client.get(page).text
    assert AuditEvent.objects.get(action="results_taken_back").detail == {"because": "respondent_removed"}

    publish_results(call=Call.objects.get(pk=published.pk), by=world.secretariat)
    assert "7. Short 7" not in client.get(address).text
    assert {row["respondents"] for row in client.get("/api/v1/survey-results").json()["results"]} == {"observer"}
    assert "taken back on" not in desk.get(desk_page).text + client.get(page).text


def test_who_is_taken_out_before_results_are_published_takes_nothing_back(world, client, answered):
    close_call(call=answered, by=world.secretariat)

    remove(response=Response.objects.get(organization="Civil C"), by=world.secretariat)

    assert "taken back" not in client.get(reverse("reporting:survey", args=[answered.pk])).text
    assert not AuditEvent.objects.filter(action="results_taken_back").exists()


def test_the_desk_reads_of_mail_to_respondents_that_did_not_arrive(world, desk, client_of, survey):
    arrived, gone, waits = (
        answer(world, survey, RespondentKind.OBSERVER, f"Observer {letter}", 8) for letter in "ABC"
    )  # fmt: skip
    Mail.objects.filter(to=arrived.email).update(state=MailState.SENT)
    said = {"state": MailState.BOUNCED, "problem": "5.1.1 550 No such user"}
    Mail.objects.filter(to=gone.email).update(**said)
    Mail.objects.filter(to=waits.email).update(state=MailState.WAITING, problem="zq-no-route")
    page = reverse("reporting:survey-desk", args=[survey.pk])
    shown = desk.get(page)

    assert {pk: mail.state for pk, mail in undelivered(respondents(survey)).items()} == {
        gone.pk: "bounced", waits.pk: "waiting",
    }  # fmt: skip
    assert "Mail to 1 respondent did not arrive." in shown.text
    assert "Came back" in shown.text
    assert "No such user" in shown.text
    assert "Waits for the mail system" in shown.text
    assert "No such user" not in client_of(world.presidency).get(page).text, "its words may name the address"

    Response.objects.filter(pk=gone.pk).update(mailed_at=timezone.now() - timedelta(minutes=11))
    gone.refresh_from_db()
    send_again(response=gone, by=world.secretariat)
    Mail.objects.filter(to=gone.email, state=MailState.WAITING).update(state=MailState.SENT)
    assert list(undelivered(respondents(survey))) == [waits.pk], "the last mail counts"


def test_nobody_says_that_a_link_was_sent_to_an_address_that_does_not_work(world, desk, survey):
    BouncedAddress.objects.create(email="gone@example.org")
    posted = {"kind": "observer", "organization": "O", "place": "", "email": "Gone@example.org", "language": "en"}
    page = desk.post(reverse("reporting:survey-desk", args=[survey.pk]), posted, follow=True).text

    assert "The invitation was sent." not in page
    assert "no mail was sent" in page
    assert "Not sent: the address does not work" in page
    Response.objects.update(mailed_at=timezone.now() - timedelta(minutes=11))
    again = reverse("reporting:respondent-act", args=[Response.objects.get().pk])
    assert "Nothing is sent to this address" in desk.post(again, {"act": "again"}, follow=True).text


def test_a_link_that_is_sent_to_nobody_is_not_kept(world, survey):
    BouncedAddress.objects.create(email="gone@example.org")

    invite(
        call=survey, kind=RespondentKind.CIVIL_SOCIETY, organization="Gone", email="gone@example.org", language="en",
        by=world.secretariat,
    )  # fmt: skip

    withheld = Mail.objects.get(to="gone@example.org")
    assert (withheld.state, withheld.body) == (MailState.WITHHELD, "")


def test_rows_of_results_stay_with_who_is_quoted_no_longer_and_end_with_who_is_taken_out(world, published):
    ids = dict(SurveyResult.objects.values_list("code", "pk"))

    withdraw_consent(response=Response.objects.get(organization="Civil C"), by=world.secretariat)
    assert dict(SurveyResult.objects.values_list("code", "pk")) == ids
    assert not Tombstone.objects.exists()

    remove(response=Response.objects.get(organization="Civil C"), by=world.secretariat)
    assert not SurveyResult.objects.exists()
    assert set(Tombstone.objects.values_list("code", flat=True)) == set(ids)

    publish_results(call=Call.objects.get(pk=published.pk), by=world.secretariat)
    left = dict(SurveyResult.objects.values_list("code", "pk"))
    assert set(left) == {code for code in ids if ".observer." in code}
    assert set(Tombstone.objects.values_list("code", flat=True)) >= set(ids) - set(left)


def test_nobody_but_the_country_takes_its_answer_out(world, desk, survey):
    row = answer_of_country(survey, world.focal_point, world.clearer, answers(survey, "Words", 8))
    for act in ("remove", "unquote", "again"):
        assert desk.post(reverse("reporting:respondent-act", args=[row.pk]), {"act": act}).status_code == 404
    with pytest.raises(PermissionDenied):
        remove(response=row, by=world.secretariat)
    assert reverse("reporting:respondent-act", args=[row.pk]) not in desk.get(
        reverse("reporting:survey-desk", args=[survey.pk])
    ).text  # fmt: skip
    assert Response.objects.get() == row


def test_consent_is_withdrawn_by_the_link_also_after_the_call_was_closed(client, published):
    row = Response.objects.get(organization="Civil A")
    link = reverse("reporting:survey-write", args=[token_of(row)])
    assert "Quote us no longer" in client.get(link).text
    Client(enforce_csrf_checks=True).post(link, {"act": "unquote"})

    assert "zq-civil-a" not in client.get(reverse("reporting:survey-results", args=[published.pk])).text
    assert "Quote us no longer" not in client.get(link).text
    assert results(published, PUBLIC_READERS).counts[0] == ("Civil society", 3)


def test_a_country_withdraws_its_consent_in_its_seats(world, client_of, survey):
    row = answer_of_country(survey, world.focal_point, world.clearer, answers(survey, "Words", 8))
    Response.objects.filter(pk=row.pk).update(consent=True)
    close_call(call=survey, by=world.secretariat)
    address = reverse("reporting:survey-answer", args=[survey.pk])
    assert client_of(world.contributor).post(address, {"act": "unquote"}).status_code == 403
    client_of(world.focal_point).post(address, {"act": "unquote"})
    assert not Response.objects.get().consent


def test_the_report_prints_the_results_as_charts_and_quotations_of_their_own_chapter(world, published):
    report = start_report(cycle=world.cycle, scheme=world.scheme, title_en="R", title_es="R", by=world.secretariat)
    block = report.blocks.get(kind=BlockKind.SURVEY)
    m = material(report, [block])
    tree = build_block(block, m, "en")

    charts = [part for part in tree if isinstance(part, BarChart)]
    assert [chart.caption for chart in charts] == ["Objectives – Civil society", "Objectives – Observers"]
    assert [(bar.label, bar.value) for bar in charts[0].bars] == [("7. Short 7", 2), ("8. Short 8", 3)]
    quoted = str([part for part in tree if isinstance(part, Quotation)])
    assert "zq-civil-a" in quoted
    assert "Original in Spanish" in quoted
    assert "zq-civil-b" not in quoted
    assert [part.text for part in tree if isinstance(part, Heading)] == ["Objectives", "Action"]
    with override("es"):
        spanish = build_block(block, m, "es")
    drawn = next(part for part in spanish if isinstance(part, BarChart))
    assert drawn.caption == "Objectives (es) – Sociedad civil"
    assert [bar.label for bar in drawn.bars] == ["7. Corto 7", "8. Corto 8"]


def test_results_are_taken_into_a_report_that_began_before(world, desk, answered):
    report = start_report(cycle=world.cycle, scheme=world.scheme, title_en="R", title_es="R", by=world.secretariat)
    assert not report.blocks.filter(kind=BlockKind.SURVEY).exists()
    with pytest.raises(Refused):
        take_survey(report=report, call=answered, by=world.secretariat)
    close_call(call=answered, by=world.secretariat)
    publish_results(call=answered, by=world.secretariat)

    to_report = reverse("reporting:survey-to-report", args=[answered.pk, report.pk])
    assert desk.post(to_report).status_code == 302
    block = report.blocks.get(kind=BlockKind.SURVEY)
    kinds = list(report.blocks.order_by("position").values_list("kind", flat=True))
    assert kinds[kinds.index(BlockKind.SURVEY) - 1] == BlockKind.PRIORITIES
    desk.post(to_report)
    assert report.blocks.filter(kind=BlockKind.SURVEY).count() == 1
    remove_block(block=block, by=world.secretariat)


def test_a_report_prints_nothing_of_results_that_were_taken_back(world, desk, published):
    report = start_report(cycle=world.cycle, scheme=world.scheme, title_en="R", title_es="R", by=world.secretariat)
    block = report.blocks.get(kind=BlockKind.SURVEY)
    desk.post(reverse("reporting:survey-act", args=[published.pk]), {"act": "unpublish"})

    assert build_block(block, material(report, [block]), "en") == []


# Requests of working groups


def test_the_network_is_not_told_of_kinds_that_are_counted(client, make):
    call = make(TemplateAudience.RNCOM)
    page = client.get(reverse("reporting:survey", args=[call.pk])).text

    assert "What the network contributes and recommends is shown in its own words" in page
    assert "no number is shown" not in page


def test_what_the_network_says_is_read_in_its_words_and_nothing_of_it_is_counted(world, client, make):
    call = make(TemplateAudience.RNCOM)
    answer(world, call, "rncom", "zq-network", 8, text="zq-word", consent=True)
    close_call(call=call, by=world.secretariat)
    publish_results(call=call, by=world.presidency)
    page = client.get(reverse("reporting:survey-results", args=[call.pk])).text
    report = start_report(cycle=world.cycle, scheme=world.scheme, title_en="R", title_es="R", by=world.secretariat)
    block = report.blocks.get(kind=BlockKind.SURVEY)
    printed = str(build_block(block, material(report, [block]), "en"))

    for shown in (page, printed):
        assert "zq-word 8" in shown
        assert "in its own words; not those of States" in shown
        assert not re.search("Fewer than three|Too few|a number is said|can be counted", shown)
    assert not SurveyResult.objects.exists()


def test_what_the_network_chose_without_a_word_is_said_under_its_name(world, client, make):
    call = make(TemplateAudience.RNCOM)
    chosen = next(q for q in questions_of(call.template_version) if q.type == QuestionType.PRIORITIES)
    row = answer(world, call, "rncom", "zq-network", 8, consent=True)
    row.answers.exclude(question=chosen).delete()
    row.answers.filter(question=chosen).update(items=[{"objective": 8, "text": ""}])
    close_call(call=call, by=world.secretariat)
    publish_results(call=call, by=world.presidency)
    address = reverse("reporting:survey-results", args=[call.pk])
    pages = [client.get(address).text, client.get(address.replace("/en/", "/es/", 1)).text]
    report = start_report(cycle=world.cycle, scheme=world.scheme, title_en="R", title_es="R", by=world.secretariat)
    block = report.blocks.get(kind=BlockKind.SURVEY)
    with override("en"):
        printed = str(build_block(block, material(report, [block]), "en"))

    for shown, label in ((pages[0], "Short 8"), (pages[1], "Corto 8"), (printed, "Short 8")):
        assert label in shown
        assert "zq-network" in shown
    assert "Nobody answered this question." in pages[0]
    assert "Nobody let an answer to this question be quoted." not in pages[0]


def test_a_request_is_among_the_members_and_compiled_country_by_country(world, client, client_of, make):
    group = Body.objects.create(code="wg", kind="organ", name_en="Working group", name_es="Grupo de trabajo")
    call = make(TemplateAudience.REQUEST, owner=group)
    for letter in "ba":
        seat, clearer = world.seats[f"focal_point_{letter}"], world.seats[f"clearer_{letter}"]
        answer_of_country(call, seat, clearer, answers(call, f"zq-{letter}"))
    text = str(request_document(call, "en", timezone.now().date()))

    assert text.index("Country A") < text.index("zq-a") < text.index("zq-b")
    assert "Working group" in text
    assert "Original in" not in text
    Response.objects.filter(country=world.b.country).update(language="es")
    text = str(request_document(call, "en", timezone.now().date()))
    assert text.index("zq-a") < text.index("Original in Spanish; no English version.") < text.index("zq-b")
    for name, status in (("focal_point", 200), ("clearer", 200), ("presidency", 200), ("observer", 404)):
        assert client_of(world.seats[name]).get(reverse("reporting:survey", args=[call.pk])).status_code == status
    assert client.get(reverse("reporting:survey", args=[call.pk])).status_code == 404
    assert "Asked of request" not in client.get(reverse("reporting:survey-list")).text
    assert str(call.pk) not in client.get("/api/v1/calls").text


def test_a_compiled_answer_names_principles_and_reads_the_answers_once(world, make, django_assert_num_queries):
    call = make(TemplateAudience.REQUEST)
    principles = next(q for q in questions_of(call.template_version) if q.code == "principles")
    said = answers(call, "Words") | {principles: {"choices": ["c"]}}
    answer_of_country(call, world.focal_point, world.clearer, said)
    with django_assert_num_queries(4):
        text = str(request_document(call, "es", timezone.now().date()))

    assert "c. Principio c" in text


def test_the_clock_reminds_once_a_week_before_the_date_who_has_not_answered_a_request(world, make):
    call = make(TemplateAudience.REQUEST)
    now = timezone.now()
    Call.objects.filter(pk=call.pk).update(opened_at=now - timedelta(days=20), due_at=now + timedelta(days=8))
    answer_of_country(call, world.focal_point, world.clearer, answers(call, "Words"))
    assert remind_of_requests() == 0
    Call.objects.filter(pk=call.pk).update(due_at=now + timedelta(days=6))

    assert remind_of_requests() > 0
    assert remind_of_requests() == 0
    (told,) = world.other_focal_point.user.notices.filter(key__contains=":reminder:")
    assert "still welcome" in told.text_en
    assert "sigue siendo bienvenida" in told.text_es
    letters = Mail.objects.filter(key__contains=":reminder:")
    assert {letter.to for letter in letters} == {world.focal_point_b.user.email, world.focal_point_c.user.email}
    assert all("The indicative date is" in letter.body for letter in letters)
    Call.objects.filter(pk=call.pk).update(opened_at=now, due_at=now + timedelta(days=5))
    assert remind_of_requests() == 0, "whoever was asked this week needs no reminder"


def test_the_desk_sees_who_answered_a_request(world, desk, make):
    call = make(TemplateAudience.REQUEST)
    answer_of_country(call, world.focal_point, world.clearer, answers(call, "Words"))
    page = desk.get(reverse("reporting:survey-desk", args=[call.pk])).text

    assert page.count("Submitted") == 1
    assert page.count("Invited") == 2


def test_the_desk_reminds_members_that_have_not_answered_a_request_once_a_day(world, desk, make):
    call = make(TemplateAudience.REQUEST)
    act = reverse("reporting:survey-act", args=[call.pk])
    answer_of_country(call, world.focal_point, world.clearer, answers(call, "Words"))
    Preference.objects.create(user=world.focal_point_c.user, reminders=False)
    answer = desk.post(act, {"act": "remind"}, follow=True)

    assert "The focal points of countries that have not answered are reminded." in answer.text
    told = Notice.objects.filter(key__contains=":reminder:").values_list("user__memberships__country__code", flat=True)
    assert sorted(told) == sorted([world.b.country.code, world.c.country.code])
    (letter,) = Mail.objects.filter(key__contains=":reminder:")
    assert letter.to == world.focal_point_b.user.email
    assert "still welcome" in letter.subject
    assert letter.unsubscribe


def test_a_second_reminder_of_a_day_is_none_and_stands_in_no_trail(world, desk, make):
    call = make(TemplateAudience.REQUEST)
    act = reverse("reporting:survey-act", args=[call.pk])
    desk.post(act, {"act": "remind"})

    assert "They were reminded today already." in desk.post(act, {"act": "remind"}, follow=True).text
    told = AuditEvent.objects.get(action="members_reminded").detail["countries"]
    assert told == sorted(country.code for country in world.countries.values())


def test_an_answer_takes_back_the_reminder_that_waits_for_the_countrys_message_of_the_day(world, desk, make):
    for seat in (world.focal_point, world.other_focal_point):
        Preference.objects.create(user=seat.user, daily=True)
    call = make(TemplateAudience.REQUEST)
    desk.post(reverse("reporting:survey-act", args=[call.pk]), {"act": "remind"})
    answer_of_country(call, world.focal_point, world.clearer, answers(call, "Words"))

    left = Mail.objects.filter(key__contains=":reminder:", state=MailState.GATHERED)
    assert [mail.to for mail in left] == [world.other_focal_point.user.email]


def test_a_rehearsal_of_a_request_reminds_no_member(world, make):
    version = make(TemplateAudience.REQUEST).template_version
    call, _membership = rehearse(version=version, by=world.secretariat)

    with pytest.raises(Refused, match="rehearsal"):
        remind_members(call=call, by=world.secretariat)
    assert not Notice.objects.filter(key__contains=":reminder:").exists()


def test_nobody_is_reminded_of_a_request_that_is_closed_or_that_all_have_answered(world, desk, make):
    call = make(TemplateAudience.REQUEST)
    act = reverse("reporting:survey-act", args=[call.pk])
    for letter in "abc":
        seat, clearer = world.seats[f"focal_point_{letter}"], world.seats[f"clearer_{letter}"]
        answer_of_country(call, seat, clearer, answers(call, "Words"))
    assert "Every country that is asked has answered." in desk.post(act, {"act": "remind"}, follow=True).text
    close_call(call=call, by=world.secretariat)
    assert "The call is closed" in desk.post(act, {"act": "remind"}, follow=True).text
    assert not Notice.objects.filter(key__contains=":reminder:").exists()


def test_members_read_who_has_answered_a_request_and_what_becomes_of_it(world, client_of, make):
    call = make(TemplateAudience.REQUEST)
    page = reverse("reporting:survey", args=[call.pk])
    assert "Nobody has answered yet." in client_of(world.focal_point).get(page).text
    answer_of_country(call, world.focal_point_b, world.clearer_b, answers(call, "Words"))
    row = response_of(call=call, by=world.focal_point_c)
    save_response(
        response=row, answers=answers(call, "zq-c"), consent=False, submit=False, saves=0, by=world.focal_point_c
    )  # fmt: skip

    for seat in (world.focal_point, world.presidency, world.secretariat):
        assert client_of(seat).get(page).context["answered_by"] == ["Country B"]
    shown = client_of(world.focal_point).get(page).text
    assert "Answered by: Country B" in shown
    assert "it is not published" in shown
    assert "no number is shown" not in shown


def test_a_request_comes_as_a_word_document(world, client_of, make):
    call = make(TemplateAudience.REQUEST)
    address = reverse("reporting:survey-compiled", args=[call.pk])
    document = client_of(world.focal_point).get(address, {"format": "docx", "language": "es"})

    assert document.content.startswith(b"PK")
    assert client_of(world.observer).get(address, {"format": "docx", "language": "es"}).status_code == 404
    assert client_of(world.focal_point).get(address, {"format": "exe", "language": "es"}).status_code == 404


# Personal data


def test_addresses_are_erased_after_the_call_and_unconfirmed_ones_go(world, answered):
    register(call=answered, kind="stakeholder", organization="X", email="x@example.org", language="en")
    close_call(call=answered, by=world.secretariat)
    assert forget_respondents() == 0

    Call.objects.filter(pk=answered.pk).update(closed_at=timezone.now() - timedelta(days=181))
    Response.objects.filter(organization="X").update(created_at=timezone.now() - timedelta(days=15))
    assert forget_respondents() == 9
    assert not Response.objects.exclude(email="").exists()
    assert Response.objects.count() == 8


def test_a_link_ends_with_its_address_and_so_does_the_mail_of_it(world, client, answered):
    row = Response.objects.get(organization="Civil A")
    link = reverse("reporting:survey-write", args=[token_of(row)])
    BouncedAddress.objects.create(email=row.email.lower())
    close_call(call=answered, by=world.secretariat)
    Call.objects.filter(pk=answered.pk).update(closed_at=timezone.now() - timedelta(days=179))
    forget_respondents()
    assert client.get(link).status_code == 200
    assert Mail.objects.filter(to=row.email).exists()

    Call.objects.filter(pk=answered.pk).update(closed_at=timezone.now() - timedelta(days=181))
    forget_respondents()
    assert client.get(link).status_code == 404
    assert not Mail.objects.filter(to__icontains="example.org").exists()
    assert not BouncedAddress.objects.exists()


def test_who_is_taken_out_leaves_no_mail(world, answered):
    row = Response.objects.get(organization="Civil A")
    remove(response=row, by=world.secretariat)
    assert not Mail.objects.filter(to=row.email).exists()
    assert Mail.objects.filter(to__icontains="example.org").count() == 7


def test_the_trail_names_no_address(answered):
    assert AuditEvent.objects.filter(object_type="response").exists()
    assert not AuditEvent.objects.filter(detail__icontains="example.org").exists()


# What it costs


def test_pages_cost_the_same_for_three_respondents_and_for_eight(
    world, client, desk, survey, django_assert_num_queries
):
    def look(call):
        with django_assert_num_queries(SEATED + 5):
            desk.get(reverse("reporting:survey-desk", args=[call.pk]))

    for name in ("A", "B", "C"):
        answer(world, survey, RespondentKind.OBSERVER, f"Observer {name}", 8, text="Words", consent=True)
    look(survey)
    for name in ("D", "E", "F", "G", "H"):
        answer(world, survey, RespondentKind.CIVIL_SOCIETY, f"Civil {name}", 7, text="Words", consent=True)
    look(survey)
    close_call(call=survey, by=world.secretariat)
    publish_results(call=survey, by=world.secretariat)
    with django_assert_num_queries(VISITOR + 6):
        client.get(reverse("reporting:survey-results", args=[survey.pk]))


def test_the_link_of_a_response_is_kept_by_no_cache_and_told_to_no_other_site(client, world, survey):
    row = answer(world, survey, RespondentKind.OBSERVER, "Observer A", 8)
    page = client.get(reverse("reporting:survey-write", args=[token_of(row)]))

    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex"


def test_a_page_of_a_seat_lets_the_browser_say_where_its_form_comes_from(world, client_of, survey):
    """From a page without referrer a browser sends "Origin: null", and the form is refused."""
    page = client_of(world.focal_point).get(reverse("reporting:survey-answer", args=[survey.pk]))

    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
