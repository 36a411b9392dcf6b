"""Addresses of the pages that join rooms."""

from django.conf import settings
from django.urls import URLPattern, path

from portal.views import directory, events, home, principles, record
from portal.views.answer import answer
from portal.views.desk import desk
from portal.views.gallery import gallery

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("desk/", desk, name="desk"),
    path("objectives/<int:number>/", home.objective, name="objective"),
    path("countries/", home.country_list, name="country-list"),
    path("countries/<str:code>/", home.country, name="country"),
    path("directory/", directory.directory, name="directory"),
    path("directory/claims/", directory.claims, name="claims"),
    path("principles/", principles.principle_list, name="principle-list"),
    path("principles/<slug:letter>/", principles.principle, name="principle"),
    path("answers/<str:code>/", answer, name="answer"),
    path("practices/", record.practice_list, name="practice-list"),
    path("events/", events.event_list, name="event-list"),
    path("events/calendar.ics", events.event_calendar, name="event-calendar"),
    path("events/<slug:code>/", events.event, name="event"),
    path("events/<slug:code>/calendar.ics", events.event_ics, name="event-ics"),
    path("events/<slug:code>/conclusions/<str:reference>/", events.conclusion, name="conclusion"),
    path("about/", record.about, name="about"),
]

if not settings.PRODUCTION:
    urlpatterns += [path("gallery/", gallery, name="gallery")]
