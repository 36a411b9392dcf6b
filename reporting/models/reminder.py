"""Reminders by date, letters to a chosen state, and the ledger that says what became of each for whom."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.enums import Role
from accounts.seats import Seat
from notices.models import Mail
from reporting.enums import TOLD, AssignmentStatus, Outcome
from reporting.models.cycle import Assignment, Call


class Addressed(models.Model):
    """Whom something is written to: people of these roles, in countries whose contribution is in these states."""

    roles = ArrayField(models.CharField(max_length=20, choices=Role))
    statuses = ArrayField(models.CharField(max_length=20, choices=AssignmentStatus))

    class Meta:
        abstract = True


class Reminder(Addressed):
    """A rule of a call: so many days after the indicative date of each country, before it where `days` is negative."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, related_name="reminders")
    days = models.SmallIntegerField()
    words_en = models.TextField(blank=True, help_text="what the Secretariat adds")
    words_es = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["call", "days"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "days"], condition=Q(is_active=True), name="one_reminder_for_a_day_of_a_call"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call} {self.days:+}"


class Letter(Addressed):
    """One mail of the Secretariat to people of a call. Looked at first, in both languages; sent once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, related_name="letters")
    subject_en = models.CharField(max_length=150)
    subject_es = models.CharField(max_length=150)
    text_en = models.TextField()
    text_es = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.subject_en


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def visible_to(self, seat: Seat) -> "DispatchQuerySet":
        """The desk sees the ledger of every call; a country's people see their own."""
        return self.filter(assignment__in=Assignment.objects.visible_to(seat))


class Dispatch(models.Model):
    """A line of the ledger: what became of one reminder or letter for one person. Rows are only ever added; one
    whose mail has not left becomes a withheld one when the country submits, or says that it will not report.

    `on` is the indicative date that a reminder is about: an agreed later one begins a new line.
    """

    reminder = models.ForeignKey(Reminder, models.PROTECT, null=True, blank=True, related_name="dispatches")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="dispatches")
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="dispatches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome)
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reminder=None, letter__isnull=False, on=None)
                | Q(letter=None, reminder__isnull=False, on__isnull=False),
                name="dispatch_of_a_reminder_or_a_letter",
            ),
            models.UniqueConstraint(
                fields=["reminder", "assignment", "user", "on"],
                condition=Q(letter=None),
                name="reminded_once_of_a_date",
            ),
            models.UniqueConstraint(
                fields=["letter", "user"], condition=Q(reminder=None), name="one_letter_to_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.outcome}"

    @property
    def is_told(self) -> bool:
        return self.outcome in TOLD
