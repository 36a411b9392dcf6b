"""Addresses of the Secretariat's desk."""

from django.urls import URLPattern, path

from reporting.views.desk import extension, home, reading, reminders, tracker

urlpatterns: list[URLPattern] = [
    path("secretariat/", home.desk, name="desk"),
    path("secretariat/cycles/new/", home.cycle_new, name="cycle-new"),
    path("secretariat/cycles/<uuid:pk>/calls/new/", home.call_new, name="call-new"),
    path("secretariat/calls/<uuid:pk>/", tracker.tracker, name="tracker"),
    path("secretariat/calls/<uuid:pk>/act/", home.call_act, name="call-act"),
    path("secretariat/assignments/<uuid:pk>/extension/", extension.extension_grant, name="extension-grant"),
    path("secretariat/calls/<uuid:pk>/reminders/", reminders.reminders, name="reminders"),
    path("secretariat/calls/<uuid:pk>/reminders/new/", reminders.reminder_new, name="reminder-new"),
    path("secretariat/reminders/<uuid:pk>/end/", reminders.reminder_end, name="reminder-end"),
    path("secretariat/calls/<uuid:pk>/letters/new/", reminders.letter_new, name="letter-new"),
    path("secretariat/letters/<uuid:pk>/", reminders.letter, name="letter"),
    path("secretariat/revisions/<uuid:pk>/", reading.revision, name="desk-revision"),
    path("secretariat/revisions/<uuid:pk>/act/", reading.revision_act, name="desk-revision-act"),
    path("secretariat/threads/<uuid:pk>/", reading.thread_act, name="desk-thread"),
]
