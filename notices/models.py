"""The inbox of a person and the ledger of mail that left the portal."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.enums import Language
from accounts.models import Membership
from accounts.seats import Seat


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, seat: Seat) -> "NoticeQuerySet":
        """The person's own, of the capacity in which they act now; what is for the person alone in every one."""
        return self.filter(Q(membership=None) | Q(membership=seat.membership), user=seat.user)


class Notice(models.Model):
    """One line in a person's inbox. `key` makes it idempotent: one event, one notice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    membership = models.ForeignKey(
        Membership, models.CASCADE, null=True, blank=True, related_name="notices", help_text="capacity it is for"
    )
    key = models.CharField(max_length=150)
    text_en = models.TextField()
    text_es = models.TextField()
    address = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_notice_per_event")]
        indexes = [models.Index(fields=["user", "read_at"], name="unread_notices")]

    def __str__(self) -> str:
        return self.text_en


class Mail(models.Model):
    """A message handed to the mail system; in the demonstration the outbox page shows it instead."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=150, unique=True)
    to = models.EmailField()
    language = models.CharField(max_length=2, choices=Language)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    unsubscribe = models.CharField(max_length=500, blank=True, help_text="address that stops mail like this one")
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.subject
