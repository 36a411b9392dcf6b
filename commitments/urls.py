"""Addresses of the acts on commitments; their public pages are the portal's, because they show meetings too."""

from django.urls import URLPattern, path

from commitments.views import desk
from common import converters  # noqa: F401 - registers "code"

app_name = "commitments"
urlpatterns: list[URLPattern] = [
    path("commitments/<code:code>/note/", desk.note_new, name="note-new"),
    path("commitments/<code:code>/edit/", desk.edit, name="edit"),
]
