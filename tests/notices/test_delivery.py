"""Mail as a real SMTP server gets it: in the reader's language, with the headers that mail systems look for, once."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from accounts.emails import write_invitation
from accounts.models import Invitation
from common.i18n import current_language
from notices import delivery
from notices.actions import send_mail_once, tell
from notices.delivery import Answer, deliver, deliver_waiting
from notices.enums import MailState
from notices.models import BouncedAddress, Mail
from tests.factories.seats import make_user

WORDS = {"en": "A later date was agreed", "es": "Se acordó una fecha posterior — año"}
TEMPORARY = "451 4.7.1 Greylisted, come again"
UNKNOWN = "550 5.1.1 No such user here"


@pytest.fixture
def reader(world):
    return make_user("Reader", email="lectora@example.org", language="es")


def text():
    return WORDS[current_language()]


def write(user, key="k", **more):
    return send_mail_once(user=user, key=key, subject=text, body=text, **more)


def state(key="k"):
    return Mail.objects.get(key=key).state


def after(**passed):
    return time_machine.travel(timezone.now() + timedelta(**passed), tick=True)


def test_each_reader_gets_it_in_their_language(office, world, reader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell([world.focal_point.membership, reader], key="e", text=text, address="/en/inbox/")

    (english,), (spanish,) = office.to(world.focal_point.user.email), office.to(reader.email)
    assert (english["Subject"], english["Content-Language"]) == (WORDS["en"], "en")
    assert (spanish["Subject"], spanish["Content-Language"]) == (WORDS["es"], "es")
    assert "/es/inbox/" in spanish.get_content()
    assert WORDS["es"] in spanish.get_content()


def test_the_headers_say_who_wrote_it_and_that_no_machine_is_to_answer(
    office, settings, reader, django_capture_on_commit_callbacks
):
    settings.BOUNCE_ADDRESS = "bounces@portal.example"
    with django_capture_on_commit_callbacks(execute=True):
        mail = write(reader, unsubscribe="https://portal.example/stop")

    ((sender, recipients, message),) = office.taken
    assert (sender, recipients) == ("bounces@portal.example", [reader.email])
    assert message["From"] == settings.DEFAULT_FROM_EMAIL
    assert message["To"] == reader.email
    assert message["Message-ID"] == f"<{mail.pk}@127.0.0.1>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == "<https://portal.example/stop>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Date"].datetime


def test_mail_that_is_not_optional_has_no_address_to_stop_it(office, reader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write(reader)

    assert office.to(reader.email)[0]["List-Unsubscribe"] is None


def test_each_person_has_a_message_of_their_own(office, world, reader, django_capture_on_commit_callbacks):
    people = [world.focal_point.user, world.clearer.user, reader]
    with django_capture_on_commit_callbacks(execute=True):
        tell(people, key="e", text=text, address="/en/inbox/")

    for _sender, recipients, message in office.taken:
        (own,) = recipients
        others = {word for person in people if person.email != own for word in (person.email, person.name)}
        assert [word for word in others if word in message.as_string()] == []
    assert len(office.taken) == 3


def test_an_invitation_says_that_a_machine_wrote_it(office, world, django_capture_on_commit_callbacks):
    invitation = Invitation(
        email="new@example.org", name="New", language="en", role="observer", expires_at=timezone.now()
    )
    invitation.hat = world.observer.membership.hat

    with django_capture_on_commit_callbacks(execute=True):
        write_invitation(invitation, "token")

    assert office.to("new@example.org")[0]["Auto-Submitted"] == "auto-generated"


def test_an_unknown_mailbox_is_refused_for_good_and_its_address_kept(
    office, reader, django_capture_on_commit_callbacks
):
    office.answers[reader.email] = UNKNOWN
    with django_capture_on_commit_callbacks(execute=True):
        write(reader)

    assert state() == MailState.REFUSED
    assert BouncedAddress.objects.get().reason == UNKNOWN
    with django_capture_on_commit_callbacks(execute=True):
        write(reader, "k2")
    with after(hours=1):
        deliver_waiting()
    assert state("k2") == MailState.WITHHELD
    assert office.taken == []


@pytest.mark.parametrize("answer", ["552 5.2.2 Mailbox full", "554 5.7.1 Taken for spam"])
def test_a_mail_that_is_refused_for_another_reason_leaves_the_address_in_use(
    office, reader, answer, django_capture_on_commit_callbacks
):
    office.answers[reader.email] = answer
    with django_capture_on_commit_callbacks(execute=True):
        write(reader)

    assert (state(), BouncedAddress.objects.count()) == (MailState.REFUSED, 0)


def test_a_message_that_is_refused_after_its_data_is_not_tried_again(
    office, reader, django_capture_on_commit_callbacks
):
    office.after_data = "550 Content refused"
    with django_capture_on_commit_callbacks(execute=True):
        write(reader)

    assert (state(), BouncedAddress.objects.count()) == (MailState.REFUSED, 0)


def test_come_again_is_obeyed_with_longer_and_longer_pauses(office, reader, django_capture_on_commit_callbacks):
    office.answers[reader.email] = TEMPORARY
    with django_capture_on_commit_callbacks(execute=True):
        write(reader)
    tried = []
    for minutes in (4, 6, 19, 21, 79, 81):
        with after(minutes=minutes):
            deliver_waiting()
        tried.append(Mail.objects.get().attempts)

    assert tried == [1, 2, 2, 3, 3, 4]
    assert (state(), Mail.objects.get().problem) == (MailState.WAITING, TEMPORARY)
    office.answers.clear()
    with after(hours=10):
        assert deliver_waiting() == 1
    assert (state(), len(office.taken)) == (MailState.SENT, 1)


def test_one_that_is_to_come_again_holds_up_no_other(office, world, reader):
    office.answers[reader.email] = TEMPORARY
    write(reader)
    write(world.focal_point.user, "k2")

    assert deliver_waiting() == 1
    assert (state(), state("k2")) == (MailState.WAITING, MailState.SENT)


def test_while_the_mail_system_is_away_all_mail_waits_and_one_is_tried(settings, world, reader):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    write(reader)
    write(world.focal_point.user, "k2")

    assert deliver_waiting() == 0
    assert list(Mail.objects.order_by("created_at").values_list("state", "attempts")) == [
        ("waiting", 1),
        ("waiting", 0),
    ]


def test_after_three_days_it_is_given_up(office, reader):
    office.answers[reader.email] = TEMPORARY
    write(reader)
    with after(days=3, minutes=1):
        deliver_waiting()

    assert (state(), office.taken) == (MailState.GIVEN_UP, [])


def test_what_a_killed_process_had_in_hand_is_taken_up_when_its_claim_has_passed(office, reader, monkeypatch):
    mail = write(reader)

    def killed(mail):
        raise SystemExit

    monkeypatch.setattr(delivery, "_hand_over", killed)
    with pytest.raises(SystemExit):
        deliver(mail)
    monkeypatch.undo()

    assert deliver_waiting() == 0
    with after(minutes=6):
        assert (deliver_waiting(), deliver_waiting()) == (1, 0)
    assert len(office.to(reader.email)) == 1


def test_one_killed_after_the_mail_system_took_it_sends_the_same_message_again(office, reader, monkeypatch):
    mail = write(reader)

    def killed(*args, **kwargs):
        raise SystemExit

    monkeypatch.setattr(delivery, "_close", killed)
    with pytest.raises(SystemExit):
        deliver(mail)
    monkeypatch.undo()
    with after(minutes=6):
        deliver_waiting()

    assert len({message["Message-ID"] for message in office.to(reader.email)}) == 1


@pytest.mark.django_db(transaction=True)
def test_processes_that_deliver_at_once_send_once(office, world):
    for number in range(6):
        Mail.objects.create(key=f"k{number}", to="a@b.example", language="en", subject="S", body="B")

    def work():
        deliver_waiting()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(office.taken) == 6
    assert set(Mail.objects.values_list("state", "attempts")) == {("sent", 1)}


def test_a_writer_hands_its_mail_over_though_the_clock_was_set_back_meanwhile(
    office, reader, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        write(reader)
    with after(minutes=-1):
        for callback in callbacks:
            callback()

    assert state() == MailState.SENT


def test_mail_to_many_is_left_to_the_clock(office, reader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write(reader, by_clock=True)
    assert office.taken == []

    assert deliver_waiting() == 1


def test_a_mail_that_is_not_due_is_not_handed_over(office, reader):
    mail = write(reader)
    Mail.objects.update(due_at=timezone.now() + timedelta(minutes=1))

    assert deliver(mail) is None
    Mail.objects.update(due_at=timezone.now())
    assert deliver(mail) == Answer.TAKEN
    assert deliver(mail) is None


@pytest.mark.parametrize(
    ("words", "first"), [("Returned: why?", "Returned: why?"), ("It was returned", "It was returned.")]
)
def test_a_mail_says_first_what_happened_and_keeps_the_mark_it_ends_with(world, words, first):
    tell([world.focal_point.user], key="k", text=lambda: words, address="/en/inbox/")

    mail = Mail.objects.get()
    assert (mail.subject, mail.body.splitlines()[0]) == (words, first)
