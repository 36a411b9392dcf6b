"""Addresses of the acts on practices; their public pages are the portal's."""

from django.urls import URLPattern, path

from practices.views import edit

app_name = "practices"
urlpatterns: list[URLPattern] = [
    path("practices/<slug:code>/edit/", edit, name="edit"),
]
