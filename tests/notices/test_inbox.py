"""The inbox of a person and the count in the frame of every page."""

import pytest
from django.urls import reverse

from common.i18n import current_language
from notices.actions import notify, pass_on
from notices.models import Notice
from notices.queries import unread_within
from tests.counts import SEATED


def tell(seat, key, address=""):
    words = {"en": f"In English {key}", "es": f"En español {key}"}

    def text():
        return words[current_language()]

    return notify(user=seat.user, key=key, text=text, address=address)


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


def test_unread_notices_pass_to_a_successor_who_reads_each_event_once(world):
    tell(world.focal_point, "both", "/workspace/1/")
    tell(world.clearer, "both", "/workspace/1/")
    tell(world.focal_point, "mine", "/workspace/1/")
    tell(world.focal_point, "elsewhere", "/events/1/")

    assert pass_on(notices=unread_within(world.focal_point.user, ["/workspace/"]), to=world.clearer.user) == 1

    assert set(Notice.objects.filter(user=world.clearer.user).values_list("key", flat=True)) == {"both", "mine"}
    assert unread_within(world.focal_point.user, []) == []
