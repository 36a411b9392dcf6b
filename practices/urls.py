"""Addresses of the acts on practices; their public pages are the portal's."""

from django.urls import URLPattern, path

from practices.views import own, record

app_name = "practices"
urlpatterns: list[URLPattern] = [
    path("practices/<slug:code>/edit/", record.edit, name="edit"),
    path("practices/<slug:code>/repository/", record.repository, name="repository"),
    path("own-practices/", own.own_list, name="own-list"),
    path("own-practices/new/", own.own_new, name="new"),
    path("own-practices/<slug:code>/", own.own, name="own"),
    path("own-practices/<slug:code>/edit/", own.own_edit, name="own-edit"),
    path("own-practices/<slug:code>/act/", own.own_act, name="own-act"),
    path("own-practices/<slug:code>/versions/<int:number>/", own.own_version, name="own-version"),
]
