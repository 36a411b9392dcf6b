"""A session may have days of its own, like the phases of a forum: on the page, in the calendar, in the form."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.forms.sessions import SessionForm
from events.models import Event, Session


@pytest.fixture
def session(world):
    event = Event.objects.create(
        code="m", kind="forum", name_en="Forum", name_es="Foro", audience="public", starts=date(2022, 5, 17),
        ends=date(2022, 5, 20),
    )  # fmt: skip
    return Session.objects.create(
        event=event, code="H", order=1, label_en="Hearing", title_en="Hearing of stakeholders", title_es="Audiencia",
        starts=date(2022, 5, 16),
    )  # fmt: skip


def test_the_days_stand_on_both_pages_and_in_the_calendar(session):
    pages = [reverse("portal:event", args=["m"]), reverse("portal:session", args=["m", "H"])]
    assert all("16 May 2022" in Client().get(page).text for page in pages)
    calendar = Client().get(reverse("portal:event-ics", args=["m"])).text.replace("\r\n ", "")
    assert "SUMMARY:Hearing: Hearing of stakeholders" in calendar
    assert "DTSTART;VALUE=DATE:20220516\r\nDTEND;VALUE=DATE:20220517" in calendar


def test_calendars_of_many_events_hold_the_phases(world, session, client_of):
    private = client_of(world.focal_point).post(reverse("portal:calendars")).context["address"]
    soon = timezone.now().date() + timedelta(days=20)
    Session.objects.update(starts=soon)
    Event.objects.update(starts=soon, ends=None)

    for address in (reverse("portal:event-calendar"), urlsplit(private).path):
        calendar = Client().get(address).text
        assert "SUMMARY:Hearing: Hearing of stakeholders" in calendar
        assert f"DTSTART;VALUE=DATE:{soon:%Y%m%d}" in calendar


def test_only_a_code_that_is_no_more_than_an_initial_is_left_out(session):
    group = Session(event=session.event, code="A", order=2, label_en="Group", label_es="Grupo")

    assert (session.name, group.name, Session(code="2a").name) == ("Hearing", "Group A", "Session 2a")


def test_days_the_wrong_way_round_are_refused_in_words_and_by_the_database(session):
    values = {"code": "H", "label_en": "Hearing", "label_es": "Audiencia", "title_en": "T", "experts": 3}
    form = SessionForm(values | {"starts": "2022-05-18", "ends": "2022-05-16"}, instance=session)
    assert "before the first one" in str(form.errors["ends"])
    assert "Say on which day" in str(SessionForm(values | {"ends": "2022-05-16"}).errors["starts"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.update(ends=date(2022, 5, 15))
