"""The meetings on record: events, who had which part in them, what they concluded, their agendas and their chain."""

from typing import Any

from accounts.models import Body, Country
from events.models import (
    AgendaDay,
    AgendaItem,
    AgendaSpeaker,
    ConceptSection,
    Conclusion,
    Event,
    EventDates,
    EventLink,
    EventPart,
    Session,
    SessionQuestion,
)
from portal.loaders.files import read
from portal.loaders.ledger import KEPT, Ledger
from portal.loaders.registrations import load_registrations
from sources.models import Source


def load_meetings(ledger: Ledger, sources: dict[str, Source], countries: dict[str, Country]) -> None:
    """Everything of `fixtures/record` that belongs to an event; empty codes stand for none."""
    bodies = {body.code: body for body in Body.objects.all()}
    for row in read("record/events"):
        many = {"documents": [sources[code].pk for code in row.pop("documents")]}
        row |= {"source": sources[row["source"]], "organ": bodies.get(row["organ"])}
        ledger.put(Event, {"code": row.pop("code")}, row, many)
    events = {event.code: event for event in Event.objects.all()}
    for row in read("record/conclusions"):
        row["proposer_country"] = countries.get(row["proposer_country"])
        thanked = {
            "thanked_countries": [countries[code].pk for code in row.pop("thanked_countries", [])],
            "thanked_bodies": [bodies[code].pk for code in row.pop("thanked_bodies", [])],
        }
        ledger.put(Conclusion, {"event": events[row.pop("event")], "order": row.pop("order")}, row, thanked)
    for row in read("record/event_parts"):
        who = {"country": countries.get(row.pop("country")), "body": bodies.get(row.pop("body"))}
        key = {"event": events[row.pop("event")], "role": row.pop("role")} | who
        ledger.put(EventPart, key, row | {"source": sources.get(row["source"])})
    for row in read("record/event_dates"):
        key = {"event": events[row.pop("event")], "order": row.pop("order")}
        ledger.put(EventDates, key, row | {"source": sources.get(row["source"])})
    _load_links(ledger, sources, events)
    for row in read("record/sessions"):
        _load_session(ledger, row, events[row.pop("event")])
    for row in read("record/concept_sections"):
        ledger.put(ConceptSection, {"event": events[row.pop("event")], "order": row.pop("order")}, row)
    for row in read("record/agendas"):
        _load_day(ledger, row, events[row.pop("event")], countries, bodies)
    load_registrations(ledger, sources, countries, events)


def _load_links(ledger: Ledger, sources: dict[str, Source], events: dict[str, Event]) -> None:
    conclusions = {(row.event_id, row.reference): row for row in Conclusion.objects.exclude(reference="")}
    for row in read("record/event_links"):
        meeting = events.get(row.pop("conclusion_event"))
        key = {
            "event": events[row.pop("event")],
            "kind": row.pop("kind"),
            "to_event": events.get(row.pop("to_event")),
            "to_conclusion": conclusions.get((meeting.pk, row["to_conclusion"])) if meeting else None,
            "to_source": sources.get(row.pop("to_source")),
        }
        row.pop("to_conclusion")
        if any(key[target] for target in ("to_event", "to_conclusion", "to_source")):
            ledger.put(EventLink, key, row)


def _load_session(ledger: Ledger, row: dict[str, Any], event: Event) -> None:
    questions, many = row.pop("questions"), {"objectives": row.pop("objectives")}
    session = ledger.put(Session, {"event": event, "code": row.pop("code")}, row, many)
    if session is None or ledger.outcome == KEPT:
        return
    for order, question in enumerate(questions, start=1):
        ledger.put(SessionQuestion, {"session": session, "order": order}, question)


def _load_day(
    ledger: Ledger, row: dict[str, Any], event: Event, countries: dict[str, Country], bodies: dict[str, Body]
) -> None:
    items = row.pop("items")
    day = ledger.put(AgendaDay, {"event": event, "date": row.pop("date")}, row)
    for values in items if day else []:
        speakers = values.pop("speakers")
        item = ledger.put(AgendaItem, {"day": day, "order": values.pop("order")}, values)
        if item is None or ledger.outcome == KEPT:
            continue
        for order, speaker in enumerate(speakers, start=1):
            who = {"country": countries.get(speaker.pop("country")), "body": bodies.get(speaker.pop("body"))}
            ledger.put(AgendaSpeaker, {"item": item, "order": order}, speaker | who)
