"""The Secretariat's desk: what it sees before a submission, and what it can do after."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership
from notices.models import Mail, Notice
from reporting.actions.clarification import draft_edit, leave_edit, reply, take_edit
from reporting.actions.cycles import close_call
from reporting.actions.report import build_edition
from reporting.actions.submission import withdraw
from reporting.actions.templates import create_template
from reporting.enums import RevisionStatus, ThreadStatus
from reporting.models import Call, Cycle, InternalNote, TemplateVersion
from tests.counts import SEATED
from tests.factories import fill, make_seat, publish_all, submit_all, text_of, write
from tests.reporting.test_report import start
from tests.security.states import CANARY


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


@pytest.fixture
def revision(world):
    fill(world, world.a, 8, marker=CANARY)
    return submit_all(world, world.a, 8)


def frozen(revision, code):
    return next(a["id"] for a in revision.snapshot["answers"] if a["question"] == code)


def test_receipt_is_acknowledged_once_and_the_country_is_told(
    world, desk, revision, django_capture_on_commit_callbacks
):
    act = reverse("reporting:desk-revision-act", args=[revision.pk])
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(act, {"act": "acknowledge"})
        desk.post(act, {"act": "acknowledge"})

    revision.refresh_from_db()
    assert revision.status == RevisionStatus.ACKNOWLEDGED
    assert Notice.objects.filter(user=world.focal_point.user).count() == 1
    assert Mail.objects.filter(to=world.focal_point.user.email).count() == 1


def test_nothing_is_asked_of_the_desk_once_receipt_is_acknowledged_and_no_draft_waits(desk, revision):
    address = reverse("reporting:desk-revision", args=[revision.pk])
    acts = reverse("reporting:desk-revision-act", args=[revision.pk])

    assert "Finish reading Country A" in desk.get(address).content.decode()
    desk.post(acts, {"act": "acknowledge"})
    assert "Finish reading Country A" not in desk.get(address).content.decode()

    answer = frozen(revision, "progress")
    desk.post(acts, {"act": "question", "answer": answer, "text": "Since when?"})
    assert "Finish reading Country A" in desk.get(address).content.decode()


def test_questions_are_collected_and_sent_together(world, desk, revision, client_of):
    act = reverse("reporting:desk-revision-act", args=[revision.pk])
    for code in ("progress", "challenges"):
        desk.post(act, {"act": "question", "answer": frozen(revision, code), "text": f"About {code}?"})
    threads = reverse("reporting:threads", args=[world.a.pk])
    country = client_of(world.focal_point)
    assert "About progress?" not in country.get(threads).content.decode()

    desk.post(act, {"act": "send", "message": "Two questions", "reply_by": "2030-01-31"})

    assert revision.requests.get().threads.count() == 2
    assert "About progress?" in country.get(threads).content.decode()


def test_a_reply_answers_and_the_secretariat_resolves_by_hand(world, desk, revision, client_of):
    act = reverse("reporting:desk-revision-act", args=[revision.pk])
    desk.post(act, {"act": "question", "answer": frozen(revision, "progress"), "text": "Since when?"})
    desk.post(act, {"act": "send"})
    thread = revision.threads.get()

    client_of(world.focal_point).post(reverse("reporting:thread-reply", args=[thread.pk]), {"text": "Since March."})
    thread.refresh_from_db()
    assert thread.status == ThreadStatus.ANSWERED
    desk.post(reverse("reporting:desk-thread", args=[thread.pk]), {"act": "resolve"})
    thread.refresh_from_db()
    assert thread.status == ThreadStatus.RESOLVED


def test_a_proposed_edit_is_the_countrys_to_take_or_leave(world, desk, revision):
    answer_id = frozen(revision, "progress")
    for text in ("Better words", "Other words"):
        draft_edit(
            revision=revision, answer_id=answer_id, language="en", edit_text=text, text="Clearer", by=world.secretariat
        )
    desk.post(reverse("reporting:desk-revision-act", args=[revision.pk]), {"act": "send"})
    first, second = revision.threads.order_by("created_at")

    take_edit(thread=first, by=world.focal_point)
    leave_edit(thread=second, by=world.focal_point)

    assert text_of(world.a, "progress", 8).text == "Better words"
    revision.refresh_from_db()
    assert "Better words" not in str(revision.snapshot)


def test_internal_notes_are_read_by_the_secretariat_alone(world, desk, revision, client_of):
    act = reverse("reporting:desk-revision-act", args=[revision.pk])
    desk.post(act, {"act": "note", "answer": frozen(revision, "progress"), "text": "Ask the presidency first"})
    address = f"{reverse('reporting:desk-revision', args=[revision.pk])}?objective=8"

    assert InternalNote.objects.count() == 1
    assert "Ask the presidency first" in desk.get(address).content.decode()
    assert "Ask the presidency first" not in client_of(world.presidency).get(address).content.decode()


def test_changes_since_the_revision_before_are_shown_word_by_word(world, desk, revision):
    write(world, world.a, "progress", f"Country A progress 8 {CANARY} since March", 8)
    second = submit_all(world, world.a, 8)

    page = desk.get(f"{reverse('reporting:desk-revision', args=[second.pk])}?objective=8&view=changes").content.decode()

    assert "<ins>" in page
    assert "since March" in page


def test_the_presidency_reads_and_is_told_what_belongs_to_the_secretariat(world, revision, client_of):
    client = client_of(world.presidency)

    assert client.get(reverse("reporting:desk-revision", args=[revision.pk])).status_code == 200
    act = reverse("reporting:desk-revision-act", args=[revision.pk])
    response = client.post(act, {"act": "acknowledge"})
    assert response.status_code == 403
    assert "Executive Secretariat" in response.content.decode()


def test_a_cycle_and_a_call_are_opened_from_the_browser(world, desk):
    desk.post(
        reverse("reporting:cycle-new"),
        {"code": "next", "name_en": "Next", "name_es": "Siguiente", "starts": "2030-01-01", "ends": "2031-01-01"},
    )
    cycle = Cycle.objects.get(code="next")
    version = TemplateVersion.objects.get()
    desk.post(
        reverse("reporting:call-new", args=[cycle.pk]),
        {"template_version": version.pk, "scheme": world.scheme.pk, "due": "2030-06-30"},
    )
    call = Call.objects.get(cycle=cycle)
    assert call.due_at.isoformat().startswith("2030-07-01T05:59")

    desk.post(reverse("reporting:call-act", args=[call.pk]), {"act": "open"})
    call.refresh_from_db()
    assert call.is_open
    assert call.assignments.count() == 0  # placeholder members belong to demonstration cycles


@pytest.mark.parametrize(("is_demonstration", "follows"), [(True, False), (False, True)])
def test_a_new_cycle_of_a_demonstration_asks_placeholders_and_no_real_member(
    world, desk, settings, is_demonstration, follows
):
    settings.DEMONSTRATION = is_demonstration
    days = {"starts": "2030-01-01", "ends": "2031-01-01", "previous": world.cycle.pk if follows else ""}
    desk.post(reverse("reporting:cycle-new"), {"code": "next", "name_en": "Next", "name_es": "Siguiente"} | days)

    assert Cycle.objects.get(code="next").is_demonstration


def read(client, revision, **query):
    query = {"objective": 8} | query
    return client.get(reverse("reporting:desk-revision", args=[revision.pk]), query).content.decode()


def test_the_desk_names_each_call_and_has_reminders_only_for_those_to_members(world, desk):
    template = TemplateVersion.objects.get(pk=world.call.template_version_id).template
    other = create_template(
        code="other", audience="survey", name_en="Survey of others", name_es="Encuesta", by=world.secretariat
    )
    survey = Call.objects.create(
        cycle=world.cycle, template_version=other, scheme=world.scheme, due_at=world.call.due_at
    )  # fmt: skip
    page = desk.get(reverse("reporting:desk")).text

    assert f'{reverse("reporting:tracker", args=[world.call.pk])}">{template.name_en}</a>' in page
    assert f'{reverse("reporting:survey-desk", args=[survey.pk])}">Survey of others</a>' in page
    assert reverse("reporting:reminders", args=[world.call.pk]) in page
    assert reverse("reporting:reminders", args=[survey.pk]) not in page


def test_what_is_collected_is_listed_before_it_is_sent_and_requests_after(world, desk, revision):
    act = reverse("reporting:desk-revision-act", args=[revision.pk])
    desk.post(act, {"act": "question", "answer": frozen(revision, "progress"), "text": "Since when exactly?"})
    assert "1 draft is collected." in read(desk, revision, objective=0)
    assert "Since when exactly?" in read(desk, revision, objective=0)

    desk.post(act, {"act": "send", "message": "Before the workshop", "reply_by": "2030-01-31"})

    page = read(desk, revision, objective=0)
    assert "draft is collected" not in page
    assert "1 question or edit" in page
    assert "Before the workshop" in page
    assert "31 January 2030" in page


def test_the_country_reads_the_message_of_the_request_with_each_question(world, desk, revision, client_of):
    act = reverse("reporting:desk-revision-act", args=[revision.pk])
    desk.post(act, {"act": "question", "answer": frozen(revision, "progress"), "text": "Since when?"})
    desk.post(act, {"act": "send", "message": "Before the workshop"})

    threads = client_of(world.focal_point).get(reverse("reporting:threads", args=[world.a.pk])).content.decode()
    assert "Before the workshop" in threads


def test_a_proposed_edit_shows_what_it_would_change_and_needs_a_reason(world, desk, revision):
    act = reverse("reporting:desk-revision-act", args=[revision.pk])
    edit = {"act": "edit", "answer": frozen(revision, "progress"), "edit_language": "en"}
    words = f"Country A progress 8 {CANARY} since March"

    page = desk.post(act, edit | {"edit_text": words, "text": ""}, follow=True).content.decode()
    assert "Say why you propose this text." in page
    desk.post(act, edit | {"edit_text": words, "text": "A date helps."})

    assert "<ins> since March</ins>" in read(desk, revision)


def test_notes_stay_with_the_answer_through_later_revisions(world, desk, revision):
    act = reverse("reporting:desk-revision-act", args=[revision.pk])
    desk.post(act, {"act": "note", "answer": frozen(revision, "progress"), "text": "Ask the presidency first"})
    write(world, world.a, "progress", "Country A, later", 8)

    second = submit_all(world, world.a, 8)

    assert "Ask the presidency first" in read(desk, second)


def test_a_question_on_an_answer_that_was_left_out_later_can_still_be_resolved(world, desk, revision):
    fill(world, world.a, 9)
    act = reverse("reporting:desk-revision-act", args=[revision.pk])
    desk.post(act, {"act": "question", "answer": frozen(revision, "challenges"), "text": "Which ones?"})
    desk.post(act, {"act": "send"})
    thread = revision.threads.get()

    second = submit_all(world, world.a, 9)

    assert "Which ones?" in read(desk, second, objective=9)
    desk.post(reverse("reporting:desk-thread", args=[thread.pk]), {"act": "resolve"})
    assert "Which ones?" not in read(desk, second, objective=9)


def test_both_languages_are_read_side_by_side_in_a_first_revision_too(desk, revision):
    page = read(desk, revision, view="side")

    assert f"Country A progress 8 {CANARY}" in page
    assert f"País A progress 8 {CANARY} es" in page


def test_a_reader_goes_from_one_revision_to_another(world, desk, revision):
    write(world, world.a, "progress", "Country A, later", 8)
    second = submit_all(world, world.a, 8)

    assert reverse("reporting:desk-revision", args=[revision.pk]) in read(desk, second)
    assert "Keep as a draft question" not in read(desk, revision)


def test_compilation_and_publication_stand_beside_the_receipt(world, desk, revision):
    publish_all(world, revision)
    build_edition(report=start(world), by=world.secretariat)

    page = read(desk, revision)
    assert "Included in the compilation" in page
    assert "Published: Public" in page


def test_a_publication_under_embargo_is_announced_where_the_submission_is_read(world, desk, revision):
    publish_all(world, revision, embargo_until=timezone.now() + timedelta(days=3))

    page = read(desk, revision)
    assert "To be published on" in page
    assert "Published: Public" not in page


def test_replies_wait_for_the_desk_after_the_call_was_closed_too(world, desk, revision, client_of):
    act = reverse("reporting:desk-revision-act", args=[revision.pk])
    desk.post(act, {"act": "question", "answer": frozen(revision, "progress"), "text": "Since when?"})
    desk.post(act, {"act": "send"})
    client_of(world.focal_point).post(
        reverse("reporting:thread-reply", args=[revision.threads.get().pk]), {"text": "Since March."}
    )
    close_call(call=world.call, by=world.secretariat)

    page = desk.get(reverse("reporting:desk")).content.decode()
    assert "Read the reply of Country A" in page
    assert "Acknowledge Country A, revision 1" in page


def replied(world, desk, revision):
    """A question on the revision to which the country replied."""
    act = reverse("reporting:desk-revision-act", args=[revision.pk])
    desk.post(act, {"act": "question", "answer": frozen(revision, "progress"), "text": "Since when?"})
    desk.post(act, {"act": "send"})
    thread = revision.threads.get()
    reply(thread=thread, text="Since March.", by=world.focal_point)
    return thread


def test_a_reply_on_an_earlier_revision_is_read_and_resolved_on_the_current_one(world, desk, revision):
    thread = replied(world, desk, revision)
    second = submit_all(world, world.a, 8)
    now = reverse("reporting:desk-revision", args=[second.pk])

    assert f'href="{now}?objective=8#a-{thread.answer_id}"' in desk.get(reverse("reporting:desk")).text
    assert "Reply or resolve" in read(desk, second)
    resolved = desk.post(reverse("reporting:desk-thread", args=[thread.pk]), {"act": "resolve", "objective": "8"})

    assert resolved["Location"] == f"{now}?objective=8"
    assert "Read the reply" not in desk.get(reverse("reporting:desk")).text


def test_the_desk_is_not_led_to_a_reply_on_what_the_country_took_back(world, desk, revision):
    replied(world, desk, revision)
    withdraw(revision=revision, remark="", by=world.focal_point)

    assert "Read the reply" not in desk.get(reverse("reporting:desk")).text


def test_the_successor_at_the_desk_finds_drafts_notes_and_questions(world, desk, revision, client_of):
    act = reverse("reporting:desk-revision-act", args=[revision.pk])
    desk.post(act, {"act": "question", "answer": frozen(revision, "progress"), "text": "A draft question"})
    desk.post(act, {"act": "note", "answer": frozen(revision, "progress"), "text": "A kept note"})
    successor = make_seat(Role.SECRETARIAT, hat=world.secretariat.membership.hat)

    Membership.objects.filter(pk=world.secretariat.membership.pk).update(ended_at=timezone.now())

    page = read(client_of(successor), revision)
    assert "A draft question" in page
    assert "A kept note" in page
    assert desk.get(reverse("reporting:desk")).status_code == 403


def test_reading_takes_the_same_queries_for_one_thread_and_for_three(world, desk, revision, django_assert_num_queries):
    act = reverse("reporting:desk-revision-act", args=[revision.pk])
    address = f"{reverse('reporting:desk-revision', args=[revision.pk])}?objective=8"
    for count in (1, 2):
        for _ in range(count):
            desk.post(act, {"act": "question", "answer": frozen(revision, "progress"), "text": "Since when?"})
            desk.post(act, {"act": "send"})
            desk.post(act, {"act": "question", "answer": frozen(revision, "challenges"), "text": "Which?"})
            desk.post(act, {"act": "note", "answer": frozen(revision, "progress"), "text": "A note"})
        desk.get(address)
        with django_assert_num_queries(SEATED + 17):
            desk.get(address)
