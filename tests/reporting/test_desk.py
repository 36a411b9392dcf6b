"""The Secretariat's desk: what it sees before a submission, and what it can do after."""

import pytest
from django.urls import reverse

from notices.models import Mail, Notice
from reporting.actions.clarification import draft_edit, leave_edit, take_edit
from reporting.enums import RevisionStatus, ThreadStatus
from reporting.models import Call, Cycle, InternalNote, TemplateVersion
from tests.factories import fill, submit_all, text_of, write
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
