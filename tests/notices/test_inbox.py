"""The inbox of a person and the count in the frame of every page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from common.i18n import current_language
from notices.actions import notify, pass_on
from notices.models import Notice
from notices.queries import unread_of
from tests.counts import SEATED
from tests.factories.seats import make_seat


def tell(seat, key, address="", membership=None):
    words = {"en": f"In English {key}", "es": f"En español {key}"}

    def text():
        return words[current_language()]

    return notify(user=seat.user, key=key, text=text, address=address, membership=membership)


@pytest.fixture
def client(world, client_of):
    return client_of(world.focal_point)


def test_the_frame_says_how_many_notices_wait(world, client):
    page = client.get(reverse("accounts:profile")).content.decode()
    assert "0 unread notices" in page
    tell(world.focal_point, "1")
    tell(world.clearer, "2")

    assert "1 unread notice<" in client.get(reverse("accounts:profile")).content.decode()


def test_each_reader_reads_a_notice_in_the_language_of_the_page(world, client):
    notice = tell(world.focal_point, "1", f"/workspace/{world.a.pk}/")

    english, spanish = (client.get(f"/{language}/inbox/").content.decode() for language in ("en", "es"))

    assert "In English 1" in english
    assert f'href="/en{notice.address}"' in english
    assert "En español 1" in spanish
    assert f'href="/es{notice.address}"' in spanish


def test_one_notice_is_marked_read_and_twice_is_once(world, client):
    first, second = tell(world.focal_point, "1"), tell(world.focal_point, "2")
    address = reverse("notices:read-one", args=[first.pk])
    client.post(address)
    first.refresh_from_db()
    at = first.read_at

    client.post(address)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.read_at, second.read_at) == (at, None)
    assert client.get(reverse("notices:inbox")).context["unread"] == 1


def test_the_notice_of_somebody_else_does_not_exist(world, client):
    notice = tell(world.clearer, "1")

    assert client.post(reverse("notices:read-one", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_the_inbox_asks_the_same_for_one_notice_and_for_three(world, client, django_assert_num_queries):
    for keys in ("1", "23"):
        for key in keys:
            tell(world.focal_point, key)
        with django_assert_num_queries(SEATED + 1):
            client.get(reverse("notices:inbox"))


def test_unread_notices_of_a_seat_pass_to_a_successor_who_reads_each_event_once(world):
    mine, next_ = world.focal_point.membership, world.clearer.membership
    tell(world.focal_point, "both", membership=mine)
    tell(world.clearer, "both", membership=next_)
    tell(world.focal_point, "mine", membership=mine)
    tell(world.focal_point, "of the person")

    assert pass_on(notices=unread_of(mine), to=next_) == 1

    rows = Notice.objects.filter(user=world.clearer.user)
    assert set(rows.values_list("key", "membership")) == {("both", next_.pk), ("mine", next_.pk)}
    assert [notice.key for notice in Notice.objects.visible_to(world.focal_point)] == ["of the person", "both"]


@pytest.fixture
def other_hat(world):
    """The focal point of Country A is an observer too."""
    return make_seat(Role.OBSERVER, user=world.focal_point.user)


def test_a_notice_of_another_hat_is_not_in_this_inbox(world, client_of, other_hat):
    notice = tell(world.focal_point, "secret of A", membership=world.focal_point.membership)
    tell(world.focal_point, "of the person")
    client = client_of(other_hat)

    page = client.get(reverse("notices:inbox")).content.decode()

    assert "secret of A" not in page
    assert "of the person" in page
    assert "1 unread notice<" in page
    assert "1 notice waits in another of your roles." in page
    assert client.post(reverse("notices:read-one", args=[notice.pk])).status_code == 404
    client.post(reverse("notices:read-all"))
    notice.refresh_from_db()
    assert notice.read_at is None
    assert "secret of A" in client_of(world.focal_point).get(reverse("notices:inbox")).content.decode()


def test_a_seat_that_ended_is_not_offered_for_its_notices(world, client_of, other_hat):
    tell(other_hat, "old", membership=other_hat.membership)
    other_hat.membership.ended_at = timezone.now()
    other_hat.membership.save()

    page = client_of(world.focal_point).get(reverse("notices:inbox"))

    assert page.context["elsewhere"] == 0
