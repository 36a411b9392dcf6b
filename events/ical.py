"""Calendars in the form of RFC 5545: events and agenda items, told in UTC."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from common.i18n import pick
from common.zones import instant
from events.models import AgendaDay, AgendaItem, Event

PRODUCT = "-//Regional Conference on Migration//Reporting portal//EN"
MAX_OCTETS = 75


@dataclass(frozen=True)
class Entry:
    """One line of a calendar. `starts` a date for a whole day (`ends` its last day), else an aware instant."""

    uid: str
    summary: str
    starts: date | datetime
    ends: date | datetime | None = None
    location: str = ""
    description: str = ""
    url: str = ""
    category: str = ""
    tentative: bool = False


def write(name: str, entries: Iterable[Entry], *, stamp: datetime | None = None) -> bytes:
    """The calendar as a file in UTF-8, its lines folded at 75 octets."""
    at = _moment(stamp or timezone.now())
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_text(name)}")
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.uid}",
            f"DTSTAMP:{at}",
            *_times(entry),
            f"SUMMARY:{_text(entry.summary)}",
        ]
        lines += [
            f"{field}:{_text(value)}"
            for field, value in (
                ("LOCATION", entry.location),
                ("DESCRIPTION", entry.description),
                ("CATEGORIES", entry.category),
            )
            if value
        ]
        if entry.url:
            lines.append(f"URL:{entry.url}")
        lines += [f"STATUS:{'TENTATIVE' if entry.tentative else 'CONFIRMED'}", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return b"".join(_fold(line) for line in lines)


def entries_of(event: Event, days: Sequence[AgendaDay], url: str) -> list[Entry]:
    """An event in a calendar of events: one entry per announced day, else its days as a whole; then its phases."""
    return [*_days(event, days, url), *_phases(event, url)]


def _days(event: Event, days: Sequence[AgendaDay], url: str) -> list[Entry]:
    """None where the event has no date."""
    common: dict[str, Any] = {
        "summary": pick(event, "name"),
        "location": pick(event, "place"),
        "url": url,
        "category": str(event.get_kind_display()),
    }
    timed = [day for day in days if day.opens]
    if event.time_zone and timed:
        return [
            Entry(
                f"{event.pk}-{day.date:%Y%m%d}@rcm-portal",
                starts=instant(day.date, day.opens, event.time_zone),
                ends=instant(day.date, day.closes, event.time_zone) if day.closes else None,
                **common,
            )
            for day in timed
            if day.opens
        ]
    if event.starts is None:
        return []
    return [Entry(f"{event.pk}@rcm-portal", starts=event.starts, ends=event.ends, **common)]


def agenda_entries(event: Event, days: Sequence[AgendaDay], url: str) -> list[Entry]:
    """The agenda item by item; the event itself where it has none, or no time zone to tell it in."""
    items = [item for day in days for item in day.items.all()]
    if not items or not event.time_zone:
        return entries_of(event, days, url)
    return [*(_item(event, item, url) for item in items), *_phases(event, url)]


def _phases(event: Event, url: str) -> list[Entry]:
    """The sessions that have days of their own, as whole days."""
    return [
        Entry(
            f"{session.pk}@rcm-portal", f"{session.name}: {pick(session, 'title')}", session.starts, session.ends,
            location=pick(event, "place"), description=pick(event, "name"), url=url,
            category=str(event.get_kind_display()),
        )
        for session in event.sessions.all()
        if session.starts
    ]  # fmt: skip


def _item(event: Event, item: AgendaItem, url: str) -> Entry:
    on = item.day.date
    said = [speaker.said() for speaker in item.speakers.all()]
    return Entry(
        f"{item.pk}@rcm-portal",
        " ".join(filter(None, [f"{item.number}." if item.number else "", pick(item, "title")])),
        instant(on, item.start, event.time_zone),
        instant(on, item.end, event.time_zone) if item.end else None,
        location=pick(event, "place"),
        description="\n".join([pick(event, "name"), *said]),
        url=url,
        category=str(item.get_kind_display()),
        tentative=event.agenda_status == "tentative",
    )


def _times(entry: Entry) -> list[str]:
    if isinstance(entry.starts, datetime):
        lines = [f"DTSTART:{_moment(entry.starts)}"]
        if isinstance(entry.ends, datetime):
            lines.append(f"DTEND:{_moment(entry.ends)}")
        return lines
    last = entry.ends if isinstance(entry.ends, date) else entry.starts
    return [f"DTSTART;VALUE=DATE:{entry.starts:%Y%m%d}", f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """A value of type TEXT: backslash, semicolon, comma and line ends are escaped."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(escaped.splitlines())


def _fold(line: str) -> bytes:
    """A content line in pieces of at most 75 octets; no character is cut in two."""
    pieces: list[bytes] = []
    piece = b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > MAX_OCTETS - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
