"""Calendars: what RFC 5545 asks for, read back by an independent reader of content lines."""

import re
from datetime import UTC, date, datetime, time

import icalendar
import pytest
from django.urls import reverse

from events.ical import Entry, agenda_entries, entries_of, write
from events.models import AgendaDay, AgendaItem, Event

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def read(content):
    """The events of a calendar as dicts: unfolded, unescaped. Fails on what the grammar of RFC 5545 forbids."""
    assert content.endswith(b"\r\n")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two
    text = re.sub(r"\r\n[ \t]", "", content.decode())
    lines = text.split("\r\n")[:-1]
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    events, current = [], None
    for line in lines:
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)", line)
        assert match, line
        name, parameters, value = match.groups()
        value = re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], value)
        if line == "BEGIN:VEVENT":
            current = {}
        elif line == "END:VEVENT":
            assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= current.keys()
            events.append(current)
            current = None
        elif current is not None:
            assert name not in current
            current[name] = f"{parameters}{value}"
    return events


def test_signs_with_a_meaning_are_escaped_and_long_lines_folded_between_characters():
    words = "Presentación; avances, desafíos\\prioridades\n" + "ñandú " * 30

    assert read(write("A, B", [Entry("1@x", words, date(2022, 5, 19))], stamp=NOW))[0]["SUMMARY"] == words.rstrip("\n")


def test_a_whole_day_ends_before_the_next_one():
    (entry,) = read(write("A", [Entry("1@x", "W", date(2022, 3, 31), date(2022, 4, 1))], stamp=NOW))

    assert (entry["DTSTART"], entry["DTEND"]) == (";VALUE=DATE20220331", ";VALUE=DATE20220402")


@pytest.fixture
def side_event(db):
    event = Event.objects.create(
        code="side", kind="side_event", name_en="Side event", audience="public", time_zone="Etc/GMT+6",
        starts=date(2022, 5, 19), ends=date(2022, 5, 19),
    )  # fmt: skip
    AgendaDay.objects.create(event=event, date=date(2022, 5, 19), opens=time(12, 30))
    return event


def test_half_past_twelve_at_gmt_6_is_told_as_half_past_six_utc(side_event, client):
    (entry,) = read(client.get("/en/events/side/calendar.ics").content)

    assert entry["DTSTART"] == "20220519T183000Z"
    assert "DTEND" not in entry
    assert "18:30 UTC" in client.get("/en/events/side/").content.decode()


def test_an_event_without_a_time_zone_or_hours_takes_whole_days(side_event):
    side_event.time_zone = ""
    day = side_event.days.get()

    assert [entry.starts for entry in entries_of(side_event, [day], "")] == [date(2022, 5, 19)]
    side_event.starts = side_event.ends = None
    assert entries_of(side_event, [], "") == []


def test_an_agenda_is_told_item_by_item(side_event):
    day = side_event.days.get()
    AgendaItem.objects.create(day=day, order=1, start=time(13), end=time(14), number="1", title_en="Talk")
    AgendaItem.objects.create(day=day, order=2, start=time(14), title_en="Dinner")

    entries = agenda_entries(side_event, [day], "https://portal.example/e")

    assert [(e.summary, e.starts, e.ends) for e in entries] == [
        ("1. Talk", datetime(2022, 5, 19, 19, tzinfo=UTC), datetime(2022, 5, 19, 20, tzinfo=UTC)),
        ("Dinner", datetime(2022, 5, 19, 20, tzinfo=UTC), None),
    ]
    assert {row["STATUS"] for row in read(write("A", entries, stamp=NOW))} == {"TENTATIVE"}


def test_the_calendar_of_all_events_holds_public_ones_alone_narrowed_like_the_list(
    side_event, client, world, client_of
):
    Event.objects.create(code="in", kind="meeting", name_en="In preparation", starts=date(2022, 5, 1))
    Event.objects.create(code="m", kind="meeting", name_en="Of members", starts=date(2022, 5, 2), audience="members")
    Event.objects.create(code="p", kind="meeting", name_en="Public", starts=date(2022, 5, 3), audience="public")
    address = reverse("portal:event-calendar")

    response = client_of(world.secretariat).get(address)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert {entry["SUMMARY"] for entry in read(response.content)} == {"Side event", "Public"}
    assert {e["SUMMARY"] for e in read(client.get(address, {"kind": "meeting"}).content)} == {"Public"}
    assert len({entry["UID"] for entry in read(response.content)}) == 2


def test_an_independent_library_reads_every_calendar(side_event, client):
    for address in ("/en/events/side/calendar.ics", "/es/events/calendar.ics", "/en/events/dates.ics"):
        calendar = icalendar.Calendar.from_ical(client.get(address).content)
        assert calendar.errors == []
        assert [entry.errors for entry in calendar.walk("VEVENT") if entry.errors] == []
    (entry,) = icalendar.Calendar.from_ical(client.get("/en/events/side/calendar.ics").content).walk("VEVENT")
    assert entry.decoded("DTSTART") == datetime(2022, 5, 19, 18, 30, tzinfo=UTC)
