"""Addresses of the Secretariat's pages of events, and of the notes."""

from django.urls import URLPattern, path

from common import converters  # noqa: F401 - registers "code"
from events.views import agenda, desk, follow_up, handover, intake, note_rows, notes, notes_desk, papers

app_name = "events"
ROOT = "secretariat/events"
urlpatterns: list[URLPattern] = [
    path(f"{ROOT}/", desk.desk, name="desk"),
    path(f"{ROOT}/new/", desk.event_new, name="event-new"),
    path(f"{ROOT}/<slug:code>/", desk.event, name="event"),
    path(f"{ROOT}/<slug:code>/facts/", desk.event_facts, name="event-facts"),
    path(f"{ROOT}/<slug:code>/parts/", desk.part_add, name="part-add"),
    path(f"{ROOT}/<slug:code>/parts/<int:pk>/remove/", desk.part_remove, name="part-remove"),
    path(f"{ROOT}/<slug:code>/links/", desk.link_add, name="link-add"),
    path(f"{ROOT}/<slug:code>/links/<int:pk>/act/", desk.link_act, name="link-act"),
    path(f"{ROOT}/<slug:code>/print/", desk.event_print, name="event-print"),
    path(f"{ROOT}/<slug:code>/conclusions/", intake.conclusions, name="conclusions"),
    path(f"{ROOT}/<slug:code>/conclusions/<uuid:pk>/", intake.conclusion_line, name="conclusion-line"),
    path(f"{ROOT}/<slug:code>/conclusions/<uuid:pk>/commitment/", follow_up.commitment_new, name="commitment-new"),
    path(f"{ROOT}/<slug:code>/conclusions/paste/", intake.conclusions_paste, name="conclusions-paste"),
    path(f"{ROOT}/<slug:code>/conclusions/publish/", desk.conclusions_publish, name="conclusions-publish"),
    path(f"{ROOT}/<slug:code>/agenda/", agenda.agenda, name="agenda"),
    path(f"{ROOT}/<slug:code>/agenda/paste/", intake.agenda_paste, name="agenda-paste"),
    path(f"{ROOT}/<slug:code>/agenda/days/", agenda.day_save, name="day-save"),
    path(f"{ROOT}/<slug:code>/agenda/days/<int:day>/items/new/", agenda.item_new, name="item-new"),
    path(f"{ROOT}/<slug:code>/agenda/items/<uuid:pk>/", agenda.item, name="item"),
    path(f"{ROOT}/<slug:code>/agenda/items/<uuid:pk>/remove/", agenda.item_remove, name="item-remove"),
    path(f"{ROOT}/<slug:code>/agenda/slots/", agenda.slots_fill, name="slots-fill"),
    path(f"{ROOT}/<slug:code>/notes/", notes_desk.event_notes, name="event-notes"),
    path(f"{ROOT}/<slug:code>/notes/open/", notes_desk.notes_open, name="notes-open"),
    path(f"{ROOT}/<slug:code>/notes/paste/", notes_desk.notes_paste, name="notes-paste"),
    path(f"{ROOT}/<slug:code>/notes/people/", notes_desk.notetaker_add, name="notetaker-add"),
    path(f"{ROOT}/<slug:code>/notes/people/<int:pk>/remove/", notes_desk.notetaker_remove, name="notetaker-remove"),
    path(f"{ROOT}/<slug:code>/notes/<uuid:pk>/share/", notes_desk.notes_share, name="notes-share"),
    path("commitments/<code:code>/events/", follow_up.event_link, name="commitment-link"),
    path("commitments/<code:code>/events/<int:pk>/remove/", follow_up.event_unlink, name="commitment-unlink"),
    path("documents/<slug:code>/step/", papers.step_new, name="paper-step"),
    path("documents/<slug:code>/meeting/", papers.prepare, name="paper-prepare"),
    path("handover/", handover.handover_list, name="handover-list"),
    path("handover/<int:pk>/", handover.handover, name="handover"),
    path("handover/<int:pk>/freeze/", handover.handover_freeze, name="handover-freeze"),
    # Notetakers sit in seats of Member Countries: the form itself is not among the Secretariat's pages.
    path("notes/", notes.note_list, name="note-list"),
    path("notes/print/", notes_desk.notes_print, name="notes-print"),
    path("notes/<uuid:pk>/", notes.notes, name="notes"),
    path("notes/<uuid:pk>/head/", notes.notes_head, name="notes-head"),
    path("notes/<uuid:pk>/rows/<uuid:row>/", note_rows.note_row, name="note-row"),
    path("notes/<uuid:pk>/summary/<str:language>/", note_rows.note_summary, name="note-summary"),
]
