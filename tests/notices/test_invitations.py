"""Invitations to an account in the ledger of mail: sent, withheld, come back, and gone once they are settled."""

import pytest
from django.urls import reverse

from accounts.actions.people import invite, resend_invitation, withdraw_invitation
from accounts.enums import Role
from notices.delivery import keep_address
from notices.enums import MailState
from notices.models import Mail

PEOPLE = reverse("accounts:people")


@pytest.fixture
def invited(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return invite(
            email="new@world.example", name="New", language="es", role=Role.CONTRIBUTOR, country=world.a.country,
            by=world.focal_point,
        )  # fmt: skip


def test_an_invitation_is_a_row_of_the_ledger_in_the_language_of_who_is_invited(invited, mailoutbox):
    mail = Mail.objects.get()

    assert (mail.to, mail.language, mail.state) == ("new@world.example", "es", MailState.SENT)
    assert [message.to for message in mailoutbox] == [["new@world.example"]]
    assert "/es/" in mailoutbox[0].body


def test_the_link_is_kept_no_longer_than_it_takes_to_hand_it_over(invited, mailoutbox):
    assert "http" in mailoutbox[0].body
    assert Mail.objects.get().body == ""


def test_one_to_an_address_that_does_not_work_is_withheld_and_the_people_page_says_so(world, client_of, mailoutbox):
    keep_address("new@world.example", "550 5.1.1 unknown")
    invite(
        email="new@world.example", name="New", language="es", role=Role.CONTRIBUTOR, country=world.a.country,
        by=world.focal_point,
    )  # fmt: skip

    withheld = Mail.objects.get()
    assert (withheld.state, withheld.body) == (MailState.WITHHELD, "")
    assert "Not sent: the address does not work" in client_of(world.focal_point).get(PEOPLE).text
    assert mailoutbox == []


def test_who_keeps_the_people_sees_that_it_came_back(world, client_of, invited):
    Mail.objects.update(state=MailState.BOUNCED, problem="550 5.1.1 zq-unknown")

    for reader in (world.focal_point, world.secretariat):
        page = client_of(reader).get(PEOPLE).text
        assert "Came back: 550 5.1.1 zq-unknown" in page


def test_a_link_that_is_sent_again_takes_the_place_of_the_one_before(world, invited):
    first = Mail.objects.get()

    resend_invitation(invitation=invited, by=world.focal_point)

    assert Mail.objects.get().pk != first.pk


def test_a_withdrawn_invitation_leaves_no_link_behind(world, invited):
    withdraw_invitation(invitation=invited, by=world.focal_point)

    assert not Mail.objects.exists()
