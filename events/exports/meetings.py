"""What the open interfaces say about meetings: agendas, sessions, concept notes."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, Func, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat, JSONObject, LPad
from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from commitments.models import Commitment
from common.exports import cited, codes, identity, licence, page, translation, updated
from common.resources import Field, Kind, Resource
from events.enums import (
    AgendaStatus,
    ConceptKind,
    EventKind,
    ItemKind,
    Mode,
    NoteOf,
    PartRole,
    QuestionTopic,
    SessionMethod,
)
from events.filters import AgendaItemFilters, ConceptSectionFilters, EventFilters, SessionFilters
from events.models import (
    AgendaItem,
    AgendaSpeaker,
    ConceptSection,
    Event,
    EventDates,
    EventPart,
    Fulfilment,
    ItemDocument,
    Session,
    SessionQuestion,
)
from practices.models import Practice


def _events(seat: Seat) -> Any:
    parts = EventPart.objects.filter(event=OuterRef("pk")).order_by("role", "id")
    told = {"role": "role", "country": "country__code", "body": "body__code", "detail_en": "detail_en",
            "detail_es": "detail_es"}  # fmt: skip
    before = EventDates.objects.filter(event=OuterRef("pk")).order_by("order", "id")
    dates = {"starts": "starts", "ends": "ends", "words_en": "words_en", "words_es": "words_es",
             "decided_on": "decided_on", "reason_en": "reason_en", "reason_es": "reason_es"}  # fmt: skip
    answered = Fulfilment.objects.filter(event=OuterRef("pk"), commitment__in=Commitment.objects.visible_to(seat))
    return Event.objects.visible_to(seat).annotate(
        date_rows=ArraySubquery(before.values(row=JSONObject(**dates))),
        commitment_codes=ArraySubquery(answered.order_by("commitment__code").values("commitment__code")),
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


def _agenda_items(seat: Seat) -> Any:
    place = LPad(Cast("order", CharField()), 2, Value("0"))
    said = {"words_en": "words_en", "words_es": "words_es", "country": "country__code", "body": "body__code"}
    papers = ItemDocument.objects.open_to(seat).filter(item=OuterRef("pk")).order_by("id")
    named = {"title_en": "title_en", "title_es": "title_es", "address": "address"}
    shown = Practice.objects.shown_to(seat).filter(agenda_items=OuterRef("pk"))
    session = Session.objects.filter(pk=OuterRef("session"))
    held = Concat(F("event__code"), Value("."), F("code"), output_field=CharField())
    speakers = AgendaSpeaker.objects.on_agenda().filter(item=OuterRef("pk")).order_by("order")
    return AgendaItem.objects.visible_to(seat).annotate(
        path=Concat(
            F("day__event__code"), Value("."), _told("day__date", "YYYY-MM-DD"), Value("."), place,
            output_field=CharField(),
        ),
        begins=_told("start", "HH24:MI"),
        finishes=_told("end", "HH24:MI"),
        speaker_rows=ArraySubquery(speakers.values(row=JSONObject(**said))),
        session_code=Subquery(session.annotate(path=held).values("path")),
        source_codes=codes(AgendaItem.documents.through, "agendaitem", "source__code"),
        practice_codes=ArraySubquery(shown.order_by("code").values("code")),
        paper_rows=ArraySubquery(papers.values(row=JSONObject(**named))),
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
        Field("earlier_dates", Kind.OBJECTS, _("Dates that it had before."), "date_rows", parts=(
            Field("starts", Kind.DATE, _("First day."), null=True),
            Field("ends", Kind.DATE, _("Last day."), null=True),
            Field("words_en", Kind.TEXT, _("As the document words it, in English.")),
            Field("words_es", Kind.TEXT, _("As the document words it, in Spanish.")),
            Field("decided_on", Kind.DATE, _("Day on which the dates were changed."), null=True),
            Field("reason_en", Kind.TEXT, _("Reason in English.")),
            Field("reason_es", Kind.TEXT, _("Reason in Spanish.")),
        )),
        Field("commitments", Kind.LIST, _("Codes of the commitments that it carries out."), "commitment_codes",
              to="commitments"),
        Field("documents", Kind.LIST, _("Codes of the sources that are its documents."), "document_codes",
              to="sources"),
        Field("source", Kind.REFERENCE, _("Code of the source."), "source__code", null=True, to="sources"),
        Field("cycle", Kind.REFERENCE, _("Code of the cycle it belongs to."), "cycle_code", null=True, to="cycles"),
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
        Field("session", Kind.REFERENCE, _("Code of the session that is held in it."), "session_code", null=True,
              to="sessions"),
        Field("documents", Kind.LIST, _("Codes of the sources that are documents of the item."), "source_codes",
              to="sources"),
        Field("papers", Kind.OBJECTS, _("Further documents of the item."), "paper_rows", parts=(
            Field("title_en", Kind.TEXT, _("Title in English.")),
            Field("title_es", Kind.TEXT, _("Title in Spanish.")),
            Field("address", Kind.URL, _("Where it can be read.")),
        )),
        Field("practices", Kind.LIST, _("Codes of the good practices presented."), "practice_codes",
              to="practices"),
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
        Field("text", Kind.BILINGUAL, _("The section, verbatim; ^[…] is a footnote, [[code]] a figure on record.")),
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
