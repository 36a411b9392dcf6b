"""Handing a seat over: one page, one transaction, nothing lost."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership
from audit.models import AuditEvent
from common.errors import Refused
from notices.actions import notify
from notices.models import Notice
from reporting import notify as told
from reporting.actions.answers import save_proposal
from reporting.actions.clarification import draft_question, send_request
from reporting.actions.handover import hand_over
from reporting.actions.team import delegate
from reporting.models import Delegation, Proposal, Thread
from reporting.queries.handover import open_work
from tests.factories import fill, submit_all, text_of, write
from tests.factories.seats import make_seat, make_user
from tests.factories.work import answer_on


@pytest.fixture
def colleague(world):
    """A second focal point of Country A."""
    return make_seat(Role.FOCAL_POINT, world.a.country, user=make_user("Colleague", email="colleague@world.example"))


@pytest.fixture
def busy(world):
    """The focal point of Country A with a proposal to decide, a question, a named step and unread notices."""
    delegate(assignment=world.a, user=world.contributor.user, objectives=[9], by=world.focal_point)
    fill(world, world.a, 8)
    write(world, world.a, "support", "Written by the one who leaves", 8)
    revision = submit_all(world, world.a, 8)
    answer = revision.snapshot["answers"][0]["id"]
    draft_question(revision=revision, answer_id=answer, text="Since when?", by=world.secretariat)
    sent = send_request(revision=revision, message="", reply_by=None, by=world.secretariat)
    told.clarification_sent(sent, by=world.secretariat)
    save_proposal(answer=answer_on(world.a, "progress", 9), language="en", text="Ours", version=0, by=world.contributor)
    world.a.country.clearance_steps.get().clearers.set([world.focal_point.user])
    notify(user=world.focal_point.user, key="elsewhere", text=lambda: "Of another room", address="/events/x/")


def page(seat):
    return reverse("reporting:hand-over", args=[seat.membership.pk])


def test_a_focal_point_hands_over_the_seat_with_all_that_is_open(world, client_of, colleague, busy):
    client = client_of(world.focal_point)
    work = client.get(page(world.focal_point)).context["work"]
    assert (len(work.notices), work.waiting, work.questions, len(work.steps)) == (2, 1, 1, 1)

    response = client.post(page(world.focal_point), {"to": colleague.user.pk, "remark": "Ask the ministry by Friday."})

    assert response["Location"] == reverse("portal:home")
    assert not Membership.objects.active().filter(pk=world.focal_point.membership.pk).exists()
    assert list(world.a.country.clearance_steps.get().clearers.all()) == [colleague.user]
    texts = list(Notice.objects.filter(user=colleague.user, read_at=None).values_list("text_en", flat=True))
    assert any("asks for clarification" in text for text in texts)
    assert any("Ask the ministry by Friday." in text for text in texts)
    assert Notice.objects.get(key="elsewhere").user == world.focal_point.user
    assert Thread.objects.get().status == "open"
    assert Proposal.objects.get().author == world.contributor.user
    assert text_of(world.a, "support", 8).text == "Written by the one who leaves"
    assert (
        client_of(colleague)
        .get(reverse("reporting:contribution", args=[world.a.pk]))
        .context["next_act"]
        .title.startswith("Answer the Secretariat's question")
    )


def test_the_trail_of_the_contribution_says_who_handed_over_to_whom(world, client_of, colleague, busy):
    hand_over(membership=world.focal_point.membership, to=colleague.user, remark="", by=world.focal_point)

    event = AuditEvent.objects.get(chain=world.a.chain, action="handed_over")
    assert (event.detail["from_"], event.detail["to"]) == ("Focal point Country A", "Colleague")
    trail = client_of(colleague).get(reverse("reporting:trail", args=[world.a.pk])).content.decode()
    assert "handed over: Focal point Country A → Colleague" in trail


def test_a_contributors_objectives_and_open_proposals_pass_to_the_successor(world, busy):
    successor = make_seat(Role.CONTRIBUTOR, world.a.country, user=make_user("Next", email="next@world.example"))
    delegate(assignment=world.a, user=successor.user, objectives=[9, 10], by=world.focal_point)
    delegate(assignment=world.a, user=world.contributor.user, objectives=[9, 11], by=world.focal_point)

    hand_over(membership=world.contributor.membership, to=successor.user, remark="", by=world.focal_point)

    assert list(Delegation.objects.values_list("user", "objective")) == [
        (successor.user.pk, 9),
        (successor.user.pk, 10),
        (successor.user.pk, 11),
    ]
    assert Proposal.objects.get().author == successor.user


def test_a_proposal_stays_with_its_author_where_the_successor_has_an_own_one(world, busy):
    successor = make_seat(Role.CONTRIBUTOR, world.a.country, user=make_user("Next", email="next@world.example"))
    delegate(assignment=world.a, user=successor.user, objectives=[9], by=world.focal_point)
    save_proposal(answer=answer_on(world.a, "progress", 9), language="en", text="Other", version=0, by=successor)

    hand_over(membership=world.contributor.membership, to=successor.user, remark="", by=world.focal_point)

    assert sorted(Proposal.objects.values_list("text", "author__name")) == [
        ("Other", "Next"),
        ("Ours", "Contributor Country A"),
    ]


def test_notices_of_the_seat_pass_and_what_the_person_still_needs_in_another_role_stays(world, colleague, busy):
    make_seat(Role.CLEARER, world.a.country, user=world.focal_point.user)

    work = open_work(world.focal_point.membership)

    assert (len(work.notices), work.steps) == (2, [])


def test_when_anything_fails_nothing_has_passed(world, colleague, busy, monkeypatch):
    def fails(*_arguments, **_named):
        raise RuntimeError

    monkeypatch.setattr(told, "handed_over", fails)
    with pytest.raises(RuntimeError):
        hand_over(membership=world.focal_point.membership, to=colleague.user, remark="", by=world.focal_point)

    assert Membership.objects.active().filter(pk=world.focal_point.membership.pk).exists()
    assert list(world.a.country.clearance_steps.get().clearers.all()) == [world.focal_point.user]
    assert not AuditEvent.objects.filter(action="handed_over").exists()


def test_a_hand_over_sent_twice_has_one_effect_and_a_stranger_cannot_take_over(world, client_of, colleague):
    with pytest.raises(Refused):
        hand_over(
            membership=world.focal_point.membership,
            to=world.other_focal_point.user,
            remark="",
            by=world.focal_point,
        )
    client = client_of(world.secretariat)
    for expected in (302, 404):
        form = {"to": colleague.user.pk, "remark": "Note"}
        assert client.post(page(world.focal_point), form).status_code == expected
    assert AuditEvent.objects.filter(action="handed_over", chain=world.a.chain).count() == 1


@pytest.mark.parametrize("to", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_without_a_successor_the_note_stays_in_the_box(world, client_of, colleague, to):
    response = client_of(world.focal_point).post(page(world.focal_point), {"to": to, "remark": "Kept words"})

    assert response.status_code == 422
    assert "Choose who takes over" in response.content.decode()
    assert "Kept words" in response.content.decode()


def test_the_desk_hands_over_its_seat_and_notices_too(world, client_of):
    membership = world.secretariat.membership
    other = make_seat(Role.SECRETARIAT, hat=membership.hat, user=make_user("Desk", email="desk@world.example"))
    fill(world, world.a, 8)
    told.submitted(submit_all(world, world.a, 8), by=world.focal_point)
    Notice.objects.filter(user=other.user).delete()

    client_of(other).post(page(world.secretariat), {"to": other.user.pk})

    assert not Membership.objects.active().filter(pk=membership.pk).exists()
    assert "submitted revision 1" in " ".join(Notice.objects.filter(user=other.user).values_list("text_en", flat=True))


def test_the_people_page_leads_to_the_one_hand_over_and_does_none_of_its_own(world, client_of, colleague):
    client = client_of(world.focal_point)
    assert page(colleague) in client.get(reverse("accounts:people")).content.decode()

    act = reverse("accounts:membership-act", args=[world.contributor.membership.pk])
    client.post(act, {"act": "hand_over", "to": colleague.user.pk})

    assert not Membership.objects.filter(user=colleague.user, role=Role.CONTRIBUTOR).exists()


def test_who_handed_over_one_of_two_roles_goes_on_in_the_other(world, client_of, colleague):
    other = make_seat(Role.CLEARER, world.a.country, user=world.focal_point.user)
    client = client_of(world.focal_point)
    client.post(page(world.focal_point), {"to": colleague.user.pk})
    ended = client.get(reverse("reporting:contribution", args=[world.a.pk]))
    assert ended.status_code == 403
    assert reverse("accounts:seats") in ended.content.decode()

    client.post(reverse("accounts:seats"), {"seat": other.membership.pk})

    assert client.get(reverse("reporting:contribution", args=[world.a.pk])).status_code == 200
