"""A session may have days of its own, like the phases of a forum: on the page, in the calendar, in the form."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

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
    assert "SUMMARY:Hearing H: Hearing of stakeholders" in calendar
    assert "DTSTART;VALUE=DATE:20220516\r\nDTEND;VALUE=DATE:20220517" in calendar


def test_days_the_wrong_way_round_are_refused_in_words_and_by_the_database(session):
    values = {"code": "H", "label_en": "Hearing", "label_es": "Audiencia", "title_en": "T", "experts": 3}
    form = SessionForm(values | {"starts": "2022-05-18", "ends": "2022-05-16"}, instance=session)
    assert "before the first one" in str(form.errors["ends"])
    assert "Say on which day" in str(SessionForm(values | {"ends": "2022-05-16"}).errors["starts"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.update(ends=date(2022, 5, 15))
