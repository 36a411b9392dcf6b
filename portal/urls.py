"""Addresses of the pages that join rooms."""

from django.conf import settings
from django.urls import URLPattern, path

from portal.views import home, record
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
    path("answers/<str:code>/", answer, name="answer"),
    path("practices/", record.practice_list, name="practice-list"),
    path("events/", record.event_list, name="event-list"),
    path("events/<slug:code>/", record.event, name="event"),
    path("about/", record.about, name="about"),
]

if not settings.PRODUCTION:
    urlpatterns += [path("gallery/", gallery, name="gallery")]
