"""What the open interfaces say about meetings, their agendas, their conclusions and what links them."""

from events.exports.decisions import CONCLUSIONS, EVENT_LINKS
from events.exports.meetings import AGENDA_ITEMS, CONCEPT_SECTIONS, EVENTS, SESSIONS

RESOURCES = (EVENTS, AGENDA_ITEMS, SESSIONS, CONCEPT_SECTIONS, CONCLUSIONS, EVENT_LINKS)
