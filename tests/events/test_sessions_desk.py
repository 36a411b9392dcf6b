"""Sessions edited by the desk: what each is about, its questions and its method."""

import pytest
from django.urls import reverse

from events.models import Event, Finding, Session, SessionQuestion, SessionReport
from tests.counts import VISITOR
from tests.events.test_desk import values_of


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


@pytest.fixture
def event(world):
    return Event.objects.create(code="m", kind="forum", name_en="Forum", audience="public")


@pytest.fixture
def session(event):
    session = Session.objects.create(event=event, code="1", order=1, title_en="One", method="panel")
    SessionQuestion.objects.create(session=session, order=1, topic="practices", text_en="Which practices?")
    return session


def url(name, *more):
    return reverse(f"events:{name}", args=["m", *more])


def test_a_session_is_entered_with_objectives_and_questions(desk, event):
    answer = desk.post(url("session-new"), {
        "code": "2a", "label_en": "Session", "label_es": "Sesión", "title_en": "Borders", "method": "knowledge_cafe",
        "experts": 3, "objectives": ["11", "4"], "topic-new1": "challenges", "text_en-new1": "Which challenges?",
        "text_es-new2": "¿Qué más?",
    })  # fmt: skip

    session = Session.objects.get()
    assert answer["Location"] == url("session", session.pk)
    assert [o.number for o in session.objectives.all()] == [4, 11]
    assert [(q.order, q.topic, str(q)) for q in session.questions.all()] == [
        (1, "challenges", "Which challenges?"), (2, "", "¿Qué más?")
    ]  # fmt: skip
    again = desk.post(
        url("session-new"), {"code": "2a", "label_en": "S", "label_es": "S", "title_en": "T", "experts": 1}
    )
    assert again.status_code == 422
    assert "with this code already" in again.text


def test_a_session_is_changed_and_a_stale_save_gets_what_is_stored(desk, session):
    page = desk.get(url("session", session.pk))
    question = session.questions.get()
    sent = values_of(page.context["form"]) | {"title_en": "New", f"text_en-{question.pk}": "What works?"}

    assert desk.post(url("session", session.pk), sent).status_code == 302
    question.refresh_from_db()
    assert question.text_en == "What works?"
    stale = desk.post(url("session", session.pk), sent | {"title_en": "Other"})
    assert stale.status_code == 409
    assert stale.context["conflict"] == [("Title (English)", "New")]
    assert desk.post(url("session", session.pk), values_of(stale.context["form"])).status_code == 302
    assert Session.objects.get().title_en == "Other"


def test_minutes_of_the_steps_are_the_sessions_own_and_fall_back_to_the_methods(desk, session):
    page = desk.get(url("session", session.pk))
    sent = values_of(page.context["form"]) | {"minutes2": 8, "experts": 2}
    desk.post(url("session", session.pk), sent)
    session.refresh_from_db()
    assert session.limits == [0, 0, 8, 3, 0, 0, 0]
    shown = desk.get(reverse("portal:session", args=["m", "1"]))
    assert [line.minutes for line in shown.context["sheet"] if line.role.startswith("Expert")] == [8, 8]

    sent = values_of(desk.get(url("session", session.pk)).context["form"]) | {"method": "knowledge_cafe"}
    desk.post(url("session", session.pk), sent)
    session.refresh_from_db()
    assert session.limits == []


def test_a_question_under_which_somebody_wrote_stays(desk, session):
    question = session.questions.get()
    desk.post(url("session-act", session.pk), {"act": "open"})
    sent = values_of(desk.get(url("session", session.pk)).context["form"])
    del sent[f"text_en-{question.pk}"]
    Finding.objects.filter(question=question, order=1).update(text="Something")

    refused = desk.post(url("session", session.pk), sent)
    assert refused.status_code == 422
    assert "There are findings under this question." in refused.text
    Finding.objects.update(text="")
    assert desk.post(url("session", session.pk), sent).status_code == 302
    assert not SessionQuestion.objects.exists()


def test_sessions_move_and_go_unless_something_was_written_for_them(desk, event, session):
    other = Session.objects.create(event=event, code="2", order=2, title_en="Two")
    desk.post(url("session-act", other.pk), {"act": "up"})
    assert list(event.sessions.values_list("code", flat=True)) == ["2", "1"]

    desk.post(url("session-act", session.pk), {"act": "open"})
    kept = desk.post(url("session-act", session.pk), {"act": "remove"}, follow=True)
    assert "It stays." in kept.text
    desk.post(url("session-act", other.pk), {"act": "remove"})
    assert list(event.sessions.all()) == [session]


def test_each_group_of_a_scheme_becomes_a_round_table(world, desk, event):
    desk.post(url("sessions-from"), {"start": f"scheme:{world.scheme.code}"})

    groups = list(world.scheme.groups.all())
    sessions = list(event.sessions.all())
    assert [(s.name, s.title_en) for s in sessions] == [
        (f"Round table {place}", group.topic_en or group.name_en) for place, group in enumerate(groups, start=1)
    ]
    assert set(sessions[0].objectives.all()) == set(groups[0].objectives.all())
    again = desk.post(url("sessions-from"), {"start": f"scheme:{world.scheme.code}"}, follow=True)
    assert "with these numbers already" in again.text
    assert event.sessions.count() == len(groups)


def test_rapporteurs_are_named_for_a_session_in_any_seat(world, desk, session):
    person = world.stakeholder.membership
    desk.post(url("rapporteur-add"), {"session": "1", "person": person.pk})

    page = desk.get(url("sessions"))
    assert person.user.name in page.text
    desk.post(url("rapporteur-remove", session.rapporteurs.get().pk))
    assert not session.rapporteurs.exists()
    assert SessionReport.objects.filter(session=session).exists()


def test_the_public_page_of_a_session_holds_its_run_sheet_and_nothing_of_its_findings(
    client, session, django_assert_num_queries
):
    with django_assert_num_queries(VISITOR + 3):
        page = client.get(reverse("portal:session", args=["m", "1"]))

    assert 'data-minutes="5"' in page.text
    assert "Which practices?" in page.text
    assert "Findings" not in page.text
    assert client.get(reverse("portal:session", args=["m", "9"])).status_code == 404
    Event.objects.update(audience="members")
    assert client.get(reverse("portal:session", args=["m", "1"])).status_code == 404


def test_the_form_of_a_review_forum_has_hearing_round_tables_debate_and_plenary(world, desk, event):
    desk.post(url("sessions-from"), {"start": "format:imrf"})

    names = [session.name for session in event.sessions.all()]
    tables = [f"Round table {place}" for place in range(1, world.scheme.groups.count() + 1)]
    assert names == ["Hearing", *tables, "Debate", "Plenary"]
    refused = desk.post(url("sessions-from"), {"start": "format:consultation"}, follow=True)
    assert "is not among the schemes" in refused.text
    assert event.sessions.count() == len(names)
