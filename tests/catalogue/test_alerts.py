"""Saved searches: alerts tell once of what became readable, to this seat alone, and stop in one click."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue import alerts
from catalogue.actions import MOST_SEARCHES, save_search
from catalogue.models import Frequency, SavedSearch, SearchAlert
from common.dates import today
from common.errors import Refused
from notices.delivery import deliver_waiting
from notices.models import Mail
from reporting.actions.publication import withdraw_publication
from reporting.enums import Audience
from tests.counts import SEATED
from tests.factories import fill, publish_all, submit_all

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def submitted(world):
    fill(world, world.a, 8, marker="zebra")
    return submit_all(world, world.a, 8)


def save(seat, query="q=zebra", frequency=Frequency.DAILY):
    return save_search(name="Zebras", query=query, frequency=frequency, by=seat)


def tell(days, capture):
    with time_machine.travel(timezone.now() + days * DAY), capture(execute=True):
        return alerts.tell_due()


def test_a_search_is_saved_from_its_page_and_listed(world, client_of):
    client = client_of(world.observer)
    assert "Save this search" in client.get("/en/search/?q=zebra").text
    assert "Save this search" not in Client().get("/en/search/?q=zebra").text
    address = f"{reverse('catalogue:saved-new')}?q=zebra&country=XXA&secret=1"
    client.post(address, {"save-name": "Zebras", "save-frequency": "weekly"})

    search = SavedSearch.objects.get()
    assert (search.user, search.query, search.due_at is not None) == (world.observer.user, "q=zebra&country=XXA", True)
    assert 'href="/en/search/?q=zebra&amp;country=XXA"' in client.get(reverse("catalogue:saved-list")).text
    assert "Zebras" not in client_of(world.secretariat).get(reverse("catalogue:saved-list")).text


def test_the_list_asks_the_same_whatever_its_length(world, client_of, django_assert_num_queries):
    for count in (1, 3):
        for _ in range(count):
            save(world.observer)
        client = client_of(world.observer)
        with django_assert_num_queries(SEATED + 1):
            client.get(reverse("catalogue:saved-list"))


def test_a_search_of_somebody_else_does_not_exist(world, client_of):
    search = save(world.observer)
    address = reverse("catalogue:saved-act", args=[search.pk])

    assert client_of(world.secretariat).post(address, {"act": "delete"}).status_code == 404
    client_of(world.observer).post(address, {"frequency": "never"})
    search.refresh_from_db()
    assert (search.frequency, search.due_at) == ("never", None)
    client_of(world.observer).post(address, {"act": "delete"})
    assert not SavedSearch.objects.exists()


def test_nobody_keeps_searches_without_end(world):
    SavedSearch.objects.bulk_create(
        SavedSearch(user=world.observer.user, membership=world.observer.membership, name="x", query="q=x")
        for _ in range(MOST_SEARCHES)
    )
    with pytest.raises(Refused):
        save(world.observer)


def test_an_alert_tells_how_many_and_no_words(world, submitted, django_capture_on_commit_callbacks):
    save(world.observer)
    publish_all(world, submitted)
    assert tell(2, django_capture_on_commit_callbacks) == 1

    (message,) = mail.outbox
    assert message.to == [world.observer.user.email]
    assert "Answers: 2 new or changed" in message.body
    assert "/en/search/?q=zebra" in message.body
    assert "progress 8" not in message.body
    assert SearchAlert.objects.get().found == {"answers": 2}


def test_nothing_new_is_no_mail_and_nothing_is_told_twice(world, submitted, django_capture_on_commit_callbacks):
    save(world.observer)
    assert tell(2, django_capture_on_commit_callbacks) == 0
    with time_machine.travel(timezone.now() + 2 * DAY + timedelta(hours=1)):
        publish_all(world, submitted)
    told = [tell(days, django_capture_on_commit_callbacks) for days in (4, 4, 6, 8)]

    assert sum(told) <= 1
    assert len(mail.outbox) == sum(told)


@pytest.mark.parametrize(("role", "count"), [("observer", 0), ("other_focal_point", 1), ("stakeholder", 0)])
def test_only_who_may_read_it_is_told(world, submitted, django_capture_on_commit_callbacks, role, count):
    save(getattr(world, role))
    publish_all(world, submitted, Audience.MEMBERS)

    assert tell(2, django_capture_on_commit_callbacks) == count


def test_whose_membership_ended_reads_as_the_public(world, submitted, django_capture_on_commit_callbacks):
    seat = world.other_focal_point
    save(seat)
    type(seat.membership).objects.filter(pk=seat.membership.pk).update(ends=today() - DAY)
    publish_all(world, submitted, Audience.MEMBERS)
    assert tell(2, django_capture_on_commit_callbacks) == 0
    type(seat.user).objects.filter(pk=seat.user.pk).update(is_active=False)
    publish_all(world, submitted)

    assert tell(4, django_capture_on_commit_callbacks) == 0


def test_a_text_under_embargo_is_told_of_when_it_passes(world, submitted, django_capture_on_commit_callbacks):
    save(world.observer)
    publish_all(world, submitted, embargo_until=timezone.now() + 3 * DAY)
    assert tell(2, django_capture_on_commit_callbacks) == 0
    assert tell(4, django_capture_on_commit_callbacks) == 1


def test_what_was_withdrawn_before_is_not_told(world, submitted, django_capture_on_commit_callbacks):
    save(world.observer)
    publish_all(world, submitted)
    withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point)

    assert tell(2, django_capture_on_commit_callbacks) == 0


def test_a_worker_killed_before_the_mail_left_tells_once(world, submitted, django_capture_on_commit_callbacks):
    save(world.observer)
    publish_all(world, submitted)
    with time_machine.travel(timezone.now() + 2 * DAY), django_capture_on_commit_callbacks(execute=False):
        alerts.tell_due()  # committed, and the process ends here
    assert (mail.outbox, Mail.objects.get().sent_at) == ([], None)
    with time_machine.travel(timezone.now() + 2 * DAY + timedelta(minutes=5)):
        assert (deliver_waiting(), deliver_waiting(), alerts.tell_due()) == (1, 0, 0)

    assert len(mail.outbox) == 1


def test_mail_too_old_to_be_news_is_not_sent(world):
    Mail.objects.create(key="k", to="a@b.example", language="en", subject="S", body="B")
    with time_machine.travel(timezone.now() + 5 * DAY):
        assert deliver_waiting() == 0


def test_mail_programs_find_the_address_that_stops_it(world, submitted, django_capture_on_commit_callbacks, settings):
    search = save(world.observer)
    publish_all(world, submitted)
    tell(2, django_capture_on_commit_callbacks)
    headers = mail.outbox[0].extra_headers

    assert headers["List-Unsubscribe"] == f"<{alerts.stop_address(search)}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = headers["List-Unsubscribe"][1:-1].removeprefix(settings.SITE_URL)
    client = Client(enforce_csrf_checks=True)
    assert "Stop the mails" in client.get(stop).text
    search.refresh_from_db()
    assert search.frequency == Frequency.DAILY
    assert "The mails have stopped" in client.post(stop, {"List-Unsubscribe": "One-Click"}).text
    search.refresh_from_db()
    assert (search.frequency, search.due_at) == (Frequency.NEVER, None)
    assert "no-store" in client.get(stop)["Cache-Control"]


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "IjEi:1abc:xyz"])
def test_an_address_that_nobody_signed_stops_nothing(world, token):
    search = save(world.observer)
    assert Client().post(f"/en/search/alerts/{token}/").status_code == 404
    search.refresh_from_db()

    assert search.frequency == Frequency.DAILY


def test_the_link_of_a_deleted_search_leads_nowhere(world):
    search = save(world.observer)
    stop = reverse("catalogue:alert-stop", args=[alerts.stop_address(search).split("/")[-2]])
    search.delete()

    assert Client().get(stop).status_code == 404
