from events.models.agenda import AgendaDay, AgendaItem, AgendaSpeaker
from events.models.conclusion import Conclusion
from events.models.follow_up import Decision, Fulfilment, Origin, PaperFor
from events.models.note import NoteRow, NoteSource, NoteSummary, NoteTable, Notetaker
from events.models.record import Event, EventDates, EventLink, EventPart
from events.models.session import Session, SessionQuestion

__all__ = [
    "AgendaDay",
    "AgendaItem",
    "AgendaSpeaker",
    "Conclusion",
    "Decision",
    "Event",
    "EventDates",
    "EventLink",
    "EventPart",
    "Fulfilment",
    "NoteRow",
    "NoteSource",
    "NoteSummary",
    "NoteTable",
    "Notetaker",
    "Origin",
    "PaperFor",
    "Session",
    "SessionQuestion",
]
