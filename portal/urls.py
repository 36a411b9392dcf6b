"""Addresses of the portal room."""

from django.conf import settings
from django.urls import URLPattern, path

from portal.views.desk import desk
from portal.views.gallery import gallery

app_name = "portal"
urlpatterns: list[URLPattern] = [path("desk/", desk, name="desk")]

if not settings.PRODUCTION:
    urlpatterns += [path("gallery/", gallery, name="gallery")]
