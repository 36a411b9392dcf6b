"""Calendars to subscribe to: the private one of a seat, and the dates that are everybody's."""

import logging
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from commitments.models import Commitment, Party
from common.dates import today
from common.log import NoTokens
from events.models import CalendarKey, Delegation, Event, Registration
from reporting.actions.rehearsal import rehearse
from tests.counts import SEATED
from tests.events.test_ical import read
from tests.reporting import test_surveys

questionnaire = test_surveys.make


@pytest.fixture
def soon():
    return today() + timedelta(days=20)


@pytest.fixture
def events(world, soon):
    for code, audience in (("open", "public"), ("closed", "members"), ("inner", "desk")):
        event = Event.objects.create(
            code=code, kind="meeting", name_en=f"The {code} one", starts=soon, audience=audience
        )
        Registration.objects.create(event=event, is_open=True, due_on=soon - timedelta(days=5))
    return Event.objects.all()


def address_of(client, act="make"):
    return client.post(reverse("portal:calendars"), {"act": act}).context["address"]


def subscribed(address):
    """What a calendar program reads: it has no session."""
    answer = Client().get(address)
    return answer.status_code, [entry["SUMMARY"] for entry in read(answer.content)] if answer.status_code == 200 else []


def path_of(address):
    return address[address.index("/calendar/") :]


def test_it_holds_what_the_seat_may_read_and_nothing_more(world, events, client_of):
    def titles(seat):
        return {title for title in subscribed(path_of(address_of(client_of(seat))))[1] if "one" in title}

    public, members = {"The open one", "Registration: The open one"}, {"The closed one", "Registration: The closed one"}
    assert titles(world.focal_point) == public | members
    assert titles(world.observer) == public
    assert {"The inner one"} < titles(world.secretariat)


def test_a_delegation_that_has_answered_is_reminded_no_more(world, events, client_of):
    address = path_of(address_of(client_of(world.focal_point)))
    registration = Registration.objects.get(event__code="open")
    Delegation.objects.create(registration=registration, kind="member", country=world.countries["A"], status="notified")

    assert "Registration: The open one" not in subscribed(address)[1]
    assert "The open one" in subscribed(address)[1]


def test_a_countrys_call_stands_with_the_date_agreed_with_it(world, client_of, soon):
    world.a.extension_until = soon
    world.a.save()
    content = Client().get(path_of(address_of(client_of(world.focal_point)))).content
    dates = [entry["DTSTART"] for entry in read(content) if entry["SUMMARY"].startswith("Contributions")]

    assert dates == [f";VALUE=DATE{soon:%Y%m%d}"]


def dated(client):
    return {
        entry["SUMMARY"]: entry["URL"]
        for entry in read(Client().get(path_of(address_of(client))).content)
        if entry["CATEGORIES"] == "Indicative date"
    }


def test_a_questionnaire_stands_under_its_own_name_for_whom_it_asks(world, client_of, questionnaire):
    questionnaire("survey")
    questionnaire("request")

    everything = {"Contributions: Demonstration cycle", "Asked of survey", "Asked of request"}
    assert {*dated(client_of(world.focal_point))} == everything
    assert {*dated(client_of(world.contributor))} == {"Contributions: Demonstration cycle"}
    assert {*dated(client_of(world.observer))} == {"Asked of survey"}
    told = dated(client_of(world.secretariat))
    assert {*told} == everything
    assert "/secretariat/surveys/" in told["Asked of survey"]


def test_a_rehearsal_has_no_date(world, client_of):
    rehearse(version=world.call.template_version, by=world.secretariat)

    assert [*dated(client_of(world.secretariat))] == ["Contributions: Demonstration cycle"]


def test_only_its_hash_is_stored_and_a_new_address_ends_the_one_before(world, client_of):
    client = client_of(world.focal_point)
    first = path_of(address_of(client))
    token = first.rsplit("/", 1)[1].removesuffix(".ics")

    assert CalendarKey.objects.get().digest == CalendarKey.digest_of(token)
    assert token not in client.get(reverse("portal:calendars")).text
    second = path_of(address_of(client))
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    client.post(reverse("portal:calendars"), {"act": "revoke"})
    assert Client().get(second).status_code == 404
    assert CalendarKey.objects.filter(revoked_at=None).count() == 0


def test_it_opens_nothing_once_the_membership_or_the_person_is_gone(world, client_of):
    address = path_of(address_of(client_of(world.focal_point)))
    Membership.objects.filter(pk=world.focal_point.membership.pk).update(ended_at=timezone.now())
    assert Client().get(address).status_code == 404
    Membership.objects.filter(pk=world.focal_point.membership.pk).update(ended_at=None)
    assert Client().get(address).status_code == 200
    type(world.focal_point.user).objects.filter(pk=world.focal_point.user.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_it_is_kept_by_no_cache(world, client_of):
    answer = Client().get(path_of(address_of(client_of(world.focal_point))))

    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_a_refused_token_stands_in_no_line_of_the_log(world, capsys):
    """The handler of the settings writes the warning of a page that was not found."""
    handler = logging.StreamHandler(sys.stdout)
    handler.addFilter(NoTokens())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        Client().get("/calendar/private/zq-token-7163.ics")
    finally:
        logger.removeHandler(handler)
    said = capsys.readouterr().out

    assert "/calendar/private/…" in said
    assert "zq-token-7163" not in said
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["no_tokens"]


def test_the_public_dates_hold_what_is_public(events, soon):
    Commitment.objects.create(
        code="c", reference="7.d", kind="conclusion", text_en="A course", due=soon, readers="public"
    )
    Commitment.objects.create(
        code="d", reference="7.e", kind="conclusion", text_en="Inner", due=soon, readers="members"
    )
    titles = {entry["SUMMARY"] for entry in read(Client().get(reverse("portal:deadline-calendar")).content)}

    assert titles == {"Registration: The open one", "7.d: A course"}


def test_a_changed_date_is_seen_by_those_who_hold_the_calendar(events, soon):
    first = Client().get(reverse("portal:deadline-calendar"))
    Registration.objects.filter(event__code="open").update(due_on=soon - timedelta(days=3))

    again = Client().get(reverse("portal:deadline-calendar"), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert again.content != first.content


def test_the_calendar_of_a_working_group_holds_its_activities(world, soon):
    body = world.observer.membership.hat.body
    for code, owner in (("c", body), ("d", None)):
        made = Commitment.objects.create(
            code=code, reference=f"7.{code}", kind="conclusion", text_en="A course", due=soon, readers="public"
        )
        if owner:
            Party.objects.create(commitment=made, role="owner", body=owner)
    content = Client().get(reverse("portal:event-calendar"), {"organ": body.code}).content

    assert [entry["SUMMARY"] for entry in read(content)] == ["7.c: A course"]


def test_every_calendar_holds_the_same_activities(world, client_of, soon):
    body = world.observer.membership.hat.body
    for words, more in (
        ("open", {}), ("fulfilled", {"status": "fulfilled"}), ("aside", {"status": "set_aside"}),
        ("own", {"kind": "pledge", "country": world.countries["A"], "pledge_status": "writing", "readers": "country"}),
    ):  # fmt: skip
        row = {"kind": "follow_up", "readers": "public"} | more
        made = Commitment.objects.create(code=words, reference=words, text_en=f"zq-{words}", due=soon, **row)
        Party.objects.create(commitment=made, role="owner", body=body)
    client, organ = client_of(world.focal_point), {"organ": body.code}
    month = {"month": f"{soon:%Y-%m}"}
    told = {
        "month": client.get(reverse("portal:event-list"), month).text,
        "working group": client.get(reverse("portal:event-calendar"), organ).text,
        "dates": client.get(reverse("portal:deadline-calendar")).text,
        "private": client.get(path_of(address_of(client))).text,
    }

    for place, text in told.items():
        assert [words for words in ("open", "fulfilled", "aside", "own") if f"zq-{words}" in text] == ["open"], place
    assert "zq-open" not in client.get(reverse("portal:event-calendar"), organ | {"kind": "forum"}).text


def test_activities_stand_in_the_month_on_their_date(world, client, soon):
    Commitment.objects.create(
        code="c", reference="7.d", kind="conclusion", text_en="A course", due=soon, readers="public"
    )
    Commitment.objects.create(
        code="d", reference="7.e", kind="conclusion", text_en="Inner", due=soon, readers="members"
    )
    page = client.get(reverse("portal:event-list"), {"month": f"{soon:%Y-%m}"}).text

    assert "A course" in page
    assert "Inner" not in page
    assert "A course" not in client.get(
        reverse("portal:event-list"), {"month": f"{soon:%Y-%m}", "kind": "forum"}
    ).text  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_queries(world, client_of, django_assert_num_queries, soon, count):
    for place in range(count):
        event = Event.objects.create(code=f"e{place}", kind="meeting", name_en="E", starts=soon, audience="public")
        Registration.objects.create(event=event, is_open=True, due_on=soon)
    client = client_of(world.focal_point)
    with django_assert_num_queries(SEATED + 9):
        client.get(reverse("portal:calendars"))
    address = path_of(address_of(client))
    with django_assert_num_queries(11):
        Client().get(address)
