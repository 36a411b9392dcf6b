"""Addresses of the objectives room; the page of one objective joins rooms and is the portal's."""

from django.urls import URLPattern, path

from objectives import views

app_name = "objectives"
urlpatterns: list[URLPattern] = [
    path("objectives/", views.objective_list, name="objective-list"),
    path("objectives/schemes/new/", views.scheme_new, name="scheme-new"),
    path("objectives/schemes/<slug:code>/", views.scheme, name="scheme"),
    path("objectives/schemes/<slug:code>/confirm/", views.scheme_confirm, name="scheme-confirm"),
]
