"""Who reads what of a meeting: one word stands in each place, and each seat looks for it on every page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commitments.models import Commitment
from common.dates import today
from events.actions import concept, feeds
from events.actions import session_reports as reports
from events.models import Event, Finding, Session, SessionQuestion, SessionReport

SEATS = ("anonymous", "observer", "other_focal_point", "focal_point", "secretariat")
DESK, MEMBERS = {"secretariat"}, {"secretariat", "focal_point", "other_focal_point"}
OWN, EVERYBODY = {"focal_point"}, set(SEATS)


@pytest.fixture
def event(world):
    """An open meeting; its concept note is for members, one of its sessions reported, the other is still writing."""
    event = Event.objects.create(
        code="m", kind="forum", name_en="Forum", audience="public", starts=today() + timedelta(days=9)
    )
    concept.add_section(event=event, fields={"kind": "product", "text_en": "zq-concept"}, by=world.secretariat)
    concept.open_concept(event=event, audience="members", by=world.secretariat)
    for code, word in (("1", "zq-record"), ("2", "zq-writing")):
        session = Session.objects.create(event=event, code=code, order=int(code), title_en=f"Title {code}")
        SessionQuestion.objects.create(session=session, order=1, topic="practices", text_en="Which?")
        report = reports.open_report(session=session, by=world.secretariat)
        Finding.objects.filter(question__session=session).update(text=word, said_by=f"{word}-by")
        text = report.texts.get(language="en")
        reports.save_text(text=text, written=f"{word}-report", version=text.version, by=world.secretariat)
    first = SessionReport.objects.get(session__code="1")
    reports.hand_over(report=first, by=world.secretariat)
    reports.accept(report=first, by=world.secretariat)
    return event


def readers(world, client_of, address, *words):
    """For each word, the seats that find it at an address."""
    told = {seat: told_to(world, client_of, seat, address) for seat in SEATS}
    return [{seat for seat in SEATS if word in told[seat]} for word in words]


def told_to(world, client_of, seat, address):
    client = Client() if seat == "anonymous" else client_of(world.seats[seat])
    return client.get(address).text


def test_findings_are_read_by_members_once_they_are_of_the_record(world, client_of, event):
    first, second = SessionReport.objects.order_by("session__code")

    found = readers(world, client_of, reverse("events:findings", args=["m"]), "zq-record", "zq-record-by", "zq-writing")
    assert found == [MEMBERS, MEMBERS, DESK]
    assert readers(world, client_of, first.get_absolute_url(), "zq-record", "zq-record-report") == [MEMBERS, MEMBERS]
    assert readers(world, client_of, second.get_absolute_url(), "zq-writing", "zq-writing-report") == [DESK, DESK]


@pytest.mark.parametrize(("name", "arguments"), [("event", ["m"]), ("session", ["m", "1"]), ("event-ics", ["m"])])
def test_the_open_pages_of_a_meeting_hold_nothing_of_them(world, client_of, event, name, arguments):
    address = reverse(f"portal:{name}", args=arguments)
    words = ("zq-record", "zq-writing", "zq-concept")

    assert readers(world, client_of, address, *words, "Forum") == [set(), set(), set(), EVERYBODY]


def test_links_stand_before_those_who_may_open_them(world, client_of, event):
    page = reverse("portal:event", args=["m"])
    links = [reverse("portal:concept", args=["m", "concept_note"]), reverse("events:findings", args=["m"])]

    assert readers(world, client_of, page, *(f'href="{link}"' for link in links)) == [MEMBERS, MEMBERS]
    for report, who in zip(SessionReport.objects.order_by("session__code"), (MEMBERS, DESK), strict=True):
        page = reverse("portal:session", args=["m", report.session.code])
        assert readers(world, client_of, page, f'href="{report.get_absolute_url()}"') == [who]


def test_a_concept_note_for_members_is_read_by_members(world, client_of, event):
    assert readers(world, client_of, reverse("portal:concept", args=["m", "concept_note"]), "zq-concept") == [MEMBERS]


def test_each_private_calendar_holds_what_its_seat_reads(world, client_of, event):
    soon = today() + timedelta(days=20)
    for word, audience in (("zq-members-event", "members"), ("zq-desk-event", "desk")):
        Event.objects.create(code=audience, kind="meeting", name_en=word, starts=soon, audience=audience)
    for word, audience in (("zq-public", "public"), ("zq-members", "members"), ("zq-desk", "desk")):
        Commitment.objects.create(code=word, reference=word, kind="follow_up", text_en=word, due=soon, readers=audience)
    Commitment.objects.create(
        code="p", reference="zq-pledge", kind="pledge", text_en="P", due=soon, readers="country",
        country=world.countries["A"], pledge_status="writing",
    )  # fmt: skip
    world.a.extension_until = soon
    world.a.save()
    addresses = {
        seat: reverse("private-calendar", args=[feeds.make_calendar(by=world.seats[seat])]) for seat in SEATS[1:]
    }
    told = {seat: Client().get(address).text for seat, address in addresses.items()}
    told["anonymous"] = Client().get(reverse("portal:deadline-calendar")).text

    def found(word):
        return {seat for seat in SEATS if f"{word}\r\n" in told[seat]}

    assert [found(f"SUMMARY:{word}: {word}") for word in ("zq-public", "zq-members", "zq-desk")] == [
        EVERYBODY, MEMBERS, DESK
    ]  # fmt: skip
    assert [found("SUMMARY:zq-members-event"), found("SUMMARY:zq-desk-event")] == [MEMBERS, DESK]
    assert found("SUMMARY:zq-pledge: P") == set()
    assert found(f"assignment-{world.a.pk}@rcm-portal") == OWN
