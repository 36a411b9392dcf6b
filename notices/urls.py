"""Addresses of the notices room."""

from django.urls import URLPattern, path

from notices import views

app_name = "notices"
urlpatterns: list[URLPattern] = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/read/", views.read_all, name="read-all"),
    path("inbox/<uuid:pk>/read/", views.read_one, name="read-one"),
    path("inbox/mail/", views.preferences, name="preferences"),
    path("inbox/undelivered/", views.undelivered, name="undelivered"),
    path("reminders/stop/<str:token>/", views.reminders_stop, name="reminders-stop"),
    path("outbox/", views.outbox, name="outbox"),
]
