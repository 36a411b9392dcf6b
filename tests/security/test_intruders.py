"""What an intruder with a little standing tried, and what it came to."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from accounts.actions.people import end_membership
from accounts.models import User
from catalogue.models import Correction
from commitments.actions.pledges import start_pledge
from declarations.models import Draft, Paragraph
from declarations.notify import draft_path
from events.actions.personal import send_file, send_travel
from events.models import Conclusion, Event, PersonalFile
from notices.actions import send_mail_once
from notices.delivery import deliver_waiting
from notices.models import Mail
from practices.actions.versions import start_practice
from reporting import notify
from reporting.actions.report import circulate
from reporting.actions.sections import comment, handle_comment
from reporting.actions.submission import recall
from reporting.enums import QuestionType
from reporting.models import Answer, AnswerItem
from reporting.queries.report import material
from sources.models import Claim
from tests.factories import fill, publish_all, submit_all
from tests.factories.declarations import amend, circulated, paragraph
from tests.factories.registration import TRAVEL, make_registration, picture, with_ticket
from tests.factories.seats import make_seat
from tests.reporting.test_report import start

PRODUCTION = {
    "RCM_ENV": "production", "SECRET_KEY": "x" * 60, "SITE_URL": "https://portal.example",
    "ALLOWED_HOSTS": "portal.example", "DATABASE_URL": "postgresql:///x", "REDIS_URL": "redis://x/0",
    "EMAIL_HOST": "mail.example", "PERSONAL_DATA_KEYS": f"{'a2tr' * 10}a2s=",
}  # fmt: skip
ASK = """
import json
from django.conf import settings
import django
django.setup()
from allauth.account.adapter import get_adapter
from django.test import RequestFactory
made = RequestFactory().get("/", REMOTE_ADDR="172.18.0.2", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.9")
print(json.dumps(get_adapter().get_client_ip(made)))
"""


def test_limits_on_log_in_count_the_address_that_the_proxy_wrote():
    """Behind the proxy everybody comes from one address: whoever fails ten times would lock out all the others."""
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "rcm_portal.settings", **PRODUCTION}
    told = subprocess.run([sys.executable, "-c", ASK], env=environment, check=True, capture_output=True, text=True)

    assert json.loads(told.stdout) == "203.0.113.9"


def test_a_name_with_a_line_end_makes_no_header_and_no_mail_that_cannot_be_sent(
    world, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        send_mail_once(
            user=world.observer.user, key="k", subject=lambda: "New for “a\r\nBcc: x@evil.example”", body=lambda: "b"
        )

    sent = mail.outbox[0]
    assert sent.subject == "New for “a Bcc: x@evil.example”"
    assert sent.message()["Bcc"] is None


def test_a_mailbox_that_refuses_holds_up_no_other_mail(world, settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send = EmailMessage.send
    at = timezone.now() - timedelta(hours=1)
    for n, address in enumerate(("gone@demo.example", "here@demo.example")):
        Mail.objects.create(
            key=f"k{n}", to=address, language="en", subject="s", body="b", created_at=at + timedelta(minutes=n)
        )

    def refused(message, *args, **kwargs):
        if message.to == ["gone@demo.example"]:
            raise SMTPRecipientsRefused({})
        return send(message, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", refused)

    assert deliver_waiting() == 1
    assert [message.to for message in mail.outbox] == [["here@demo.example"]]
    assert Mail.objects.get(key="k0").sent_at is None


def practices_answer(world):
    return Answer.objects.filter(assignment=world.a, question__type=QuestionType.PRACTICES).first()


def draft_of(seat):
    return start_practice(fields={"title_en": "Not told yet"}, by=seat)


@pytest.mark.parametrize("named", ["not-an-identifier", "00000000-0000-4000-8000-000000000000", "other"])
def test_no_answer_names_a_practice_that_its_writer_cannot_read(world, client_of, named):
    """It would show the title of another country's draft, or break each page on which the answer is read."""
    answer = practices_answer(world)
    key = str(draft_of(world.other_focal_point).pk) if named == "other" else named

    response = client_of(world.focal_point).post(reverse("reporting:item-add", args=[answer.pk]), {"practice": key})

    assert response.status_code == 422
    assert b"Not told yet" not in response.content
    assert not AnswerItem.objects.filter(answer=answer).exists()


def test_a_country_names_its_own_draft_of_a_practice(world, client_of):
    answer, own = practices_answer(world), draft_of(world.focal_point)

    client_of(world.focal_point).post(reverse("reporting:item-add", args=[answer.pk]), {"practice": str(own.pk)})

    assert AnswerItem.objects.get(answer=answer).data["practice"] == str(own.pk)


def test_a_character_that_xml_has_not_closes_no_feed(world, client):
    Correction.objects.create(
        number=1, place_en="a\x0bb", place_es="a\x0bb", text_en="t", text_es="t", entered_by=world.secretariat.user
    )

    response = client.get(reverse("catalogue:feed-list", args=["corrections"]))

    assert response.status_code == 200
    assert "ab" in response.content.decode()


def test_a_calendar_names_the_portal_and_not_the_host_that_was_asked_for(world, client, settings):
    Event.objects.create(code="x", kind="workshop", name_en="X", starts="2026-01-01", audience="public")
    settings.ALLOWED_HOSTS = ["*"]

    content = client.get(reverse("portal:event-calendar"), HTTP_HOST="evil.example").content

    assert f"URL:{settings.SITE_URL}/en/events/x/".encode() in content
    assert b"evil.example" not in content


@pytest.mark.parametrize("address", ["/en/account/password/change/", "/en/account/two-step/", "/en/nowhere/"])
def test_nothing_a_person_with_a_session_reads_is_kept(world, client_of, address):
    assert "no-store" in client_of(world.secretariat).get(address)["Cache-Control"]


def test_who_left_the_country_is_not_told_what_became_of_a_comment(world, settings, django_capture_on_commit_callbacks):
    fill(world, world.a, 8, marker="zeta")
    publish_all(world, submit_all(world, world.a, 8))
    report = start(world)
    circulate(report=report, comments_until=timezone.now() + timedelta(days=14), by=world.secretariat)
    row = comment(block=report.blocks.first(), text="Which figure?", by=world.focal_point)
    successor = make_seat("focal_point", country=world.a.country)
    end_membership(membership=world.focal_point.membership, by=world.secretariat)

    handle_comment(row=row, remark="The second one.", by=world.secretariat)
    notify.comment_answered(row, by=world.secretariat)

    told = Mail.objects.filter(body__contains="The second one.").values_list("to", flat=True)
    assert list(told) == [successor.user.email]


@pytest.mark.parametrize("change", ["password", "account", "membership"])
def test_a_session_ends_with_what_it_stood_on(world, client_of, change):
    seat = world.observer
    browser = client_of(seat)
    page = reverse("accounts:keys")
    assert browser.get(page).status_code == 200
    user = User.objects.get(pk=seat.user.pk)
    if change == "password":
        user.set_password("another-passphrase-2026")
    user.is_active = change != "account"
    user.save()
    if change == "membership":
        seat.membership.ended_at = timezone.now()
        seat.membership.save()

    assert browser.get(page).status_code == (403 if change == "membership" else 302)


def test_a_session_sits_in_no_seat_of_another_person(world, client_of):
    browser = client_of(world.observer)
    session = browser.session
    session["seat"] = str(world.secretariat.membership.pk)
    session.save()

    chosen = browser.post(reverse("accounts:seats"), {"seat": str(world.secretariat.membership.pk)})

    assert chosen.status_code == 404
    assert browser.get(reverse("reporting:desk")).status_code == 403


def test_the_page_of_a_meeting_tells_claims_within_the_conference_only(world, client_of):
    for words in ("Country A was there.", "Country A was not there."):
        Claim.objects.create(topic_en="Attendance", statement_en=words, source="A note", group="attendance")
    Event.objects.create(code="x", kind="workshop", name_en="X", audience="public", claim_groups=["attendance"])

    readers = [
        role
        for role in (
            "anonymous",
            "observer",
            "civil_society",
            "stakeholder",
            "focal_point",
            "presidency",
            "secretariat",
        )
        if b"was not there" in client_of(getattr(world, role)).get(reverse("portal:event", args=["x"])).content
    ]

    assert readers == ["focal_point", "presidency", "secretariat"]


@pytest.mark.parametrize("day", ["2026-02-31", "tomorrow"])
def test_a_day_that_is_none_is_refused_and_breaks_nothing(world, client_of, day):
    fill(world, world.a, 8, marker="zeta")
    revision = submit_all(world, world.a, 8)
    address = reverse("reporting:desk-revision-act", args=[revision.pk])

    answer = client_of(world.secretariat).post(address, {"act": "send", "reply_by": day}, follow=True)

    assert answer.status_code == 200
    assert "is not a date" in answer.content.decode()


def test_words_of_a_revision_that_was_taken_back_are_compared_with_nothing(world, client_of):
    """The view of changes strikes through what stood before: here, words that the country recalled."""
    fill(world, world.a, 8, marker="recalled-words")
    first = submit_all(world, world.a, 8)
    recall(revision=first, remark="", by=world.focal_point)
    fill(world, world.a, 8, marker="later-words")
    second = submit_all(world, world.a, 8)
    address = reverse("reporting:desk-revision", args=[second.pk])

    for role in ("secretariat", "presidency"):
        page = client_of(getattr(world, role)).get(f"{address}?objective=8&view=changes").content.decode()
        assert "later-words" in page
        assert "recalled-words" not in page


@pytest.mark.parametrize(("audience", "readers"), [("public", 1), ("members", 0), ("desk", 0)])
def test_conclusions_of_a_meeting_that_is_not_public_are_not_published(world, audience, readers):
    event = Event.objects.create(code="x", kind="meeting", name_en="X", audience=audience, conclusions_public=True)
    Conclusion.objects.create(event=event, order=1, text_en="To thank the host.", cycle_code=world.cycle.code)

    assert Conclusion.objects.published().count() == readers
    assert len(material(start(world), []).conclusions) == readers


def test_a_copy_of_a_passport_is_laid_down_nowhere_in_the_clear(world, client_of, monkeypatch, settings, tmp_path):
    """Large uploads usually wait in a temporary file, of which a disk may keep traces."""
    settings.MEDIA_ROOT = tmp_path
    person = with_ticket(world, make_registration(world, passport_copy=True))
    scan = b"%PDF-1.7 " + b"a clear scan " * 500_000 + b"\n%%EOF"
    sent = {**TRAVEL, "version": "0", "file": SimpleUploadedFile("scan.pdf", scan)}
    monkeypatch.setattr(uploadhandler, "TemporaryUploadedFile", None)

    answer = client_of(world.focal_point).post(reverse("events:travel", args=[person.pk]), sent)

    assert answer.status_code == 302
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert len(kept) > PersonalFile.objects.get().size == len(scan)
    assert b"a clear scan" not in kept


OUTSIDE = ("other_focal_point", "observer", "civil_society", "stakeholder", "anonymous")


def reached(client_of, world, addresses, sent):
    """(address, role) of every POST from outside that was answered otherwise than that there is nothing."""
    found = []
    for role in OUTSIDE:
        client = client_of(getattr(world, role))
        for address in addresses:
            status = client.post(address, sent).status_code
            if status not in ((302, 401) if role == "anonymous" else (404,)):
                found.append((address, role, status))
    return found


def test_no_act_on_a_delegation_its_people_and_their_data_exists_for_those_outside(
    world, client_of, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    person = with_ticket(world, make_registration(world, passport_copy=True))
    held = send_travel(participant=person, values=TRAVEL, version=0, by=world.focal_point)
    file = send_file(participant=person, kind="passport", upload=picture(), by=world.focal_point)
    things = {
        person.delegation_id: ("delegation-act", "person-new"),
        person.pk: ("person", "person-replace", "person-act", "acceptance", "travel", "given-out", "erased"),
        held.pk: ("travel-seen",),
        file.pk: ("file-seen",),
    }
    addresses = [reverse(f"events:{name}", args=[pk]) for pk, names in things.items() for name in names]
    sent = {**TRAVEL, "act": "register", "name": "Intruder", "email": "i@evil.example", "on": "2099-01-01"}

    assert reached(client_of, world, addresses, sent) == []
    person.refresh_from_db()
    assert (person.name, person.erased_at, person.accepted_on) == ("Delegate 1 of Country A", None, None)


def test_no_act_on_a_pledge_in_preparation_exists_for_those_outside(world, client_of):
    pledge = start_pledge(text_en="Words.", by=world.focal_point)
    names = ("commitments:pledge", "commitments:pledge-act", "commitments:note-new", "commitments:edit")
    addresses = [reverse(name, args=[pledge.code]) for name in names]

    assert reached(client_of, world, addresses, {"to": "asked", "text_en": "Other", "version": 1}) == []
    pledge.refresh_from_db()
    assert (pledge.text_en, pledge.pledge_status) == ("Words.", "writing")


def test_no_act_on_a_draft_in_preparation_or_on_a_delegations_own_amendment_exists_for_those_outside(world, client_of):
    draft = circulated(world)
    mine = amend(world, draft, "1", en="To try out.", table=False)
    acts = [reverse(f"declarations:{name}", args=[mine.pk]) for name in ("amendment", "amendment-act", "decide")]

    assert reached(client_of, world, acts, {"act": "table", "text_en": "Other", "outcome": "taken"}) == []
    Draft.objects.update(status="preparing")
    row = paragraph(draft, "1")
    one = draft_path(draft)
    rooms = [reverse(f"declarations:{name}", args=one) for name in ("draft-act", "amend", "paper-make", "adopt")]
    rooms += [reverse(f"declarations:{name}", args=[*one, row.identity]) for name in ("paragraph", "paragraph-act")]

    assert reached(client_of, world, rooms, {"act": "remove", "text-en": "Other", "what": "clean"}) == []
    mine.refresh_from_db()
    assert (mine.text_en, mine.number, Paragraph.objects.filter(pk=row.pk).exists()) == ("To try out.", None, True)
