"""How a person wants to have mail, the address that stops reminders, and the addresses that do not work."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.enums import Language
from notices.actions import tell_one
from notices.models import BouncedAddress, Mail, Notice, Preference
from notices.stopping import stop_address
from tests.counts import SEATED


@pytest.fixture
def client(world, client_of):
    return client_of(world.focal_point)


def remind(seat, key="r"):
    return tell_one(seat.membership, key=key, text=lambda: "The date", address="/en/inbox/", is_reminder=True)


def test_mail_once_a_day_without_reminders_in_the_persons_hours(world, client):
    address = reverse("notices:preferences")
    assert client.get(address).context["form"].initial["way"] == "at_once"

    client.post(address, {"way": "daily", "zone": "America/Mexico_City"})

    kept = Preference.objects.get(user=world.focal_point.user)
    assert (kept.daily, kept.reminders, kept.zone) == (True, False, "America/Mexico_City")
    assert client.get(address).context["form"].initial["way"] == "daily"


def test_the_secretariats_zone_is_the_usual_one(world, client):
    client.post(reverse("notices:preferences"), {"way": "at_once", "reminders": "on", "zone": "America/Costa_Rica"})

    assert Preference.objects.get().zone == ""


def test_a_zone_that_does_not_exist_is_not_kept(world, client):
    answer = client.post(reverse("notices:preferences"), {"way": "at_once", "zone": "Mars/Olympus"})

    assert answer.status_code == 422
    assert Preference.objects.count() == 0


def test_the_address_in_a_reminder_asks_and_then_stops_reminders_without_log_in(world):
    mail = remind(world.focal_point)
    assert mail.unsubscribe in mail.body
    address = mail.unsubscribe.removeprefix(settings.SITE_URL)
    browser = Client(enforce_csrf_checks=True)

    asked = browser.get(address).text
    assert "Stop reminders by mail" in asked
    assert f'<a href="{reverse("notices:inbox")}">' in asked
    assert Preference.objects.count() == 0
    assert "have stopped" in browser.post(address, {"List-Unsubscribe": "One-Click"}).text

    assert remind(world.focal_point, "r2") is None
    assert Notice.objects.filter(user=world.focal_point.user).count() == 2


def test_stopping_reminders_stops_no_other_mail(world):
    Preference.objects.create(user=world.focal_point.user, reminders=False)

    assert tell_one(world.focal_point.membership, key="k", text=lambda: "Clearance", address="/en/inbox/")
    assert Mail.objects.get().unsubscribe == ""


def test_an_address_that_is_not_ours_stops_nothing(world):
    forged = stop_address(world.focal_point.user).removeprefix(settings.SITE_URL)[:-3] + "x/"

    assert Client().post(forged).status_code == 404
    assert Preference.objects.count() == 0


def test_the_page_that_stops_speaks_the_readers_language(world):
    world.focal_point.user.language = Language.SPANISH

    page = Client().get(stop_address(world.focal_point.user).removeprefix(settings.SITE_URL))

    assert "Detener los recordatorios por correo" in page.text


@pytest.fixture
def gone(world):
    """The focal point's address does not work."""
    return BouncedAddress.objects.create(email=world.focal_point.user.email, reason="550 5.1.1 No such user")


def test_the_secretariat_frees_an_address_and_mail_goes_there_again(world, client_of, gone):
    desk = client_of(world.secretariat)
    tell_one(world.focal_point.membership, key="k1", text=lambda: "Of A's work", address="/en/inbox/")
    page = desk.get(reverse("notices:undelivered")).text
    assert "550 5.1.1 No such user" in page
    assert world.focal_point.user.name in page
    assert f'<li><a href="{reverse("notices:inbox")}">Notices</a></li>' in page
    assert "Of A" not in page

    desk.post(reverse("notices:undelivered"), {"address": gone.pk})

    tell_one(world.focal_point.membership, key="k2", text=lambda: "t", address="/en/inbox/")
    assert list(Mail.objects.order_by("created_at").values_list("state", flat=True)) == ["withheld", "waiting"]


def test_others_neither_see_nor_free_addresses(world, client, gone):
    address = reverse("notices:undelivered")

    assert client.get(address).status_code == 403
    assert client.post(address, {"address": gone.pk}).status_code == 403
    assert BouncedAddress.objects.count() == 1


def test_a_new_address_of_the_person_is_not_the_old_one(world, gone):
    world.focal_point.user.email = "new@example.org"
    world.focal_point.user.save()

    assert tell_one(world.focal_point.membership, key="k", text=lambda: "t", address="/en/inbox/").state == "waiting"


def test_pages_ask_the_same_for_one_address_and_for_three(world, client_of, gone, django_assert_num_queries):
    desk = client_of(world.secretariat)
    for numbers in ((), (1, 2)):
        for number in numbers:
            BouncedAddress.objects.create(email=f"gone{number}@example.org")
        with django_assert_num_queries(SEATED + 4):
            desk.get(reverse("notices:undelivered"))
    with django_assert_num_queries(SEATED + 1):
        desk.get(reverse("notices:preferences"))
