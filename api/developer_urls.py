"""Addresses of the pages for developers, in both languages."""

from django.urls import URLPattern, path

from api.views import developers

app_name = "developers"
urlpatterns: list[URLPattern] = [
    path("developers/", developers.developers, name="start"),
    path("developers/<slug:name>/", developers.resource, name="resource"),
]
