"""Addresses of the people's pages; those of logging in are in allauth_urls.py."""

from django.urls import URLPattern, path

from accounts import key_views, views

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("invitation/<str:token>/", views.invitation_accept, name="invitation-accept"),
    path("seats/", views.seats, name="seats"),
    path("profile/", views.profile, name="profile"),
    path("keys/", key_views.keys, name="keys"),
    path("keys/<uuid:pk>/", key_views.key_revoke, name="key-revoke"),
    path("people/", views.people, name="people"),
    path("people/<uuid:pk>/", views.membership_act, name="membership-act"),
    path("people/invitations/<uuid:pk>/", views.invitation_act, name="invitation-act"),
    path("people/presidency/", views.term_enter, name="term-enter"),
]
