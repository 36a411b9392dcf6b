"""Who is told of what a country, its people and the Secretariat do."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from notices.models import Mail, Notice
from reporting.actions.answers import leave_proposal, save_proposal, take_proposal
from reporting.actions.clarification import draft_edit, draft_question, leave_edit, reply, send_request, take_edit
from reporting.actions.publication import withdraw_publication
from reporting.actions.submission import recall, withdraw
from reporting.actions.team import delegate
from tests.factories import fill, publish_all, submit_all
from tests.factories.seats import make_seat
from tests.factories.work import answer_on, text_of


@pytest.fixture
def revision(world):
    """Country A's first revision, objective 8."""
    fill(world, world.a, 8)
    return submit_all(world, world.a, 8)


@pytest.fixture
def thread(world, revision):
    """A question of the Secretariat on what Country A submitted."""
    answer = next(a["id"] for a in revision.snapshot["answers"] if a["question"] == "progress")
    draft_question(revision=revision, answer_id=answer, text="Since when?", by=world.secretariat)
    return send_request(revision=revision, message="", reply_by=None, by=world.secretariat).threads.get()


@pytest.fixture
def edit(world, revision):
    """A text that the Secretariat proposes to Country A."""
    answer = next(a["id"] for a in revision.snapshot["answers"] if a["question"] == "progress")
    draft_edit(
        revision=revision, answer_id=answer, language="en", edit_text="Better", text="Shorter.", by=world.secretariat
    )
    return send_request(revision=revision, message="", reply_by=None, by=world.secretariat).threads.get()


@pytest.fixture
def proposal(world):
    """A contributor's text for objective 8 of Country A."""
    delegate(assignment=world.a, user=world.contributor.user, objectives=[8], by=world.focal_point)
    answer = answer_on(world.a, "progress", 8)
    return save_proposal(answer=answer, language="en", text="Ours", version=0, by=world.contributor)


def told(seat):
    return list(Notice.objects.filter(user=seat.user).values_list("text_en", "text_es", "address"))


@pytest.mark.parametrize(
    ("act", "english", "spanish"),
    [
        (recall, "Country A recalled revision 1", "País A recuperó la revisión 1"),
        (withdraw, "Country A withdrew revision 1", "País A retiró la revisión 1"),
    ],
)
def test_the_secretariat_hears_once_that_a_revision_was_taken_back(world, revision, act, english, spanish):
    publish_all(world, revision)

    act(revision=revision, remark="Our own reasons", by=world.focal_point)

    tracker = reverse("reporting:tracker", args=[world.call.pk])[3:]
    assert told(world.secretariat) == [(english, spanish, tracker)]
    assert "Our own reasons" not in Mail.objects.get(to=world.secretariat.user.email).body


def test_the_secretariat_hears_that_a_country_no_longer_publishes(world, revision):
    publish_all(world, revision)

    withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point)

    assert [text for text, _es, _address in told(world.secretariat)] == [
        "Country A no longer publishes its contribution"
    ]


def test_the_secretariat_hears_of_each_reply_and_never_of_its_own(world, thread):
    reply(thread=thread, text="Since March.", by=world.focal_point)
    reply(thread=thread, text="Which year?", by=world.secretariat)

    page = reverse("reporting:desk-revision", args=[thread.revision_id])[3:]
    assert told(world.secretariat) == [
        (
            "Country A replied to a question on revision 1, objective 8",
            "País A respondió a una pregunta sobre la revisión 1, objetivo 8",
            f"{page}?objective=8",
        )
    ]
    mail = Mail.objects.get(to=world.secretariat.user.email)
    assert f"/{world.secretariat.user.language}{page}?objective=8" in mail.body


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (take_edit, "Country A took the proposed edit of revision 1, objective 8"),
        (leave_edit, "Country A left the proposed edit of revision 1, objective 8"),
    ],
)
def test_the_secretariat_hears_what_became_of_an_edit_it_proposed(world, edit, act, words):
    act(thread=edit, by=world.focal_point)

    assert [text for text, _es, _address in told(world.secretariat)] == [words]


def test_a_contributor_hears_that_the_text_was_taken(world, proposal):
    version = text_of(world.a, "progress", 8).version
    take_proposal(proposal=proposal, text="Ours, merged", version=version, by=world.focal_point)

    assert told(world.contributor) == [
        (
            "Your text for “Progress” was taken: objective 8",
            "Su texto para «Progress (es)» fue tomado: objetivo 8",
            reverse("reporting:objective", args=[world.a.pk, 8])[3:],
        )
    ]


def test_a_contributor_hears_that_the_text_was_left_aside(world, proposal):
    leave_proposal(proposal=proposal, by=world.focal_point)

    assert [text for text, _es, _address in told(world.contributor)] == [
        "Your text for “Progress” was left aside: objective 8"
    ]


def test_nobody_is_told_of_an_own_act_in_another_role(world, proposal):
    """The focal point sits as contributor too and decides on a text of theirs."""
    make_seat(Role.CONTRIBUTOR, world.a.country, user=world.focal_point.user)
    proposal.author = world.focal_point.user
    proposal.save()
    Notice.objects.all().delete()

    leave_proposal(proposal=proposal, by=world.focal_point)

    assert not Notice.objects.exists()


def test_a_notice_belongs_to_the_capacity_in_which_it_concerns_the_person(world, revision):
    recall(revision=revision, remark="", by=world.focal_point)

    assert Notice.objects.get(user=world.secretariat.user).membership == world.secretariat.membership
