"""Clarification: questions of the Secretariat on a submitted revision, and notes that never leave its desk."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.seats import Seat
from reporting.enums import ThreadKind, ThreadStatus
from reporting.models.revision import Revision


class ClarificationRequest(models.Model):
    """Questions collected on a revision and sent to the country together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="requests")
    message = models.TextField(blank=True)
    reply_by = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"{self.revision} {self.sent_at:%Y-%m-%d}"


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, seat: Seat) -> "ThreadQuerySet":
        """Drafts stay at the Secretariat's desk; sent threads are read by the country concerned and the desk."""
        if seat.is_secretariat:
            return self
        if seat.is_presidency:
            return self.filter(~Q(status=ThreadStatus.DRAFT))
        if seat.is_workspace:
            return self.filter(~Q(status=ThreadStatus.DRAFT), revision__assignment__country=seat.country)
        return self.none()


class Thread(models.Model):
    """A conversation on one answer of a submitted revision; an edit carries the text the country may take."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="threads")
    answer_id = models.UUIDField()
    question_code = models.SlugField(max_length=40)
    objective_number = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=ThreadKind, default=ThreadKind.QUESTION)
    status = models.CharField(max_length=10, choices=ThreadStatus, default=ThreadStatus.DRAFT)
    request = models.ForeignKey(ClarificationRequest, models.PROTECT, null=True, blank=True, related_name="threads")
    edit_language = models.CharField(max_length=2, blank=True)
    edit_text = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["objective_number", "created_at"]

    def __str__(self) -> str:
        return f"{self.revision} {self.question_code} {self.status}"


class Message(models.Model):
    """One contribution to a thread."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    from_country = models.BooleanField()
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.text[:60]


class InternalNoteQuerySet(models.QuerySet["InternalNote"]):
    def visible_to(self, seat: Seat) -> "InternalNoteQuerySet":
        """The Secretariat alone: no country, export or interface ever reads these."""
        return self if seat.is_secretariat else self.none()


class InternalNote(models.Model):
    """A note of the Secretariat to itself on an answer of a submitted revision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="internal_notes")
    answer_id = models.UUIDField()
    objective_number = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = InternalNoteQuerySet.as_manager()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.text[:60]
