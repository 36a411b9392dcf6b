"""Addresses of the people's pages; those of logging in are in allauth_urls.py."""

from django.urls import URLPattern, path

from accounts.views import chain, directory, keys, people, standings

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("invitation/<str:token>/", people.invitation_accept, name="invitation-accept"),
    path("seats/", people.seats, name="seats"),
    path("profile/", people.profile, name="profile"),
    path("keys/", keys.keys, name="keys"),
    path("keys/<uuid:pk>/", keys.key_revoke, name="key-revoke"),
    path("people/", people.people, name="people"),
    path("people/<uuid:pk>/", people.membership_act, name="membership-act"),
    path("people/invitations/<uuid:pk>/", people.invitation_act, name="invitation-act"),
    path("people/<uuid:pk>/dates/", directory.membership_dates, name="membership-dates"),
    path("people/clearance/", chain.chain, name="chain"),
    path("people/presidency/", people.term_enter, name="term-enter"),
    path("people/presidency/<int:pk>/", directory.term_edit, name="term-edit"),
    path("standings/", standings.standings, name="standings"),
    path("standings/<int:pk>/", standings.standing_edit, name="standing-edit"),
    path("bodies/", directory.bodies, name="bodies"),
    path("bodies/new/", directory.body_new, name="body-new"),
    path("bodies/<uuid:pk>/", directory.body_edit, name="body-edit"),
]
