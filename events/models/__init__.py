from events.models.agenda import AgendaDay, AgendaItem, AgendaSpeaker, ItemDocument
from events.models.concept import ConceptSection
from events.models.conclusion import Conclusion
from events.models.delegation import Delegation, Participant
from events.models.feed import CalendarKey
from events.models.finding import Finding, Rapporteur, SessionReport, SessionReportText
from events.models.follow_up import Decision, Fulfilment, Origin, PaperFor
from events.models.nomination import Nomination
from events.models.note import NoteRow, NoteSource, NoteSummary, NoteTable, Notetaker
from events.models.personal import PersonalFile, TravelData
from events.models.record import Event, EventDates, EventLink, EventPart
from events.models.registration import DutyHolder, EntitlementRule, FundingLine, Registration
from events.models.session import Session, SessionQuestion

__all__ = [
    "AgendaDay",
    "AgendaItem",
    "AgendaSpeaker",
    "CalendarKey",
    "ConceptSection",
    "Conclusion",
    "Decision",
    "Delegation",
    "DutyHolder",
    "EntitlementRule",
    "Event",
    "EventDates",
    "EventLink",
    "EventPart",
    "Finding",
    "Fulfilment",
    "FundingLine",
    "ItemDocument",
    "Nomination",
    "NoteRow",
    "NoteSource",
    "NoteSummary",
    "NoteTable",
    "Notetaker",
    "Origin",
    "PaperFor",
    "Participant",
    "PersonalFile",
    "Rapporteur",
    "Registration",
    "Session",
    "SessionQuestion",
    "SessionReport",
    "SessionReportText",
    "TravelData",
]
