from events.models.agenda import AgendaDay, AgendaItem, AgendaSpeaker
from events.models.conclusion import Conclusion
from events.models.record import Event, EventDates, EventLink, EventPart

__all__ = [
    "AgendaDay",
    "AgendaItem",
    "AgendaSpeaker",
    "Conclusion",
    "Event",
    "EventDates",
    "EventLink",
    "EventPart",
]
