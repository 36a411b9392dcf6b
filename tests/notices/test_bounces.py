"""Mail that came back: recorded where the report names a mail of ours and its recipient, left aside else."""

import io
import sys
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone

from notices import bounces
from notices.bounces import take_bounce
from notices.enums import MailState
from notices.models import BouncedAddress, Mail

REPORT = """\
Return-Path: <>
From: MAILER-DAEMON@post.example
To: bounces@portal.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <20260302.1@post.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

I am sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; post.example
Arrival-Date: Mon, 2 Mar 2026 12:00:00 -0600

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {words}

--b
Content-Type: {kind}

From: portal@rcm.example
To: {recipient}
Message-ID: <{pk}@127.0.0.1>
Subject: S

--b--
"""


@pytest.fixture
def mail(db):
    return Mail.objects.create(
        key="k", to="Gone@example.org", language="en", subject="S", body="B", state=MailState.SENT,
        sent_at=timezone.now(),
    )  # fmt: skip


def report(mail, **changes):
    told = {
        "recipient": "gone@example.org", "action": "failed", "status": "5.1.1", "words": "550 5.1.1 User unknown",
        "kind": "text/rfc822-headers", "pk": mail.pk,
    }  # fmt: skip
    return REPORT.format(**told | changes).encode()


def state():
    mail = Mail.objects.get()
    return mail.state, mail.problem, BouncedAddress.objects.count()


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_a_mailbox_that_is_unknown_is_recorded_with_its_address(mail, kind):
    assert take_bounce(report(mail, kind=kind)) == "Recorded: the mail came back, and the address does not work."

    assert state() == (MailState.BOUNCED, "5.1.1 550 5.1.1 User unknown", 1)
    assert BouncedAddress.objects.get().email == "gone@example.org"


@pytest.mark.parametrize("status", ["5.2.2", "5.7.1", "4.4.7"])
def test_a_mail_that_came_back_for_another_reason_leaves_the_address_in_use(mail, status):
    assert take_bounce(report(mail, status=status, words="no")) == "Recorded: the mail came back."

    assert state() == (MailState.BOUNCED, f"{status} no", 0)


def test_the_same_report_twice_is_recorded_once(mail):
    take_bounce(report(mail))

    assert "recorded already" in take_bounce(report(mail))


@pytest.mark.parametrize(
    "changes",
    [
        {"action": "delayed"},
        {"action": "delivered"},
        {"recipient": "somebody.else@example.org"},
        {"pk": "00000000-0000-4000-8000-000000000000"},
        {"pk": "nonsense"},
    ],
)
def test_a_report_of_something_else_changes_nothing(mail, changes):
    assert take_bounce(report(mail, **changes)).startswith("Left aside")

    assert state() == (MailState.SENT, "", 0)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff" * 5000,
        b"Subject: I am away until Monday\n\nBack soon.\n",
        b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n",
        b"Content-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 20_000,
    ],
)
def test_what_strangers_send_is_left_aside(mail, raw):
    assert take_bounce(raw).startswith("Left aside")

    assert state() == (MailState.SENT, "", 0)


def test_a_message_cut_off_at_a_megabyte_is_still_read(mail):
    assert take_bounce(report(mail) + b"x" * (bounces.MAX_BYTES + 1)).startswith("Recorded")


def test_the_command_takes_one_from_standard_input(mail, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(report(mail))))
    told = io.StringIO()

    call_command("take_bounce", stdout=told)

    assert told.getvalue().startswith("Recorded")
    assert state()[0] == MailState.BOUNCED
