"""The Secretariat's questions as the country reads them: each with the passage that it is about."""

import pytest
from django.urls import reverse

from reporting.actions.clarification import draft_edit, draft_question, reply, send_request
from tests.counts import SEATED
from tests.factories import fill, submit_all, write


@pytest.fixture
def focal(world, client_of):
    return client_of(world.focal_point)


@pytest.fixture
def revision(world):
    fill(world, world.a, 8)
    return submit_all(world, world.a, 8)


@pytest.fixture
def questions(world):
    return reverse("reporting:threads", args=[world.a.pk])


@pytest.fixture
def editor(world):
    return reverse("reporting:objective", args=[world.a.pk, 8])


def frozen(revision, code):
    return next(a["id"] for a in revision.snapshot["answers"] if a["question"] == code)


def ask(world, revision, *codes):
    for code in codes:
        draft_question(
            revision=revision, answer_id=frozen(revision, code), text=f"What of {code}?", by=world.secretariat
        )
    send_request(revision=revision, message="", reply_by=None, by=world.secretariat)


def test_a_question_is_read_with_the_passage_as_it_was_submitted(world, focal, revision, questions):
    ask(world, revision, "progress")
    write(world, world.a, "progress", "Other words since", 8)

    page = focal.get(questions).text

    assert "Objective 8, Progress" in page
    assert "What revision 1 says" in page
    assert "Country A progress 8" in page
    assert "Other words since" not in page


def test_a_proposed_edit_shows_the_text_once(world, focal, revision, questions):
    answer = frozen(revision, "progress")
    draft_edit(
        revision=revision,
        answer_id=answer,
        language="en",
        edit_text="Country A progress 8.",
        text="A full stop.",
        by=world.secretariat,
    )
    send_request(revision=revision, message="", reply_by=None, by=world.secretariat)

    page = focal.get(questions).text

    assert "Objective 8, Progress" in page
    assert "What revision 1 says" not in page


def test_the_editor_shows_what_waits_for_a_reply_at_its_answer_and_nothing_afterwards(
    world, focal, revision, questions, editor
):
    ask(world, revision, "progress")
    thread = revision.threads.get()

    page = focal.get(editor).text
    assert "What of progress?" in page
    assert "What revision 1 says" in page
    assert f"{questions}#q-{thread.pk}" in page
    assert f'id="q-{thread.pk}"' in focal.get(questions).text

    reply(thread=thread, text="Since March.", by=world.focal_point)
    assert "What of progress?" not in focal.get(editor).text


def test_a_draft_of_the_secretariat_is_shown_nowhere(world, focal, revision, editor, questions):
    answer = frozen(revision, "progress")
    draft_question(revision=revision, answer_id=answer, text="Not sent yet?", by=world.secretariat)

    assert "Not sent yet?" not in focal.get(editor).text
    assert "Not sent yet?" not in focal.get(questions).text


def test_both_pages_ask_the_same_for_one_question_and_for_three(
    world, focal, revision, editor, questions, django_assert_num_queries
):
    for codes in (["progress"], ["challenges", "reported"]):
        ask(world, revision, *codes)
        with django_assert_num_queries(SEATED + 6):
            focal.get(questions)
        with django_assert_num_queries(SEATED + 19):
            focal.get(editor)


def test_a_proposed_edit_is_no_question_in_the_editor(world, focal, revision, editor):
    draft_edit(
        revision=revision, answer_id=frozen(revision, "progress"), language="en", edit_text="Country A progress 8.",
        text="A full stop.", by=world.secretariat,
    )  # fmt: skip
    send_request(revision=revision, message="", reply_by=None, by=world.secretariat)

    page = focal.get(editor).text
    assert "Read the proposed edit" in page
    assert "Reply to the Secretariat" not in page


def test_who_cannot_reply_reads_the_question(world, client_of, revision, editor):
    ask(world, revision, "progress")

    page = client_of(world.contributor).get(editor).text
    assert "Read the question" in page
    assert "Reply to the Secretariat" not in page
