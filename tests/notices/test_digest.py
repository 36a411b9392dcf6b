"""One message a day, for who wants it: in the morning of the reader, with everything since the last one, once."""

import threading
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from notices.actions import send_mail_once, tell_one
from notices.delivery import deliver_waiting
from notices.digest import send_digests
from notices.enums import MailState
from notices.models import BouncedAddress, Mail, Notice, Preference
from tests.factories.seats import make_user

MEXICO = ZoneInfo("America/Mexico_City")
NOON = datetime(2026, 3, 2, 12, tzinfo=MEXICO)


@pytest.fixture
def reader(world):
    """Wants one message a day, at 8 in Mexico City."""
    user = make_user("Reader", email="lectora@example.org", language="es")
    Preference.objects.create(user=user, daily=True, zone="America/Mexico_City")
    return user


def tell(user, key, at=NOON):
    with time_machine.travel(at, tick=False):
        return tell_one(user, key=key, text=lambda: f"Event {key}", address="/en/inbox/")


def at(day, hour, minute=0):
    return time_machine.travel(datetime(2026, 3, day, hour, minute, tzinfo=MEXICO), tick=False)


def test_what_happens_in_a_day_comes_in_one_message_the_next_morning(
    office, reader, django_capture_on_commit_callbacks
):
    tell(reader, "1")
    tell(reader, "2")
    assert Notice.objects.filter(user=reader).count() == 2
    with at(3, 7, 59):
        assert (send_digests(), deliver_waiting()) == (0, 0)
    with at(3, 8), django_capture_on_commit_callbacks(execute=True):
        assert (send_digests(), send_digests()) == (1, 0)

    (message,) = office.to(reader.email)
    assert message["Subject"] == "Su mensaje del día: 2 avisos"
    assert all(words in message.get_content() for words in ("Event 1", "Event 2"))
    assert set(Mail.objects.exclude(key__startswith="digest").values_list("state", flat=True)) == {MailState.TOLD}


def test_a_day_without_events_has_no_message(office, reader):
    with at(3, 9):
        assert send_digests() == 0


def test_the_event_of_the_morning_comes_the_same_morning(office, reader):
    tell(reader, "1", NOON.replace(hour=7))

    assert Mail.objects.get().due_at == NOON.replace(hour=8)


def test_others_have_it_at_once(office, world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(world.focal_point.user, "1", timezone.now())

    assert len(office.to(world.focal_point.user.email)) == 1


def test_what_may_not_wait_leaves_at_once(office, reader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send_mail_once(user=reader, key="k", subject=lambda: "S", body=lambda: "B")

    assert len(office.to(reader.email)) == 1


def test_what_was_gathered_still_comes_when_the_person_wants_mail_at_once_again(
    office, reader, django_capture_on_commit_callbacks
):
    tell(reader, "1")
    Preference.objects.update(daily=False)
    with at(3, 8), django_capture_on_commit_callbacks(execute=True):
        assert send_digests() == 1


def test_a_digest_to_an_address_that_does_not_work_is_withheld(office, reader, django_capture_on_commit_callbacks):
    tell(reader, "1")
    BouncedAddress.objects.create(email=reader.email)
    with at(3, 8), django_capture_on_commit_callbacks(execute=True):
        send_digests()

    assert office.taken == []
    assert Mail.objects.get(key__startswith="digest").state == MailState.WITHHELD


def test_one_killed_before_the_message_left_sends_it_once(office, reader, django_capture_on_commit_callbacks):
    tell(reader, "1")
    with at(3, 8), django_capture_on_commit_callbacks(execute=False):
        send_digests()
    with at(3, 8, 6):
        assert (send_digests(), deliver_waiting(), deliver_waiting()) == (0, 1, 0)

    assert len(office.taken) == 1


@pytest.mark.django_db(transaction=True)
def test_clocks_that_write_at_once_write_each_message_once(office, world):
    people = [make_user(f"Reader {number}") for number in range(5)]
    for user in people:
        Preference.objects.create(user=user, daily=True)
        tell(user, f"e{user.pk}")
    Mail.objects.update(due_at=timezone.now())

    def work():
        send_digests()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [len(office.to(user.email)) for user in people] == [1] * 5
