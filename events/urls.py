"""Addresses of the Secretariat's pages of events."""

from django.urls import URLPattern, path

from events.views import agenda, desk, intake

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
    path(f"{ROOT}/<slug:code>/conclusions/paste/", intake.conclusions_paste, name="conclusions-paste"),
    path(f"{ROOT}/<slug:code>/conclusions/publish/", desk.conclusions_publish, name="conclusions-publish"),
    path(f"{ROOT}/<slug:code>/agenda/", agenda.agenda, name="agenda"),
    path(f"{ROOT}/<slug:code>/agenda/paste/", intake.agenda_paste, name="agenda-paste"),
    path(f"{ROOT}/<slug:code>/agenda/days/", agenda.day_save, name="day-save"),
    path(f"{ROOT}/<slug:code>/agenda/days/<int:day>/items/new/", agenda.item_new, name="item-new"),
    path(f"{ROOT}/<slug:code>/agenda/items/<uuid:pk>/", agenda.item, name="item"),
    path(f"{ROOT}/<slug:code>/agenda/items/<uuid:pk>/remove/", agenda.item_remove, name="item-remove"),
    path(f"{ROOT}/<slug:code>/agenda/slots/", agenda.slots_fill, name="slots-fill"),
]
