"""Addresses of the claims; the list of them joins rooms and is in the portal's."""

from django.urls import URLPattern, path

from sources import views

app_name = "sources"
urlpatterns: list[URLPattern] = [
    path("directory/claims/new/", views.claim_new, name="claim-new"),
    path("directory/claims/<uuid:pk>/", views.claim, name="claim"),
    path("directory/claims/<uuid:pk>/correct/", views.claim_edit, name="claim-edit"),
    path("directory/claims/<uuid:pk>/end/", views.claim_end, name="claim-end"),
]
