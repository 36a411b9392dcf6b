"""What the open interfaces say about meetings, their agendas and their conclusions."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, Func, OuterRef, Value
from django.db.models.functions import Cast, Concat, JSONObject, LPad
from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from common.exports import cited, codes, identity, licence, page, translation, updated
from common.resources import Field, Kind, Resource
from events.enums import (
    AgendaStatus,
    ConceptKind,
    Disposition,
    EventKind,
    ItemKind,
    LineRole,
    Mode,
    NoteOf,
    PartRole,
    QuestionTopic,
    SessionMethod,
)
from events.filters import AgendaItemFilters, ConceptSectionFilters, ConclusionFilters, EventFilters, SessionFilters
from events.models import (
    AgendaItem,
    AgendaSpeaker,
    ConceptSection,
    Conclusion,
    Event,
    EventPart,
    Session,
    SessionQuestion,
)

CYCLE = Field("cycle", Kind.REFERENCE, _("Code of the cycle it belongs to."), "cycle_code", null=True, to="cycles")


def _events(seat: Seat) -> Any:
    parts = EventPart.objects.filter(event=OuterRef("pk")).order_by("role", "id")
    told = {"role": "role", "country": "country__code", "body": "body__code", "detail_en": "detail_en",
            "detail_es": "detail_es"}  # fmt: skip
    return Event.objects.visible_to(seat).annotate(
        document_codes=codes(Event.documents.through, "event", "source__code"),
        part_rows=ArraySubquery(parts.values(row=JSONObject(**told))),
    )


def _sessions(seat: Seat) -> Any:
    asked = SessionQuestion.objects.filter(session=OuterRef("pk")).order_by("order")
    told = {"topic": "topic", "text_en": "text_en", "text_es": "text_es"}
    return Session.objects.visible_to(seat).annotate(
        path=Concat(F("event__code"), Value("."), F("code"), output_field=CharField()),
        objective_numbers=codes(Session.objectives.through, "session", "objective_id"),
        question_rows=ArraySubquery(asked.values(row=JSONObject(**told))),
    )


def _concept_sections(seat: Seat) -> Any:
    place = LPad(Cast("order", CharField()), 2, Value("0"))
    path = Concat(F("event__code"), Value("."), place, output_field=CharField())
    return ConceptSection.objects.of(NoteOf.CONCEPT).visible_to(seat).annotate(path=path)


def _conclusions(seat: Seat) -> Any:
    return Conclusion.objects.visible_to(seat).annotate(
        path=Concat(F("event__code"), Value("."), Cast("order", CharField()), output_field=CharField()),
        thanked_country_codes=codes(Conclusion.thanked_countries.through, "conclusion", "country__code"),
        thanked_body_codes=codes(Conclusion.thanked_bodies.through, "conclusion", "body__code"),
    )


def _agenda_items(seat: Seat) -> Any:
    place = LPad(Cast("order", CharField()), 2, Value("0"))
    said = {"words_en": "words_en", "words_es": "words_es", "country": "country__code", "body": "body__code"}
    speakers = AgendaSpeaker.objects.on_agenda().filter(item=OuterRef("pk")).order_by("order")
    return AgendaItem.objects.visible_to(seat).annotate(
        path=Concat(
            F("day__event__code"), Value("."), _told("day__date", "YYYY-MM-DD"), Value("."), place,
            output_field=CharField(),
        ),
        begins=_told("start", "HH24:MI"),
        finishes=_told("end", "HH24:MI"),
        speaker_rows=ArraySubquery(speakers.values(row=JSONObject(**said))),
    )  # fmt: skip


def _told(column: str, pattern: str) -> Func:
    return Func(F(column), Value(pattern), function="to_char", output_field=CharField())


EVENTS = Resource(
    name="events",
    title=_("Events"),
    about=_("Meetings of the Conference and around it, as the documents record them."),
    rows=_events,
    fields=(
        *identity(),
        Field("kind", Kind.CODE, _("Kind of meeting."), choices=EventKind),
        Field("name", Kind.BILINGUAL, _("Name.")),
        translation(),
        Field("starts", Kind.DATE, _("First day."), null=True),
        Field("ends", Kind.DATE, _("Last day."), null=True),
        Field("place", Kind.BILINGUAL, _("Place.")),
        Field("mode", Kind.CODE, _("In person, online or both."), choices=Mode, null=True),
        Field("time_zone", Kind.CODE, _("Time zone of the meeting."), null=True),
        Field("languages", Kind.LIST, _("Codes of the languages in which it is held.")),
        Field("organ", Kind.REFERENCE, _("Code of the organ or working group."), "organ__code", null=True, to="bodies"),
        Field("level", Kind.BILINGUAL, _("Level expected.")),
        Field("purpose", Kind.BILINGUAL, _("Objectives and product.")),
        Field("parts", Kind.OBJECTS, _("Who had which part in it."), "part_rows", parts=(
            Field("role", Kind.CODE, _("In what capacity."), choices=PartRole),
            Field("country", Kind.REFERENCE, _("Code of the country."), null=True, to="countries"),
            Field("body", Kind.REFERENCE, _("Code of the body."), null=True, to="bodies"),
            Field("detail_en", Kind.TEXT, _("As the document words it, in English.")),
            Field("detail_es", Kind.TEXT, _("As the document words it, in Spanish.")),
        )),
        Field("documents", Kind.LIST, _("Codes of the sources that are its documents."), "document_codes",
              to="sources"),
        Field("source", Kind.REFERENCE, _("Code of the source."), "source__code", null=True, to="sources"),
        CYCLE,
        page("/events/{}/", "code"),
        cited("name", "/events/{}/", "code"),
        licence(),
        updated(),
    ),
    order={"code": "code", "updated_at": "updated_at"},
    filters=EventFilters,
    searchable=True,
    heading=("name",),
    body=("place",),
)  # fmt: skip

AGENDA_ITEMS = Resource(
    name="agenda-items",
    title=_("Agenda items"),
    about=_("Agendas of meetings, item by item, with who has the floor. A tentative agenda may change."),
    rows=_agenda_items,
    fields=(
        *identity("path"),
        Field("event", Kind.REFERENCE, _("Code of the meeting."), "day__event__code", to="events"),
        Field("agenda", Kind.CODE, _("Tentative or final."), "day__event__agenda_status", choices=AgendaStatus),
        Field("day", Kind.DATE, _("Day of the item."), "day__date"),
        Field("start", Kind.TEXT, _("Hour at which it starts, in the time zone of the meeting."), "begins"),
        Field("end", Kind.TEXT, _("Hour at which it ends, where the agenda says so."), "finishes", null=True),
        Field("time_zone", Kind.CODE, _("Time zone of the meeting."), "day__event__time_zone", null=True),
        Field("number", Kind.CODE, _("Number of the item in its document."), null=True),
        Field("kind", Kind.CODE, _("What happens in it."), choices=ItemKind),
        Field("section", Kind.BILINGUAL, _("Section of the agenda.")),
        Field("title", Kind.BILINGUAL, _("Title.")),
        translation(),
        Field("notes", Kind.BILINGUAL, _("Notes of the agenda on the item.")),
        Field("speakers", Kind.OBJECTS, _("Who has the floor."), "speaker_rows", parts=(
            Field("words_en", Kind.TEXT, _("As the document words it, in English.")),
            Field("words_es", Kind.TEXT, _("As the document words it, in Spanish.")),
            Field("country", Kind.REFERENCE, _("Code of the country."), null=True, to="countries"),
            Field("body", Kind.REFERENCE, _("Code of the body."), null=True, to="bodies"),
        )),
        Field("cycle", Kind.REFERENCE, _("Code of the cycle it belongs to."), "day__event__cycle_code", null=True,
              to="cycles"),
        page("/events/{}/", "day__event__code"),
        cited("day__event__name", "/events/{}/", "day__event__code", number="number"),
        licence(),
        updated(),
    ),
    key="path",
    order={"code": "path", "day": "day__date", "updated_at": "updated_at"},
    filters=AgendaItemFilters,
    searchable=True,
    heading=("title",),
    body=("section", "notes"),
)  # fmt: skip

CONCLUSIONS = Resource(
    name="conclusions",
    title=_("Conclusions"),
    about=_("Numbered items of conclusions documents, verbatim. A document is published as a whole."),
    rows=_conclusions,
    fields=(
        *identity("path"),
        Field("event", Kind.REFERENCE, _("Code of the meeting."), "event__code", to="events"),
        Field("reference", Kind.CODE, _("Number of the item in its document."), null=True),
        Field("order", Kind.NUMBER, _("Place in the document.")),
        Field("text", Kind.BILINGUAL, _("The item, verbatim.")),
        translation(),
        Field("verbs", Kind.LIST, _("What the item does: approve, thank, request and so on.")),
        Field(
            "proposer",
            Kind.REFERENCE,
            _("Code of the country whose proposal it was."),
            "proposer_country__code",
            null=True,
            to="countries",
        ),
        Field("disposition", Kind.CODE, _("What the meeting did with the proposal."), null=True, choices=Disposition),
        Field(
            "thanked_countries",
            Kind.LIST,
            _("Codes of the countries it thanks."),
            "thanked_country_codes",
            to="countries",
        ),
        Field("thanked_bodies", Kind.LIST, _("Codes of the bodies it thanks."), "thanked_body_codes", to="bodies"),
        Field("addressee", Kind.BILINGUAL, _("Somebody outside the Conference to whom it is addressed.")),
        Field("role", Kind.CODE, _("Item, heading or line without a number."), choices=LineRole),
        CYCLE,
        page("/events/{}/", "event__code"),
        cited("event__name", "/events/{}/", "event__code", number="reference"),
        licence(),
        updated(),
    ),
    key="path",
    order={"order": "order", "updated_at": "updated_at"},
    filters=ConclusionFilters,
    searchable=True,
    heading=("reference",),
    body=("text",),
)

SESSIONS = Resource(
    name="sessions",
    title=_("Sessions"),
    about=_("Sessions of forums, with their objectives and the questions that guide them."),
    rows=_sessions,
    fields=(
        *identity("path"),
        Field("event", Kind.REFERENCE, _("Code of the meeting."), "event__code", to="events"),
        Field("number", Kind.CODE, _("Number of the session in its document."), "code"),
        Field("called", Kind.BILINGUAL, _("What the document calls it."), "label"),
        Field("title", Kind.BILINGUAL, _("Title.")),
        translation(),
        Field("starts", Kind.DATE, _("First day, where it has days of its own."), null=True),
        Field("ends", Kind.DATE, _("Last day, where it has several days of its own."), null=True),
        Field("overview", Kind.BILINGUAL, _("What it is about, verbatim.")),
        Field("objectives", Kind.LIST, _("Numbers of the objectives it concerns."), "objective_numbers",
              to="objectives"),
        Field("questions", Kind.OBJECTS, _("Questions that guide it, in their order."), "question_rows", parts=(
            Field("topic", Kind.CODE, _("What the question asks for."), choices=QuestionTopic),
            Field("text_en", Kind.TEXT, _("Text in English.")),
            Field("text_es", Kind.TEXT, _("Text in Spanish.")),
        )),
        Field("method", Kind.CODE, _("By which method it is held."), choices=SessionMethod, null=True),
        Field("cycle", Kind.REFERENCE, _("Code of the cycle it belongs to."), "event__cycle_code", null=True,
              to="cycles"),
        page("/events/{}/sessions/{}/", "event__code", "code"),
        cited("title", "/events/{}/sessions/{}/", "event__code", "code", number="code"),
        licence(),
        updated(),
    ),
    key="path",
    has_page=True,
    order={"code": "path", "updated_at": "updated_at"},
    filters=SessionFilters,
    searchable=True,
    heading=("title",),
    body=("overview",),
)  # fmt: skip

CONCEPT_SECTIONS = Resource(
    name="concept-sections",
    title=_("Concept notes"),
    about=_("Concept notes of meetings, section by section, verbatim. A note is opened as a whole."),
    rows=_concept_sections,
    fields=(
        *identity("path"),
        Field("event", Kind.REFERENCE, _("Code of the meeting."), "event__code", to="events"),
        Field("order", Kind.NUMBER, _("Place in the document.")),
        Field("section", Kind.CODE, _("What the section is."), "kind", choices=ConceptKind),
        Field("title", Kind.BILINGUAL, _("Heading.")),
        Field("text", Kind.BILINGUAL, _("The section, verbatim; ^[…] is a footnote.")),
        translation(),
        Field("cycle", Kind.REFERENCE, _("Code of the cycle it belongs to."), "event__cycle_code", null=True,
              to="cycles"),
        page("/events/{}/concept-note/", "event__code"),
        cited("event__name", "/events/{}/concept-note/", "event__code", number="order"),
        licence(),
        updated(),
    ),
    key="path",
    order={"code": "path", "order": "order", "updated_at": "updated_at"},
    filters=ConceptSectionFilters,
    searchable=True,
    heading=("title",),
    body=("text",),
)  # fmt: skip

RESOURCES = (EVENTS, AGENDA_ITEMS, SESSIONS, CONCEPT_SECTIONS, CONCLUSIONS)
